/** Controls, what turns the direction of writing or can't be seen, and what is no character: a terminal would obey or hide them. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu

const written = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`

/** A text of somebody else on one line of a terminal: what would steer the terminal is spelled out. */
export const textForTerminal = (text: string): string => text.replaceAll(UNPRINTABLE, written)

/** JSON that says the same and steers no terminal. JSON itself spells out only the controls below U+0020. */
export function jsonForTerminal(value: unknown): string {
  return JSON.stringify(value).replaceAll(UNPRINTABLE, character =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
}

/** Columns that a text takes on a terminal, where characters of Chinese take two. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += WIDE.test(character) ? 2 : NO_COLUMN.test(character) ? 0 : 1
  return columns
}
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u
const NO_COLUMN = /\p{Mn}/u

/** Rows under each other, each column as wide as its widest cell, two blanks between them. What is too wide for `widthMax` is cut. */
export function tableForTerminal(rows: readonly (readonly string[])[], widthMax = 40): string {
  const cells = rows.map(row => row.map(cell => cutTo(cell, widthMax)))
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map(row => columnsOf(row[at] ?? ''))))
  return cells
    .map(row =>
      row
        .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - columnsOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function cutTo(text: string, columnsMax: number): string {
  if (columnsOf(text) <= columnsMax) return text
  let cut = ''
  for (const character of text) {
    if (columnsOf(cut + character) > columnsMax - 1) break
    cut += character
  }
  return `${cut}…`
}
