import type { PagePrinter } from '../../../src/contract/devices.ts'
import { type Fault, fault } from '../../../src/fault.ts'
import { type Trays, trayOf } from '../../../src/settings/trays.ts'

/** From which tray each kind takes its paper here, beside what the printer tells of its trays. */
export interface TraysHere {
  /** The tray of a kind; null: the printer chooses. */
  of(kind: string | null): string | null
  /** Why a kind is not printed now: its paper is not here. Nothing goes on other paper instead. */
  lack(kind: string | null): Fault | null
  /** What staff are told of all of them. */
  warnings(): Fault[]
}

/** Where nothing is set: the printer chooses for everything. */
export const NO_TRAYS: TraysHere = { of: () => null, lack: () => null, warnings: () => [] }

export function createTraysHere(trays: () => Trays, printer: Pick<PagePrinter, 'tray'>): TraysHere {
  const of: TraysHere['of'] = kind => (kind === null ? null : trayOf(trays(), kind))
  const such = (there: 'no' | 'untold') =>
    [...new Set(trays().map(({ tray }) => tray))].filter(tray => printer.tray(tray).there === there).join(' ')
  const told = (code: 'printer-tray-missing' | 'printer-tray-untold', which: string) =>
    which === '' ? [] : [fault(code, which)]
  return {
    of,
    lack: kind => {
      const tray = of(kind)
      if (tray === null) return null
      const { there, sheets } = printer.tray(tray)
      if (there === 'no') return fault('printer-tray-missing', tray)
      return sheets === 0 ? fault('printer-tray-empty', tray) : null
    },
    warnings: () => [...told('printer-tray-missing', such('no')), ...told('printer-tray-untold', such('untold'))],
  }
}
