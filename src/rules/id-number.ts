import { err, ok, type Result } from '../result.ts'

/** What the digits of an identity number tell. */
export interface IdNumber {
  /** Upper case, without blanks. */
  readonly number: string
  /** `foreign` is a permanent resident's card; `foreign-2017` its older form, whose digits can't be checked. */
  readonly kind: 'resident' | 'foreign' | 'foreign-2017'
  /** YYYY-MM-DD; null for `foreign-2017`. */
  readonly bornOn: string | null
}

export type IdNumberFlaw = 'form' | 'check-digit' | 'date'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'

/** The 18th character for 17 digits: GB 11643-1999, ISO 7064 MOD 11-2. */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return CHECK_CHARACTERS[sum % 11]!
}

/**
 * Reads an identity number: 18 characters as GB 11643-1999 has them (resident cards, residence permits of Hong Kong, Macao
 * and Taiwan, and the 2023 permanent resident's card, which begins with 9), or the 15 of the 2017 permanent resident's card.
 * The old 15-digit resident number is refused: cards that carry it are no longer valid.
 */
export function readIdNumber(text: string): Result<IdNumber, IdNumberFlaw> {
  const number = text.replaceAll(/\s/g, '').toUpperCase()
  if (/^[A-Z]{3}\d{12}$/.test(number)) return ok({ number, kind: 'foreign-2017', bornOn: null })
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return err('form')
  if (checkCharacter(number) !== number[17]) return err('check-digit')
  const bornOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDate(bornOn)) return err('date')
  return ok({ number, kind: number.startsWith('9') ? 'foreign' : 'resident', bornOn })
}

function isDate(day: string): boolean {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return year >= 1850 && year < 2100 && date >= 1 && date <= (lengths[month - 1] ?? 0)
}
