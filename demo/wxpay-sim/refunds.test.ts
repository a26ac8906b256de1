import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MerchantCalls, merchantCalls } from './merchant-calls.ts'
import { control } from './test-caller.ts'
import { openTestGateway, type TestGateway } from './test-gateway.ts'

let test: TestGateway
let calls: MerchantCalls
beforeAll(async () => {
  test = await openTestGateway()
  calls = merchantCalls(test)
})
afterAll(() => test.close())
beforeEach(async () => {
  await control(test.gateway.baseUrl, 'POST', '/_sim/reset')
  await calls.order('ORDER01')
  test.gateway.pay('ORDER01')
})

const MINUTE_MS = 60_000

describe('a refund', () => {
  it('is accepted, then processed, then through, and the order stays paid', async () => {
    const accepted = await calls.refund('ORDER01', 'R-1', 150)
    expect(accepted).toMatchObject({
      status: 200,
      body: { status: 'PROCESSING', out_refund_no: 'R-1', amount: { refund: 150, total: 400, currency: 'CNY' } },
    })
    expect(accepted.body).not.toHaveProperty('success_time')
    await test.gateway.advance(10_000)
    expect((await calls.queryRefund('R-1')).body).toMatchObject({ status: 'SUCCESS' })
    expect((await calls.query('ORDER01')).body).toMatchObject({ trade_state: 'REFUND', amount: { total: 400 } })
  })

  it('is the same refund when it is repeated', async () => {
    const first = await calls.refund('ORDER01', 'R-1', 150)
    const again = await calls.refund('ORDER01', 'R-1', 150)
    expect(again.body).toEqual(first.body)
    const accepted = test.gateway.journal().filter(entry => entry.happening.type === 'refund-accepted')
    expect(accepted).toHaveLength(1)
  })

  it('may name the order by its transaction', async () => {
    const { transaction_id } = (await calls.query('ORDER01')).body
    expect((await calls.refund('ORDER01', 'R-1', 150, { out_trade_no: undefined, transaction_id })).status).toBe(200)
  })

  const wrong: [string, () => Promise<{ status: number; body: Record<string, unknown> }>, number, string][] = [
    ['both names of the order', () => calls.refund('ORDER01', 'R-1', 1, { transaction_id: 'X' }), 400, 'PARAM_ERROR'],
    ['no currency', () => calls.refund('ORDER01', 'R-1', 1, { amount: { refund: 1, total: 400 } }), 400, 'PARAM_ERROR'],
    [
      'another total',
      () => calls.refund('ORDER01', 'R-1', 1, { amount: { refund: 1, total: 1, currency: 'CNY' } }),
      400,
      'INVALID_REQUEST',
    ],
    ['more than was paid', () => calls.refund('ORDER01', 'R-1', 401), 400, 'INVALID_REQUEST'],
    ['an order that does not exist', () => calls.refund('NOTHING', 'R-1', 1), 404, 'RESOURCE_NOT_EXISTS'],
    [
      'a notice address with a query',
      () => calls.refund('ORDER01', 'R-1', 1, { notify_url: 'https://a.example/?b' }),
      400,
      'PARAM_ERROR',
    ],
  ]
  it.each(wrong)('with %s is refused', async (_what, ask, status, code) => {
    expect(await ask()).toMatchObject({ status, body: { code } })
  })

  it('of an unpaid order is refused as unknown', async () => {
    await calls.order('UNPAID1')
    expect(await calls.refund('UNPAID1', 'R-2', 1)).toMatchObject({
      status: 404,
      body: { code: 'RESOURCE_NOT_EXISTS' },
    })
  })

  it('under a used number with another amount or reason is refused', async () => {
    await calls.refund('ORDER01', 'R-1', 150)
    expect((await calls.refund('ORDER01', 'R-1', 151)).body).toMatchObject({ code: 'REFUND_FEE_MISMATCH' })
    expect((await calls.refund('ORDER01', 'R-1', 150, { reason: 'other' })).body).toMatchObject({
      code: 'INVALID_REQUEST',
    })
  })

  it('waits a minute after the one before, and all of them stay within what was paid', async () => {
    await calls.refund('ORDER01', 'R-1', 300)
    expect(await calls.refund('ORDER01', 'R-2', 100)).toMatchObject({
      status: 429,
      body: { code: 'FREQUENCY_LIMITED' },
    })
    await test.gateway.advance(MINUTE_MS)
    expect((await calls.refund('ORDER01', 'R-2', 101)).body).toMatchObject({ code: 'INVALID_REQUEST' })
    expect((await calls.refund('ORDER01', 'R-2', 100)).status).toBe(200)
  })

  it('is possible fifty times and not once more', async () => {
    for (let time = 0; time < 50; time++) {
      expect((await calls.refund('ORDER01', `R-${time}`, 1)).status).toBe(200)
      await test.gateway.advance(MINUTE_MS)
    }
    expect((await calls.refund('ORDER01', 'R-51', 1)).body).toMatchObject({ code: 'INVALID_REQUEST' })
  })

  it('is possible for a year', async () => {
    await test.gateway.advance(366 * 24 * 60 * MINUTE_MS)
    expect((await calls.refund('ORDER01', 'R-1', 1)).body).toMatchObject({ code: 'INVALID_REQUEST' })
  })

  it('gives a voucher back to nobody', async () => {
    test.gateway.faults([{ kind: 'voucher', fen: 200 }])
    await calls.order('COUPON1')
    test.gateway.pay('COUPON1')
    expect((await calls.refund('COUPON1', 'R-9', 400)).body).toMatchObject({
      amount: { refund: 400, payer_refund: 200, discount_refund: 200 },
    })
  })
})

