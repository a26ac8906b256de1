import { bytesOfLatin1 } from '../../src/pdf/bytes.ts'

export interface Statement {
  readonly title: string
  /** What a person reads on the page, ASCII without brackets. */
  readonly lines: readonly string[]
  /** Of the attached file. */
  readonly name: string
  /** ASCII, for programs. */
  readonly text: string
  /** Tells this file from the others of its kind. */
  readonly version: number
}

/** A PDF of one page that says in plain words what it is, with the statement itself in a stream of its own. */
export function statementPdf({ title, lines, name, text, version }: Statement): Uint8Array<ArrayBuffer> {
  const shown = [title, ...lines].map(line => `(${line}) Tj T*`).join(' ')
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(${name}) 6 0 R] >> >> >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    stream('', `BT /F 14 Tf 20 TL 72 740 Td ${shown} ET`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F 7 0 R >> >>`,
    stream('/Type /EmbeddedFile ', text),
  ]
  let file = '%PDF-1.7\n%\x80\x80\x80\x80\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const xref = file.length
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n\r\n`).join('')
  const size = objects.length + 1
  file += `xref\n0 ${size}\n0000000000 65535 f\r\n${rows}`
  // Two equal halves are enough of an identifier (ISO 32000-2, 14.4): what tells the files of a kind apart is their version.
  const id = `<${String(version).padStart(16, '0')}>`
  file += `trailer\n<< /Size ${size} /Root 1 0 R /ID [${id} ${id}] >>\nstartxref\n${xref}\n%%EOF\n`
  return bytesOfLatin1(file)
}

function stream(entries: string, content: string): string {
  return `<< ${entries}/Length ${content.length} >>\nstream\n${content}\nendstream`
}
