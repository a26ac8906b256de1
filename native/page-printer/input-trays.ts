import type { IppValue } from '../ipp/message.ts'
import type { Attributes } from '../ipp/read.ts'

/** One input tray, as `printer-input-tray` (PWG 5100.13) tells it. */
export interface InputTray {
  readonly name: string
  /** Length and width of its paper in some unit of length, shorter side first; null where it does not say. */
  readonly size: readonly [shorter: number, longer: number] | null
  /** Sheets in it; null for "some", "unknown" and levels that are not told in sheets. */
  readonly sheets: number | null
  /** It knows no more than that it is not empty. */
  readonly hasSome: boolean
  /** Null for "unknown" and what is not told in sheets. */
  readonly maxSheets: number | null
}

export const TRAY_ATTRIBUTES = ['printer-input-tray'] as const

/** Every tray that the answer tells of; null from a printer that tells of none. */
export function readInputTrays(attributes: Attributes): InputTray[] | null {
  const values = attributes.get('printer-input-tray')
  const texts = values?.flatMap(textOfTray) ?? []
  const trays = texts.map(fieldsOf).filter(fields => !isAutomatic(fields))
  return trays.length === 0 ? null : trays.map(trayOf)
}

const SIZE_IN_NAME = /_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/

/**
 * Sheets of `media` (a PWG media name) in all trays together. Null unless every tray that holds or may hold it says its level in
 * sheets: then nobody knows what is left.
 */
export function sheetsOfMedia(trays: readonly InputTray[], media: string): number | null {
  const wanted = sizeOfName(media)
  const ours = trays.filter(tray => !tray.size || !wanted || isSameSize(tray.size, wanted))
  if (ours.length === 0 || ours.some(tray => tray.sheets === null)) return null
  return ours.reduce((sum, tray) => sum + tray.sheets!, 0)
}

function textOfTray(value: IppValue): string[] {
  if (value.kind === 'octetString') return [new TextDecoder().decode(value.bytes)]
  return 'value' in value && typeof value.value === 'string' ? [value.value] : []
}

type Fields = ReadonlyMap<string, string>

function fieldsOf(text: string): Fields {
  const pairs = text.split(';').flatMap(field => {
    const [name, value] = field.split('=')
    return name && value !== undefined ? [[name.trim().toLowerCase(), value.trim()] as const] : []
  })
  return new Map(pairs)
}

/** "Whichever tray fits" stands in the list of some printers as a tray of its own: it holds nothing. */
function isAutomatic(fields: Fields): boolean {
  return fields.get('name') === 'auto' && Number(fields.get('maxcapacity') ?? -2) <= 0
}

function trayOf(fields: Fields): InputTray {
  const whole = (name: string) => {
    const said = fields.get(name)
    return said !== undefined && /^-?\d+$/.test(said) ? Number(said) : null
  }
  const [feed, crossFeed, level] = [whole('mediafeed'), whole('mediaxfeed'), whole('level')]
  const capacity = whole('maxcapacity')
  const inSheets = IN_SHEETS.includes(fields.get('unit') ?? 'sheets')
  return {
    name: fields.get('name') ?? '',
    size:
      feed && crossFeed && feed > 0 && crossFeed > 0 ? [Math.min(feed, crossFeed), Math.max(feed, crossFeed)] : null,
    // RFC 3805: -1 other, -2 unknown, -3 at least one sheet.
    sheets: level !== null && level >= 0 && inSheets ? level : null,
    hasSome: level === -3,
    maxSheets: capacity !== null && capacity > 0 && inSheets ? capacity : null,
  }
}

/** `PrtCapacityUnitTC` of RFC 3805 by name and number. */
const IN_SHEETS = ['sheets', '8', 'items', '18']

/** Units in which trays tell the size of their paper, in mm: micrometres, hundredths of a mm, ten-thousandths of an inch, and mm. */
const UNITS_MM = [0.001, 0.01, 0.00254, 1]
const TOLERANCE_MM = 3

function isSameSize(said: readonly [number, number], wanted: readonly [number, number]): boolean {
  return UNITS_MM.some(unit => said.every((side, index) => Math.abs(side * unit - wanted[index]!) <= TOLERANCE_MM))
}

const COMMON_SIZES_MM = [
  [210, 297],
  [297, 420],
  [148, 210],
  [216, 279],
] as const

/** A size in mm, of those that are common; null for another one. */
export const commonSizeOf = ({ size }: Pick<InputTray, 'size'>): readonly [number, number] | null =>
  size && (COMMON_SIZES_MM.find(wanted => isSameSize(size, wanted)) ?? null)

/** Shorter and longer side of a PWG media name, in mm; null where it says none. */
export function sizeOfName(media: string): readonly [number, number] | null {
  const match = SIZE_IN_NAME.exec(media)
  if (!match) return null
  const mm = match[3] === 'in' ? 25.4 : 1
  const [one, other] = [Number(match[1]) * mm, Number(match[2]) * mm]
  return [Math.min(one, other), Math.max(one, other)]
}
