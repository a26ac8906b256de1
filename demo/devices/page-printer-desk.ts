import { goodManners, mannerChange } from '../../native/sim/page-printer/manners.ts'
import { type RunningPagePrinterSim, startPagePrinterSim } from '../../native/sim/page-printer/server.ts'
import { PRINTER_TROUBLE_NAMES } from '../../native/sim/page-printer/troubles.ts'
import { onOwnPort } from '../own-port.ts'
import { type Desk, DONE, type Handlers, notDone, verb } from './desk.ts'
import type { DevicesConfig } from './devices-config.ts'
import { shownPagePrinter } from './page-printer-shown.ts'

export interface PagePrinterDesk extends Desk<'pagePrinter'> {
  /** A file that the printer took, byte for byte; undefined when it never had it. */
  file(sha256: string): Uint8Array | undefined
  /** Whether the printer has changed its word of a job by mere time, since it was asked last. */
  refresh(): boolean
}

/** Plays the page printer. `changed` is called after every change. */
export async function openPagePrinterDesk(
  { port, msPerSheet }: NonNullable<DevicesConfig['pagePrinter']>,
  changed: () => void,
): Promise<PagePrinterDesk> {
  const printer = await onOwnPort('the page printer', port, own => startPagePrinterSim({ port: own, msPerSheet }))
  // A power cut makes the printer forget its jobs; the sheets in the tray still say of how many they are.
  const sheetsOfJob = new Map<string, number>()
  let jamPlannedAtSheet: number | null = null
  let wordOfJobs = ''

  printer.onChange(() => {
    for (const job of printer.state().jobs) sheetsOfJob.set(job.name, job.sheets)
    if (printer.state().jammed) jamPlannedAtSheet = null
    changed()
  })

  return {
    port: printer.port,
    state: () => shownPagePrinter(printer, jamPlannedAtSheet, jobName => sheetsOfJob.get(jobName)),
    file: printer.file,
    refresh: () => {
      const before = wordOfJobs
      wordOfJobs = JSON.stringify(printer.state().jobs.map(printer.told))
      return wordOfJobs !== before
    },
    handlers: {
      '/printer/jam-at-sheet': ({ sheet, kind }) => {
        printer.jamAtSheet(sheet, kind)
        jamPlannedAtSheet = sheet
        changed()
        return DONE
      },
      '/printer/clear-jam': () => {
        jamPlannedAtSheet = null
        printer.clearJam()
        return DONE
      },
      '/printer/empty-tray': verb(printer.emptyTray),
      '/printer/load-tray': ({ sheets }) => {
        printer.loadTray(sheets)
        return DONE
      },
      '/printer/low-paper': verb(printer.lowPaper),
      '/printer/trouble': ({ name, on }) => {
        const known = PRINTER_TROUBLE_NAMES.find(one => one === name)
        if (known === undefined) return notDone('the printer knows no such trouble')
        printer.setTrouble(known, on)
        return DONE
      },
      ...faultHandlers(printer),
    },
    close: () => printer.close(),
  }
}

/** Manners, power, line and queue: what a visitor at the printer does not see. */
function faultHandlers(printer: RunningPagePrinterSim): Handlers {
  return {
    '/printer/manner': ({ name, value }) => {
      const change = mannerChange(name, value)
      if (change === null) return notDone('the printer knows no such manner')
      printer.behave(change)
      return DONE
    },
    '/printer/good-manners': verb(() => printer.behave(goodManners())),
    '/printer/power-off': async cut => {
      await printer.powerOff(cut)
      return DONE
    },
    '/printer/power-on': verb(printer.powerOn),
    '/printer/hang': ({ on }) => {
      printer.hang(on)
      return DONE
    },
    '/printer/cut-off': async ({ on }) => {
      await (on ? printer.unplugNetwork() : printer.plugNetwork())
      return DONE
    },
    '/printer/hold-jobs': ({ on }) => {
      printer.holdJobs(on)
      return DONE
    },
    '/printer/hold-answers': ({ operation, seconds, ...how }) => {
      printer.holdAnswers(operation, seconds * 1000, how)
      return DONE
    },
    '/printer/foreign-job': ({ pages }) =>
      printer.foreignJob({ pages }) === null ? notDone("the printer's queue is full, or it has no power") : DONE,
  }
}
