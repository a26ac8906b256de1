import { createCipheriv, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { merchantCalls } from '../../../demo/wxpay-sim/merchant-calls.ts'
import { openTestGateway, type ReceivedNotice, type TestGateway } from '../../../demo/wxpay-sim/test-gateway.ts'
import type { Clock } from '../../../src/clock.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { createPlatformKeys } from './platform-keys.ts'
import { type WechatConfig, type WechatConfigInput, wechatConfigSchema } from './wechat-config.ts'
import { createReadNotice, type ReadNotice } from './wechat-notice.ts'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = (key: typeof pair.publicKey) => key.export({ type: 'spki', format: 'pem' }) as string
const nowMs = 1_795_000_000_000
const settings: WechatConfigInput = {
  mchid: '1600000001',
  appid: 'wx0000000000000001',
  merchantSerial: 'ABCDEF0123456789',
  merchantPrivateKeyPem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  platformKeyId: 'PUB_KEY_ID_0000000001',
  platformPublicKeyPem: pem(pair.publicKey),
  morePlatformKeys: [{ id: '00ABCDEF01', publicKeyPem: pem(other.publicKey) }],
  apiV3Key: 'abcdefghijklmnopqrstuvwxyz012345',
  notifyUrl: 'https://print.example.edu/wechat/notice',
}
const reader = (config: WechatConfig, clock: Clock) =>
  createReadNotice(config, clock, createPlatformKeys(config, { clock }))
const read = reader(wechatConfigSchema.parse(settings), fakeClock(nowMs))

const payment = {
  appid: settings.appid,
  mchid: settings.mchid,
  out_trade_no: 'ORDER01',
  trade_state: 'SUCCESS',
  transaction_id: '4200000001',
  success_time: '2026-09-01T10:00:00+08:00',
  amount: { total: 400, currency: 'CNY' },
}
const refund = {
  mchid: settings.mchid,
  out_trade_no: 'ORDER01',
  out_refund_no: 'R-1',
  refund_status: 'SUCCESS',
  amount: { refund: 100, total: 400 },
}

interface Draft {
  content?: object | string
  originalType?: string
  eventType?: string
  aad?: string | null
  apiV3Key?: string
  algorithm?: string
  cut?: number
  change?: (notice: Record<string, unknown>) => unknown
}

/** A notice sealed here by hand, from the documentation. */
const seal = (draft: Draft = {}): Buffer => {
  const { content = payment, originalType = 'transaction', eventType = 'TRANSACTION.SUCCESS' } = draft
  const aad = draft.aad === undefined ? originalType : draft.aad
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(draft.apiV3Key ?? settings.apiV3Key), Buffer.from(nonce))
  cipher.setAAD(Buffer.from(aad ?? ''))
  const plain = typeof content === 'string' ? content : JSON.stringify(content)
  const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const notice = {
    id: 'EV-1',
    create_time: '2026-09-01T10:00:00+08:00',
    resource_type: 'encrypt-resource',
    event_type: eventType,
    summary: '支付成功',
    resource: {
      original_type: originalType,
      algorithm: draft.algorithm ?? 'AEAD_AES_256_GCM',
      ciphertext: bytes.subarray(0, bytes.length - (draft.cut ?? 0)).toString('base64'),
      ...(aad === null ? {} : { associated_data: aad }),
      nonce,
    },
  }
  return Buffer.from(JSON.stringify(draft.change ? draft.change(notice) : notice, null, 1))
}

const signed = (body: Uint8Array, { atMs = nowMs, key = pair.privateKey, serial = settings.platformKeyId } = {}) => {
  const timestamp = String(Math.floor(atMs / 1000))
  const message = Buffer.concat([Buffer.from(`${timestamp}\nNONCE\n`), body, Buffer.from('\n')])
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': 'NONCE',
    'wechatpay-signature': sign('sha256', message, key).toString('base64'),
    'wechatpay-serial': serial,
    'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
  } as Record<string, string | undefined>
}
const refusedWith = (code: string) => ({ ok: false, error: { kind: 'refused', code } })

