import type { RecordCheck } from '../../src/contract/history-api.ts'

/** What other rooms may ask of public verification. */
export interface Verification {
  /** What terminals are told about roots, signed PDFs, oldest first. */
  trustNotices(): Promise<Uint8Array[]>
  /** When and by what a document was checked, newest first; never by whom. */
  checksOf(documentId: string): Promise<RecordCheck[]>
}
