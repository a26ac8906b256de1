import type { Disk } from './disk.ts'
import type { PersonAtKiosk, Visitor } from './people.ts'
import type { PrinterLine } from './printer.ts'
import type { SimulatedStation } from './station.ts'

/** A kiosk with all that hangs on it, and whoever stands in front. */
export interface Kiosk {
  readonly name: string
  readonly terminalId: string
  readonly station: SimulatedStation
  readonly printer: PrinterLine
  readonly disk: Disk
  readonly ledgerFile: string
  /** Whose session the screen shows; null when nobody's. */
  owner: Visitor | null
  /** Who of those in front has held a card to the reader last. */
  lastTap: Visitor | null
  front: { readonly visitor: Visitor; readonly at: PersonAtKiosk } | null
  isStolen: boolean
}
