import { impossible } from '../result.ts'
import { readIdNumber } from '../rules/id-number.ts'
import { composedName, nameTrouble } from '../rules/names.ts'
import { plainLine } from '../rules/plain-text.ts'
import { unprintableIn } from '../rules/printable-text.ts'
import { isDay } from './days.ts'
import { ENROLMENT_ID_TYPES, type EnrolmentField, type EnrolmentIdType, STANDINGS } from './enrolment.ts'

/** Why a value cannot stand in a field of the register. */
export type ValueFlaw =
  | 'empty'
  | 'too-long'
  | 'unprintable'
  /** Latin letters in the name of who has a resident's number: exactly the characters, no pinyin (seed 003, step 8.2). */
  | 'name-not-chinese'
  | 'not-a-name'
  | 'not-a-sex'
  | 'not-a-day'
  | 'not-a-kind-of-paper'
  | 'number-form'
  | 'number-check-digit'
  | 'number-date'
  | 'not-a-number'
  | 'not-a-length'
  | 'not-a-standing'

export type ReadValue = { readonly value: string } | { readonly flaw: ValueFlaw }

/** The most characters of a text that stands in a register. */
export const VALUE_CHARACTERS = 100
const NAME_CHARACTERS = 60

/**
 * What somebody has written for a field, as a register has it, or what is wrong with it. `idType` is the kind of paper that the number and
 * the name go by: the corrected one where that is corrected too.
 */
export function readValue(field: EnrolmentField, text: string, idType: EnrolmentIdType): ReadValue {
  const value = plainLine(text)
  if (value === '') return { flaw: 'empty' }
  if ([...value].length > VALUE_CHARACTERS) return { flaw: 'too-long' }
  switch (field) {
    case 'name':
      return readName(value, idType)
    case 'sex':
      return value === '男' || value === '女' ? { value } : { flaw: 'not-a-sex' }
    case 'bornOn':
    case 'enteredOn':
    case 'expectedOn':
      return isDay(value) ? { value } : { flaw: 'not-a-day' }
    case 'idType':
      return ENROLMENT_ID_TYPES.some(type => type === value) ? { value } : { flaw: 'not-a-kind-of-paper' }
    case 'idNumber':
      return readPaperNumber(value, idType)
    case 'examineeNumber':
    case 'studentNumber':
      return readCode(value)
    case 'lengthYears':
      return /^[1-8](?:\.5)?$/.test(value) ? { value } : { flaw: 'not-a-length' }
    case 'standing':
      return STANDINGS.some(standing => standing === value) ? { value } : { flaw: 'not-a-standing' }
    case 'nation':
    case 'school':
    case 'branch':
    case 'department':
    case 'major':
    case 'className':
    case 'level':
    case 'category':
    case 'mode':
      return unprintableIn(value) === null ? { value } : { flaw: 'unprintable' }
    default:
      return impossible(field)
  }
}

function readName(value: string, idType: EnrolmentIdType): ReadValue {
  const name = composedName(value)
  if ([...name].length > NAME_CHARACTERS) return { flaw: 'too-long' }
  const trouble = nameTrouble(name)
  if (trouble) return { flaw: trouble === 'no-letter' ? 'not-a-name' : trouble }
  const isChinese = /^[\p{Script=Han}·•‧．・]+$/u.test(name)
  return idType === 'resident' && !isChinese ? { flaw: 'name-not-chinese' } : { value: name }
}

/** Numbers of examinees (14 digits now, others before) and of students: letters, digits and dashes. */
function readCode(value: string): ReadValue {
  const code = value.normalize('NFKC').replaceAll(/\s/g, '')
  return /^[A-Za-z0-9-]{1,32}$/.test(code) ? { value: code } : { flaw: 'not-a-number' }
}

/** The forms of the papers that a register knows beside the resident's card and its like. */
const PAPER_FORMS = {
  // Mainland travel permit for residents of Hong Kong and Macao: H or M and 8 digits, older ones with two of their edition.
  'hong-kong-macao': /^[HM]\d{8}(?:\d{2})?$/,
  // Mainland travel permit for residents of Taiwan: 8 digits, older ones 10 with a letter of their edition.
  taiwan: /^\d{8}$|^\d{10}(?:[A-Z])?$/,
  passport: /^[A-Z0-9]{5,20}$/,
} as const

function readPaperNumber(value: string, idType: EnrolmentIdType): ReadValue {
  const number = value.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
  if (idType === 'passport') return PAPER_FORMS.passport.test(number) ? { value: number } : { flaw: 'number-form' }
  const isPermit = idType !== 'resident' && idType !== 'foreign-resident' && PAPER_FORMS[idType].test(number)
  if (isPermit) return { value: number }
  // Residence permits of Hong Kong, Macao and Taiwan have 18 characters like a resident's card.
  const read = readIdNumber(number)
  if (!read.ok) return { flaw: `number-${read.error}` }
  const isForeign = read.value.kind !== 'resident'
  return isForeign === (idType === 'foreign-resident') ? { value: read.value.number } : { flaw: 'number-form' }
}
