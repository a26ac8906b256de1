import type { VisitReport } from '../../../src/contract/reports-api.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { DeskTools } from '../desk/desk.ts'
import { createPace, PATIENT_PAUSES_MS } from '../desk/pace.ts'
import type { ServerClient } from '../server-client.ts'
import { KEPT_VISITS, type VisitShelf } from './visit-shelf.ts'

const AT_ONCE = 100

/**
 * Tells the server of visits that are over, until it has heard of each. What it has not heard survives a restart; what it hears twice is
 * one visit there. A disk that takes nothing costs figures, and never a visit. Ends when `closing`.
 */
export function tellVisits(
  { clock, client, log }: Pick<DeskTools, 'clock' | 'log'> & { readonly client: Pick<ServerClient, 'call'> },
  shelf: VisitShelf,
  closing: () => boolean,
): { tell(report: VisitReport): void; begin(): Promise<void> } {
  const pace = createPace(clock, PATIENT_PAUSES_MS)
  let waiting: readonly VisitReport[] = shelf.read()
  let isTelling = false

  const keep = () => {
    try {
      shelf.write(waiting)
    } catch (error) {
      log.warn({ why: error instanceof Error ? error.message : 'unknown' }, 'visits to be told of are not on the disk')
    }
  }
  const begin = async () => {
    if (isTelling) return
    isTelling = true
    for (let tries = 0; waiting.length > 0 && !closing(); ) {
      const reports = waiting.slice(0, AT_ONCE)
      const answer = await client.call(TERMINAL_ROUTES.reportVisits, { reports })
      if (closing()) return
      if (answer.ok) {
        const told = new Set(reports.map(({ reportId }) => reportId))
        waiting = waiting.filter(({ reportId }) => !told.has(reportId))
        keep()
        tries = 0
      } else {
        await pace.pause(tries)
        tries += 1
      }
    }
    isTelling = false
  }
  return {
    tell: report => {
      waiting = [...waiting, report].slice(-KEPT_VISITS)
      keep()
      void begin()
    },
    begin,
  }
}
