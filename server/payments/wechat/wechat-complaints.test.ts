import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pictureOfBadSheet } from '../../../demo/wxpay-sim/complaint-picture.ts'
import type { ComplaintWish } from '../../../demo/wxpay-sim/complaints.ts'
import { control } from '../../../demo/wxpay-sim/test-caller.ts'
import { hastyClock, openTestGateway, type TestGateway } from '../../../demo/wxpay-sim/test-gateway.ts'
import { unwrap } from '../../../src/result.ts'
import type { Complaints } from '../complaint-port.ts'
import type { Payments } from '../payment-port.ts'
import { readComplaint } from './wechat-complaint-replies.ts'
import { wechatConfigSchema } from './wechat-config.ts'
import { createWechatPayments } from './wechat-payments.ts'
import { pictureIdOf } from './wechat-pictures.ts'

const clock = hastyClock(5000)
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

let test: TestGateway
let payments: Payments
let complaints: Complaints
let number = 0
beforeAll(async () => {
  test = await openTestGateway()
  payments = createWechatPayments(wechatConfigSchema.parse({ ...test.merchant, attempts: 2 }), { clock })
  complaints = payments.complaints!
})
afterAll(() => test?.close())
beforeEach(async () => {
  await control(test.gateway.baseUrl, 'POST', '/_sim/reset')
  test.gateway.faults([])
  test.received.length = 0
})

const complained = async (change: Partial<ComplaintWish> = {}) => {
  const outTradeNo = `CO${String(++number).padStart(6, '0')}`
  const expiresAt = new Date(Date.now() + 600_000)
  unwrap(await payments.openCode({ outTradeNo, description: '成绩单', amountFen: 400, expiresAt, terminalId: 'T' }))
  test.gateway.pay(outTradeNo)
  const complaintId = test.gateway.complain({ out_trade_no: outTradeNo, detail: '没有出纸', ...change })
  return { outTradeNo, complaintId, since: new Date() }
}
const reply = (text: string) => ({ kind: 'reply', text }) as const
const listToday = (offset = 0) => complaints.list({ fromDay: today(), untilDay: today(), offset })

