import { type CommandHandlers, refused, wrongUse } from '../ground/commands/command.ts'
import type { Ground } from '../ground/ground.ts'
import { isDay, wallClock } from './calendar.ts'
import type { Reconciliation } from './reconciliation.ts'
import type { RECONCILIATION_COMMANDS } from './reconciliation-commands.ts'
import { csvOf, isClean, jsonOf, textOf } from './say-report.ts'

/** Carries the room's commands out. Without `reconciliation` no server runs, which alone asks the providers. */
export function reconciliationCommands(
  { clock, house }: Pick<Ground, 'clock' | 'house'>,
  reconciliation: Reconciliation | undefined,
): CommandHandlers<typeof RECONCILIATION_COMMANDS> {
  return {
    run: async ({ texts: { day = '' }, flags }) => {
      if (!isDay(day)) return wrongUse('--day is no date such as 2026-11-28')
      if (day >= wallClock(house.timeZone, new Date(clock.now())).slice(0, 10)) return wrongUse('--day is not over yet')
      if (flags.includes('json') && flags.includes('csv')) return wrongUse('--json and --csv are two answers')
      if (!reconciliation) return refused('the server must run for this: it alone asks the payment providers')
      const report = await reconciliation.run(day)
      const exit = isClean(report) ? 0 : 1
      if (flags.includes('json')) return { exit, value: jsonOf(report) }
      return { exit, text: flags.includes('csv') ? csvOf(report) : textOf(report) }
    },
  }
}