describe('a good notice', () => {
  it('of a payment is opened', () => {
    const body = seal()
    expect(read(signed(body), body)).toMatchObject({
      ok: true,
      value: { kind: 'payment', transaction: { outTradeNo: 'ORDER01', state: 'paid', totalFen: 400 } },
    })
  })

  it.each([
    ['SUCCESS', 'succeeded'],
    ['CLOSED', 'closed'],
    ['ABNORMAL', 'abnormal'],
  ])('of a refund that ended as %s is opened', (refund_status, state) => {
    const body = seal({
      content: { ...refund, refund_status },
      originalType: 'refund',
      eventType: `REFUND.${refund_status}`,
    })
    expect(read(signed(body), body)).toEqual({
      ok: true,
      value: { kind: 'refund', outTradeNo: 'ORDER01', refund: { outRefundNo: 'R-1', state, refundFen: 100 } },
    })
  })

  it('may leave out the additional data and the signature type', () => {
    const body = seal({ aad: null })
    expect(read({ ...signed(body), 'wechatpay-signature-type': undefined }, body)).toMatchObject({ ok: true })
  })

  it.each([-299_000, 299_000])('may be %i ms off', offMs => {
    const body = seal()
    expect(read(signed(body, { atMs: nowMs + offMs }), body)).toMatchObject({ ok: true })
  })

  it('may come under the second key, its serial in another spelling', () => {
    const body = seal()
    expect(read(signed(body, { key: other.privateKey, serial: 'abcdef01' }), body)).toMatchObject({ ok: true })
  })
})

describe('a notice with one thing wrong in its headers', () => {
  it.each(['timestamp', 'nonce', 'signature', 'serial'])('no %s', name => {
    const body = seal()
    expect(read({ ...signed(body), [`wechatpay-${name}`]: undefined }, body)).toEqual(refusedWith('NOTICE_UNSIGNED'))
  })

  it.each<[string, (body: Buffer) => Record<string, string | undefined>, string]>([
    ['a time that is no number', body => ({ ...signed(body), 'wechatpay-timestamp': '1e9' }), 'NOTICE_UNSIGNED'],
    ['300 s old', body => signed(body, { atMs: nowMs - 300_000 }), 'NOTICE_STALE'],
    ['300 s ahead', body => signed(body, { atMs: nowMs + 300_000 }), 'NOTICE_STALE'],
    ['an unknown key', body => signed(body, { serial: 'PUB_KEY_ID_9' }), 'NOTICE_UNKNOWN_SERIAL'],
    ['the other key’s signature', body => signed(body, { key: other.privateKey }), 'NOTICE_BAD_SIGNATURE'],
    ['another nonce', body => ({ ...signed(body), 'wechatpay-nonce': 'OTHER' }), 'NOTICE_BAD_SIGNATURE'],
    [
      'a probe',
      body => ({ ...signed(body), 'wechatpay-signature': 'WECHATPAY/SIGNTEST/AAAA' }),
      'NOTICE_BAD_SIGNATURE',
    ],
    [
      'another algorithm',
      body => ({ ...signed(body), 'wechatpay-signature-type': 'WECHATPAY2-SM2-WITH-SM3' }),
      'NOTICE_SIGNATURE_TYPE',
    ],
  ])('%s', (_what, headers, code) => {
    const body = seal()
    expect(read(headers(body), body)).toEqual(refusedWith(code))
  })

  it('one byte of the body changed, even where JSON would not notice', () => {
    const body = seal()
    expect(read(signed(body), Buffer.concat([body, Buffer.from(' ')]))).toEqual(refusedWith('NOTICE_BAD_SIGNATURE'))
    const compact = Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))))
    expect(read(signed(body), compact)).toEqual(refusedWith('NOTICE_BAD_SIGNATURE'))
  })
})

