import type { ApprovedDocuments } from './approved-documents.ts'
import type { BatchDesk } from './batch-desk.ts'
import type { CollectedDocuments } from './collected-documents.ts'
import type { DocumentRecords } from './document-records.ts'
import type { Drafts } from './drafts.ts'
import type { MadeInVisit } from './made-in-visit.ts'
import type { Revocations } from './revocation.ts'

export type { ApprovedDocuments, OpenedOffer } from './approved-documents.ts'
export type { BatchDesk } from './batch-desk.ts'
export type { BatchWish } from './batch-list.ts'
export type { CollectedDocuments } from './collected-documents.ts'
export type { DocumentRecords } from './document-records.ts'
export { STATE_COLUMNS, standingOf } from './document-state.ts'
export type { Drafts, WantedDraft } from './drafts.ts'
export { issuedFileName } from './issued-file-name.ts'
export { type IssuedFileName, issuedFiles } from './issued-files.ts'
export type { Issuer } from './issuer.ts'
export type { MadeInVisit } from './made-in-visit.ts'

export interface Issuing {
  /** What is on record of the documents that were issued. */
  readonly records: DocumentRecords
  readonly revocations: Revocations
  readonly batches: BatchDesk
  readonly drafts: Drafts
  readonly collected: CollectedDocuments
  readonly approved: ApprovedDocuments
  /** What was made in a visit that runs, by the key under which the visit is kept. */
  madeInVisit(visitKey: string): Promise<MadeInVisit[]>
}
