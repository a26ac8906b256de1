import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultInput } from '../../../demo/wxpay-sim/faults.ts'
import { hastyClock, openTestGateway, type TestGateway } from '../../../demo/wxpay-sim/test-gateway.ts'
import { unwrap } from '../../../src/result.ts'
import type { Payments } from '../payment-port.ts'
import { type WechatConfigInput, wechatConfigSchema } from './wechat-config.ts'
import { createWechatPayments } from './wechat-payments.ts'

const clock = hastyClock(5000)
let test: TestGateway
let once: Payments
let twice: Payments
let number = 0
let no = ''
const paymentsWith = (change: Partial<WechatConfigInput>) =>
  createWechatPayments(wechatConfigSchema.parse({ ...test.merchant, ...change }), { clock })
beforeAll(async () => {
  test = await openTestGateway()
  once = paymentsWith({ attempts: 1 })
  twice = paymentsWith({
    attempts: 2,
    baseUrls: [test.gateway.baseUrl, test.gateway.baseUrl.replace('127.0.0.1', 'localhost')],
  })
})
afterAll(() => test.close())
beforeEach(() => {
  test.gateway.faults([])
  no = `WX${String(++number).padStart(6, '0')}`
})

const expiresAt = new Date(Date.now() + 600_000)
const order = () => ({ outTradeNo: no, description: '成绩单', amountFen: 400, expiresAt, terminalId: 'T-1' })
const refund = () => ({ outTradeNo: no, outRefundNo: `${no}-R1`, refundFen: 400, totalFen: 400, reason: '未出纸' })
const openAndPay = async () => {
  unwrap(await once.openCode(order()))
  test.gateway.pay(no)
}
const count = (type: string) =>
  test.gateway
    .journal()
    .filter(({ happening: one }) => one.type === type && 'outTradeNo' in one && one.outTradeNo === no).length

/** Runs out the time limit of whatever call stands still by this fault. */
const expireOn = (kind: 'hang' | 'delay') => {
  void test.gateway.nextStrike(kind).then(() => setImmediate(() => clock.expire()))
}

const REPLIES: FaultInput[] = [
  { kind: 'unsigned' },
  { kind: 'badSignature' },
  { kind: 'probe' },
  { kind: 'staleTimestamp', seconds: -302 },
  { kind: 'staleTimestamp', seconds: 302 },
  { kind: 'unknownSerial' },
  { kind: 'truncate' },
]
const CALLS: FaultInput[] = [
  { kind: 'reset', where: 'before' },
  { kind: 'reset', where: 'after' },
  { kind: 'http502html', where: 'before' },
  { kind: 'http502html', where: 'after' },
  { kind: 'error', status: 500, code: 'SYSTEM_ERROR' },
  { kind: 'error', status: 500, code: 'SYSTEM_ERROR', commit: true },
  { kind: 'error', status: 503, code: 'SERVICE_UNAVAILABLE' },
  { kind: 'hang', where: 'before' },
  { kind: 'hang', where: 'after' },
]
/** Clear enough not to be repeated at once, and yet no answer. */
const OPEN_CALLS: FaultInput[] = [
  { kind: 'error', status: 202, code: 'USERPAYING' },
  { kind: 'error', status: 202, code: 'USERPAYING', commit: true },
  { kind: 'error', status: 429, code: 'FREQUENCY_LIMITED', commit: true },
  { kind: 'error', status: 429, code: 'RATELIMIT_EXCEEDED' },
  { kind: 'error', status: 403, code: 'TRADE_ERROR' },
]
const unknown = { ok: false, error: { kind: 'unknown' } }

describe.each([...REPLIES, ...CALLS, ...OPEN_CALLS])('under %j one attempt is of unknown outcome', fault => {
  it('in each of the five calls', async () => {
    await openAndPay()
    const calls: [operation: NonNullable<FaultInput['match']>['operation'], run: () => Promise<unknown>][] = [
      ['query', () => once.query(no)],
      ['refund', () => once.refund(refund())],
      ['refund-query', () => once.queryRefund(`${no}-R1`)],
    ]
    for (const [operation, run] of calls) {
      test.gateway.faults([{ ...fault, match: { operation } }])
      if (fault.kind === 'hang') expireOn('hang')
      if (operation === 'refund-query') await settleRefund()
      expect(await run()).toMatchObject(unknown)
    }
    no = `${no}B`
    test.gateway.faults([{ ...fault, match: { operation: 'order' } }])
    if (fault.kind === 'hang') expireOn('hang')
    expect(await once.openCode(order())).toMatchObject(unknown)
    unwrap(await once.openCode(order()))
    test.gateway.faults([{ ...fault, match: { operation: 'close' } }])
    if (fault.kind === 'hang') expireOn('hang')
    // A 204 has no body that could be cut.
    if (fault.kind !== 'truncate') expect(await once.close(no)).toMatchObject(unknown)
  })
})

const settleRefund = async () => {
  const made = await twice.refund(refund())
  if (!made.ok) throw new Error(`the refund was expected to be repeatable: ${made.error.code}`)
}

