import type { PhotoFinding } from '../../../src/graduation/photo-rules.ts'
import { maskName, maskNumber } from '../../../src/rules/masking.ts'
import type { PoolReason } from './match-photos.ts'
import type { PhotoFlaw } from './photo-messages.ts'
import type { PhotoNamed } from './photo-named.ts'

export const PHOTO_OUTCOMES = ['new', 'changed', 'same', 'pooled', 'error'] as const
export type PhotoOutcome = (typeof PHOTO_OUTCOMES)[number]
/** Why nothing is kept of a file: `twice` where its enrolment has another one in the same import. */
export type PhotoFault =
  | PhotoFlaw
  | 'too-many-bytes'
  | 'unpacks-badly'
  | 'too-heavy'
  | 'other-size'
  | 'taken-in-future'
  | 'twice'

/** What one file would do. */
export interface PhotoReportRow {
  readonly line: number
  readonly outcome: PhotoOutcome
  readonly fault: PhotoFault | null
  readonly pooledBecause: PoolReason | null
  readonly doubts: readonly PhotoFinding[]
  readonly fileMasked: string
  readonly nameMasked: string
  /** A pseudonym of the file and of whose it is. */
  readonly mark: string
}

/** Names of files are numbers and names of people. */
export const maskFile = (fileName: string): string =>
  fileName
    .slice(0, 120)
    .replaceAll(/[0-9A-Za-z]{6,}/g, maskNumber)
    .replaceAll(/[\p{Script=Han}·]{2,}/gu, maskName)

export const maskedNames = ({ fileName, name }: PhotoNamed) => ({
  fileMasked: maskFile(fileName),
  nameMasked: maskName(name),
})
