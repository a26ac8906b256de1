import type { ErrataNumber } from './enrolment.ts'

/**
 * Crockford's base 32 without Z, which by hand looks like 2: 31 characters, a prime, so that one check character finds every wrong
 * character and every two that were swapped, wherever they stand.
 */
const CHARACTERS = '0123456789ABCDEFGHJKMNPQRSTVWXY'
const BASE = CHARACTERS.length
/** Eight hundred milliards of numbers a year: nobody guesses one, and none says how many forms there are. */
export const ERRATA_DIGITS = 8
/** Each random digit is from 0 to this. */
export const ERRATA_DIGIT_MAX = BASE - 1

/** Powers of 3, which generates all residues of 31: no two places among thirty have the same weight. */
const weightOf = (place: number): number => Array.from({ length: place + 1 }).reduce<number>(w => (w * 3) % BASE, 1)

const sumOf = (text: string): number =>
  [...text].reduce((sum, character, place) => sum + CHARACTERS.indexOf(character) * weightOf(place), 0) % BASE

/** The character with which the weighted sum of all becomes nothing. */
function checkCharacter(text: string): string {
  const weight = weightOf(text.length)
  return [...CHARACTERS].find((_, value) => (sumOf(text) + value * weight) % BASE === 0)!
}

/**
 * The number of an errata form as it is printed, `26-7P3KJ-9WJ9`: the year in which it was begun, random digits, and a check character. It is
 * read out over the telephone: no letter in it is taken for another sign. `random` is drawn by who has a source of chance, eight whole
 * numbers from 0 to 30.
 */
export function errataNumber(year: number, random: readonly number[]): ErrataNumber {
  const isFit = random.length === ERRATA_DIGITS && random.every(one => CHARACTERS[one] !== undefined)
  if (!isFit) throw new Error(`an errata number wants ${ERRATA_DIGITS} whole numbers below ${BASE}`)
  const text = String(year % 100).padStart(2, '0') + random.map(one => CHARACTERS[one]).join('')
  return printed(text + checkCharacter(text))
}

const NUMBER = new RegExp(`^\\d{2}[${CHARACTERS}]{${ERRATA_DIGITS + 1}}$`)

/**
 * What somebody typed or scanned of a number, as it is printed: any case, blanks, dashes and full-width characters, O for 0, I and L for 1,
 * Z for 2, U for V. Null where it is none, or where a character is wrong or two are swapped.
 */
export function readErrataNumber(typed: string): ErrataNumber | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll(/[OILZU]/g, character => LOOK_ALIKES[character]!)
  return NUMBER.test(text) && sumOf(text) === 0 ? printed(text) : null
}

const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', Z: '2', U: 'V' }

const printed = (text: string): ErrataNumber =>
  `${text.slice(0, 2)}-${text.slice(2, 7)}-${text.slice(7)}` as ErrataNumber
