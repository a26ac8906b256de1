import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Tables } from '../../ground/store/tables.ts'
import type { GraduationSeals } from '../seals.ts'
import type { InLine } from './in-line.ts'

/** What work on checks needs. */
export interface CheckParts {
  readonly db: Kysely<Tables>
  readonly log: Logger
  readonly seals: GraduationSeals
  readonly now: () => Date
  /** In which whoever asks for a check waits. */
  readonly inLine: InLine
}

/** Names a check. */
export interface CheckKey {
  readonly campaignId: string
  readonly enrolmentId: string
}
