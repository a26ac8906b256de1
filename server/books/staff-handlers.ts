import type { BOOKS_ROUTES } from '../../src/contract/money-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import { countsAt } from '../../src/rules/staff-roles.ts'
import { sayIn } from '../ground/commands/language.ts'
import type { Ground } from '../ground/ground.ts'
import type { HandlersOf } from '../ground/room.ts'
import { monthlyBridge } from './bridge.ts'
import { byHandBook } from './by-hand.ts'
import { hasBegun, monthAt } from './month.ts'
import { receiptsAsCsv } from './receipts/receipts-as-csv.ts'
import { receiptsOf } from './receipts/receipts-of.ts'
import { CLASS_WORDS, csvOfBridge } from './say-bridge.ts'
import { csvOfByHand } from './say-by-hand.ts'
import { csvOfStatement } from './say-statement.ts'
import { monthlyStatement } from './statement.ts'

/** The books are of the whole house: who is in charge of some sites alone is not shown them. */
const NOT_HERE = err(fault('staff-not-permitted', 'of the whole house'))
const NOT_BEGUN = err(fault('server-nonsense', 'this month has not begun'))

/** What the console asks of the books. */
export function staffHandlers({
  db,
  clock,
  house,
}: Pick<Ground, 'db' | 'clock' | 'house'>): HandlersOf<typeof BOOKS_ROUTES> {
  const { timeZone } = house
  return {
    monthOfBooks: async ({ month: name }, { sites }) => {
      if (!countsAt(sites, null)) return NOT_HERE
      const now = new Date(clock.now())
      if (!hasBegun(timeZone, name, now)) return NOT_BEGUN
      const month = monthAt(timeZone, name, now)
      const { lines, total, ties } = await monthlyStatement(db, timeZone, name)
      const bridge = await monthlyBridge(db, timeZone, month)
      const byHand = await byHandBook(db, timeZone, month)
      return ok({
        ...{ ...month, ties, total },
        lines: lines.map(line => ({ ...line, kindTitle: line.kindTitle })),
        bridge: {
          ...{ ties: bridge.ties, books: bridge.books, bill: bridge.bill },
          classes: bridge.classes.map(({ class: of, cases, ...sums }) => ({
            ...sums,
            ...{ class: CLASS_WORDS[of], cases: [...cases] },
          })),
          daysWithoutBill: [...bridge.daysWithoutBill],
        },
        byHand: {
          ...{ sumFen: byHand.sumFen, cameBackFen: byHand.cameBackFen, ties: byHand.ties },
          ...{ atStartFen: byHand.atStartFen, atEndFen: byHand.atEndFen },
          refunds: byHand.refunds.map(
            ({ isPaidTwice: _, lossCase: __, doubtCase: ___, outTradeNo: ____, ...one }) => one,
          ),
        },
      })
    },
    monthOfBooksTable: async ({ month: name, of, language }, { sites }) => {
      if (!countsAt(sites, null)) return NOT_HERE
      const now = new Date(clock.now())
      if (!hasBegun(timeZone, name, now)) return NOT_BEGUN
      const month = monthAt(timeZone, name, now)
      const say = sayIn(language)
      const text = async () => {
        if (of === 'receipts') return receiptsAsCsv(timeZone, say).take(month, await receiptsOf(db, timeZone, name))
        if (of === 'by-hand') return csvOfByHand(await byHandBook(db, timeZone, month), timeZone, say)
        if (of === 'bridge') return csvOfBridge(await monthlyBridge(db, timeZone, month), timeZone, say)
        return csvOfStatement({ statement: await monthlyStatement(db, timeZone, name), month, timeZone }, say)
      }
      return ok({ bytes: new TextEncoder().encode(await text()), fileName: `${name}-${of}.csv` })
    },
  }
}
