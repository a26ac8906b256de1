import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { control } from '../../../demo/wxpay-sim/test-caller.ts'
import { hastyClock, openTestGateway, type TestGateway } from '../../../demo/wxpay-sim/test-gateway.ts'
import { unwrap } from '../../../src/result.ts'
import type { Payments } from '../payment-port.ts'
import { type WechatConfigInput, wechatConfigSchema } from './wechat-config.ts'
import { createWechatPayments } from './wechat-payments.ts'

const clock = hastyClock(5000)
let test: TestGateway
let payments: Payments
const paymentsWith = (change: Partial<WechatConfigInput> = {}) =>
  createWechatPayments(wechatConfigSchema.parse({ ...test.merchant, ...change }), { clock })
beforeAll(async () => {
  test = await openTestGateway()
  payments = paymentsWith()
})
afterAll(() => test.close())
beforeEach(() => control(test.gateway.baseUrl, 'POST', '/_sim/reset'))

const order = (outTradeNo: string, change: { amountFen?: number; terminalId?: string } = {}) => ({
  outTradeNo,
  description: '成绩单 2 份',
  amountFen: 400,
  expiresAt: new Date(Date.now() + 300_000),
  terminalId: 'T-1',
  ...change,
})
const refundOf = (outTradeNo: string, refundFen = 400, outRefundNo = `${outTradeNo}-R1`) => ({
  outTradeNo,
  outRefundNo,
  refundFen,
  totalFen: 400,
  reason: '未出纸',
})
const happenings = () =>
  test.gateway
    .journal()
    .map(entry => entry.happening)
    .filter(one => one.type !== 'clock-advanced')

