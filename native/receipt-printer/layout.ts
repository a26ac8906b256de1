import { widthColumns } from './gb18030.ts'

/** Marks that must not begin a line: they belong to the character before them. */
const CLINGS_BACK = new Set('，。、；：？！）】》”’…,.;:?!)]}%')

/** Pieces that stay together: a run of Latin letters and digits, or one other character. */
function piecesOf(text: string): string[] {
  return text.match(/[!-~]+|[^!-~]/gu) ?? []
}

/**
 * Cuts printable text into lines of at most `columns`. Latin words stay whole where they fit on a line; Chinese may break anywhere
 * but not before a closing mark. Spaces at a break are dropped. An empty text gives one empty line.
 */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  const breakLine = () => {
    lines.push(line.trimEnd())
    line = ''
  }
  for (const piece of piecesOf(text)) {
    if (widthColumns(line) + widthColumns(piece) <= columns) {
      if (line !== '' || piece !== ' ' || lines.length === 0) line += piece
      continue
    }
    if (piece === ' ') {
      breakLine()
      continue
    }
    const carried = CLINGS_BACK.has(piece) ? lastCharacter(line) : ''
    if (carried !== '' && carried !== line && carried !== ' ') {
      line = line.slice(0, -carried.length)
      breakLine()
      line = carried + piece
      continue
    }
    if (line !== '') breakLine()
    for (const part of chop(piece, columns)) {
      if (line !== '') breakLine()
      line = part
    }
  }
  lines.push(line.trimEnd())
  return lines
}

function lastCharacter(text: string): string {
  return [...text].at(-1) ?? ''
}

/** A word that is longer than a line, cut where the line ends. */
function chop(word: string, columns: number): string[] {
  const parts: string[] = []
  let part = ''
  for (const character of word) {
    if (part !== '' && widthColumns(part) + widthColumns(character) > columns) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}

/** `text` set to one side of a line of `columns`; what is too long is left as it is. */
export function padLeft(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - widthColumns(text))) + text
}

/**
 * A name on the left and a value on the right. They share a line when a blank column is left between them; else the name is
 * wrapped above and the value stands below at the right edge.
 */
export function pairLines(left: string, right: string, columns: number): string[] {
  const gap = columns - widthColumns(left) - widthColumns(right)
  if (gap >= 1) return [left + ' '.repeat(gap) + right]
  return [...wrap(left, columns), ...wrap(right, columns).map(line => padLeft(line, columns))]
}

export function ruleLine(columns: number): string {
  return '-'.repeat(columns)
}
