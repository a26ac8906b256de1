import type { Cases } from '../cases/cases.ts'
import { type CommandHandlers, wrongUse } from '../ground/commands/command.ts'
import type { Ground } from '../ground/ground.ts'
import type { BOOKS_COMMANDS } from './books-commands.ts'
import { type Checked, check } from './check.ts'
import { createCheckCases } from './check-cases.ts'
import { type Difference, saidOf } from './differences.ts'
import { csvOfStatement, textOfStatement } from './say-statement.ts'
import { monthlyStatement } from './statement.ts'

/** What is said in one answer; more of them have one cause. */
const DIFFERENCES_SAID = 1_000

/** Carries the room's commands out. */
export function booksCommands(
  ground: Pick<Ground, 'db' | 'content' | 'clock' | 'house'>,
  cases: Pick<Cases, 'open' | 'settle'>,
): CommandHandlers<typeof BOOKS_COMMANDS> {
  const { db, house } = ground
  return {
    check: async ({ flags }, { progress, signal }) => {
      const opened = createCheckCases({ ...ground, cases })
      const said: Difference[] = []
      let count = 0
      const found = async (difference: Difference) => {
        count++
        if (said.length < DIFFERENCES_SAID) said.push(difference)
        await opened.found(difference)
      }
      const checked = await check(ground, { found, progress, signal })
      if (checked.isWhole) await opened.settleOthers()
      const exit = checked.isWhole && count === 0 ? 0 : 1
      if (flags.includes('json')) return { exit, value: { ...checked, differing: count, differences: said } }
      return { exit, text: textOfCheck(checked, count, said, opened.withoutCase()) }
    },
    statement: async ({ texts: { month = '' }, flags }) => {
      if (!/^2\d{3}-(0[1-9]|1[0-2])$/.test(month)) return wrongUse('--month is no month such as 2026-11')
      if (flags.includes('json') && flags.includes('csv')) return wrongUse('--json and --csv are two answers')
      const statement = await monthlyStatement(db, house.timeZone, month)
      const exit = statement.ties ? 0 : 1
      if (flags.includes('json')) return { exit, value: statement }
      return { exit, text: flags.includes('csv') ? csvOfStatement(statement) : textOfStatement(statement) }
    },
  }
}

function textOfCheck(checked: Checked, count: number, said: readonly Difference[], withoutCase: number): string {
  const { orders, unclaimed, entries, files, isWhole } = checked
  const payments = unclaimed === 0 ? '' : `, ${unclaimed} payments that no order knows`
  const seen = `${orders} orders${payments}, ${entries} entries of the books and ${files} files were checked`
  const more = count - said.length
  return [
    ...said.map(saidOf),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(withoutCase > 0 ? [`${withoutCase} of them have no case of their own: there are too many`] : []),
    isWhole ? `${seen}: ${count === 0 ? 'nothing differs' : `${count} differ`}` : `${seen}, then it was stopped`,
  ].join('\n')
}
