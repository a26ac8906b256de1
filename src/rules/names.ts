/** The middle dots with which readers and registers write names such as 艾力·买买提: U+00B7, U+2022, U+2027, U+FF0E, U+30FB. */
const MIDDLE_DOTS = /[·•‧．・]/gu

/** Whether two spellings are the same name: blanks, letter case, kind of middle dot and Unicode form do not count. */
export function sameName(a: string, b: string): boolean {
  return comparable(a) === comparable(b)
}

function comparable(name: string): string {
  return name.normalize('NFC').replace(MIDDLE_DOTS, '·').replaceAll(/\s/g, '').toUpperCase()
}