describe('faults of refunds', () => {
  it.each(['CLOSED', 'ABNORMAL'] as const)('ends as %s', async status => {
    test.gateway.faults([{ kind: 'refundStatus', status }])
    await calls.refund('ORDER01', 'R-1', 400)
    await test.gateway.advance(10_000)
    expect((await calls.queryRefund('R-1')).body).toMatchObject({ status })
  })

  it('a closed one leaves the money for a new number', async () => {
    test.gateway.faults([{ kind: 'refundStatus', status: 'CLOSED' }])
    await calls.refund('ORDER01', 'R-1', 400)
    await test.gateway.advance(MINUTE_MS)
    expect((await calls.refund('ORDER01', 'R-2', 400)).status).toBe(200)
  })

  it('an abnormal one goes on by hand', async () => {
    test.gateway.faults([{ kind: 'refundStatus', status: 'ABNORMAL' }])
    const { refund_id } = (await calls.refund('ORDER01', 'R-1', 400)).body
    expect((await calls.resumeRefund(String(refund_id), 'R-1')).body).toMatchObject({ code: 'INVALID_REQUEST' })
    await test.gateway.advance(10_000)
    expect((await calls.resumeRefund('50000', 'R-1')).status).toBe(404)
    expect((await calls.resumeRefund(String(refund_id), 'R-1')).body).toMatchObject({ status: 'PROCESSING' })
    await test.gateway.advance(10_000)
    expect((await calls.queryRefund('R-1')).body).toMatchObject({ status: 'SUCCESS' })
  })

  it('stays in processing for ever', async () => {
    test.gateway.faults([{ kind: 'stuckProcessing' }])
    await calls.refund('ORDER01', 'R-1', 400)
    await test.gateway.advance(24 * 60 * MINUTE_MS)
    expect((await calls.queryRefund('R-1')).body).toMatchObject({ status: 'PROCESSING' })
  })

  it('finds too little money first and enough later, under the same number', async () => {
    test.gateway.faults([{ kind: 'notEnough' }])
    expect(await calls.refund('ORDER01', 'R-1', 400)).toMatchObject({ status: 403, body: { code: 'NOT_ENOUGH' } })
    expect((await calls.refund('ORDER01', 'R-1', 400)).status).toBe(200)
  })
})
