import { deflateSync } from 'node:zlib'

/**
 * A small PDF of so many A4 pages, for trials of printers. With `packed`, pages hide in a compressed object stream behind a
 * cross-reference stream (ISO 32000-1 sections 7.5.7 and 7.5.8), as modern writers make it.
 */
export function samplePdf(pages: number, { packed = false }: { readonly packed?: boolean } = {}): Uint8Array {
  return new Uint8Array(packed ? packedPdf(pages) : plainPdf(pages))
}

/** A reader in the midst of microtasks: the plain sample PDFs say their number of pages in clear. */
export async function pagesOfSample(pdf: Uint8Array): Promise<number | null> {
  const count = /\/Type \/Pages \/Count (\d+)/.exec(new TextDecoder('latin1').decode(pdf))?.[1]
  return count === undefined ? null : Number(count)
}

const FIRST_PAGE = 3

function objectsOf(pages: number): string[] {
  const kids = Array.from({ length: pages }, (_, index) => `${FIRST_PAGE + index} 0 R`).join(' ')
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`,
    ...Array.from({ length: pages }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>'),
  ]
}

function plainPdf(pages: number): Buffer {
  let body = '%PDF-1.7\n'
  const offsets: number[] = []
  for (const [index, object] of objectsOf(pages).entries()) {
    offsets.push(body.length)
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = offsets.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`
  return Buffer.from(
    `${body}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  )
}

function packedPdf(pages: number): Buffer {
  const objects = objectsOf(pages)
  const starts = objects.map((_, index) => objects.slice(0, index).join('\n').length + (index > 0 ? 1 : 0))
  const index = `${objects.map((_, at) => `${at + 1} ${starts[at]}`).join(' ')}\n`
  const container = objects.length + 1
  const packed = `/Type /ObjStm /N ${objects.length} /First ${index.length}`
  const first = stream(container, packed, Buffer.from(index + objects.join('\n'), 'latin1'))
  const head = Buffer.from('%PDF-1.7\n', 'latin1')
  const tableAt = head.length + first.length
  const rows = Buffer.concat([
    row(0, 0, 0xff),
    ...objects.map((_, at) => row(2, container, at)),
    row(1, head.length, 0),
    row(1, tableAt, 0),
  ])
  const table = stream(container + 1, `/Type /XRef /Size ${container + 2} /W [1 4 1] /Root 1 0 R`, rows)
  return Buffer.concat([head, first, table, Buffer.from(`startxref\n${tableAt}\n%%EOF\n`, 'latin1')])
}

function row(type: number, second: number, third: number): Buffer {
  const bytes = Buffer.alloc(6)
  bytes.writeUInt8(type, 0)
  bytes.writeUInt32BE(second, 1)
  bytes.writeUInt8(third, 5)
  return bytes
}

function stream(id: number, entries: string, content: Buffer): Buffer {
  const data = deflateSync(content)
  const open = `${id} 0 obj\n<< ${entries} /Length ${data.length} /Filter /FlateDecode >>\nstream\n`
  return Buffer.concat([Buffer.from(open, 'latin1'), data, Buffer.from('\nendstream\nendobj\n', 'latin1')])
}
