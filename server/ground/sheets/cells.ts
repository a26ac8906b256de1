import { plainText } from '../../../src/rules/plain-text.ts'

/** What a spreadsheet makes of a long number: digits of it are gone. */
export const isRounded = (text: string): boolean => /^\d([.,]\d+)?e\+?\d+$/i.test(text)

/** A cell in one line, full-width signs as signs. A text is a text, whatever a spreadsheet would make of it. */
export const plainOf = (cell: string): string => cell.normalize('NFKC').trim()

/** Somebody's own words in a cell. */
export const wordsOf = (cell: string, charactersMax: number): string =>
  [...plainText(cell)].slice(0, charactersMax).join('')

/** A day as people and spreadsheets write one, as YYYY-MM-DD; null where it is none. `text` is plain. */
export function dayOf(text: string): string | null {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0{1,2}:00(?::00)?)?$/u.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    []
  const said = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${said}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== said ? null : said
}
