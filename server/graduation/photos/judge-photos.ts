import type { PhotoKind } from '../../../src/graduation/enrolment.ts'
import type { Db } from '../register/enrolment-rows.ts'
import type { GraduationSeals } from '../seals.ts'
import type { LookedAt } from './look-at-photo.ts'
import { type MatchedPhoto, matchPhotos } from './match-photos.ts'
import { maskedNames, type PhotoReportRow } from './photo-report.ts'

export interface JudgedPhoto {
  readonly looked: LookedAt
  readonly matched: MatchedPhoto
  /** Whether the pool has it already. */
  readonly isPooled: boolean
  readonly mark: string
}

/** Whose each photograph of some is, by what stands in `db` now. */
export async function judgePhotos(
  db: Db,
  seals: GraduationSeals,
  kind: PhotoKind,
  looked: readonly LookedAt[],
): Promise<readonly JudgedPhoto[]> {
  const matched = await matchPhotos(
    db,
    seals,
    kind,
    looked.map(({ named }) => named),
  )
  const sources = looked.map(({ sourceSha256 }) => sourceSha256).filter(one => one !== '')
  const pool =
    sources.length === 0
      ? []
      : await db
          .selectFrom('photograph')
          .select('source_sha256')
          .where('source_sha256', 'in', sources)
          .where('kind', '=', kind)
          .where('enrolment_id', 'is', null)
          .where('kept_at', 'is not', null)
          .where('gone_at', 'is', null)
          .execute()
  const pooled = new Set(pool.map(row => row.source_sha256))
  return looked.map((one, at) => {
    const match = matched[at] ?? { enrolmentId: null, pooledBecause: 'number', formerId: null, formerSource: null }
    const isPooled = match.enrolmentId === null && pooled.has(one.sourceSha256)
    const mark = seals.keyOf('row', JSON.stringify([one.sourceSha256, match, isPooled]))
    return { looked: one, matched: match, isPooled, mark }
  })
}

/** What it comes to. `isFirst`: whether no file before it in the same import is of the same enrolment. */
export function reportPhoto(
  { looked, matched, isPooled, mark }: JudgedPhoto,
  isFirst: (enrolmentId: string) => boolean,
): PhotoReportRow {
  const { line, named, fault, doubts, sourceSha256 } = looked
  const { enrolmentId, formerSource, pooledBecause } = matched
  const row = { line, ...maskedNames(named), doubts, mark, fault: null, pooledBecause: null }
  if (fault !== null) return { ...row, outcome: 'error', fault }
  if (enrolmentId === null) return { ...row, outcome: isPooled ? 'same' : 'pooled', pooledBecause }
  if (!isFirst(enrolmentId)) return { ...row, outcome: 'error', fault: 'twice' }
  return { ...row, outcome: formerSource === null ? 'new' : formerSource === sourceSha256 ? 'same' : 'changed' }
}
