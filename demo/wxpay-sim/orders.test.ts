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
beforeEach(() => control(test.gateway.baseUrl, 'POST', '/_sim/reset'))

const HOUR_MS = 3_600_000
/** `time_expire` at `ms` from the gateway's own business time. */
const expiry = async (ms: number) => {
  const { now } = JSON.parse((await control(test.gateway.baseUrl, 'POST', '/_sim/advance', { ms: 0 })).text) as {
    now: number
  }
  return { time_expire: `${new Date(now + ms + 8 * HOUR_MS).toISOString().slice(0, 19)}+08:00` }
}

describe('an order', () => {
  it('is unpaid, then paid, and says so in a query by either number', async () => {
    await calls.order('PAY0001', { attach: 'a', scene_info: { device_id: 'T-7' } })
    expect(await calls.query('PAY0001')).toMatchObject({ status: 200, body: { trade_state: 'NOTPAY' } })
    expect((await calls.query('PAY0001')).body).not.toHaveProperty('amount')
    expect(test.gateway.pay('PAY0001')).toEqual({ state: 'paid' })
    const paid = await calls.query('PAY0001')
    expect(paid.body).toMatchObject({
      appid: test.merchant.appid,
      mchid: test.merchant.mchid,
      trade_state: 'SUCCESS',
      trade_type: 'NATIVE',
      amount: { total: 400, payer_total: 400, currency: 'CNY' },
      attach: 'a',
      scene_info: { device_id: 'T-7' },
    })
    const target = `/v3/pay/transactions/id/${String(paid.body.transaction_id)}?mchid=${test.merchant.mchid}`
    expect((await calls.get(target)).body).toEqual(paid.body)
  })

  it('is unknown before it was made', async () => {
    expect(await calls.query('NONE001')).toMatchObject({ status: 404, body: { code: 'ORDER_NOT_EXIST' } })
    expect(await calls.close('NONE001')).toMatchObject({ status: 404, body: { code: 'ORDER_NOT_EXIST' } })
    expect(test.gateway.pay('NONE001')).toEqual({ state: 'refused', reason: 'unknown' })
  })

  it('gets another code when it is repeated word for word, and the old code stays good', async () => {
    const first = await calls.order('SAME001')
    const second = await calls.order('SAME001')
    expect(second.status).toBe(200)
    expect(second.body.code_url).not.toBe(first.body.code_url)
  })

  it('is the same whatever the order of its fields', async () => {
    await calls.order('SAME002', { attach: 'x', goods_tag: 'y' })
    expect((await calls.order('SAME002', { goods_tag: 'y', attach: 'x' })).status).toBe(200)
  })

  it.each([
    ['amount', { amount: { total: 500, currency: 'CNY' } }],
    ['description', { description: 'another' }],
    ['expiry', { time_expire: '2099-01-01T00:00:00+08:00' }],
  ])('refuses the same number with another %s', async (_what, change) => {
    await calls.order('USED001')
    expect(await calls.order('USED001', change)).toMatchObject({ status: 403, body: { code: 'OUT_TRADE_NO_USED' } })
  })

  it('can be closed, once and again, and then neither paid nor opened', async () => {
    await calls.order('SHUT001')
    expect((await calls.close('SHUT001')).status).toBe(204)
    expect((await calls.close('SHUT001')).status).toBe(204)
    expect(test.gateway.pay('SHUT001')).toEqual({ state: 'refused', reason: 'closed' })
    expect(await calls.order('SHUT001')).toMatchObject({ status: 400, body: { code: 'ORDER_CLOSED' } })
    expect((await calls.query('SHUT001')).body).toMatchObject({ trade_state: 'CLOSED' })
  })

  it('that is paid can be neither closed, nor opened, nor paid again', async () => {
    await calls.order('TWICE01')
    test.gateway.pay('TWICE01')
    expect(await calls.close('TWICE01')).toMatchObject({ status: 400, body: { code: 'ORDERPAID' } })
    expect(await calls.order('TWICE01')).toMatchObject({ status: 400, body: { code: 'ORDERPAID' } })
    expect(test.gateway.pay('TWICE01')).toEqual({ state: 'refused', reason: 'already-paid' })
  })

  it('cannot be paid after its own expiry, and stays unpaid', async () => {
    await calls.order('LATE001', await expiry(300_000))
    await test.gateway.advance(301_000)
    expect(test.gateway.pay('LATE001')).toEqual({ state: 'refused', reason: 'order-expired' })
    expect((await calls.query('LATE001')).body).toMatchObject({ trade_state: 'NOTPAY' })
    expect((await calls.close('LATE001')).status).toBe(204)
  })

  it('raises an expiry that is too near to one minute', async () => {
    await calls.order('NEAR001', await expiry(1000))
    await test.gateway.advance(55_000)
    expect(test.gateway.pay('NEAR001')).toEqual({ state: 'paid' })
  })

  it('has codes that live two hours, and is closed by WeChat after seven days', async () => {
    await calls.order('LONG001')
    await test.gateway.advance(2 * HOUR_MS)
    expect(test.gateway.pay('LONG001')).toEqual({ state: 'refused', reason: 'code-expired' })
    await calls.order('LONG001')
    expect((await calls.query('LONG001')).body).toMatchObject({ trade_state: 'NOTPAY' })
    await test.gateway.advance(7 * 24 * HOUR_MS)
    expect((await calls.query('LONG001')).body).toMatchObject({ trade_state: 'CLOSED' })
  })

  it('writes every change into the journal', async () => {
    await calls.order('DIARY01')
    test.gateway.pay('DIARY01')
    await calls.close('DIARY01')
    const types = test.gateway.journal().map(entry => entry.happening.type)
    expect(types.filter(type => type !== 'clock-advanced')).toEqual([
      'order-opened',
      'code-issued',
      'paid',
      'notice-made',
    ])
  })
})

describe('faults of the payer', () => {
  it('pays while the order is being closed', async () => {
    test.gateway.faults([{ kind: 'payDuringClose' }])
    await calls.order('RACE001')
    expect(await calls.close('RACE001')).toMatchObject({ status: 400, body: { code: 'ORDERPAID' } })
    expect((await calls.query('RACE001')).body).toMatchObject({ trade_state: 'SUCCESS' })
  })

  it.each([
    [-1, 'SUCCESS'],
    [1, 'NOTPAY'],
  ])('pays %i ms from the expiry: %s', async (offsetMs, state) => {
    test.gateway.faults([{ kind: 'payAtExpiry', offsetMs }])
    await calls.order('EDGE001', await expiry(120_000))
    await test.gateway.advance(130_000)
    expect((await calls.query('EDGE001')).body).toMatchObject({ trade_state: state })
  })

  it('pays with two phones: the second is told so, and money moves once', async () => {
    test.gateway.faults([{ kind: 'payTwice' }])
    await calls.order('PHONE02')
    expect(test.gateway.pay('PHONE02')).toEqual({ state: 'paid' })
    const entries = test.gateway.journal().map(entry => entry.happening)
    expect(entries.filter(one => one.type === 'paid')).toHaveLength(1)
    expect(entries).toContainEqual({ type: 'payment-refused', outTradeNo: 'PHONE02', reason: 'already-paid' })
  })

  it('pays part of it with a voucher', async () => {
    test.gateway.faults([{ kind: 'voucher', fen: 150 }])
    await calls.order('COUPON1')
    test.gateway.pay('COUPON1')
    expect((await calls.query('COUPON1')).body).toMatchObject({ amount: { total: 400, payer_total: 250 } })
  })
})
