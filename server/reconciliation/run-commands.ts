import { both } from '../../src/contract/texts.ts'
import { type CommandHandlers, refused, wrongUse } from '../ground/commands/command.ts'
import { sayIn } from '../ground/commands/language.ts'
import type { Ground } from '../ground/ground.ts'
import { isDay, wallClock } from './calendar.ts'
import type { Reconciliation } from './reconciliation.ts'
import type { RECONCILIATION_COMMANDS } from './reconciliation-commands.ts'
import { csvOf } from './report-csv.ts'
import { isClean, jsonOf } from './report-json.ts'
import { textOf } from './say-report.ts'

const NO_DAY = both('--day 要写日期，例如 2026-11-28', '--day is no date such as 2026-11-28')
const NOT_OVER = both(
  '--day：那天还没有过完，账单要到第二天才有',
  '--day is not over yet: its bill is made on the next one',
)
const TWO_ANSWERS = both('--json 和 --csv 只能写一个', '--json and --csv are two answers')
const SERVER_MUST_RUN = both(
  '这要服务器在运行：只有它能向支付方询问',
  'the server must run for this: it alone asks the payment providers',
)

/** Carries the room's commands out. Without `reconciliation` no server runs, which alone asks the providers. */
export function reconciliationCommands(
  { clock, house }: Pick<Ground, 'clock' | 'house'>,
  reconciliation: Reconciliation | undefined,
): CommandHandlers<typeof RECONCILIATION_COMMANDS> {
  return {
    run: async ({ texts: { day = '' }, flags }, { language = 'en' }) => {
      const say = sayIn(language)
      if (!isDay(day)) return wrongUse(say(NO_DAY))
      if (day >= wallClock(house.timeZone, new Date(clock.now())).slice(0, 10)) return wrongUse(say(NOT_OVER))
      if (flags.includes('json') && flags.includes('csv')) return wrongUse(say(TWO_ANSWERS))
      if (!reconciliation) return refused(say(SERVER_MUST_RUN))
      const report = await reconciliation.run(day)
      const exit = isClean(report) ? 0 : 1
      if (flags.includes('json')) return { exit, value: jsonOf(report) }
      return {
        exit,
        text: flags.includes('csv')
          ? csvOf(report, house.timeZone, language)
          : textOf(report, house.timeZone, language),
      }
    },
  }
}
