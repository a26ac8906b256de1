import { z } from 'zod'
import { err, ok, type Result } from '../../../src/result.ts'
import { readIdNumber } from '../../../src/rules/id-number.ts'
import { composedName, nameTrouble } from '../../../src/rules/names.ts'
import { ID_TYPES, type IdType } from '../../records/records.ts'
import type { AccountError } from './account-errors.ts'

const realNameSchema = z.object({
  name: z.string(),
  sex: z.enum(['male', 'female']),
  idType: z.enum(ID_TYPES),
  number: z.string(),
  /** YYYY-MM-DD */
  bornOn: z.string(),
})

/** Who the person of an account says to be. */
export type RealName = z.output<typeof realNameSchema>

/** As it stands in a row. Throws for what we never wrote. */
export const readStoredName = (stored: string): RealName => realNameSchema.parse(JSON.parse(stored))

/** What was typed into the form, whatever it is. */
export interface TypedName {
  readonly name: string
  readonly sex: string
  readonly idType: string
  readonly number: string
  readonly bornOn: string
}

const NAME_CHARACTERS_MAX = 60
/** Of Hong Kong and Macao a letter and eight digits, with two more for the how-manieth on older ones; of Taiwan eight digits, or ten and a letter. */
const PERMIT = /^(?:[HM]\d{8}(?:\d{2})?|\d{8}|\d{10}[A-Z]?)$/
const PASSPORT = /^(?=[A-Z0-9]*\d)[A-Z0-9]{5,12}$/
const MIDDLE_DOTS = /[·•‧．・]/gu
/** Residence permits of people from Hong Kong, Macao and Taiwan have numbers of these regions, and may carry a name in Latin letters. */
const MAY_BE_LATIN = /^(?:8[123]|9)/

/** A number as it is compared: full-width letters as plain ones, no blanks or dashes, capitals. */
export const plainNumber = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()

/** A name as it is kept: blanks at its sides gone, one kind of middle dot. */
export const plainName = (typed: string): string =>
  composedName(typed.trim().replaceAll(/\s+/g, ' ')).replace(MIDDLE_DOTS, '·')

/**
 * What somebody has typed of themselves, looked at as a whole: every fault of it is told, in the order of the form.
 *
 * @param today the day of the house, YYYY-MM-DD
 */
export function readRealName(typed: TypedName, today: string): Result<RealName, readonly AccountError[]> {
  const sex = typed.sex === 'male' || typed.sex === 'female' ? typed.sex : null
  const idType = ID_TYPES.find(type => type === typed.idType) ?? null
  const number = plainNumber(typed.number)
  const read = idType === 'resident-id' ? readIdNumber(number) : null
  const name = plainName(typed.name)
  // Numbers of the older permanent resident's card can't be checked; its holders have had one of 18 characters since.
  const resident =
    read?.ok && read.value.bornOn !== null ? { number: read.value.number, bornOn: read.value.bornOn } : null
  const isNumber = resident !== null || (idType !== null && idType !== 'resident-id' && formOf(idType).test(number))
  const bornOn = typed.bornOn.trim() === '' && resident ? resident.bornOn : typed.bornOn.trim()
  const errors: AccountError[] = []
  if (!isName(name, idType, number)) errors.push('E_NAME')
  if (sex === null) errors.push('E_SEX')
  if (idType === null) errors.push('E_IDTYPE')
  if (!isNumber) errors.push('E_IDNO_CHECK')
  if (resident && bornOn !== resident.bornOn) errors.push('E_BIRTH_MISMATCH')
  else if (isNumber && !isDayBefore(bornOn, today)) errors.push('E_BIRTH')
  if (resident && sex !== null && sexOf(resident.number) !== sex) errors.push('E_SEX_MISMATCH')
  if (errors.length > 0 || sex === null || idType === null) return err(errors)
  return ok({ name, sex, idType, number, bornOn })
}

/** Whether a name may stand beside a document: characters as they stand on it, and no spelling of them in Latin letters. */
export function isName(name: string, idType: IdType | null, number: string): boolean {
  if (name.length > NAME_CHARACTERS_MAX || nameTrouble(name) !== null) return false
  const isChinese = idType === 'resident-id' && !MAY_BE_LATIN.test(number)
  return isChinese ? /^\p{Script=Han}(?:·?\p{Script=Han})+$/u.test(name) : /^[\p{L}\p{M}·’' .,-]+$/u.test(name)
}

const formOf = (type: Exclude<IdType, 'resident-id'>): RegExp => (type === 'passport' ? PASSPORT : PERMIT)

/** The seventeenth digit is odd for men (GB 11643-1999). */
const sexOf = (number: string): RealName['sex'] => (Number(number[16]) % 2 === 1 ? 'male' : 'female')

const isDayBefore = (day: string, today: string): boolean =>
  z.iso.date().safeParse(day).success && day < today && day >= '1900-01-01'

/** Whether two are the same in everything that is said of them. */
export const isSameRealName = (one: RealName, other: RealName): boolean =>
  Object.entries(one).every(([name, value]) => other[name as keyof RealName] === value)
