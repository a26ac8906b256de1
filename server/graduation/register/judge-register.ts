import type { RegisterColumn, RegisterDoubt, RegisterReportRow } from '../../../src/contract/register-file.ts'
import { ENROLMENT_FIELDS, type EnrolmentEntry } from '../../../src/graduation/enrolment.ts'
import { nameKey } from '../../../src/graduation/plain-key.ts'
import { maskName, maskNumber } from '../../../src/rules/masking.ts'
import type { GraduationSeals } from '../seals.ts'
import { type Db, type EnrolmentRow, enrolmentsUnder, entryOf } from './enrolment-rows.ts'
import type { Known } from './find-people.ts'
import type { SaidEntry, WrongCell } from './read-entry.ts'
import type { RegisterRow } from './read-register.ts'

/** What is to be written for a row. */
export interface Deed {
  readonly former: EnrolmentRow | null
  readonly entry: EnrolmentEntry
  readonly isUpgrade: boolean
  readonly isPriorDiplomaVerified: boolean | null
  readonly captureCode: string
}

export interface JudgedRow {
  readonly report: RegisterReportRow
  /** Null where the row is wrong. What is the same is said once more. */
  readonly deed: Deed | null
}

/** What each row of a batch would do, by what stands in `db` now. `known`: whom the university's data knows, where it was asked. */
export async function judgeRegister(
  db: Db,
  seals: GraduationSeals,
  rows: readonly RegisterRow[],
  known: ReadonlyMap<string, Known>,
): Promise<readonly JudgedRow[]> {
  const said = rows.flatMap(row => (row.said.ok ? [row.said.value] : []))
  const examinees = said.flatMap(({ fields }) => (fields.examineeNumber ? [fields.examineeNumber] : []))
  const standing = await enrolmentsUnder(
    db,
    said.map(({ studentNumber }) => studentNumber),
    examinees,
  )
  const byStudent = new Map(standing.map(row => [row.student_number, row]))
  const byExaminee = new Map(standing.map(row => [row.examinee_number, row]))
  return rows.map(({ line, said }) =>
    said.ok
      ? judged(line, said.value, {
          former: byStudent.get(said.value.studentNumber) ?? null,
          ofExaminee: byExaminee.get(said.value.fields.examineeNumber ?? '') ?? null,
          known: known.get(said.value.studentNumber) ?? null,
          seals,
        })
      : wrong(line, said.error, null),
  )
}

interface Standing {
  readonly former: EnrolmentRow | null
  readonly ofExaminee: EnrolmentRow | null
  readonly known: Known | null
  readonly seals: GraduationSeals
}

function judged(line: number, said: SaidEntry, { former, ofExaminee, known, seals }: Standing): JudgedRow {
  const before = former && entryOf(former, seals)
  const isOther = before !== null && nameKey(before.name) !== nameKey(said.name) && before.idNumber !== said.idNumber
  if (isOther) return wrong(line, { fault: 'student-number-of-another', column: 'studentNumber' }, said)
  if (said.fields.examineeNumber && ofExaminee && ofExaminee.student_number !== said.studentNumber)
    return wrong(line, { fault: 'examinee-number-of-another', column: 'examineeNumber' }, said)
  const deed: Deed = {
    former,
    entry: { ...(before ?? EMPTY), ...said.fields },
    isUpgrade: said.isUpgrade ?? former?.is_upgrade ?? false,
    isPriorDiplomaVerified:
      said.isPriorDiplomaVerified === undefined
        ? (former?.is_prior_diploma_verified ?? null)
        : said.isPriorDiplomaVerified,
    captureCode: said.captureCode ?? former?.capture_code ?? '',
  }
  const changes = before && former ? changesOf(before, former, deed) : []
  const doubts: RegisterDoubt[] = [...said.doubts]
  if (known === 'nobody') doubts.push('nobody-known')
  if (known !== null && known !== 'nobody' && known.idNumber !== said.idNumber) doubts.push('known-as-another')
  const outcome = former === null ? 'new' : changes.length > 0 ? 'changed' : 'same'
  const mark = seals.keyOf(
    'row',
    JSON.stringify([before, deed.entry, extraOf(deed), former && extraOf(asDeed(former))]),
  )
  return { deed, report: { line, outcome, fault: null, column: null, ...whoOf(said), changes, doubts, mark } }
}

const EMPTY = Object.fromEntries(ENROLMENT_FIELDS.map(field => [field, ''])) as unknown as EnrolmentEntry

const whoOf = ({ name, studentNumber }: SaidEntry) => ({
  nameMasked: maskName(name),
  numberMasked: maskNumber(studentNumber),
})

const wrong = (line: number, { fault, column }: WrongCell, said: SaidEntry | null): JudgedRow => ({
  deed: null,
  report: {
    ...{ line, outcome: 'error', fault, column, changes: [], doubts: [], mark: '' },
    ...(said === null ? { nameMasked: '', numberMasked: '' } : whoOf(said)),
  },
})

type Extra = Pick<Deed, 'isUpgrade' | 'isPriorDiplomaVerified' | 'captureCode'>
const asDeed = (row: EnrolmentRow): Extra => ({
  ...{ isUpgrade: row.is_upgrade, isPriorDiplomaVerified: row.is_prior_diploma_verified },
  captureCode: row.capture_code,
})
const extraOf = ({ isUpgrade, isPriorDiplomaVerified, captureCode }: Extra) => [
  ...[isUpgrade, isPriorDiplomaVerified, captureCode],
]

function changesOf(before: EnrolmentEntry, former: EnrolmentRow, deed: Deed): RegisterColumn[] {
  const was = asDeed(former)
  const extras = (['isUpgrade', 'isPriorDiplomaVerified', 'captureCode'] as const).filter(
    name => was[name] !== deed[name],
  )
  return [...ENROLMENT_FIELDS.filter(field => before[field] !== deed.entry[field]), ...extras]
}
