import { createDecipheriv, createPublicKey, verify } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { NOTICE_PAUSES_MS } from './gateway-config.ts'
import { merchantCalls } from './merchant-calls.ts'
import { control } from './test-caller.ts'
import { openTestGateway, type ReceivedNotice, type TestGateway } from './test-gateway.ts'

let test: TestGateway
beforeEach(async () => {
  test = await openTestGateway()
})
afterEach(() => test.close())

const payOne = async (outTradeNo = 'NOTICE1') => {
  await merchantCalls(test).order(outTradeNo)
  test.gateway.pay(outTradeNo)
  await test.gateway.idle()
}

const isGenuine = ({ headers, body }: ReceivedNotice) => {
  const message = Buffer.concat([
    Buffer.from(`${String(headers['wechatpay-timestamp'])}\n${String(headers['wechatpay-nonce'])}\n`),
    body,
    Buffer.from('\n'),
  ])
  const signature = Buffer.from(String(headers['wechatpay-signature']), 'base64')
  return verify('sha256', message, createPublicKey(test.merchant.platformPublicKeyPem), signature)
}

interface Envelope {
  id: string
  event_type: string
  resource: { ciphertext: string; associated_data: string; nonce: string; original_type: string }
}
const envelopeOf = ({ body }: ReceivedNotice) => JSON.parse(body.toString('utf8')) as Envelope
const openNotice = (notice: ReceivedNotice) => {
  const { resource } = envelopeOf(notice)
  const sealed = Buffer.from(resource.ciphertext, 'base64')
  const opener = createDecipheriv('aes-256-gcm', Buffer.from(test.merchant.apiV3Key), Buffer.from(resource.nonce))
  opener.setAAD(Buffer.from(resource.associated_data)).setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()])
  return JSON.parse(plain.toString('utf8')) as Record<string, unknown>
}

describe('a notice', () => {
  it('of a payment is signed, sealed, and holds what a query says', async () => {
    await payOne()
    const [notice] = test.received
    expect(isGenuine(notice!)).toBe(true)
    expect(notice!.headers['wechatpay-serial']).toBe(test.merchant.platformKeyId)
    expect(envelopeOf(notice!)).toMatchObject({ event_type: 'TRANSACTION.SUCCESS' })
    expect(openNotice(notice!)).toEqual((await merchantCalls(test).query('NOTICE1')).body)
  })

  it('of a refund names the state as refund_status and comes when the refund is through', async () => {
    await payOne()
    await merchantCalls(test).refund('NOTICE1', 'R-1', 400)
    await test.gateway.idle()
    expect(test.received).toHaveLength(1)
    await test.gateway.advance(10_000)
    const content = openNotice(test.received[1]!)
    expect(envelopeOf(test.received[1]!).event_type).toBe('REFUND.SUCCESS')
    expect(content).toMatchObject({ mchid: test.merchant.mchid, refund_status: 'SUCCESS', out_refund_no: 'R-1' })
    expect(content).not.toHaveProperty('status')
  })

  it.each([200, 204])('that is answered with %i comes once', async status => {
    test.answerNotices(status)
    await payOne()
    await test.gateway.advance(25 * 3_600_000)
    expect(test.received).toHaveLength(1)
  })

  it.each([202, 302, 400, 500])('that is answered with %i comes 16 times by the schedule, then never', async status => {
    test.answerNotices(status)
    await payOne()
    for (const [index, pauseMs] of NOTICE_PAUSES_MS.entries()) {
      await test.gateway.advance(pauseMs - 1000)
      expect(test.received).toHaveLength(index + 1)
      await test.gateway.advance(1000)
    }
    expect(NOTICE_PAUSES_MS.reduce((sum, pauseMs) => sum + pauseMs)).toBe((24 * 60 + 4) * 60_000)
    await test.gateway.advance(7 * 24 * 3_600_000)
    expect(test.received).toHaveLength(16)
    const ids = new Set(test.received.map(notice => envelopeOf(notice).id))
    const nonces = new Set(test.received.map(notice => notice.headers['wechatpay-nonce']))
    expect([ids.size, nonces.size]).toEqual([1, 16])
    expect(test.received.every(isGenuine)).toBe(true)
  })

  it('that meets silence is given up after five seconds and repeated', async () => {
    const protocolClock = fakeClock(Date.now())
    const silent = await openTestGateway({}, { protocolClock })
    silent.answerNotices(null)
    await merchantCalls(silent).order('SILENT1')
    silent.gateway.pay('SILENT1')
    const arrived = silent.gateway.idle()
    while (silent.received.length === 0) await new Promise(resolve => setImmediate(resolve))
    await protocolClock.advance(5000)
    await arrived
    silent.answerNotices(204)
    await silent.gateway.advance(15_000)
    expect(silent.received).toHaveLength(2)
    await silent.close()
  })

  it('is listed with its attempts', async () => {
    test.answerNotices(500)
    await payOne()
    await test.gateway.advance(15_000)
    const list = JSON.parse((await control(test.gateway.baseUrl, 'GET', '/_sim/notifications')).text) as object[]
    expect(list).toMatchObject([
      {
        attempts: [
          { outcome: 'failed', answer: '500' },
          { outcome: 'failed', answer: '500' },
        ],
      },
    ])
  })
})