describe('WeChat Pay behind the port', () => {
  it('opens, is paid, refunds part of it and sees the refund through', async () => {
    const wanted = order('VISIT01')
    expect(unwrap(await payments.openCode(wanted)).codeUrl).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=/)
    expect(unwrap(await payments.query('VISIT01'))).toMatchObject({ state: 'not-paid', totalFen: null, paidAt: null })
    test.gateway.pay('VISIT01')
    const paid = unwrap(await payments.query('VISIT01'))
    expect(paid).toMatchObject({ outTradeNo: 'VISIT01', state: 'paid', totalFen: 400 })
    expect(Math.abs(paid.paidAt!.getTime() - Date.now())).toBeLessThan(60_000)
    expect(paid.transactionId).toMatch(/^\d{28}$/)
    const accepted = unwrap(await payments.refund(refundOf('VISIT01', 200)))
    expect(accepted).toEqual({ outRefundNo: 'VISIT01-R1', state: 'processing', refundFen: 200 })
    await test.gateway.advance(10_000)
    expect(unwrap(await payments.queryRefund('VISIT01-R1'))).toMatchObject({ state: 'succeeded' })
    expect(unwrap(await payments.query('VISIT01'))).toMatchObject({ state: 'paid', totalFen: 400 })
  })

  it('says what is sold where, and until when', async () => {
    await payments.openCode(order('DETAIL1', { terminalId: 'terminal-with-a-name-longer-than-WeChat-takes' }))
    const [opened] = happenings()
    expect(opened).toMatchObject({
      content: {
        description: '成绩单 2 份',
        totalFen: 400,
        notifyUrl: test.merchant.notifyUrl,
        deviceId: 'terminal-with-a-name-longer-than',
      },
    })
    expect(opened).toHaveProperty('expiresAtMs', expect.any(Number))
  })

  it('repeats an order word for word and gets another code', async () => {
    const wanted = order('AGAIN01')
    const first = unwrap(await payments.openCode(wanted))
    const second = unwrap(await payments.openCode(wanted))
    expect(second.codeUrl).not.toBe(first.codeUrl)
    expect(happenings().filter(one => one.type === 'order-opened')).toHaveLength(1)
  })

  it('encodes a number with signs that a path does not hold', async () => {
    unwrap(await payments.openCode(order('A|B*C_D-1')))
    expect(unwrap(await payments.query('A|B*C_D-1'))).toMatchObject({ outTradeNo: 'A|B*C_D-1' })
    expect(await payments.close('A|B*C_D-1')).toEqual({ ok: true, value: 'closed' })
  })

  it('closes, and finds it closed', async () => {
    await payments.openCode(order('CLOSE01'))
    expect(await payments.close('CLOSE01')).toEqual({ ok: true, value: 'closed' })
    expect(unwrap(await payments.query('CLOSE01'))).toMatchObject({ state: 'closed' })
    expect(await payments.openCode(order('CLOSE01'))).toMatchObject({
      error: { kind: 'refused', code: 'ORDER_CLOSED' },
    })
  })

  it('does not say closed of an order that was paid meanwhile', async () => {
    await payments.openCode(order('RACE001'))
    test.gateway.faults([{ kind: 'payDuringClose' }])
    expect(await payments.close('RACE001')).toMatchObject({ ok: false, error: { kind: 'refused', code: 'ORDERPAID' } })
    expect(unwrap(await payments.query('RACE001'))).toMatchObject({ state: 'paid' })
  })

  it('does not know what WeChat does not know', async () => {
    const unknown = { ok: false, error: { kind: 'not-found' } }
    expect(await payments.query('NOBODY1')).toMatchObject(unknown)
    expect(await payments.close('NOBODY1')).toMatchObject(unknown)
    expect(await payments.queryRefund('NOBODY1')).toMatchObject(unknown)
    expect(await payments.refund(refundOf('NOBODY1'))).toMatchObject(unknown)
  })

  it('leaves open an order that is paid already, rather than call it refused', async () => {
    const wanted = order('PAID001')
    await payments.openCode(wanted)
    test.gateway.pay('PAID001')
    expect(await payments.openCode(wanted)).toEqual({
      ok: false,
      error: { kind: 'unknown', code: 'ORDERPAID', words: '该订单已支付' },
    })
  })

  it('leaves open a number that is in use for something else and may still be paid', async () => {
    await payments.openCode(order('USED001'))
    const other = await payments.openCode(order('USED001', { amountFen: 500 }))
    expect(other).toEqual({
      ok: false,
      error: { kind: 'unknown', code: 'OUT_TRADE_NO_USED', words: '商户订单号重复' },
    })
  })

  it('calls an order refused when WeChat objects and has no such order', async () => {
    test.gateway.faults([{ kind: 'error', status: 400, code: 'INVALID_REQUEST', match: { operation: 'order' } }])
    expect(await payments.openCode(order('REFUSE1'))).toEqual({
      ok: false,
      error: { kind: 'refused', code: 'INVALID_REQUEST' },
    })
  })

  it('repeats a refund under its number without a second one', async () => {
    await payments.openCode(order('REFUND1'))
    test.gateway.pay('REFUND1')
    expect(await payments.refund(refundOf('REFUND1'))).toEqual(await payments.refund(refundOf('REFUND1')))
    expect(happenings().filter(one => one.type === 'refund-accepted')).toHaveLength(1)
    expect(await payments.refund(refundOf('REFUND1', 399))).toMatchObject({ error: { kind: 'refused' } })
  })

  it.each([
    ['CLOSED', 'closed'],
    ['ABNORMAL', 'abnormal'],
  ] as const)('sees a refund end as %s', async (status, state) => {
    await payments.openCode(order('REFUND2'))
    test.gateway.pay('REFUND2')
    test.gateway.faults([{ kind: 'refundStatus', status }])
    await payments.refund(refundOf('REFUND2'))
    await test.gateway.advance(10_000)
    expect(unwrap(await payments.queryRefund('REFUND2-R1'))).toMatchObject({ state })
  })

  it('keeps a refund open while the merchant’s balance is short', async () => {
    await payments.openCode(order('REFUND3'))
    test.gateway.pay('REFUND3')
    test.gateway.faults([{ kind: 'notEnough' }])
    expect(await payments.refund(refundOf('REFUND3'))).toEqual({
      ok: false,
      error: { kind: 'unknown', code: 'NOT_ENOUGH', about: 'balance', words: '基本账户余额不足' },
    })
    expect(await payments.refund(refundOf('REFUND3'))).toMatchObject({ ok: true })
  })

  it('is told apart from another merchant, key or app: refused, and nothing happens', async () => {
    const strange = [
      paymentsWith({ mchid: '1600000999' }),
      paymentsWith({ merchantSerial: 'ABCDEF0123456789' }),
      paymentsWith({ appid: 'wx9999999999999999' }),
    ]
    for (const one of strange)
      expect(await one.openCode(order('STRANGE'))).toMatchObject({ error: { kind: 'refused' } })
    expect(happenings()).toEqual([])
  })

  it('asks for its replies under the key that it holds', async () => {
    const two = await openTestGateway()
    const twoKeys = [
      { id: 'ABCDEF0123456789', privateKeyPem: two.merchant.merchantPrivateKeyPem },
      ...two.config.platformKeys,
    ]
    await two.close()
    const switching = await openTestGateway({ platformKeys: twoKeys, ...ownKeys(two) })
    const config = { ...two.merchant, baseUrls: [switching.gateway.baseUrl] }
    const asking = createWechatPayments(wechatConfigSchema.parse(config), { clock })
    expect(await asking.openCode(order('SWITCH1'))).toMatchObject({ ok: true })
    await switching.close()
  })
})

/** The merchant's half of a gateway's configuration, so that another gateway serves the same merchant. */
function ownKeys({ config }: TestGateway) {
  const { merchantSerial, merchantPublicKeyPem, apiV3Key } = config
  return { merchantSerial, merchantPublicKeyPem, apiV3Key }
}
