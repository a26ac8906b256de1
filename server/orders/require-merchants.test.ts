import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'
import { createPaymentsDouble } from '../../tests/peers/payments-double.ts'
import { StartRefused } from '../ground/start-refused.ts'
import { migrate } from '../ground/store/migrate.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type Merchants, merchantsOf } from '../payments/payments.ts'
import { MIGRATIONS } from '../rooms.ts'
import { requireMerchants } from './require-merchants.ts'

const MERCHANT_NUMBER_KEPT_SINCE = 4
const clock: FakeClock = fakeClock()
const merchant = (provider: string, merchantId: string) =>
  createPaymentsDouble(clock, { provider, merchantId }).merchant
const FIRST = merchant('wechat-pay', '1600000001')
const SECOND = merchant('wechat-pay', '1600000002')
const OTHER = merchant('other-pay', 'S0001')

/** Points of an order's life, as rows have them; those that hold up a start, and those that do not. */
const OPEN = {
  opening: "state = 'opening'",
  'awaiting-payment': "state = 'awaiting-payment', code_url = 'weixin://x'",
  closing: "state = 'closing', code_url = 'weixin://x'",
  'closed, but not surely at the provider': "state = 'closed', loose_end = true, over_at = now()",
  'paid without outcome': "state = 'ready', paid_fen = 200, ready_at = now()",
  'refund due': "state = 'ended', paid_fen = 200, copies_delivered = 0, refund_fen = 200",
  'refund accepted': "state = 'closed', paid_fen = 200, refund_fen = 200",
} as const
const OVER = {
  closed: "state = 'closed', over_at = now()",
  ended: "state = 'ended', paid_fen = 200, copies_delivered = 1",
  'refund succeeded': "state = 'ended', paid_fen = 200, copies_delivered = 0, refund_fen = 200",
  'refund needs-hand': "state = 'ended', paid_fen = 200, copies_delivered = 0, refund_fen = 200",
} as const
type Point = keyof typeof OPEN | keyof typeof OVER

const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
let cases = 0
beforeAll(() => sql`select 1`.execute(db), 60_000)
afterAll(() => db.destroy())

/** A database as the version before left it, with one paid-for order at each of `points` and a free one. */
async function older(...points: Point[]) {
  const run = (text: string) => sql.raw(text).execute(db)
  // A schema of its own in the one database: another one would take seconds.
  await run(`create schema case_${++cases}`)
  await run(`set search_path to case_${cases}`)
  await migrate(db, MIGRATIONS.slice(0, MERCHANT_NUMBER_KEPT_SINCE - 1))
  await run("insert into terminal values ('t', 'k', '一', '1', '厅', 'hall', 'active', now())")
  await run(
    "insert into visit (visit_key, terminal_id, person_id, started_at, last_seen_at) values ('v', 't', 'p', now(), now())",
  )
  await run(`insert into document (document_id, visit_key, terminal_id, person_id, kind, edition, title_zh, title_en, name_masked_zh,
    name_masked_en, unit_price_fen, document_number, verification_key, state, created_at)
    values ('d', 'v', 't', 'p', 'transcript', 'zh', '', '', '', '', 200, 'n', 'k', 'failed', now())`)
  const insert = (name: string, copies: string, tradeNo: string) =>
    run(`insert into print_order (order_id, job_id, order_number, terminal_id, visit_key, document_id, quota_key, copies, free_copies,
      unit_price_fen, amount_fen, state, out_trade_no, created_at)
      values ('${name}', 'job-${name}', '261129-${name}', 't', 'v', 'd', 'q', 1, ${copies}, 'closed', ${tradeNo}, now())`)
  await insert('FREE', '1, 200, 0', 'null')
  for (const [i, point] of points.entries()) {
    await insert(`PAID${i}`, '0, 200, 200', `'yz${i}'`)
    await run(`update print_order set ${{ ...OPEN, ...OVER }[point]} where order_id = 'PAID${i}'`)
    const [, refundState] = /^refund (.+)$/.exec(point) ?? []
    if (refundState === undefined) continue
    await run(`insert into refund (order_id, cause, out_refund_no, refund_fen, total_fen, state, created_at)
      values ('PAID${i}', 'not-delivered', 'yz${i}-1', 200, 200, '${refundState}', now())`)
  }
}

const dump = async () => ({
  orders: await db.selectFrom('print_order').selectAll().orderBy('order_id').execute(),
  refunds: await db.selectFrom('refund').selectAll().orderBy('order_id').execute(),
  audit: await db.selectFrom('audit').selectAll().execute(),
})
const logged: string[] = []
const log = pino({ level: 'debug' }, { write: line => void logged.push(line) })
const start = (merchants: Merchants) => requireMerchants({ db, merchants, clock, log })
/** Refused, with nothing changed; the message. */
async function refusal(merchants: Merchants): Promise<string> {
  const before = await dump()
  const error: unknown = await start(merchants).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof StartRefused)) throw new Error(`it was not refused: ${error}`)
  expect(await dump()).toEqual(before)
  return error.message
}

