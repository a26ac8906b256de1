import { bytesOfLatin1 } from '../../src/pdf/bytes.ts'
import { listText, type RevocationList } from '../../src/verification/revocation-list.ts'

/** A PDF of one page that says in plain words what it is, with the list itself in a stream of its own. */
export function listPdf(list: RevocationList): Uint8Array<ArrayBuffer> {
  const words = [
    'List of documents that are no longer valid',
    `Version ${list.version}`,
    `Issued ${list.issuedAt}, next before ${list.nextUpdate}`,
    `${list.entries.length} documents, each by the SHA-256 of its file`,
  ]
  const page = `BT /F 14 Tf 20 TL 72 740 Td ${words.map(line => `(${line}) Tj T*`).join(' ')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(list.json) 6 0 R] >> >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    stream('', page),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Filespec /F (list.json) /UF (list.json) /EF << /F 7 0 R >> >>',
    stream('/Type /EmbeddedFile ', listText(list)),
  ]
  let text = '%PDF-1.7\n%\x80\x80\x80\x80\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const xref = text.length
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n\r\n`).join('')
  const size = objects.length + 1
  text += `xref\n0 ${size}\n0000000000 65535 f\r\n${rows}`
  // Two equal halves are enough of an identifier (ISO 32000-2, 14.4): what tells lists apart is their version.
  const id = `<${String(list.version).padStart(16, '0')}>`
  text += `trailer\n<< /Size ${size} /Root 1 0 R /ID [${id} ${id}] >>\nstartxref\n${xref}\n%%EOF\n`
  return bytesOfLatin1(text)
}

function stream(entries: string, content: string): string {
  return `<< ${entries}/Length ${content.length} >>\nstream\n${content}\nendstream`
}
