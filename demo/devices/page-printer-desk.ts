import { startPagePrinterSim } from '../../native/sim/page-printer/server.ts'
import { PRINTER_TROUBLE_NAMES, PRINTER_TROUBLES } from '../../native/sim/page-printer/troubles.ts'
import type { DockState } from '../../renderer/dev-dock/dock-contract.ts'
import { onOwnPort } from '../own-port.ts'
import { type Desk, DONE, notDone, verb } from './desk.ts'
import type { DevicesConfig } from './devices-config.ts'

/** What the dock shows of a long day; the rest stays in the tray. */
const JOBS_SHOWN = 30
const SHEETS_SHOWN = 60

export interface PagePrinterDesk extends Desk<'pagePrinter'> {
  /** A file that the printer took, byte for byte; undefined when it never had it. */
  file(sha256: string): Uint8Array | undefined
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

  printer.onChange(() => {
    for (const job of printer.state().jobs) sheetsOfJob.set(job.name, job.sheets)
    if (printer.state().jammed) jamPlannedAtSheet = null
    changed()
  })

  const state = (): NonNullable<DockState['pagePrinter']> => {
    const { power, jobs, troubles, ...said } = printer.state()
    return {
      ...said,
      port: printer.port,
      uri: printer.uri,
      powered: power,
      reasons: [...said.reasons],
      troubles: PRINTER_TROUBLE_NAMES.map(name => {
        const { make, mend } = PRINTER_TROUBLES[name]
        return { name, make, mend, on: troubles.includes(name) }
      }),
      jamPlannedAtSheet,
      jobs: jobs
        .slice(-JOBS_SHOWN)
        .reverse()
        .map(job => ({
          jobName: job.name,
          state: job.state,
          reasons: [...job.reasons],
          sides: job.sides,
          pages: job.pages,
          sheets: job.sheets,
          sheetsDelivered: job.deliveredMs.length,
          sha256: job.sha256,
        })),
      sheets: printer
        .papers()
        .slice(-SHEETS_SHOWN)
        .reverse()
        .map(({ pages, ...sheet }) => ({
          ...sheet,
          pages: [...pages],
          ofSheets: sheetsOfJob.get(sheet.jobName) ?? sheet.sheet,
        })),
    }
  }

  return {
    port: printer.port,
    state,
    file: sha256 => printer.received().find(file => file.sha256 === sha256)?.bytes,
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
      '/printer/power-off': async ({ keepJobs }) => {
        await printer.powerOff({ keepJobs })
        return DONE
      },
      '/printer/power-on': verb(printer.powerOn),
    },
    close: () => printer.close(),
  }
}