describe('faults of notices', () => {
  it('drops one: the next comes by the schedule', async () => {
    test.gateway.faults([{ kind: 'dropNotice' }])
    await payOne()
    expect(test.received).toHaveLength(0)
    await test.gateway.advance(15_000)
    expect(test.received).toHaveLength(1)
  })

  it('drops all of them', async () => {
    test.gateway.faults([{ kind: 'dropNotice', times: 'always' }])
    await payOne()
    await test.gateway.advance(48 * 3_600_000)
    expect(test.received).toHaveLength(0)
  })

  it('sends the same one several times at once', async () => {
    test.gateway.faults([{ kind: 'duplicateNotice', copies: 3 }])
    await payOne()
    expect(test.received).toHaveLength(4)
    expect(new Set(test.received.map(notice => envelopeOf(notice).id)).size).toBe(1)
  })

  it('lets the refund arrive before the payment', async () => {
    test.gateway.faults([{ kind: 'lateNotice', ms: 60_000 }])
    await payOne()
    await merchantCalls(test).refund('NOTICE1', 'R-1', 400)
    await test.gateway.advance(60_000)
    expect(test.received.map(notice => envelopeOf(notice).event_type)).toEqual([
      'REFUND.SUCCESS',
      'TRANSACTION.SUCCESS',
    ])
  })

  it('lets a notice arrive before the reply to the call it is about', async () => {
    const calls = merchantCalls(test)
    test.gateway.faults([{ kind: 'noticeBeforeReply', match: { operation: 'refund' } }])
    await payOne()
    await calls.refund('NOTICE1', 'R-1', 400)
    expect(test.received.map(notice => envelopeOf(notice).event_type)).toEqual([
      'TRANSACTION.SUCCESS',
      'REFUND.SUCCESS',
    ])
  })

  it.each(['noticeProbe', 'forgedUnsigned', 'v2xml'] as const)(
    '%s spoils one attempt, the next is good',
    async kind => {
      test.answerNotices(400)
      test.gateway.faults([{ kind }])
      await payOne()
      expect(isGenuine(test.received[0]!)).toBe(false)
      await test.gateway.advance(15_000)
      expect(isGenuine(test.received[1]!)).toBe(true)
    },
  )

  it.each(['badTag', 'badAad'] as const)('%s: the signature fits, the seal does not open', async kind => {
    test.gateway.faults([{ kind }])
    await payOne()
    expect(isGenuine(test.received[0]!)).toBe(true)
    expect(() => openNotice(test.received[0]!)).toThrow()
  })

  it('noticeStale: signed well, more than five minutes ago', async () => {
    test.gateway.faults([{ kind: 'noticeStale' }])
    await payOne()
    expect(isGenuine(test.received[0]!)).toBe(true)
    expect(Date.now() - Number(test.received[0]!.headers['wechatpay-timestamp']) * 1000).toBeGreaterThan(300_000)
  })
})
