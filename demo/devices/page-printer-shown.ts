import { MANNER_NAMES, PRINTER_MANNERS } from '../../native/sim/page-printer/manners.ts'
import type { RunningPagePrinterSim } from '../../native/sim/page-printer/server.ts'
import { PRINTER_TROUBLE_NAMES, PRINTER_TROUBLES } from '../../native/sim/page-printer/troubles.ts'
import type { DockManner, DockPagePrinter } from '../../renderer/dev-dock/page-printer-contract.ts'

/** What the dock shows of a long day; the rest stays in the tray. */
const JOBS_SHOWN = 30
const SHEETS_SHOWN = 60

/** What the dock shows of the printer. `sheetsOf` says of how many sheets a job is that the printer may have forgotten. */
export function shownPagePrinter(
  printer: RunningPagePrinterSim,
  jamPlannedAtSheet: number | null,
  sheetsOf: (jobName: string) => number | undefined,
): DockPagePrinter {
  const { power, state, reasons, traySheets, jammed, holding, jobs, troubles, life } = printer.state()
  const { hung, cut, held } = printer.line()
  return {
    ...{ port: printer.port, uri: printer.uri, powered: power, hung, cutOff: cut, holding, state, traySheets, jammed },
    ...{ jamPlannedAtSheet, heldOperations: [...held.keys()], reasons: [...reasons] },
    ...{ sheetsEver: life.now.sheets, impressionsEver: life.now.impressions },
    troubles: PRINTER_TROUBLE_NAMES.map(name => {
      const { make, mend } = PRINTER_TROUBLES[name]
      return { name, make, mend, on: troubles.includes(name) }
    }),
    manners: shownManners(printer),
    jobs: jobs
      .slice(-JOBS_SHOWN)
      .reverse()
      .map(job => {
        const told = printer.told(job)
        return {
          ...{ jobName: job.name, jobId: job.id, state: job.state, reasons: [...job.reasons] },
          told: told && { state: told.state, reasons: [...told.reasons] },
          ...{ sides: job.sides, pages: job.pages, sheets: job.sheets, sha256: job.sha256 },
          sheetsDelivered: job.deliveredMs.length,
        }
      }),
    sheets: printer
      .papers()
      .slice(-SHEETS_SHOWN)
      .reverse()
      .map(({ pages, ...sheet }) => ({
        ...sheet,
        pages: [...pages],
        ofSheets: sheetsOf(sheet.jobName) ?? sheet.sheet,
      })),
  }
}

function shownManners(printer: RunningPagePrinterSim): DockManner[] {
  const values: Readonly<Record<string, boolean | number | string | null>> = printer.manners()
  return MANNER_NAMES.map(name => {
    const manner = PRINTER_MANNERS[name]
    const { group, label } = manner
    const value = values[name]
    if (manner.kind === 'switch') return { name, group, label, kind: 'switch', value: value === true }
    if (manner.kind === 'amount') {
      const { unit, usual } = manner
      return { name, group, label, kind: 'amount', value: typeof value === 'number' ? value : null, unit, usual }
    }
    const choices = Object.entries(manner.choices).map(([choice, words]) => ({ name: choice, label: words }))
    return { name, group, label, kind: 'choice', value: String(value), choices }
  })
}
