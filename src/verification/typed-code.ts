/** How many characters a verification code has, separators not counted. */
export const CODE_LENGTH = 26
const CODE = /^[0-9A-HJKMNP-TV-Z]{26}$/

/**
 * What a person typed or pasted of a code, in its plain form: upper case, any grouping, the look-alikes O, I and L taken as the
 * digits they were read from (Crockford's base32). An address that ends in a code counts as that code. Null when it can't be one.
 */
export function codeFrom(typed: string): string | null {
  const last =
    typed
      .trim()
      .split(/[/?#\s]*\/v\//)
      .at(-1) ?? ''
  const plain = last
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}._·]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return CODE.test(plain) ? plain : null
}

/** A plain code in the groups that stand on the paper: four of five characters and one of six. */
export function groupedCode(plain: string): string {
  return [0, 5, 10, 15, 20].map((from, i) => plain.slice(from, i === 4 ? CODE_LENGTH : from + 5)).join('-')
}
