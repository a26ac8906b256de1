import type { Insertable } from 'kysely'
import { ENROLMENT_FIELDS } from '../../../src/graduation/enrolment.ts'
import { nameKey } from '../../../src/graduation/plain-key.ts'
import { randomId } from '../../ground/random-id.ts'
import type { EnrolmentTable } from '../../ground/store/tables.ts'
import type { GraduationSeals } from '../seals.ts'
import { COLUMN_OF_FIELD, type Db } from './enrolment-rows.ts'
import type { Known } from './find-people.ts'
import type { Deed, JudgedRow } from './judge-register.ts'
import { identityText } from './read-identity.ts'

/** A statement has a limit of values; so many rows stay far from it. */
const AT_ONCE = 100
/** What a row that stands gets anew. */
const CHANGED = [
  ...Object.values(COLUMN_OF_FIELD),
  ...(['person_id', 'name_key', 'id_key', 'is_upgrade', 'is_prior_diploma_verified', 'capture_code'] as const),
  ...(['import_id', 'import_line', 'changed_at', 'last_said_at'] as const),
]

export interface WriteParts {
  readonly seals: GraduationSeals
  readonly importId: string
  readonly now: Date
  readonly known: ReadonlyMap<string, Known>
}

/** Writes what rows come to: what is new, what changes, and that the rest was said once more. */
export async function writeEnrolments(tx: Db, parts: WriteParts, rows: readonly JudgedRow[]): Promise<void> {
  const values = rows.flatMap(row => {
    const isDue = row.report.outcome === 'new' || row.report.outcome === 'changed'
    return isDue && row.deed !== null ? [valuesOf(parts, row.deed, row.report.line)] : []
  })
  for (let from = 0; from < values.length; from += AT_ONCE)
    await tx
      .insertInto('enrolment')
      .values(values.slice(from, from + AT_ONCE))
      .onConflict(conflict =>
        conflict
          .column('enrolment_id')
          .doUpdateSet(({ ref }) => Object.fromEntries(CHANGED.map(column => [column, ref(`excluded.${column}`)]))),
      )
      .execute()
  const same = rows.flatMap(({ report, deed }) => (report.outcome === 'same' && deed?.former ? [deed] : []))
  // Who it is in the university's data may be known since: of those alone the row is written anew.
  for (const { former, entry } of same) {
    const personId = personOf(parts.known, entry.studentNumber, entry.idNumber)
    if (former === null || former.person_id === personId) continue
    await tx
      .updateTable('enrolment')
      .set({ person_id: personId })
      .where('enrolment_id', '=', former.enrolment_id)
      .execute()
  }
  const ids = same.flatMap(({ former }) => (former ? [former.enrolment_id] : []))
  if (ids.length > 0)
    await tx.updateTable('enrolment').set({ last_said_at: parts.now }).where('enrolment_id', 'in', ids).execute()
}

function valuesOf({ seals, importId, now, known }: WriteParts, deed: Deed, line: number): Insertable<EnrolmentTable> {
  const { entry, former } = deed
  const id = former?.enrolment_id ?? randomId()
  const fields = Object.fromEntries(ENROLMENT_FIELDS.map(field => [COLUMN_OF_FIELD[field], entry[field]]))
  return {
    ...(fields as Pick<Insertable<EnrolmentTable>, (typeof COLUMN_OF_FIELD)[keyof typeof COLUMN_OF_FIELD]>),
    ...{ enrolment_id: id, name_key: nameKey(entry.name), id_number: seals.sealIdNumber(id, entry.idNumber) },
    id_key: seals.keyOf('identity', identityText(entry)),
    person_id: personOf(known, entry.studentNumber, entry.idNumber),
    ...{ is_upgrade: deed.isUpgrade, is_prior_diploma_verified: deed.isPriorDiplomaVerified },
    ...{ capture_code: deed.captureCode, import_id: importId, import_line: line },
    ...{ made_at: former?.made_at ?? now, changed_at: now, last_said_at: now },
  }
}

/** Only who has both numbers is the same person. */
function personOf(known: ReadonlyMap<string, Known>, studentNumber: string, idNumber: string): string | null {
  const one = known.get(studentNumber)
  return one !== undefined && one !== 'nobody' && one.idNumber === idNumber ? one.personId : null
}
