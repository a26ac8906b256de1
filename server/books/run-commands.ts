import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { Cases } from '../cases/cases.ts'
import { type CommandHandlers, wrongUse } from '../ground/commands/command.ts'
import { sayIn } from '../ground/commands/language.ts'
import type { Ground } from '../ground/ground.ts'
import type { BOOKS_COMMANDS } from './books-commands.ts'
import { check } from './check.ts'
import { createCheckCases } from './check-cases.ts'
import type { Difference } from './differences.ts'
import { textOfCheck } from './say-check.ts'
import { csvOfStatement, textOfStatement } from './say-statement.ts'
import { monthlyStatement } from './statement.ts'

/** What is said in one answer; more of them have one cause. */
const DIFFERENCES_SAID = 1_000

const NO_MONTH = both('--month 要写月份，例如 2026-11', '--month is no month such as 2026-11')
const TWO_ANSWERS = both('--json 和 --csv 只能写一个', '--json and --csv are two answers')

/** Carries the room's commands out. */
export function booksCommands(
  ground: Pick<Ground, 'db' | 'content' | 'clock' | 'house'>,
  cases: Pick<Cases, 'open' | 'settle'>,
): CommandHandlers<typeof BOOKS_COMMANDS> {
  const { db, house } = ground
  return {
    check: async ({ flags }, { progress, signal, language }) => {
      const opened = createCheckCases({ ...ground, cases })
      const said: Difference[] = []
      let count = 0
      const found = async (difference: Difference) => {
        count++
        if (said.length < DIFFERENCES_SAID) said.push(difference)
        await opened.found(difference)
      }
      const tell = (words: Bilingual) => progress(sayIn(language)(words))
      const checked = await check(ground, { found, progress: tell, signal })
      if (checked.isWhole) await opened.settleOthers()
      const exit = checked.isWhole && count === 0 ? 0 : 1
      if (flags.includes('json')) return { exit, value: { ...checked, differing: count, differences: said } }
      return { exit, text: textOfCheck(checked, { count, said, withoutCase: opened.withoutCase(), language }) }
    },
    statement: async ({ texts: { month = '' }, flags }, { language }) => {
      const say = sayIn(language)
      if (!/^2\d{3}-(0[1-9]|1[0-2])$/.test(month)) return wrongUse(say(NO_MONTH))
      if (flags.includes('json') && flags.includes('csv')) return wrongUse(say(TWO_ANSWERS))
      const statement = await monthlyStatement(db, house.timeZone, month)
      const exit = statement.ties ? 0 : 1
      if (flags.includes('json')) return { exit, value: statement }
      return { exit, text: flags.includes('csv') ? csvOfStatement(statement) : textOfStatement(statement) }
    },
  }
}
