import type { BatchDesk } from './batch-desk.ts'
import type { DocumentRecords } from './document-records.ts'
import type { Revocations } from './revocation.ts'

export type { BatchDesk } from './batch-desk.ts'
export type { DocumentRecords } from './document-records.ts'
export { type IssuedFileName, issuedFiles } from './issued-files.ts'
export type { Issuer } from './issuer.ts'

export interface Issuing {
  /** What is on record of the documents that were issued. */
  readonly records: DocumentRecords
  readonly revocations: Revocations
  readonly batches: BatchDesk
}
