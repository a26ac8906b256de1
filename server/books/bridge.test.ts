import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createCases } from '../cases/create-cases.ts'
import { sayIn } from '../ground/commands/language.ts'
import type { Store } from '../ground/store/store.ts'
import { type Bridge, monthlyBridge } from './bridge.ts'
import { post } from './entry.ts'
import { monthAt } from './month.ts'
import { csvOfBridge, textOfBridge } from './say-bridge.ts'

const ZONE = 'Asia/Shanghai'
const PROVIDER = { provider: 'wechat-pay', merchant_id: 'm' }
const [YEAR, MONTHS] = [2100, 200]
let months = 0
/** A month that no other test has, and the one behind it. */
function nextMonths(): readonly [string, string] {
  const name = (nth: number) => `${YEAR + Math.floor(nth / 12)}-${String((nth % 12) + 1).padStart(2, '0')}`
  months += 3
  if (months > MONTHS * 3) throw new Error('more months than were thought of')
  return [name(months), name(months + 1)]
}
const noon = (month: string, day: number) => new Date(`${month}-${String(day).padStart(2, '0')}T12:00:00+08:00`)

/** A payment or refund: what the books have of it, and on which day, and what the bill has. Null: nothing. */
interface Movement {
  readonly kind: 'payment' | 'refund'
  readonly booked: { readonly fen: number; readonly month: 0 | 1; readonly day: number } | null
  readonly billed: {
    readonly fen: number
    readonly month: 0 | 1
    readonly day: number
    readonly state: 'succeeded' | 'abnormal' | 'processing'
  } | null
  readonly isOfOthers: boolean
}

const when = {
  fen: fc.integer({ min: 1, max: 9_999 }),
  month: fc.constantFrom(0, 1),
  day: fc.integer({ min: 1, max: 5 }),
}
const movement: fc.Arbitrary<Movement> = fc.record({
  kind: fc.constantFrom('payment', 'refund'),
  booked: fc.option(fc.record(when), { nil: null }),
  billed: fc.option(fc.record({ ...when, state: fc.constantFrom('succeeded', 'abnormal', 'processing') }), {
    nil: null,
  }),
  isOfOthers: fc.boolean(),
})

/** Writes the entries and the bills as the rooms do; every third day's bill is not there. */
async function write({ db }: Store, pair: readonly [string, string], all: readonly Movement[]): Promise<void> {
  const bills = new Map<string, { payments: number; refunds: number; lines: number }>()
  for (const month of pair)
    for (let day = 1; day <= 5; day++) {
      const name = `${month}-0${day}`
      const isThere = day % 3 !== 0
      bills.set(name, { payments: 0, refunds: 0, lines: 0 })
      await db
        .insertInto('reconciled_day')
        .values({
          ...{ ...PROVIDER, day: name, first_tried_at: noon(month, day), next_try_at: null },
          ...(isThere ? { state: 'matched' as const, bill: 'taken' as const } : { state: 'waiting' as const }),
        })
        .execute()
    }
  for (const [at, { kind, booked, billed, isOfOthers }] of all.entries()) {
    const number = `yz${pair[0]}-${at}`
    if (booked) {
      const refund = { cause: 'refund-paid', reference: `${number}-r` } as const
      const entry = kind === 'payment' ? ({ cause: 'payment-unknown', reference: number } as const) : refund
      const posted = { subject: number, amountFen: booked.fen, ...entry }
      await db.transaction().execute(tx => post(tx, posted, noon(pair[booked.month], booked.day)))
    }
    const day = billed && `${pair[billed.month]}-0${billed.day}`
    const bill = day === null ? undefined : bills.get(day)
    if (!billed || !day || !bill || billed.day % 3 === 0) continue
    bill.lines++
    bill[kind === 'payment' ? 'payments' : 'refunds'] += billed.fen
    await db
      .insertInto('bill_line')
      .values({
        ...{ ...PROVIDER, day, line_number: bill.lines, kind, out_trade_no: number, transaction_id: number },
        ...{ amount_fen: billed.fen, at: noon(pair[billed.month], billed.day) },
        ...(kind === 'refund' ? { out_refund_no: `${number}-r`, refund_state: billed.state } : {}),
        class: isOfOthers ? 'of-others' : 'there-only',
      })
      .execute()
  }
  for (const [day, { payments, refunds }] of bills)
    await db
      .updateTable('reconciled_day')
      .set({ payments_fen: String(payments), refunds_fen: String(refunds) })
      .where('day', '=', day)
      .where('bill', '=', 'taken')
      .execute()
}

/** What is in a month by the movements themselves. */
function sumsOf(all: readonly Movement[], month: 0 | 1) {
  const sum = (kind: Movement['kind'], side: 'booked' | 'billed') =>
    all.reduce((fen, one) => {
      const here = one[side]
      const isThere = here !== null && here.month === month && !(side === 'billed' && here.day % 3 === 0)
      return one.kind === kind && isThere ? fen + here.fen : fen
    }, 0)
  return {
    books: { paymentsFen: sum('payment', 'booked'), refundsFen: sum('refund', 'booked') },
    bill: { paymentsFen: sum('payment', 'billed'), refundsFen: sum('refund', 'billed') },
  }
}

