import { unprintableIn } from './printable-text.ts'

/** The middle dots with which readers and registers write names such as 艾力·买买提: U+00B7, U+2022, U+2027, U+FF0E, U+30FB. */
const MIDDLE_DOTS = /[·•‧．・]/gu

/** Whether two spellings are the same name: blanks, letter case, kind of middle dot and Unicode form do not count. */
export function sameName(a: string, b: string): boolean {
  return comparable(a) === comparable(b)
}

function comparable(name: string): string {
  return name.normalize('NFC').replace(MIDDLE_DOTS, '·').replaceAll(/\s/g, '').toUpperCase()
}

/**
 * Why a text cannot be a person's name on paper: `no-letter` when it is empty, blank or nothing but fillers, marks and signs;
 * `unprintable` when it holds a character that paper cannot carry. Null when it can.
 */
export function nameTrouble(name: string): 'no-letter' | 'unprintable' | null {
  const drawn = name.replaceAll(NOT_DRAWN, '')
  if (!/[\p{L}\p{Nl}]/u.test(drawn)) return 'no-letter'
  return unprintableIn(name) === null ? null : 'unprintable'
}
/** Fillers count as letters to Unicode: U+3164 stands for a syllable that is not there. */
const NOT_DRAWN = /[\p{DI}\s]/gu

/**
 * A name with its marks on their letters, as fonts have them: Ł and ọ of one piece. Ideographs stay what they are: the normal form of
 * Unicode would change the variant that somebody bears.
 */
export function composedName(name: string): string {
  return name.replaceAll(/\P{M}\p{M}+/gu, cluster => cluster.normalize('NFC'))
}
