import { constants, createDecipheriv, createPublicKey, privateDecrypt, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pictureOfBadSheet } from './complaint-picture.ts'
import type { ComplaintWish } from './complaints.ts'
import { merchantCalls, type Reply } from './merchant-calls.ts'
import { callRaw, control } from './test-caller.ts'
import { openTestGateway, type TestGateway } from './test-gateway.ts'

const V2 = '/v3/merchant-service/complaints-v2'
const ADDRESS = '/v3/merchant-service/complaint-notifications'
const DAY_MS = 24 * 3_600_000

let test: TestGateway
let number = 0
beforeAll(async () => {
  test = await openTestGateway()
})
afterAll(() => test?.close())
beforeEach(async () => {
  await control(test.gateway.baseUrl, 'POST', '/_sim/reset')
  test.gateway.faults([])
  test.answerNotices(204)
  test.received.length = 0
})

const ask = async (method: string, target: string, body?: object): Promise<Pick<Reply, 'status' | 'body'>> => {
  const call = { method, target, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  const raw = await callRaw(test.gateway.baseUrl, test.merchant, call)
  return { status: raw.status, body: raw.text === '' ? {} : (JSON.parse(raw.text) as Reply['body']) }
}
const complained = async (change: Partial<ComplaintWish> = {}) => {
  const outTradeNo = `COMP${String(++number).padStart(5, '0')}`
  await merchantCalls(test).order(outTradeNo)
  test.gateway.pay(outTradeNo)
  await test.gateway.idle()
  test.received.length = 0
  const complaintId = test.gateway.complain({ out_trade_no: outTradeNo, detail: '付了钱没有出纸', ...change })
  await test.gateway.idle()
  return { outTradeNo, complaintId }
}
const act = (complaintId: string, what: string, body: object) => ask('POST', `${V2}/${complaintId}/${what}`, body)
const ours = () => ({ complainted_mchid: test.merchant.mchid })
const stateOf = async (complaintId: string) => (await ask('GET', `${V2}/${complaintId}`)).body.complaint_state
const historyOf = async (complaintId: string) =>
  (await ask('GET', `${V2}/${complaintId}/negotiation-historys`)).body.data as { operate_type: string }[]
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

describe('a complaint at WeChat', () => {
  it('names its payment, its pictures and a telephone that only the merchant can read', async () => {
    const { outTradeNo, complaintId } = await complained({
      ...{ phone: '13800000000', pictures: [pictureOfBadSheet('p-1.png')] },
    })
    const { body } = await ask('GET', `${V2}/${complaintId}`)
    expect(body).toMatchObject({
      ...{ complaint_id: complaintId, complaint_state: 'PENDING', complainted_mchid: test.merchant.mchid },
      ...{ complaint_order_info: [{ out_trade_no: outTradeNo, amount: 400 }], incoming_user_response: true },
      complaint_media_list: [{ media_url: [`${test.gateway.baseUrl}/v3/merchant-service/images/p-1.png`] }],
    })
    const how = {
      key: test.merchant.merchantPrivateKeyPem,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha1',
    }
    expect(privateDecrypt(how, Buffer.from(String(body.payer_phone), 'base64')).toString()).toBe('13800000000')
    const picture = await callRaw(test.gateway.baseUrl, test.merchant, {
      ...{ method: 'GET', target: '/v3/merchant-service/images/p-1.png' },
    })
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/png'])
    expect(picture.headers['wechatpay-signature']).toBeUndefined()
  })

  it('goes from pending by an answer to processing, and by "done" to processed; then it can be complained of anew', async () => {
    const { complaintId } = await complained()
    expect(await act(complaintId, 'complete', ours())).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
    expect(await act(complaintId, 'response', { ...ours(), response_content: '正在查' })).toMatchObject({ status: 204 })
    expect(await stateOf(complaintId)).toBe('PROCESSING')
    expect(await act(complaintId, 'complete', ours())).toMatchObject({ status: 204 })
    expect(await stateOf(complaintId)).toBe('PROCESSED')
    expect(await act(complaintId, 'complete', ours())).toMatchObject({ status: 400 })
    test.gateway.payerSays(complaintId, '还是没有')
    expect(await ask('GET', `${V2}/${complaintId}`)).toMatchObject({
      body: { complaint_state: 'PENDING', user_complaint_times: 2 },
    })
    expect((await historyOf(complaintId)).map(({ operate_type }) => operate_type)).toEqual([
      ...['USER_CONTINUE_COMPLAINT', 'MERCHANT_CONFIRM_COMPLETE', 'MERCHANT_RESPONSE', 'USER_CREATE_COMPLAINT'],
    ])
  })

  it('about money is agreed to once, and is processed when the money has come back', async () => {
    const { outTradeNo, complaintId } = await complained({ problem_type: 'REFUND' })
    expect(await act(complaintId, 'update-refund-progress', { action: 'APPROVE', launch_refund_day: 0 })).toMatchObject(
      {
        status: 204,
      },
    )
    expect(await act(complaintId, 'update-refund-progress', { action: 'APPROVE' })).toMatchObject({ status: 400 })
    expect(await stateOf(complaintId)).toBe('PROCESSING')
    await merchantCalls(test).refund(outTradeNo, `${outTradeNo}-R`, 400)
    await test.gateway.advance(10_000)
    expect(await ask('GET', `${V2}/${complaintId}`)).toMatchObject({
      body: { complaint_state: 'PROCESSED', complaint_full_refunded: true },
    })
  })

  it('about money is refused with a reason alone, and another one not at all', async () => {
    const { complaintId } = await complained({ problem_type: 'REFUND' })
    const refuse = (more: object) => act(complaintId, 'update-refund-progress', { action: 'REJECT', ...more })
    expect(await refuse({})).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } })
    expect(await refuse({ reject_reason: '已出纸' })).toMatchObject({ status: 204 })
    expect(await stateOf(complaintId)).toBe('PROCESSED')
    const other = await complained()
    expect(await act(other.complaintId, 'update-refund-progress', { action: 'APPROVE' })).toMatchObject({ status: 400 })
  })

  it.each([
    ['nothing said', { response_content: '' }, 400],
    ['more than 200 characters', { response_content: '字'.repeat(201) }, 400],
    ['200 characters', { response_content: '字'.repeat(200) }, 204],
    ['another merchant', { response_content: '字', complainted_mchid: '1900000001' }, 403],
  ])('is answered by the rules: %s', async (_, said, status) => {
    const { complaintId } = await complained()
    expect(await act(complaintId, 'response', { ...ours(), ...said })).toMatchObject({ status })
  })

  it('is listed by its day, the newest first, at most fifty at once and thirty days apart', async () => {
    const first = await complained()
    await test.gateway.advance(1000)
    const second = await complained()
    const list = (more: string) => ask('GET', `${V2}?begin_date=${today()}&end_date=${today()}${more}`)
    const { body } = await list('&limit=1')
    expect(body).toMatchObject({ data: [{ complaint_id: second.complaintId }], limit: 1, offset: 0, total_count: 2 })
    const next = await list('&limit=1&offset=1')
    expect(next.body).toMatchObject({ data: [{ complaint_id: first.complaintId }] })
    expect(next.body).not.toHaveProperty('total_count')
    expect(await list('&limit=51')).toMatchObject({ status: 400 })
    const daysAgo = (days: number) => new Date(Date.parse(today()) - days * DAY_MS).toISOString().slice(0, 10)
    for (const [begin, status] of [
      [daysAgo(30), 200] as const,
      [daysAgo(31), 400] as const,
      ['2026-13-01', 400] as const,
    ])
      expect(await ask('GET', `${V2}?begin_date=${begin}&end_date=${today()}`)).toMatchObject({ status })
    expect(await ask('GET', `${V2}?begin_date=${today()}`)).toMatchObject({ status: 400 })
  })
})

