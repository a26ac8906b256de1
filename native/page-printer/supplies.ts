import type { Level, Marker, Supplies, Tray } from '../../src/contract/heartbeat-api.ts'
import type { IppValue } from '../ipp/message.ts'
import { type Attributes, textsOf } from '../ipp/read.ts'
import { commonSizeOf, type InputTray, readInputTrays } from './input-trays.ts'
import { readSources } from './tray-word.ts'

/** PWG 5100.9: what the printer tells of its toner and waste boxes. Its trays are asked for elsewhere. */
export const SUPPLY_ATTRIBUTES = ['marker-names', 'marker-types', 'marker-colors', 'marker-levels'] as const

const MARKERS_MAX = 16
const TRAYS_MAX = 16
const REASONS_MAX = 24
const SHEETS_MAX = 100_000

/**
 * Reads toner, trays and reasons out of an answer. What a printer does not tell stays unknown, which is neither empty nor full. One marker
 * may come as a single value and not as a list; names and levels are matched by their place.
 */
export function readSupplies(attributes: Attributes): Supplies {
  const [names, types, colors] = ['marker-names', 'marker-types', 'marker-colors'].map(name =>
    textsOf(attributes, name),
  )
  const levels = attributes.get('marker-levels') ?? []
  const count = Math.min(MARKERS_MAX, Math.max(names!.length, levels.length))
  return {
    markers: Array.from(
      { length: count },
      (_, nth): Marker => ({
        name: cut(names![nth], 60),
        kind: cut(types![nth], 40),
        color: cut(colors![nth], 20),
        level: levelOf(levels[nth]),
      }),
    ),
    trays: (readInputTrays(attributes) ?? []).slice(0, TRAYS_MAX).map(trayOf),
    sources: readSources(attributes),
    reasons: textsOf(attributes, 'printer-state-reasons')
      .filter(reason => reason !== 'none')
      .slice(0, REASONS_MAX)
      .map(reason => cut(reason, 80)),
  }
}

const cut = (text: string | undefined, max: number): string => (text ?? '').slice(0, max).toWellFormed()

const UNKNOWN: Level = { kind: 'unknown' }

/** `prtMarkerSuppliesLevel` of RFC 3805 in percent: -1 other, -2 unknown, -3 some left. Anything else that is no percentage is unknown too. */
function levelOf(value: IppValue | undefined): Level {
  if (value?.kind !== 'integer') return UNKNOWN
  if (value.value === -3) return { kind: 'some' }
  return value.value >= 0 && value.value <= 100 ? { kind: 'known', value: value.value } : UNKNOWN
}

function trayOf(tray: InputTray): Tray {
  const size = commonSizeOf(tray)
  const level: Level =
    tray.sheets === null
      ? tray.hasSome
        ? { kind: 'some' }
        : UNKNOWN
      : { kind: 'known', value: Math.min(tray.sheets, SHEETS_MAX) }
  return {
    name: cut(tray.name, 60),
    sizeMm: size && [...size],
    level,
    maxSheets: tray.maxSheets === null ? null : Math.min(tray.maxSheets, SHEETS_MAX),
  }
}