describe('complaints at WeChat', () => {
  it('are read with their payment, and of a telephone its last four digits alone', async () => {
    const { outTradeNo, complaintId } = await complained({
      ...{ phone: '13800138000', problem_type: 'REFUND', apply_refund_amount: 200 },
    })
    const one = unwrap(await complaints.one(complaintId))
    expect(one).toMatchObject({
      ...{
        complaintId,
        text: '没有出纸',
        about: 'refund',
        state: 'pending',
        askedFen: 200,
        awaitsAnswer: true,
        times: 1,
      },
      ...{ payments: [{ outTradeNo, amountFen: 400 }], phoneMasked: '*******8000', isFullyRefunded: false },
    })
    expect(JSON.stringify(one)).not.toContain('13800138000')
    expect(unwrap(await listToday())).toEqual({ complaints: [one], nextOffset: null, skipped: 0 })
    expect(unwrap(await complaints.lines(complaintId))).toMatchObject([
      { by: 'payer', what: 'USER_CREATE_COMPLAINT', words: '没有出纸' },
    ])
  })

  it('are answered, agreed to, refused and called done', async () => {
    const { complaintId, since } = await complained()
    expect(await complaints.act(complaintId, { kind: 'complete' }, since)).toMatchObject({
      error: { kind: 'refused', code: 'INVALID_REQUEST', words: expect.stringContaining('投诉单') },
    })
    expect(await complaints.act(complaintId, reply('正在查'), since)).toEqual({ ok: true, value: 'done' })
    expect(await complaints.act(complaintId, { kind: 'complete' }, since)).toEqual({ ok: true, value: 'done' })
    expect(unwrap(await complaints.one(complaintId)).state).toBe('processed')
    for (const act of [
      { kind: 'agree-refund', withinDays: 0 },
      { kind: 'refuse-refund', text: '已出纸' },
    ] as const) {
      const asked = await complained({ problem_type: 'REFUND' })
      expect(await complaints.hasHappened(asked.complaintId, act, asked.since)).toEqual({ ok: true, value: false })
      expect(await complaints.act(asked.complaintId, act, asked.since)).toEqual({ ok: true, value: 'done' })
      expect(await complaints.hasHappened(asked.complaintId, act, asked.since)).toEqual({ ok: true, value: true })
    }
  })

  it.each([
    { kind: 'http502html', where: 'after' } as const,
    { kind: 'error', status: 500, code: 'SYSTEM_ERROR', commit: true } as const,
    { kind: 'badSignature' } as const,
  ])('are answered once where an answer of WeChat leaves it open: $kind', async fault => {
    const { outTradeNo, complaintId, since } = await complained()
    test.gateway.faults([{ ...fault, match: { out_trade_no: outTradeNo, path: '/response' } }])
    expect(await complaints.act(complaintId, reply('  正在查\n'), since)).toEqual({ ok: true, value: 'done' })
    const lines = unwrap(await complaints.lines(complaintId))
    expect(lines.filter(({ what }) => what === 'MERCHANT_RESPONSE')).toHaveLength(1)
  })

  it('are listed a page after the other', async () => {
    for (let n = 0; n < 51; n++) await complained()
    const first = unwrap(await listToday())
    expect([first.complaints.length, first.nextOffset]).toEqual([50, 50])
    expect(unwrap(await listToday(50))).toMatchObject({ complaints: [{}], nextOffset: null })
  })

  it('that cannot be read, or are against another merchant, are none, and take no other with them', async () => {
    const { complaintId } = await complained()
    const config = wechatConfigSchema.parse(test.merchant)
    const whole = {
      ...{ complaint_id: complaintId, complaint_time: '2026-11-29T10:00:00.120+08:00', complaint_state: 'PENDING' },
      ...{ complaint_detail: 'a\u0000b', complainted_mchid: config.mchid, problem_description: '' },
    }
    expect(readComplaint(whole, config)).toMatchObject({ text: 'a b', payments: [], phoneMasked: null, pictures: [] })
    for (const wrong of [
      { complaint_state: 'GONE' },
      { complainted_mchid: '1' },
      { complaint_time: 'soon' },
      { complaint_id: '../x' },
    ])
      expect(readComplaint({ ...whole, ...wrong }, config)).toBeNull()
    for (const payer_phone of ['AAAA', 'no base64', 12])
      expect(readComplaint({ ...whole, payer_phone }, config)).toMatchObject({ phoneMasked: null })
  })

  it('have pictures, which are what their first bytes say and are asked for at our own hosts alone', async () => {
    const notOne = { mediaId: 'page.png', type: 'image/png', base64: Buffer.from('<html>').toString('base64') }
    const { complaintId } = await complained({ pictures: [pictureOfBadSheet('sheet.png'), notOne] })
    const { pictures } = unwrap(await complaints.one(complaintId))
    expect(pictures).toEqual(['sheet.png', 'page.png'])
    expect(unwrap(await complaints.picture('sheet.png'))).toMatchObject({ type: 'image/png' })
    expect(await complaints.picture('page.png')).toMatchObject({ error: { kind: 'refused', code: 'NO_PICTURE' } })
    expect(await complaints.picture('gone.png')).toMatchObject({ error: { kind: 'not-found' } })
    expect(await complaints.picture('../../pay/x')).toMatchObject({ error: { code: 'PICTURE_ID_MALFORMED' } })
    expect(pictureIdOf('https://evil.example/v3/merchant-service/images/a%3D%3D')).toBe('a%3D%3D')
    for (const url of [
      'https://api.mch.weixin.qq.com/v3/pay/x',
      'file:///etc/passwd',
      '',
      'https://a/v3/merchant-service/images/a/../b/c',
    ])
      expect(pictureIdOf(url)).toBeNull()
  })

  it('are told to us once we have said where, and to somebody else where that was said before', async () => {
    expect(unwrap(await complaints.beTold())).toBe('told-here')
    expect(unwrap(await complaints.beTold())).toBe('told-here')
    const { complaintId } = await complained()
    await test.gateway.idle()
    const notices = test.received.map(({ headers, body }) =>
      payments.readNotice(headers as Record<string, string>, body),
    )
    expect(notices.at(-1)).toEqual({ ok: true, value: { kind: 'complaint', complaintId } })
    const other = { ...test.merchant, notifyUrl: 'http://127.0.0.1:1/other' }
    const elsewhere = createWechatPayments(wechatConfigSchema.parse(other), { clock }).complaints!
    expect(unwrap(await elsewhere.beTold())).toBe('told-elsewhere')
    expect(unwrap(await complaints.beTold())).toBe('told-here')
  })

  it.each(['badTag', 'badAad', 'noticeProbe', 'noticeStale', 'forgedUnsigned'] as const)(
    'are not believed to have changed where a notice is spoilt: %s',
    async kind => {
      unwrap(await complaints.beTold())
      const { outTradeNo, complaintId } = await complained()
      await test.gateway.idle()
      test.received.length = 0
      test.gateway.faults([{ kind, match: { out_trade_no: outTradeNo } }])
      test.gateway.payerSays(complaintId, '在吗')
      await test.gateway.idle()
      const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = test.received
      expect(payments.readNotice(headers as Record<string, string>, body)).toMatchObject({ ok: false })
    },
  )
})
