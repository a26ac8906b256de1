import { bytesOfLatin1, concatBytes } from '../../src/pdf/bytes.ts'

/** Objects of a PDF by number, from 1, without the `N 0 obj` around them. */
export type SampleObjects = readonly (string | Uint8Array)[]

const asBytes = (part: string | Uint8Array) => (typeof part === 'string' ? bytesOfLatin1(part) : part)

/** Writes a file of one revision with a plain table, for tests and for trying a seal. Object 1 is the catalogue. */
export function samplePdf(objects: SampleObjects = SAMPLE_OBJECTS): Uint8Array {
  const parts: Uint8Array[] = [bytesOfLatin1('%PDF-1.7\n%\x80\x80\x80\x80\n')]
  const offsets: number[] = []
  let at = parts[0]!.length
  const add = (...more: (string | Uint8Array)[]) => {
    for (const part of more.map(asBytes)) {
      parts.push(part)
      at += part.length
    }
  }
  objects.forEach((object, index) => {
    offsets.push(at)
    add(`${index + 1} 0 obj\n`, object, '\nendobj\n')
  })
  const xref = at
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n\r\n`).join('')
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f\r\n${rows}`)
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /ID [<01> <01>] >>\nstartxref\n${xref}\n%%EOF\n`)
  return concatBytes(...parts)
}

/** One page that says so. */
export const SAMPLE_OBJECTS: SampleObjects = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
  '<< /Length 47 >>\nstream\nBT /F 24 Tf 72 700 Td (Grade: excellent) Tj ET\nendstream',
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
]

/** Appends a revision that replaces or adds objects, as an attacker or an editor would. */
export function appendRevision(pdf: Uint8Array, changed: ReadonlyMap<number, string>, root = '1 0 R'): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  const previous = /startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]
  let body = ''
  let table = ''
  for (const [number, object] of changed) {
    table += `${number} 1\n${String(pdf.length + body.length).padStart(10, '0')} 00000 n\r\n`
    body += `${number} 0 obj\n${object}\nendobj\n`
  }
  const trailer = `trailer\n<< /Size 99 /Root ${root} /Prev ${previous} >>\nstartxref\n${pdf.length + body.length}\n%%EOF\n`
  return concatBytes(pdf, bytesOfLatin1(`${body}xref\n${table}${trailer}`))
}
