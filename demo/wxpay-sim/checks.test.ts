import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { type Breakage, callRaw, orderBody, type RawCall, type RawReply, send } from './test-caller.ts'
import { openTestGateway, type TestGateway } from './test-gateway.ts'

/** It stands still, so that an age is what it says however busy the machine is. */
const clock = fakeClock(Date.now())
let test: TestGateway
beforeAll(async () => {
  test = await openTestGateway({}, { protocolClock: clock })
})
afterAll(() => test.close())

let number = 0
const freshOrder = (change: Record<string, unknown> = {}): RawCall => ({
  method: 'POST',
  target: '/v3/pay/transactions/native',
  body: JSON.stringify(orderBody(test.merchant, `CHECK${++number}`, change)),
})
const call = (request: RawCall, broken: Breakage = {}) =>
  callRaw(test.gateway.baseUrl, test.merchant, request, { timestampMs: clock.now(), ...broken })
const codeOf = (reply: RawReply) => (JSON.parse(reply.text) as { code: string }).code

const isSigned = (reply: RawReply, platformPem: string) => {
  const { 'wechatpay-timestamp': timestamp, 'wechatpay-nonce': nonce, 'wechatpay-signature': signature } = reply.headers
  const message = Buffer.from(`${timestamp}\n${nonce}\n${reply.text}\n`)
  return verify('sha256', message, createPublicKey(platformPem), Buffer.from(String(signature), 'base64'))
}

describe('what the gateway lets through', () => {
  it('an order in good form, answered with a signature over the bytes that were sent', async () => {
    const reply = await call(freshOrder())
    expect(reply.status).toBe(200)
    expect(isSigned(reply, test.merchant.platformPublicKeyPem)).toBe(true)
    expect(reply.headers['wechatpay-serial']).toBe(test.merchant.platformKeyId)
    expect(reply.headers['request-id']).toMatch(/^[0-9A-F]{32}$/)
    const { code_url } = JSON.parse(reply.text) as { code_url: string }
    expect(code_url).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=TEST\w{8}$/)
    expect(reply.text).not.toBe(JSON.stringify(JSON.parse(reply.text)))
  })

  it('a 204, signed over an empty line', async () => {
    const order = freshOrder()
    await call(order)
    const target = `/v3/pay/transactions/out-trade-no/CHECK${number}/close`
    const reply = await call({ method: 'POST', target, body: JSON.stringify({ mchid: test.merchant.mchid }) })
    expect(reply).toMatchObject({ status: 204, text: '' })
    expect(isSigned(reply, test.merchant.platformPublicKeyPem)).toBe(true)
  })

  it.each<[string, Breakage]>([
    ['a timestamp 297 s old', { timestampMs: clock.now() - 297_000 }],
    ['a charset beside the content type', { headers: { 'Content-Type': 'application/json; charset=utf-8' } }],
    ['an empty Wechatpay-Serial', { headers: { 'Wechatpay-Serial': '' } }],
  ])('%s', async (_name, harmless) => {
    expect((await call(freshOrder(), harmless)).status).toBe(200)
  })

  it('a serial in lower case with leading zeros', async () => {
    const serial = `00${test.merchant.merchantSerial.toLowerCase()}`
    expect((await call(freshOrder(), { serial })).status).toBe(200)
  })

  it('the same nonce twice, since HTTP stacks send a request again after a reset', async () => {
    const order = freshOrder()
    expect((await call(order, { nonce: 'n'.repeat(32) })).status).toBe(200)
    expect((await call(order, { nonce: 'n'.repeat(32) })).status).toBe(200)
  })

  it.each(['%2A', '*'])('an order number whose star is sent as %s', async star => {
    const outTradeNo = `STAR*${++number}`
    await call({
      method: 'POST',
      target: '/v3/pay/transactions/native',
      body: JSON.stringify(orderBody(test.merchant, outTradeNo)),
    })
    const target = `/v3/pay/transactions/out-trade-no/STAR${star}${number}?mchid=${test.merchant.mchid}`
    expect(JSON.parse((await call({ method: 'GET', target })).text)).toMatchObject({ out_trade_no: outTradeNo })
  })
})