describe('a notice of a complaint', () => {
  const openNotice = (body: Buffer) => {
    const { resource, ...envelope } = JSON.parse(body.toString('utf8')) as {
      event_type: string
      resource: { ciphertext: string; associated_data: string; nonce: string }
    }
    const sealed = Buffer.from(resource.ciphertext, 'base64')
    const opener = createDecipheriv('aes-256-gcm', Buffer.from(test.merchant.apiV3Key), Buffer.from(resource.nonce))
    opener.setAAD(Buffer.from(resource.associated_data)).setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()])
    return { event: envelope.event_type, content: JSON.parse(plain.toString('utf8')) as object }
  }

  it('goes to the one address that the merchant has named, signed and sealed', async () => {
    await complained()
    expect(test.received).toEqual([])
    expect(await ask('GET', ADDRESS)).toMatchObject({ status: 404 })
    const url = test.merchant.notifyUrl
    expect(await ask('POST', ADDRESS, { url })).toMatchObject({ status: 200, body: { url } })
    expect(await ask('POST', ADDRESS, { url })).toMatchObject({ status: 400 })
    const { complaintId } = await complained()
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = test.received
    const signed = Buffer.concat([
      Buffer.from(`${String(headers['wechatpay-timestamp'])}\n${String(headers['wechatpay-nonce'])}\n`),
      ...[body, Buffer.from('\n')],
    ])
    const signature = Buffer.from(String(headers['wechatpay-signature']), 'base64')
    expect(verify('sha256', signed, createPublicKey(test.merchant.platformPublicKeyPem), signature)).toBe(true)
    expect(openNotice(body)).toEqual({
      event: 'COMPLAINT.CREATE',
      content: { complaint_id: complaintId, action_type: 'CREATE_COMPLAINT' },
    })
    expect(await ask('PUT', ADDRESS, { url: `${url}/other` })).toMatchObject({ status: 200 })
    expect(await ask('DELETE', ADDRESS)).toMatchObject({ status: 204 })
    await complained()
    expect(test.received).toEqual([])
  })

  it('comes twice, late and behind a later one, as it is told to', async () => {
    await ask('POST', ADDRESS, { url: test.merchant.notifyUrl })
    const { outTradeNo, complaintId } = await complained()
    test.received.length = 0
    test.gateway.faults([
      { kind: 'lateNotice', ms: 60_000, match: { out_trade_no: outTradeNo } },
      { kind: 'duplicateNotice', copies: 1, match: { out_trade_no: outTradeNo } },
    ])
    test.gateway.payerSays(complaintId, '一')
    await act(complaintId, 'response', { ...ours(), response_content: '二' })
    await test.gateway.idle()
    const actions = () =>
      test.received.map(({ body }) => (openNotice(body).content as { action_type: string }).action_type)
    expect(actions()).toEqual(['MERCHANT_RESPONSE', 'MERCHANT_RESPONSE'])
    await test.gateway.advance(60_000)
    expect(actions().at(-1)).toBe('USER_RESPONSE')
  })
})

