import { COLUMNS_MAX } from '../../../../src/contract/sheet-limits.ts'
import { SheetProblem } from '../sheet-problem.ts'
import type { SheetRow } from '../sheet-row.ts'
import { openZip } from './unzip.ts'
import { firstSheetOf, type NumberStyle, numberStyles, sharedTexts } from './workbook-parts.ts'
import { xmlEvents } from './xml-events.ts'

/** A cell that is longer is cut: nothing that is read of a list is so long. */
const CELL_CHARACTERS_MAX = 5_000
const DAY_MS = 24 * 3_600_000

interface Cell {
  readonly at: number
  readonly type: string
  readonly style: number
  text: string
}

/**
 * The rows of a workbook's first sheet that is shown, unpacked and read part by part. A formula is not reckoned: the cell has the value that
 * its spreadsheet saved. Days come as YYYY-MM-DD, and numbers with the zeros that their format shows. Throws `SheetProblem`.
 */
export async function* readWorkbook(file: Buffer): AsyncGenerator<SheetRow> {
  const zip = openZip(file)
  const { path, isFrom1904 } = await firstSheetOf(zip)
  const [shared, styles] = [await sharedTexts(zip), await numberStyles(zip)]
  const valueIn = ({ type, style, text }: Cell): string => {
    if (type === 's') return shared[Number(text)] ?? ''
    if (type === 'e') return ''
    return type === 'n' ? shownNumber(text, styles[style] ?? 'plain', isFrom1904) : text
  }
  let [line, cell, cells, isValue]: [number, Cell | null, string[], boolean] = [0, null, [], false]
  for await (const events of xmlEvents(zip.read(path)))
    for (const event of events) {
      if (event.kind === 'text') {
        if (isValue && cell && cell.text.length < CELL_CHARACTERS_MAX) cell.text += event.text
        continue
      }
      const { kind, name } = event
      if (name === 'v' || name === 't') isValue = kind === 'open'
      else if (name === 'row' && kind === 'open') {
        line = Number(event.attributes.r) || line + 1
        cells = []
      } else if (name === 'row' && kind === 'close') yield { line, cells }
      else if (name === 'c' && kind === 'open') {
        const { r = '', t: type = 'n', s: style } = event.attributes
        const at = r === '' ? cells.length : columnOf(r)
        cell = at < COLUMNS_MAX ? { at, type, style: Number(style ?? 0), text: '' } : null
      } else if (name === 'c' && cell) {
        while (cells.length < cell.at) cells.push('')
        cells[cell.at] = valueIn(cell)
        cell = null
      }
    }
}

/** From 0: A, B … Z, AA. */
function columnOf(place: string): number {
  const letters = /^[A-Z]{1,3}/.exec(place)?.[0]
  if (letters === undefined) throw new SheetProblem('broken')
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function shownNumber(text: string, style: NumberStyle, isFrom1904: boolean): string {
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) return text
  if (style === 'day') return dayOf(value, isFrom1904)
  // What has more digits than a spreadsheet keeps was rounded: it is told as what it is, and taken for no number.
  if (Math.abs(value) >= 1e15) return value.toExponential().replace('+', '')
  const plain = String(value)
  return style === 'plain' ? plain : plain.padStart(style.digits, '0')
}

function dayOf(serial: number, isFrom1904: boolean): string {
  // Spreadsheets count a 29 February 1900 that never was: what they count from behind it is right.
  const from = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const at = new Date(from + Math.floor(serial) * DAY_MS)
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 ? String(serial) : at.toISOString().slice(0, 10)
}
