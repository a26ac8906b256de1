import type { RegisterColumn, RegisterDoubt, RegisterFault } from '../../../src/contract/register-file.ts'
import { ENROLMENT_FIELDS, type EnrolmentEntry, type EnrolmentField } from '../../../src/graduation/enrolment.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { nameTrouble } from '../../../src/rules/names.ts'
import { dayOf, isRounded, plainOf } from '../../ground/sheets/cells.ts'
import { readIdentity } from './read-identity.ts'
import { nameOf, sexOf, standingOf, yesOrNo } from './register-values.ts'

/** What a row says of an enrolment: what its file has no column for is not said. */
export interface SaidEntry {
  readonly fields: Readonly<Partial<EnrolmentEntry>>
  readonly isUpgrade?: boolean
  readonly isPriorDiplomaVerified?: boolean | null
  readonly captureCode?: string
  /** Of whom nothing can be said without them. */
  readonly name: string
  readonly studentNumber: string
  readonly idType: EnrolmentEntry['idType']
  readonly idNumber: string
  readonly doubts: readonly RegisterDoubt[]
}

export interface WrongCell {
  readonly fault: RegisterFault
  readonly column: RegisterColumn | null
}

/** A cell as it stands in the file; undefined where the file has no such column. */
export type RegisterCells = (column: RegisterColumn) => string | undefined

const TEXT_CHARACTERS = 100
const DAYS: readonly EnrolmentField[] = ['bornOn', 'enteredOn', 'expectedOn']
const NUMBERS: readonly EnrolmentField[] = ['examineeNumber', 'studentNumber']

/** Reads a row: texts as they stand there, numbers and days in one form. The first thing that is wrong is told. */
export function readEntry(cells: RegisterCells): Result<SaidEntry, WrongCell> {
  const wrong = (fault: RegisterFault, column: RegisterColumn) => err({ fault, column })
  const fields: Partial<Record<EnrolmentField, string>> = {}
  for (const field of ENROLMENT_FIELDS) {
    const cell = cells(field)
    if (cell === undefined) continue
    const text = field === 'name' ? nameOf(cell) : NUMBERS.includes(field) ? numberOf(cell) : plainOf(cell)
    if ([...text].length > TEXT_CHARACTERS || /\p{Cc}/u.test(text)) return wrong('too-long', field)
    if (NUMBERS.includes(field) && isRounded(text)) return wrong('rounded', field)
    const day = DAYS.includes(field) && text !== '' ? dayOf(text) : text
    if (day === null) return wrong('day-unreadable', field)
    fields[field] = day
  }
  const { name = '', studentNumber = '' } = fields
  const trouble = nameTrouble(name)
  if (trouble !== null) return wrong(trouble === 'no-letter' ? 'no-name' : 'name-unprintable', 'name')
  if (!/^[0-9A-Za-z][0-9A-Za-z._-]{2,31}$/.test(studentNumber)) return wrong('no-student-number', 'studentNumber')
  const standing = standingOf(fields.standing ?? '')
  if (standing === null) return wrong('standing-unknown', 'standing')
  const sex = fields.sex === undefined ? undefined : sexOf(fields.sex)
  if (sex === null) return wrong('sex-unknown', 'sex')
  const identity = readIdentity(fields.idType ?? '', fields.idNumber ?? '')
  if (!identity.ok) return wrong(identity.error, identity.error === 'id-type-unknown' ? 'idType' : 'idNumber')
  const { idType, idNumber, bornOn, sex: sexOfNumber } = identity.value
  const flags = flagsOf(cells)
  if (!flags.ok) return flags
  const doubts: RegisterDoubt[] = []
  if (bornOn !== null && fields.bornOn && fields.bornOn !== bornOn) doubts.push('born-differs')
  if (sexOfNumber !== null && sex && sex !== sexOfNumber) doubts.push('sex-differs')
  return ok({
    ...{ name, studentNumber, idType, idNumber, doubts },
    fields: { ...fields, standing, idType, idNumber, ...(sex !== undefined && { sex }) },
    ...flags.value,
  })
}

/** Some programs write a sign before what is to stay a text. */
const numberOf = (cell: string): string => plainOf(cell).replaceAll(/[\s'‘’]/gu, '')

type Flags = Pick<SaidEntry, 'isUpgrade' | 'isPriorDiplomaVerified' | 'captureCode'>

function flagsOf(cells: RegisterCells): Result<Flags, WrongCell> {
  const [upgrade, verified, code] = [cells('isUpgrade'), cells('isPriorDiplomaVerified'), cells('captureCode')]
  const isUpgrade = upgrade === undefined ? undefined : yesOrNo(upgrade)
  const isVerified = verified === undefined ? undefined : yesOrNo(verified)
  if (isUpgrade === 'neither') return err({ fault: 'flag-unreadable', column: 'isUpgrade' })
  if (isVerified === 'neither') return err({ fault: 'flag-unreadable', column: 'isPriorDiplomaVerified' })
  const captureCode = code === undefined ? undefined : plainOf(code).toUpperCase()
  if (captureCode !== undefined && captureCode.length > TEXT_CHARACTERS)
    return err({ fault: 'too-long', column: 'captureCode' })
  return ok({
    ...(isUpgrade !== undefined && { isUpgrade: isUpgrade ?? false }),
    ...(isVerified !== undefined && { isPriorDiplomaVerified: isVerified }),
    ...(captureCode !== undefined && { captureCode }),
  })
}
