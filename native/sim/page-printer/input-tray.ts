import type { IppAttribute } from '../../ipp/message.ts'
import type { Manners } from './manners.ts'
import type { EngineState } from './printer-engine.ts'

const CAPACITY_SHEETS = 250
/** prtInputCurrentLevel of RFC 3805: the tray can't tell, or knows no more than that it is not empty. */
const UNKNOWN = -2
const SOME = -3

/** prtInputStatus of RFC 3805 (PrtSubUnitStatusTC): at rest, with a warning, or unavailable with a critical alert. */
const AT_REST = 0
const WARNING = 8
const UNAVAILABLE = 17

/** `printer-input-tray`, one value a tray, after the ABNF of PWG 5100.13; null when the printer does not tell. */
export function inputTrays(
  { traySheets, secondTraySheets, reasons }: EngineState,
  { trayLevel, secondTray }: Manners,
): IppAttribute | null {
  if (trayLevel === 'absent') return null
  const known = trayLevel === 'exact' || trayLevel === 'beside-auto'
  const some = traySheets > 0 ? SOME : 0
  const level = known ? traySheets : trayLevel === 'some' ? some : UNKNOWN
  const status = traySheets === 0 ? UNAVAILABLE : reasons.includes('media-low-warning') ? WARNING : AT_REST
  const trays = [
    ...(trayLevel === 'beside-auto' ? [tray('auto', UNKNOWN, UNKNOWN, AT_REST)] : []),
    tray('tray-1', Math.max(CAPACITY_SHEETS, traySheets), level, status),
    ...(secondTray === 'told' ? [tray('tray-2', CAPACITY_SHEETS, known ? secondTraySheets : UNKNOWN, AT_REST)] : []),
  ]
  const encoder = new TextEncoder()
  return {
    name: 'printer-input-tray',
    values: trays.map(text => ({ kind: 'octetString', bytes: encoder.encode(text) })),
  }
}

/** A4, the short edge across the way of the paper, in micrometres. */
function tray(name: string, capacity: number, level: number, status: number): string {
  const required = ['type=sheetFeedAutoRemovableTray', 'mediafeed=297000', 'mediaxfeed=210000']
  const elements = [...required, `maxcapacity=${capacity}`, `level=${level}`, `status=${status}`, `name=${name}`]
  return [...elements, 'dimunit=micrometers', 'unit=sheets'].map(element => `${element};`).join('')
}
