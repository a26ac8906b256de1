import { SheetProblem } from '../sheet-problem.ts'
import type { Zip } from './unzip.ts'
import { xmlEvents } from './xml-events.ts'

/** All texts of a workbook together. */
const SHARED_CHARACTERS_MAX = 48 * 1024 * 1024
const STYLES_MAX = 70_000

/** How a number is shown: as a day, with zeros before it, or as it is. */
export type NumberStyle = 'day' | 'plain' | { readonly digits: number }

/** Where its first sheet that is shown stands, and from which day its days count. */
export async function firstSheetOf(zip: Zip): Promise<{ readonly path: string; readonly isFrom1904: boolean }> {
  const sheets: { readonly id: string; readonly isHidden: boolean }[] = []
  let isFrom1904 = false
  for await (const events of xmlEvents(zip.read('xl/workbook.xml')))
    for (const event of events) {
      if (event.kind !== 'open') continue
      const { name, attributes } = event
      if (name === 'workbookPr') isFrom1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (name === 'sheet')
        sheets.push({ id: attributes['r:id'] ?? '', isHidden: (attributes.state ?? 'visible') !== 'visible' })
    }
  const [first] = sheets.filter(({ isHidden }) => !isHidden)
  const paths = new Map<string, string>()
  for await (const events of xmlEvents(zip.read('xl/_rels/workbook.xml.rels')))
    for (const event of events)
      if (event.kind === 'open' && event.name === 'Relationship')
        paths.set(event.attributes.Id ?? '', event.attributes.Target ?? '')
  const target = paths.get(first?.id ?? '')
  if (target === undefined) throw new SheetProblem('no-sheet')
  return { path: target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`, isFrom1904 }
}

/** Texts that cells share, in their order; how a text is drawn, and how it is read aloud, is no part of it. */
export async function sharedTexts(zip: Zip): Promise<readonly string[]> {
  if (!zip.has('xl/sharedStrings.xml')) return []
  const texts: string[] = []
  let [said, characters, isText, isAloud] = ['', 0, false, false]
  for await (const events of xmlEvents(zip.read('xl/sharedStrings.xml')))
    for (const event of events) {
      if (event.kind === 'text') {
        if (isText && !isAloud) said += event.text
        continue
      }
      const isOpen = event.kind === 'open'
      if (event.name === 't') isText = isOpen
      if (event.name === 'rPh') isAloud = isOpen
      if (event.name !== 'si') continue
      if (!isOpen) texts.push(said)
      characters += said.length
      said = ''
      if (characters > SHARED_CHARACTERS_MAX) throw new SheetProblem('bomb')
    }
  return texts
}

/** How each style shows numbers. */
export async function numberStyles(zip: Zip): Promise<readonly NumberStyle[]> {
  if (!zip.has('xl/styles.xml')) return []
  const formats = new Map<number, string>()
  const styles: NumberStyle[] = []
  let isOfCells = false
  for await (const events of xmlEvents(zip.read('xl/styles.xml')))
    for (const event of events) {
      if (event.kind === 'text') continue
      if (event.name === 'cellXfs') isOfCells = event.kind === 'open'
      if (event.kind === 'close') continue
      const { attributes } = event
      if (event.name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (event.name !== 'xf' || !isOfCells) continue
      styles.push(styleOf(Number(attributes.numFmtId), formats.get(Number(attributes.numFmtId))))
      if (styles.length > STYLES_MAX) throw new SheetProblem('bomb')
    }
  return styles
}

/** Formats of days that have no words of their own in the file: those of every country, and those of East Asia. */
const isDayFormat = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

function styleOf(id: number, format: string | undefined): NumberStyle {
  if (format === undefined) return isDayFormat(id) ? 'day' : 'plain'
  const bare = format.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
  if (/^0+$/.test(bare)) return { digits: bare.length }
  return /[yd]/i.test(bare) || /年|月|日/u.test(format) ? 'day' : 'plain'
}
