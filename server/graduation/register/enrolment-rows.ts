import type { Kysely, Selectable, Transaction } from 'kysely'
import { ENROLMENT_FIELDS, type EnrolmentEntry, type EnrolmentField } from '../../../src/graduation/enrolment.ts'
import type { EnrolmentTable, Tables } from '../../ground/store/tables.ts'
import type { GraduationSeals } from '../seals.ts'

export type Db = Kysely<Tables> | Transaction<Tables>
export type EnrolmentRow = Selectable<EnrolmentTable>

/** In which column each field stands. */
export const COLUMN_OF_FIELD = {
  ...{ name: 'name', sex: 'sex', nation: 'nation', bornOn: 'born_on', idType: 'id_type', idNumber: 'id_number' },
  ...{ examineeNumber: 'examinee_number', studentNumber: 'student_number', school: 'school', branch: 'branch' },
  ...{ department: 'department', major: 'major', className: 'class_name', level: 'level' },
  ...{ lengthYears: 'length_years', category: 'category', mode: 'mode', enteredOn: 'entered_on' },
  ...{ standing: 'standing', expectedOn: 'expected_on' },
} as const satisfies Record<EnrolmentField, keyof EnrolmentTable>

/** An entry as the register has it, its number opened. */
export function entryOf(row: EnrolmentRow, seals: Pick<GraduationSeals, 'openIdNumber'>): EnrolmentEntry {
  const said = Object.fromEntries(ENROLMENT_FIELDS.map(field => [field, String(row[COLUMN_OF_FIELD[field]])]))
  return { ...(said as unknown as EnrolmentEntry), idNumber: seals.openIdNumber(row.enrolment_id, row.id_number) }
}

/** Enrolments that stand under one of these student numbers or examinee numbers. */
export async function enrolmentsUnder(
  db: Db,
  studentNumbers: readonly string[],
  examineeNumbers: readonly string[],
): Promise<readonly EnrolmentRow[]> {
  if (studentNumbers.length === 0) return []
  return db
    .selectFrom('enrolment')
    .selectAll()
    .where(either =>
      either.or([
        either('student_number', 'in', [...studentNumbers]),
        ...(examineeNumbers.length > 0 ? [either('examinee_number', 'in', [...examineeNumbers])] : []),
      ]),
    )
    .execute()
}