describe.each([...REPLIES, ...CALLS])('under %j the second attempt, on the spare host, brings it home', fault => {
  it('with one order, one closing and one refund', async () => {
    test.gateway.faults([{ ...fault, match: { operation: 'order' } }])
    if (fault.kind === 'hang') expireOn('hang')
    unwrap(await twice.openCode(order()))
    expect(count('order-opened')).toBe(1)
    test.gateway.pay(no)
    test.gateway.faults([{ ...fault, match: { operation: 'query' } }])
    if (fault.kind === 'hang') expireOn('hang')
    expect(unwrap(await twice.query(no)).state).toBe('paid')
    test.gateway.faults([{ ...fault, match: { operation: 'refund' } }])
    if (fault.kind === 'hang') expireOn('hang')
    expect(unwrap(await twice.refund(refund())).state).toBe('processing')
    expect(count('refund-accepted')).toBe(1)
    no = `${no}C`
    unwrap(await twice.openCode(order()))
    test.gateway.faults([{ ...fault, match: { operation: 'close' } }])
    if (fault.kind === 'hang') expireOn('hang')
    expect(await twice.close(no)).toEqual({ ok: true, value: 'closed' })
    expect(count('order-closed')).toBe(1)
  })
})

describe('doubt that stays doubt', () => {
  it('a refusal after an attempt of unknown outcome is no refusal', async () => {
    test.gateway.faults([
      { kind: 'reset', where: 'after', match: { operation: 'order' } },
      { kind: 'error', status: 401, code: 'SIGN_ERROR', match: { operation: 'order', nth: 2 } },
    ])
    expect(await twice.openCode(order())).toEqual({ ok: false, error: { kind: 'unknown', code: 'SIGN_ERROR' } })
    expect(count('order-opened')).toBe(1)
  })

  it('an order that commits late is found by its own number', async () => {
    test.gateway.faults([{ kind: 'delay', where: 'before', ms: 60_000, match: { operation: 'order' } }])
    expireOn('delay')
    expect(await once.openCode(order())).toEqual({ ok: false, error: { kind: 'unknown', code: 'TIMEOUT' } })
    expect(await once.query(no)).toMatchObject({ error: { kind: 'not-found' } })
    await test.gateway.advance(60_000)
    expect(unwrap(await once.query(no)).state).toBe('not-paid')
    unwrap(await once.openCode(order()))
    expect(count('order-opened')).toBe(1)
  })

  it('both hosts gone: unknown, after as many attempts as were allowed', async () => {
    test.gateway.faults([{ kind: 'reset', where: 'before', times: 'always' }])
    const strikes = [test.gateway.nextStrike('reset'), test.gateway.nextStrike('reset')]
    expect(await twice.openCode(order())).toMatchObject(unknown)
    await Promise.all(strikes)
    expect(await paymentsWith({ baseUrls: ['http://127.0.0.1:2'] }).query(no)).toEqual({
      ok: false,
      error: { kind: 'unknown', code: 'ECONNREFUSED' },
    })
  })

  it('one host gone: the spare one answers', async () => {
    const baseUrls = ['http://127.0.0.1:2', test.gateway.baseUrl]
    expect(await paymentsWith({ baseUrls, attempts: 2 }).openCode(order())).toMatchObject({ ok: true })
  })

  it('a 202 is no success, however well it is signed', async () => {
    test.gateway.faults([{ kind: 'error', status: 202, code: 'USERPAYING', match: { operation: 'order' } }])
    const error = { kind: 'unknown', code: 'USERPAYING', words: '系统错误，请稍后再试' }
    expect(await twice.openCode(order())).toEqual({ ok: false, error })
  })

  it('a refund is looked for before it is sent again', async () => {
    await openAndPay()
    test.gateway.faults([
      { kind: 'reset', where: 'after', match: { operation: 'refund' } },
      { kind: 'error', status: 500, code: 'SYSTEM_ERROR', match: { operation: 'refund', nth: 2 }, times: 'always' },
    ])
    expect(unwrap(await twice.refund(refund())).state).toBe('processing')
  })
})

describe('a reply that is signed and wrong', () => {
  it('names another order', async () => {
    await openAndPay()
    test.gateway.faults([{ kind: 'swapOrder', match: { operation: 'query' } }])
    expect(await once.query(no)).toEqual({ ok: false, error: { kind: 'unknown', code: 'REPLY_OF_ANOTHER_ORDER' } })
    test.gateway.faults([{ kind: 'swapOrder', match: { operation: 'refund' } }])
    expect(await once.refund(refund())).toMatchObject({ error: { kind: 'unknown', code: 'REPLY_OF_ANOTHER_REFUND' } })
  })

  it('names another amount: handed out for a payment, unknown for a refund', async () => {
    await openAndPay()
    test.gateway.faults([{ kind: 'wrongAmount', match: { operation: 'query' } }])
    expect(unwrap(await once.query(no)).totalFen).toBe(401)
    test.gateway.faults([{ kind: 'wrongAmount', match: { operation: 'refund' } }])
    expect(await once.refund(refund())).toEqual({
      ok: false,
      error: {
        kind: 'unknown',
        code: 'REPLY_WITH_ANOTHER_AMOUNT',
        about: 'amount',
        isOfRefund: true,
        named: expect.any(Object),
      },
    })
  })

  it('comes from another merchant or app', async () => {
    await openAndPay()
    const other = paymentsWith({ appid: 'wx0000000000000002' })
    expect(await other.query(no)).toEqual({ ok: false, error: { kind: 'unknown', code: 'REPLY_OF_ANOTHER_MERCHANT' } })
  })

  it('counts a voucher as paid in full', async () => {
    unwrap(await once.openCode(order()))
    test.gateway.faults([{ kind: 'voucher', fen: 300 }])
    test.gateway.pay(no)
    expect(unwrap(await once.query(no))).toMatchObject({ state: 'paid', totalFen: 400 })
  })
})