describe('complaints from the phone and over a restart', () => {
  it('are made on the page of a payment, and are still there afterwards', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wxpay-complaints-'))
    const kept = await openTestGateway({ stateFile: join(folder, 'journal.jsonl') })
    try {
      const { code_url } = (await merchantCalls(kept).order('PHONECOMP')).body
      const pr = String(code_url).split('=')[1]!
      kept.gateway.pay('PHONECOMP')
      const form = async (path: string, said?: Record<string, string>) =>
        (
          await fetch(
            `${kept.gateway.baseUrl}/phone/${path}`,
            said ? { method: 'POST', body: new URLSearchParams(said) } : {},
          )
        ).text()
      expect(await form(`result?pr=${pr}`)).toContain(`/phone/complain?pr=${pr}`)
      expect(await form(`complain?pr=${pr}`)).toContain('name="detail"')
      expect(await form('complain', { pr, detail: '' })).toContain('投诉没有提交')
      expect(await form('complain', { pr, detail: '有黑条', type: 'REFUND', picture: 'yes' })).toContain('投诉单号')
      const gateway = await kept.restart()
      const raw = await callRaw(gateway.baseUrl, kept.merchant, {
        ...{ method: 'GET', target: `${V2}?begin_date=${today()}&end_date=${today()}` },
      })
      expect(JSON.parse(raw.text)).toMatchObject({ data: [{ complaint_detail: '有黑条', problem_type: 'REFUND' }] })
    } finally {
      await kept.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
