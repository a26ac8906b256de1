import { listText, type RevocationList } from '../../src/verification/revocation-list.ts'
import { statementPdf } from './statement-pdf.ts'

/** The list as a PDF that anyone can open. */
export function listPdf(list: RevocationList): Uint8Array<ArrayBuffer> {
  return statementPdf({
    title: 'List of documents that are no longer valid',
    lines: [
      `Version ${list.version}`,
      `Issued ${list.issuedAt}, next before ${list.nextUpdate}`,
      `${list.entries.length} documents, each by the digest of what was signed and the SHA-256 of its file`,
    ],
    name: 'list.json',
    text: listText(list),
    version: list.version,
  })
}
