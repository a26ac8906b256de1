import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestGateway, type ReceivedNotice, type TestGateway } from '../../demo/wxpay-sim/test-gateway.ts'
import { systemClock } from '../../native/system-clock.ts'
import { unwrap } from '../../src/result.ts'
import { createCampusWallet } from '../../tests/peers/campus-wallet.ts'
import { createHttpServer } from '../ground/http/http-server.ts'
import type { MerchantKey, Merchants } from './merchants.ts'
import { registerNoticeRoutes } from './notice-route.ts'
import { merchantSectionSchema, openMerchants } from './payment-config.ts'
import type { Notice } from './payment-port.ts'
import { PROVIDERS } from './providers.ts'

const wallet = createCampusWallet()
const providers = [...PROVIDERS, wallet.provider]
const PRESENT = '1600000001'
const FORMER = '1600000002'
const SHOP = { provider: 'campus-wallet', shop: 'S0001', secret: 'wallet-secret' }

let gateways: Record<string, TestGateway> = {}
let merchants: Merchants
let app: FastifyInstance
let address = ''
let taken: { from: MerchantKey; notice: Notice }[] = []
let isOurs = true

beforeAll(async () => {
  gateways = { [PRESENT]: await openTestGateway(), [FORMER]: await openTestGateway({ mchid: FORMER }) }
  const read = (section: unknown) => merchantSectionSchema(path => path, providers).parse(section)
  const wechat = (mchid: string) => read({ ...gateways[mchid]?.merchant, mchid })
  const sections = { payment: wechat(PRESENT), formerPayments: [wechat(FORMER), read(SHOP)] }
  merchants = openMerchants(sections, systemClock, providers)
  app = await createHttpServer({ log: pino({ level: 'silent' }), trustedProxies: [] })
  await registerNoticeRoutes(app, merchants, async (from, notice) => {
    taken.push({ from, notice })
    return isOurs
  })
  address = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app?.close()
  for (const gateway of Object.values(gateways)) await gateway.close()
})
beforeEach(() => {
  taken = []
  isOurs = true
})

const order = (outTradeNo: string) => ({
  ...{ outTradeNo, description: '成绩单', amountFen: 400, terminalId: 'T-1' },
  expiresAt: new Date(Date.now() + 600_000),
})
const post = async (path: string, headers: Record<string, string>, body: Uint8Array | string) => {
  const answer = await fetch(address + path, { method: 'POST', headers, body: Buffer.from(body) })
  return { status: answer.status, text: await answer.text() }
}
const paymentsOf = (provider: string, merchantId: string) => merchants.find({ provider, merchantId })!.payments

describe('notices of WeChat Pay', () => {
  let number = 0
  /** A payment at `mchid`, and the notice that WeChat has made of it. */
  const paidAt = async (mchid: string): Promise<{ outTradeNo: string; notice: ReceivedNotice }> => {
    const outTradeNo = `NOTICE${String(++number).padStart(4, '0')}`
    const { gateway, received } = gateways[mchid]!
    unwrap(await paymentsOf('wechat-pay', mchid).openCode(order(outTradeNo)))
    const before = received.length
    gateway.pay(outTradeNo)
    await expect.poll(() => received.length, { interval: 5 }).toBeGreaterThan(before)
    return { outTradeNo, notice: received[before]! }
  }
  const send = ({ headers, body }: ReceivedNotice) => {
    const kept = Object.entries(headers).filter(([name]) => name.startsWith('wechatpay-') || name === 'content-type')
    return post('/v1/wechatpay/notice', Object.fromEntries(kept) as Record<string, string>, body)
  }

  it.each([PRESENT, FORMER])('reach the orders of merchant %s, whose keys open them', async mchid => {
    const { outTradeNo, notice } = await paidAt(mchid)
    expect(await send(notice)).toEqual({ status: 204, text: '' })
    expect(taken).toMatchObject([
      { from: { provider: 'wechat-pay', merchantId: mchid }, notice: { kind: 'payment', transaction: { outTradeNo } } },
    ])
  })

  it('are answered in WeChat’s way when they can not be trusted, or are not ours', async () => {
    const { notice } = await paidAt(FORMER)
    const altered = Buffer.from(notice.body)
    altered[altered.length - 3] = altered[altered.length - 3]! ^ 1
    expect(await send({ ...notice, body: altered })).toEqual({
      status: 401,
      text: '{"code":"FAIL","message":"refused"}',
    })
    expect((await send({ headers: {}, body: notice.body })).status).toBe(401)
    expect(taken).toEqual([])
    isOurs = false
    expect(await send(notice)).toEqual({ status: 404, text: '{"code":"FAIL","message":"not-ours"}' })
  })
})

describe('notices of another provider', () => {
  it('come to its own address, in its own form, and are answered in its own words', async () => {
    const { codeUrl } = unwrap(await paymentsOf('campus-wallet', 'S0001').openCode(order('WALLET0001')))
    expect(wallet.scan(codeUrl)).toBe(true)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const said = wallet.notice(codeUrl, SHOP.secret)
    expect(await post('/v1/campus-wallet/notice', form, said)).toEqual({ status: 200, text: 'success' })
    expect(taken).toMatchObject([
      {
        from: { provider: 'campus-wallet', merchantId: 'S0001' },
        notice: { transaction: { outTradeNo: 'WALLET0001', totalFen: 400 } },
      },
    ])
    taken = []
    const forged = wallet.notice(codeUrl, 'not-the-secret')
    expect(await post('/v1/campus-wallet/notice', form, forged)).toEqual({ status: 200, text: 'failure' })
    expect((await post('/v1/wechatpay/notice', form, said)).status).toBe(401)
    expect(taken).toEqual([])
  })
})
