/** What may stand after a key: one form of a sentence for each kind of number that its language tells apart. */
type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type Plain<Key extends string> = Key extends `${infer Base}_${PluralForm}` ? Base : Key

/** A sentence by its place in the catalogue, `attract.start`; without the ending of a plural form. */
export type WordKey<Words> = {
  [Key in keyof Words & string]: Words[Key] extends string ? Plain<Key> : `${Key}.${WordKey<Words[Key]>}`
}[keyof Words & string]

export type WordValues = Readonly<Record<string, string | number>>

/** Says a sentence, with `{{name}}` in it filled in from `values`. `count` also chooses the plural form. */
export type Say<Words> = (key: WordKey<Words>, values?: WordValues) => string

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'
const PLACEHOLDER = /\{\{(\w+)\}\}/g

/**
 * Reads the catalogue of one language. `language` is its BCP 47 tag, whose plural forms are Unicode's. What is filled in is set apart
 * from words that run from right to left: numbers, names and addresses keep their own order. A sentence that is missing is said as
 * ⟦key⟧ and a value that is missing stays a placeholder: a defect that must be seen, by people and by tests.
 */
export function readerOf<Words extends object>(words: Words, language: string, direction: 'ltr' | 'rtl'): Say<Words> {
  const plurals = new Intl.PluralRules(language)
  return (key, values = {}) => {
    const { count } = values
    const form = typeof count === 'number' ? sentence(words, `${key}_${plurals.select(count)}`) : undefined
    const text = form ?? (count === undefined ? undefined : sentence(words, `${key}_other`)) ?? sentence(words, key)
    if (text === undefined) return `⟦${key}⟧`
    return text.replaceAll(PLACEHOLDER, (placeholder, name: string) => {
      return setApart(String(values[name] ?? placeholder), direction)
    })
  }
}

/** Keeps the order of `text` where the words around it run from right to left (Unicode's isolates, UAX 9). */
export function setApart(text: string, direction: 'ltr' | 'rtl'): string {
  return direction === 'rtl' ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text
}

function sentence(words: object, key: string): string | undefined {
  let found: unknown = words
  for (const name of key.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined
    found = (found as Record<string, unknown>)[name]
  }
  return typeof found === 'string' ? found : undefined
}
