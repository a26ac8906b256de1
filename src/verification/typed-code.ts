/** How many characters a verification code has, separators not counted. */
export const CODE_LENGTH = 26
/** How many characters a bad scan loses or adds at most, for what is left to be known as a code. */
const STRAYS_MAX = 8
const CODE = /^[0-9A-HJKMNP-TV-Z]{26}$/

/**
 * What a person typed or pasted of a code, in its plain form: upper case, any grouping, the look-alikes O, I and L taken as the
 * digits they were read from (Crockford's base32). An address that ends in a code counts as that code. Null when it can't be one.
 */
export function codeFrom(typed: string): string | null {
  const plain = plainOf(typed)
  return CODE.test(plain) ? plain : null
}

/**
 * Whether a text is what is left of a code that was read badly: some characters short or too many, or with one that no code has.
 * Nothing is said of the paper then. Other numbers that people carry about, which have no letters, are none.
 */
export function isAlmostCode(typed: string): boolean {
  const plain = plainOf(typed)
  const strays = Math.abs(plain.length - CODE_LENGTH)
  return /^(?=.*[A-Z])[0-9A-Z]+$/.test(plain) && strays <= STRAYS_MAX && !CODE.test(plain)
}

function plainOf(typed: string): string {
  const last =
    typed
      .trim()
      .split(/[/?#\s]*\/v\//i)
      .at(-1) ?? ''
  return last
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}._·]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
}

/** A plain code in the groups that stand on the paper: four of five characters and one of six. */
export function groupedCode(plain: string): string {
  return [0, 5, 10, 15, 20].map((from, i) => plain.slice(from, i === 4 ? CODE_LENGTH : from + 5)).join('-')
}