describeOnStores('the bridge from the books to the bills', store => {
  const bridgeOf = (month: string): Promise<Bridge> =>
    monthlyBridge(store().db, ZONE, monthAt(ZONE, month, noon(month, 28)))

  it('adds up for whatever was booked and billed, in whichever month', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(movement, { maxLength: 12 }), async all => {
        const pair = nextMonths()
        await write(store(), pair, all)
        for (const at of [0, 1] as const) {
          const bridge = await bridgeOf(pair[at])
          const { books, bill } = sumsOf(all, at)
          expect(bridge).toMatchObject({ ties: true, books, bill })
          // The classes are the whole way from the one to the other.
          const added = (name: 'paymentsFen' | 'refundsFen') =>
            bridge.classes.reduce((fen, one) => fen + one[name], books[name])
          expect([added('paymentsFen'), added('refundsFen')]).toEqual([bill.paymentsFen, bill.refundsFen])
          expect(bridge.classes.reduce((count, one) => count + one.count, 0)).toBe(bridge.items.length)
        }
      }),
      { numRuns: 25 },
    )
  })

  describe('a month with one of each', () => {
    const [month, next] = nextMonths()
    const booked = (fen: number, day = 1, of: 0 | 1 = 0) => ({ fen, day, month: of })
    const billed = (fen: number, day = 2, of: 0 | 1 = 0, state: 'succeeded' | 'abnormal' = 'succeeded') => ({
      ...booked(fen, day, of),
      state,
    })
    const one = (kind: Movement['kind'], books: Movement['booked'], bill: Movement['billed'], isOfOthers = false) => ({
      ...{ kind, booked: books, billed: bill, isOfOthers },
    })
    const MOVEMENTS: readonly Movement[] = [
      one('payment', booked(400), billed(400)),
      one('payment', booked(100), billed(100, 1, 1)),
      one('payment', booked(200, 3), null),
      one('payment', booked(300), null),
      one('payment', null, billed(500)),
      one('payment', booked(600), billed(610)),
      one('payment', null, billed(700), true),
      one('refund', null, billed(40, 2, 0, 'abnormal')),
      one('refund', booked(50), null),
    ]

    it('names each difference, its class and its case, and leads from the books to the bill', async () => {
      await write(store(), [month, next], MOVEMENTS)
      const { db } = store()
      const now = noon(month, 4)
      const caseNumber = await db
        .transaction()
        .execute(tx =>
          createCases(ZONE).open(
            tx,
            { kind: 'paid-unknown', subject: `yz${month}-4`, amountFen: 500, evidence: [] },
            now,
          ),
        )
      const bridge = await bridgeOf(month)
      expect(bridge.items.map(item => [item.number.slice(10), item.class, item.booksFen, item.billFen])).toEqual([
        ['1', 'billed-in-another-month', 100, 0],
        ['2', 'bill-not-there', 200, 0],
        ['3', 'only-in-books', 300, 0],
        ['4', 'only-on-bill', 0, 500],
        ['5', 'amount-differs', 600, 610],
        ['6', 'of-others', 0, 700],
        ['7-r', 'refund-not-through', 0, 40],
        ['8-r', 'only-in-books', 50, 0],
      ])
      expect(bridge).toMatchObject({
        ...{ ties: true, isOver: false, daysWithoutBill: [`${month}-03`] },
        ...{ books: { paymentsFen: 1_600, refundsFen: 50 }, bill: { paymentsFen: 2_210, refundsFen: 40 } },
      })
      expect(bridge.classes.find(({ class: of }) => of === 'only-on-bill')).toMatchObject({
        ...{ count: 1, paymentsFen: 500, refundsFen: 0, cases: [caseNumber] },
      })
      const text = textOfBridge(bridge, ZONE, sayIn('zh'))
      expect(text).toMatch(new RegExp(`^${month}（未完，截至 ${month}-28 12:00） 从账簿到账单\n`))
      expect(text).toMatch(new RegExp(`^ {2}只在账单上 +1 +\\+5\\.00 +0\\.00 +${caseNumber}$`, 'm'))
      expect(text).toContain(`账簿加上各类差异，正好等于账单。\n还没有账单的日子：${month}-03。`)
      const rows = csvOfBridge(bridge, ZONE, sayIn('zh')).split('\r\n')
      expect(rows[0]).toBe('\ufeff月份,类别,付款或退款,商户单号,订单号,差额(元),账簿(元),账单(元),事项编号')
      const column = (row: string) => Number(row.split(',')[5])
      const of = (kind: string) =>
        rows
          .slice(1)
          .filter(row => row.split(',')[2] === kind)
          .map(column)
      for (const kind of ['付款', '退款']) {
        // A spreadsheet's own sum of the column: from the books to the bills.
        const sum = of(kind).reduce((fen, yuan) => fen + Math.round(yuan * 100), 0)
        expect(sum).toBe(kind === '付款' ? 2_210 - 1_600 : 40 - 50)
      }
    })

    it('says so where it does not add up', async () => {
      const change = (fen: number) =>
        store()
          .db.updateTable('reconciled_day')
          .set(({ eb }) => ({ payments_fen: eb('payments_fen', '+', String(fen)) }))
          .where('day', '=', `${month}-02`)
          .execute()
      await change(1)
      const bridge = await bridgeOf(month)
      expect(bridge.ties).toBe(false)
      expect(textOfBridge(bridge, ZONE, sayIn('zh'))).toContain('账簿加上各类差异不等于账单')
      await change(-1)
      expect((await bridgeOf(month)).ties).toBe(true)
    })
  })
})
