import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { preparedDocumentSchema } from '../src/contract/issuing-api.ts'
import { orderSchema } from '../src/contract/orders-api.ts'
import { visitorSchema } from '../src/contract/terminals-api.ts'
import { createPaymentsDouble, type PaymentsDouble } from '../tests/peers/payments-double.ts'
import { ask, enrolKiosk, type KioskDouble, type ServerWorld, startServerWorld } from '../tests/peers/server-world.ts'
import { StartRefused } from './ground/start-refused.ts'
import { merchantsOf } from './payments/merchants.ts'

describe('the server over HTTP, when its merchant is changed while a code is on a screen', () => {
  let world: ServerWorld
  let kiosk: KioskDouble
  let old: PaymentsDouble
  let next: PaymentsDouble
  beforeAll(async () => {
    world = await startServerWorld(null)
    kiosk = await enrolKiosk(world)
    old = world.payments
    next = createPaymentsDouble(world.clock, { provider: 'wechat-pay', merchantId: '1600000002' })
  })
  afterAll(() => world?.close())

  const order = async (copies: number, expectedAmountFen: number) => {
    const means = { kind: 'campus-card', uid: '04A1B2C3' }
    const { visitId } = visitorSchema.parse((await kiosk.post('/v1/visits', { means })).json)
    const wish = { visitId, kind: 'transcript', edition: 'zh' }
    const { documentId } = preparedDocumentSchema.parse((await kiosk.post('/v1/documents', wish)).json)
    const asked = { visitId, documentId, jobId: randomUUID(), copies, expectedAmountFen }
    return orderSchema.parse((await kiosk.post('/v1/orders', asked)).json)
  }
  const read = async (jobId: string) => orderSchema.parse((await kiosk.get(`/v1/orders/${jobId}`)).json)
  const notify = async (headers: Record<string, string>, body: Uint8Array) => {
    const json = { 'content-type': 'application/json', ...headers }
    const text = new TextDecoder().decode(body)
    return (await ask(world.base(), 'POST', '/v1/wechatpay/notice', json, text)).status
  }

  it('takes the payment and pays it back at the old one, and new orders are the new one’s', async () => {
    const first = await order(6, 200)
    const [trade = ''] = [...old.trades.keys()]
    await expect(world.restart(merchantsOf(next.merchant))).rejects.toThrow(StartRefused)
    await expect(world.restart(merchantsOf(null))).rejects.toThrow('1 order (1 awaiting-payment)')
    await world.restart(merchantsOf(next.merchant, [old.merchant]))

    expect(await read(first.jobId)).toMatchObject({ state: 'awaiting-payment', codeUrl: first.codeUrl })
    const second = await order(1, 200)
    expect([...next.trades.keys()]).toHaveLength(1)

    old.pay(trade)
    const { headers, body } = old.notice(trade)
    const otherTrade = [...next.trades.keys()][0] ?? ''
    // What the new merchant signs about an order of the old one is none of its business.
    expect(await notify({ 'double-signature': next.signatureOf(body) }, body)).toBe(404)
    expect(await notify({ 'double-signature': 'nobody' }, body)).toBe(401)
    expect((await read(first.jobId)).state).not.toBe('closed')
    expect(await notify(headers, body)).toBe(204)
    expect((await read(first.jobId)).state).toBe('ready')
    next.pay(otherTrade)

    const nothing = { outcome: { copiesDelivered: 0, sheetsDelivered: 0, fault: null } }
    await kiosk.post(`/v1/orders/${first.jobId}/outcome`, nothing)
    await world.server().doors.orders.sweep()
    await expect(world.restart(merchantsOf(next.merchant))).rejects.toThrow('1 order (1 refund accepted)')
    await world.restart(merchantsOf(next.merchant, [old.merchant]))
    old.endRefunds('succeeded')
    await world.clock.advance(60_000)
    await world.server().doors.orders.sweep()
    expect([...old.trades.get(trade)!.refunds.values()]).toMatchObject([{ refundFen: 200, state: 'succeeded' }])

    // Nothing is open there any more: the old section may go.
    await world.restart(merchantsOf(next.merchant))
    expect((await read(second.jobId)).state).toBe('ready')
  })
})
