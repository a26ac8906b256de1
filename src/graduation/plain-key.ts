/** The middle dots of names: U+00B7, U+2022, U+2027, U+FF0E, U+30FB (`src/rules/names.ts`), and the half-width U+FF65. */
const MIDDLE_DOTS = /[·•‧．・･]/gu

/**
 * A name as two spellings of it are compared: blanks, letter case, full-width letters, kind of middle dot and Unicode form do not count. What is
 * another character is another name: 学信网 compares exactly, and so does who looks for somebody (seed 002, step 3).
 */
export const nameKey = (name: string): string =>
  name.replaceAll(MIDDLE_DOTS, '·').normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()

/** A number likewise: full-width digits, blanks, dashes and the case of an X do not count. */
export const numberKey = (number: string): string =>
  number
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
