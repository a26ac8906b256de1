/**
 * A whole number as people type it into an option or a field: plain digits from `least` to `most`, and nothing that a programming language
 * would also read as one, such as `0x2`, `1e1`, ` 2` or `+2`. Null where it is none.
 */
export function wholeNumber(text: string, least: number, most: number): number | null {
  return /^\d{1,15}$/.test(text) ? within(Number(text), least, most) : null
}

/** The same with digits behind a point, `0.05`. */
export function plainDecimal(text: string, least: number, most: number): number | null {
  return /^\d{1,9}(?:\.\d{1,6})?$/.test(text) ? within(Number(text), least, most) : null
}

const within = (number: number, least: number, most: number): number | null =>
  number >= least && number <= most ? number : null