describe('a notice that is signed and wrong inside', () => {
  const flip = (place: (length: number) => number) => (notice: Record<string, unknown>) => {
    const resource = notice.resource as { ciphertext: string }
    const bytes = Buffer.from(resource.ciphertext, 'base64')
    bytes[place(bytes.length)]! ^= 1
    return { ...notice, resource: { ...resource, ciphertext: bytes.toString('base64') } }
  }
  it.each<[string, Draft, string]>([
    ['a flipped tag', { change: flip(length => length - 1) }, 'NOTICE_SEAL_BROKEN'],
    ['a flipped byte of the content', { change: flip(() => 3) }, 'NOTICE_SEAL_BROKEN'],
    ['a shortened tag', { cut: 4 }, 'NOTICE_SEAL_BROKEN'],
    ['another APIv3 key', { apiV3Key: 'x'.repeat(32) }, 'NOTICE_SEAL_BROKEN'],
    ['content that is no JSON', { content: 'hello' }, 'NOTICE_SEAL_BROKEN'],
    ['another algorithm', { algorithm: 'AEAD_AES_128_GCM' }, 'NOTICE_MALFORMED'],
    ['another kind of content', { originalType: 'profitsharing' }, 'NOTICE_MALFORMED'],
    ['no envelope', { change: () => [] }, 'NOTICE_MALFORMED'],
    ['another merchant', { content: { ...payment, mchid: '1600000999' } }, 'REPLY_OF_ANOTHER_MERCHANT'],
    ['another app', { content: { ...payment, appid: 'wx9' } }, 'REPLY_OF_ANOTHER_MERCHANT'],
    [
      'another currency',
      { content: { ...payment, amount: { total: 4, currency: 'USD' } } },
      'REPLY_IN_ANOTHER_CURRENCY',
    ],
    ['an event that we do not know', { eventType: 'PAYSCORE.USER_PAID' }, 'NOTICE_OF_UNKNOWN_EVENT'],
    ['a success that is none', { content: { ...payment, trade_state: 'NOTPAY' } }, 'NOTICE_CONTRADICTS_ITSELF'],
    [
      'a refund of another merchant',
      { originalType: 'refund', content: { ...refund, mchid: '1600000999' } },
      'NOTICE_OF_ANOTHER_MERCHANT',
    ],
  ])('%s', (_what, draft, code) => {
    const body = seal(draft)
    expect(read(signed(body), body)).toEqual(refusedWith(code))
  })

  it.each([
    ['the XML of the old API', Buffer.from('<xml><return_code>SUCCESS</return_code></xml>'), 'NOTICE_MALFORMED'],
    ['no UTF-8', Buffer.from([0xff, 0xfe, 0x7b]), 'NOTICE_MALFORMED'],
    ['nothing', Buffer.alloc(0), 'NOTICE_MALFORMED'],
    ['far too much', Buffer.alloc(70_000, 0x20), 'NOTICE_TOO_LONG'],
  ])('%s', (_what, body, code) => {
    expect(read(signed(body), body)).toEqual(refusedWith(code))
  })
})

describe('the notices of the gateway', () => {
  let test: TestGateway
  let readHere: ReadNotice
  beforeAll(async () => {
    test = await openTestGateway()
    const config = wechatConfigSchema.parse(test.merchant)
    readHere = reader(config, fakeClock(Date.now()))
    await merchantCalls(test).order('NOTICE1')
    test.gateway.pay('NOTICE1')
    await test.gateway.idle()
    await merchantCalls(test).refund('NOTICE1', 'R-1', 100)
    await test.gateway.advance(10_000)
  })
  afterAll(() => test.close())
  beforeEach(() => test.gateway.faults([]))
  const readOne = ({ headers, body }: ReceivedNotice) => readHere(headers as Record<string, string | undefined>, body)

  it('are understood', () => {
    expect(test.received.map(readOne)).toMatchObject([
      { ok: true, value: { kind: 'payment', transaction: { outTradeNo: 'NOTICE1', totalFen: 400 } } },
      { ok: true, value: { kind: 'refund', outTradeNo: 'NOTICE1', refund: { state: 'succeeded', refundFen: 100 } } },
    ])
  })

  it.each([
    ['noticeProbe', 'NOTICE_BAD_SIGNATURE'],
    ['forgedUnsigned', 'NOTICE_UNSIGNED'],
    ['v2xml', 'NOTICE_UNSIGNED'],
    ['noticeStale', 'NOTICE_STALE'],
    ['badTag', 'NOTICE_SEAL_BROKEN'],
    ['badAad', 'NOTICE_SEAL_BROKEN'],
  ] as const)('are refused under %s, and taken when they come again', async (kind, code) => {
    test.received.length = 0
    test.answerNotices(400)
    test.gateway.faults([{ kind }])
    await merchantCalls(test).order(`FAULT-${kind}`)
    test.gateway.pay(`FAULT-${kind}`)
    await test.gateway.idle()
    test.answerNotices(204)
    await test.gateway.advance(15_000)
    expect(test.received.map(readOne)).toMatchObject([refusedWith(code), { ok: true }])
  })
})
