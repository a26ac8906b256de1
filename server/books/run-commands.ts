import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { Cases } from '../cases/cases.ts'
import {
  type CommandAnswer,
  type CommandHandlers,
  type CommandRun,
  type Said,
  wrongUse,
} from '../ground/commands/command.ts'
import { type Say, sayIn } from '../ground/commands/language.ts'
import type { Ground } from '../ground/ground.ts'
import type { BOOKS_COMMANDS } from './books-commands.ts'
import { monthlyBridge } from './bridge.ts'
import { byHandBook } from './by-hand.ts'
import { check } from './check.ts'
import { createCheckCases } from './check-cases.ts'
import type { Difference } from './differences.ts'
import { hasBegun, isMonth, type Month, monthAt } from './month.ts'
import { csvOfBridge, textOfBridge } from './say-bridge.ts'
import { csvOfByHand, textOfByHand } from './say-by-hand.ts'
import { textOfCheck } from './say-check.ts'
import { csvOfStatement, textOfStatement } from './say-statement.ts'
import { monthlyStatement } from './statement.ts'

/** What is said in one answer; more of them have one cause. */
const DIFFERENCES_SAID = 1_000

const NO_MONTH = both('--month 要写月份，例如 2026-11', '--month is no month such as 2026-11')
const NOT_BEGUN = both('--month：这个月还没有开始', '--month: this month has not begun')
const TWO_ANSWERS = both('--json 和 --csv 只能写一个', '--json and --csv are two answers')

/** Carries the room's commands out. */
export function booksCommands(
  ground: Pick<Ground, 'db' | 'content' | 'clock' | 'house'>,
  cases: Pick<Cases, 'open' | 'settle'>,
): CommandHandlers<typeof BOOKS_COMMANDS> {
  const { db, clock } = ground
  const { timeZone } = ground.house
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
    statement: async (said, run) =>
      monthly(said, run, async (month, say) => {
        const statement = await monthlyStatement(db, timeZone, month.month)
        const bridge = await monthlyBridge(db, timeZone, month)
        const { month: _, isOver, asOf, items: __, ...sums } = bridge
        const words = { statement, month, bridge, timeZone }
        return {
          ...{ exit: statement.ties && bridge.ties ? 0 : 1, value: { ...statement, isOver, asOf, bridge: sums } },
          ...{ csv: () => csvOfStatement(words, say), text: () => textOfStatement(words, say) },
        }
      }),
    bridge: async (said, run) =>
      monthly(said, run, async (month, say) => {
        const bridge = await monthlyBridge(db, timeZone, month)
        return {
          ...{ exit: bridge.ties ? 0 : 1, value: bridge },
          ...{ csv: () => csvOfBridge(bridge, timeZone, say), text: () => textOfBridge(bridge, timeZone, say) },
        }
      }),
    'by-hand': async (said, run) =>
      monthly(said, run, async (month, say) => {
        const book = await byHandBook(db, timeZone, month)
        return {
          ...{ exit: book.ties ? 0 : 1, value: book },
          ...{ csv: () => csvOfByHand(book, timeZone, say), text: () => textOfByHand(book, timeZone, say) },
        }
      }),
  }

  /** What is said of a month: for people, for programs and for spreadsheets. */
  async function monthly(
    { texts: { month = '' }, flags }: Said,
    { language }: CommandRun,
    read: (month: Month, say: Say) => Promise<MonthlyAnswer>,
  ): Promise<CommandAnswer> {
    const say = sayIn(language)
    if (!isMonth(month)) return wrongUse(say(NO_MONTH))
    const now = new Date(clock.now())
    if (!hasBegun(timeZone, month, now)) return wrongUse(say(NOT_BEGUN))
    if (flags.includes('json') && flags.includes('csv')) return wrongUse(say(TWO_ANSWERS))
    const { exit, value, csv, text } = await read(monthAt(timeZone, month, now), say)
    if (flags.includes('json')) return { exit, value }
    return { exit, text: flags.includes('csv') ? csv() : text() }
  }
}

interface MonthlyAnswer {
  readonly exit: 0 | 1
  readonly value: object
  csv(): string
  text(): string
}
