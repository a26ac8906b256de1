import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import type { SettingsInForce } from '../../src/settings/in-force.ts'
import type { Approvals } from '../approvals/approvals.ts'
import type { Documents } from '../documents/documents.ts'
import type { Identity } from '../identity/identity.ts'
import type { ApprovedDocuments, CollectedDocuments, Issuing } from '../issuing/issuing.ts'
import type { NoticeRoom } from '../notice/notice.ts'
import type { Portal } from '../portal/portal.ts'
import type { Records } from '../records/records.ts'

/** What visits are made of. */
export interface VisitorParts {
  readonly records: Pick<Records, 'person' | 'studyRecord'>
  readonly identity: Pick<Identity, 'visits' | 'find' | 'pins'>
  readonly documents: Pick<Documents, 'offers'>
  readonly collected: CollectedDocuments
  readonly approved: Pick<ApprovedDocuments, 'open'>
  readonly madeInVisit: Issuing['madeInVisit']
  readonly settings: SettingsInForce
  readonly approvals: Pick<Approvals, 'sayAtKiosk'>
  /** Free copies that a person has left for documents of a kind, in the period that runs now. */
  readonly freeCopiesLeft: (personId: string, kind: string, terminalId: string) => Promise<number>
  /** Whether a person has a code for a free reprint that can still be used. */
  readonly hasReprintCode: (personId: string) => Promise<boolean>
  /** What people may collect for others, with what they have shown. */
  readonly errandsOf: Portal['errandsOf']
  /** What people are told and agree to before anything is made for them. */
  readonly notice: Pick<NoticeRoom, 'owedBy' | 'agree'>
  readonly log: Logger
  readonly clock: Clock
}
