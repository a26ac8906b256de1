import type { Seen } from '../../../src/graduation/check.ts'
import { canonicalEntry, type EnrolmentEntry } from '../../../src/graduation/enrolment.ts'
import { type Db, type EnrolmentRow, entryOf } from '../register/enrolment-rows.ts'
import type { GraduationSeals } from '../seals.ts'

/** An enrolment as the register has it now, with what a check knows it by. */
export interface EnrolmentNow {
  readonly row: EnrolmentRow
  readonly entry: EnrolmentEntry
  readonly seen: Seen
  /** Which line of which file it was last changed by. */
  readonly stamp: string
}

/** Reads an enrolment with its photographs; null where the register has it no more. */
export async function enrolmentNow(db: Db, seals: GraduationSeals, enrolmentId: string): Promise<EnrolmentNow | null> {
  const row = await db.selectFrom('enrolment').selectAll().where('enrolment_id', '=', enrolmentId).executeTakeFirst()
  if (!row) return null
  const photos = await db
    .selectFrom('photograph')
    .select(['kind', 'sha256'])
    .where('enrolment_id', '=', enrolmentId)
    .where('kept_at', 'is not', null)
    .where('gone_at', 'is', null)
    .execute()
  const entry = entryOf(row, seals)
  const hashOf = (kind: string) => photos.find(one => one.kind === kind)?.sha256 ?? null
  const seen: Seen = {
    // Keyed: from a plain digest whoever reads the table could try out the number of the identity paper.
    dataHash: seals.keyOf('entry', canonicalEntry(entry)),
    ...{ admissionHash: hashOf('admission'), graduationHash: hashOf('graduation') },
  }
  return { row, entry, seen, stamp: stampOf(row) }
}

export const stampOf = ({ import_id: id, import_line: line }: Pick<EnrolmentRow, 'import_id' | 'import_line'>) =>
  `${id}:${line}`