describe('requests with exactly one thing wrong before the business', () => {
  const otherKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const cases: [string, () => Breakage, number, string][] = [
    ['no Authorization', () => ({ authorization: null }), 401, 'SIGN_ERROR'],
    ['another scheme', () => ({ scheme: 'WECHATPAY2-SM2-WITH-SM3' }), 401, 'SIGN_ERROR'],
    ['a scheme and nothing else', () => ({ authorization: 'WECHATPAY2-SHA256-RSA2048 ' }), 401, 'SIGN_ERROR'],
    ['another merchant', () => ({ mchid: '1600000999' }), 401, 'SIGN_ERROR'],
    ['another certificate', () => ({ serial: 'ABCDEF0123456789' }), 401, 'SIGN_ERROR'],
    ['a timestamp 300 s old', () => ({ timestampMs: clock.now() - 300_000 }), 401, 'SIGN_ERROR'],
    ['a timestamp 302 s ahead', () => ({ timestampMs: clock.now() + 302_000 }), 401, 'SIGN_ERROR'],
    ['a signature over another path', () => ({ signedTarget: '/v3/pay/transactions/native?' }), 401, 'SIGN_ERROR'],
    ['a signature over another body', () => ({ signedBody: '{}' }), 401, 'SIGN_ERROR'],
    [
      'a signature of another key',
      () => ({ signature: sign('sha256', Buffer.from('x'), otherKey()).toString('base64') }),
      401,
      'SIGN_ERROR',
    ],
    ['a signature that is no base64', () => ({ signature: '%%%' }), 401, 'SIGN_ERROR'],
    ['a body that is no form of JSON', () => ({ headers: { 'Content-Type': 'text/plain' } }), 400, 'PARAM_ERROR'],
    ['no content type', () => ({ headers: { 'Content-Type': undefined } }), 400, 'PARAM_ERROR'],
  ]
  it.each(cases)('%s', async (_name, broken, status, code) => {
    const reply = await call(freshOrder(), broken())
    expect([reply.status, codeOf(reply)]).toEqual([status, code])
    expect(reply.headers['wechatpay-signature']).toBeUndefined()
  })

  it.each(['User-Agent', 'Accept'])('no %s on a refund path, noticed before the clock', async name => {
    const target = '/v3/refund/domestic/refunds/R1'
    const broken = { headers: { [name]: undefined }, timestampMs: clock.now() - 400_000 }
    const reply = await call({ method: 'GET', target }, broken)
    expect([reply.status, codeOf(reply)]).toEqual([400, 'INVALID_REQUEST'])
  })

  it('a wrong signature is told what was verified', async () => {
    const reply = await call(freshOrder(), { signedBody: '{}' })
    expect(JSON.parse(reply.text)).toMatchObject({
      detail: {
        detail: { issue: 'sign not match' },
        sign_information: { method: 'POST', url: '/v3/pay/transactions/native' },
      },
    })
    expect(reply.headers['request-id']).toBeUndefined()
  })

  it('a nonce seen before, once that check is switched on', async () => {
    const strict = await openTestGateway({ checkNonceReplay: true })
    const target = `/v3/pay/transactions/out-trade-no/NONE01?mchid=${strict.merchant.mchid}`
    const ask = () =>
      callRaw(strict.gateway.baseUrl, strict.merchant, { method: 'GET', target }, { nonce: 'm'.repeat(32) })
    expect((await ask()).status).toBe(404)
    expect((await ask()).status).toBe(401)
    await strict.close()
  })

  it('a path that does not exist, and a method that a path does not have', async () => {
    expect(await call({ method: 'GET', target: '/v3/nothing' })).toMatchObject({ status: 404, text: '' })
    expect(await call({ method: 'GET', target: '/v3/pay/transactions/native' })).toMatchObject({
      status: 405,
      text: '',
    })
  })

  it('a body without end', async () => {
    const reply = await send(
      test.gateway.baseUrl,
      'POST',
      '/v3/pay/transactions/native',
      {},
      'x'.repeat(300_000),
    ).catch(() => ({ status: 413 }))
    expect(reply.status).toBe(413)
  })
})

describe('orders with exactly one field wrong', () => {
  const cases: [string, Record<string, unknown>, string][] = [
    ['an amount as text', { amount: { total: '400', currency: 'CNY' } }, '/amount/total'],
    ['half a fen', { amount: { total: 1.5 } }, '/amount/total'],
    ['nothing to pay', { amount: { total: 0 } }, '/amount/total'],
    ['another currency', { amount: { total: 400, currency: 'USD' } }, '/amount/currency'],
    ['a number that is too short', { out_trade_no: 'AB123' }, '/out_trade_no'],
    ['a number with a blank', { out_trade_no: 'AB 12345' }, '/out_trade_no'],
    ['a description that is too long', { description: '字'.repeat(128) }, '/description'],
    ['a notice address with a query', { notify_url: 'https://print.example.edu/n?a=1' }, '/notify_url'],
    ['a notice address without https', { notify_url: 'http://print.example.edu/n' }, '/notify_url'],
    ['an expiry without a zone', { time_expire: '2030-01-01T00:00:00' }, '/time_expire'],
    ['an expiry in a year', { time_expire: '2099-01-01T00:00:00+08:00' }, '/time_expire'],
    ['another merchant', { mchid: '1600000999' }, '/mchid'],
  ]
  it.each(cases)('%s', async (_name, change, field) => {
    const reply = await call(freshOrder(change))
    expect([reply.status, JSON.parse(reply.text)]).toMatchObject([400, { code: 'PARAM_ERROR', detail: { field } }])
  })

  it('an app that is not bound to the merchant', async () => {
    const reply = await call(freshOrder({ appid: 'wx9999999999999999' }))
    expect([reply.status, codeOf(reply)]).toEqual([400, 'APPID_MCHID_NOT_MATCH'])
  })

  it('a query for another merchant', async () => {
    const reply = await call({ method: 'GET', target: '/v3/pay/transactions/out-trade-no/CHECK1?mchid=1600000999' })
    expect([reply.status, codeOf(reply)]).toEqual([400, 'PARAM_ERROR'])
  })

  it('a field that nobody knows is let pass', async () => {
    expect((await call(freshOrder({ later: { added: true } }))).status).toBe(200)
  })
})