describe('a database of before merchant numbers were kept', () => {
  it('has its provider written in by the migration, and free orders have none', async () => {
    await older('ended', 'awaiting-payment')
    await migrate(db, MIGRATIONS)
    const rows = await db
      .selectFrom('print_order')
      .select(['order_id', 'provider', 'merchant_id'])
      .orderBy('order_id')
      .execute()
    expect(rows).toEqual([
      { order_id: 'FREE', provider: null, merchant_id: null },
      { order_id: 'PAID0', provider: 'wechat-pay', merchant_id: null },
      { order_id: 'PAID1', provider: 'wechat-pay', merchant_id: null },
    ])
  })

  it('is given the only merchant there is at the first start, once, and that is written down', async () => {
    await older('ended', 'awaiting-payment')
    await migrate(db, MIGRATIONS)
    for (let time = 0; time < 2; time++) await start(merchantsOf(FIRST))
    const { orders, audit } = await dump()
    expect(orders.map(({ merchant_id }) => merchant_id)).toEqual([null, '1600000001', '1600000001'])
    expect(audit).toMatchObject([
      { event: 'older-orders-adopted', detail: { provider: 'wechat-pay', merchantId: '1600000001', orders: 2 } },
    ])
    expect(logged.join('')).toContain('1600000001')
    // From now on they are that merchant's, whoever else comes.
    expect(await refusal(merchantsOf(SECOND))).toContain('wechat-pay, merchant 1600000001: 1 order')
    await start(merchantsOf(SECOND, [FIRST]))
  })

  it.each<[string, Merchants]>([
    ['nobody', merchantsOf(null)],
    ['another provider alone', merchantsOf(OTHER)],
    ['two merchants, of whom either may have been it', merchantsOf(SECOND, [FIRST])],
  ])('is refused under %s while an order is open', async (_, merchants) => {
    await older('awaiting-payment', 'ended')
    await migrate(db, MIGRATIONS)
    const message = await refusal(merchants)
    expect(message).toContain('- wechat-pay, merchant not yet known: 1 order (1 awaiting-payment): 261129-PAID0.')
    expect(message).toContain('Start once with the merchant that they were opened under as the only one of wechat-pay')
    await start(merchantsOf(FIRST))
  })

  it('starts under anybody when nothing is open, and does not guess', async () => {
    await older('ended', 'closed')
    await migrate(db, MIGRATIONS)
    for (const merchants of [merchantsOf(null), merchantsOf(OTHER), merchantsOf(SECOND, [FIRST])]) {
      await start(merchants)
      expect((await dump()).orders.every(({ merchant_id }) => merchant_id === null)).toBe(true)
    }
  })
})

describe('a start without the merchant of an order', () => {
  const under = async (...points: Point[]) => {
    await older(...points)
    await migrate(db, MIGRATIONS)
    await start(merchantsOf(FIRST))
  }

  it.each(Object.keys(OPEN) as (keyof typeof OPEN)[])('is refused while one is at: %s', async point => {
    await under(point)
    for (const merchants of [merchantsOf(SECOND), merchantsOf(OTHER), merchantsOf(null)]) {
      expect(await refusal(merchants)).toContain(
        `- wechat-pay, merchant 1600000001: 1 order (1 ${point}): 261129-PAID0.\n  Put the section of this merchant under formerPayments.`,
      )
    }
    for (const merchants of [merchantsOf(SECOND, [FIRST]), merchantsOf(OTHER, [FIRST]), merchantsOf(null, [FIRST])])
      await start(merchants)
  })

  it.each(Object.keys(OVER) as (keyof typeof OVER)[])('goes on when all that there is is: %s', async point => {
    await under(point)
    const before = await dump()
    logged.length = 0
    await start(merchantsOf(SECOND))
    expect(await dump()).toEqual(before)
    // What a person does with a refund is only learnt from its merchant: that is worth a line.
    expect(logged.join('').includes('261129-PAID0')).toBe(point === 'refund needs-hand')
  })

  it('is refused in one message for all, with counts and the first numbers', async () => {
    await under(...Array.from({ length: 7 }, () => 'awaiting-payment' as const), 'refund due')
    await sql`update print_order set provider = 'other-pay', merchant_id = 'S0001' where order_id = 'PAID0'`.execute(db)
    const message = await refusal(merchantsOf(null))
    expect(message.match(/^- .*$/gm)).toEqual([
      '- other-pay, merchant S0001: 1 order (1 awaiting-payment): 261129-PAID0.',
      '- wechat-pay, merchant 1600000001: 7 orders (6 awaiting-payment, 1 refund due): ' +
        '261129-PAID1, 261129-PAID2, 261129-PAID3, 261129-PAID4, 261129-PAID5, and 2 more.',
    ])
    expect(message).toMatch(
      /\nNo order was changed or given to a merchant\. The tables may have been upgraded to this version\.\n$/,
    )
  })
})
