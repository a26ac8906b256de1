import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Formatter } from 'wechatpay-axios-plugin'
import { billDay } from './bill-csv.ts'
import { type MerchantCalls, merchantCalls } from './merchant-calls.ts'
import { callRaw, control, send } from './test-caller.ts'
import { openTestGateway, type TestGateway } from './test-gateway.ts'

let test: TestGateway
let calls: MerchantCalls
let day = ''
beforeAll(async () => {
  test = await openTestGateway()
  calls = merchantCalls(test)
  await calls.order('BILL001', { description: 'one, two' })
  await calls.order('BILL002', { amount: { total: 5, currency: 'CNY' } })
  await calls.order('BILL003')
  test.gateway.pay('BILL001')
  test.gateway.pay('BILL002')
  await calls.refund('BILL001', 'R-1', 150)
  const now = async () => {
    const { text } = await control(test.gateway.baseUrl, 'POST', '/_sim/advance', { ms: 0 })
    return (JSON.parse(text) as { now: number }).now
  }
  day = billDay(await now())
  expect((await calls.get(`/v3/bill/tradebill?bill_date=${day}`)).body).toMatchObject({ code: 'NO_STATEMENT_EXIST' })
  await test.gateway.advance(24 * 3_600_000)
})
afterAll(() => test.close())

const targetOf = (body: Record<string, unknown>) => {
  const url = new URL(String(body.download_url))
  return url.pathname + url.search
}
const fetchBill = async (body: Record<string, unknown>) =>
  callRaw(test.gateway.baseUrl, test.merchant, { method: 'GET', target: targetOf(body) })

interface Bill {
  rows: Record<string, string>[]
  summary: Record<string, string>
}

describe('bills', () => {
  it('list payments and refunds of the day, in a form that another reader understands', async () => {
    const { body } = await calls.get(`/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`)
    const file = await fetchBill(body)
    expect(file.headers['wechatpay-signature']).toBeUndefined()
    expect(createHash('sha1').update(file.text).digest('hex')).toBe(body.hash_value)
    const bill = Formatter.castCsvBill(Buffer.from(file.text)) as Bill
    const seen = bill.rows.map(row => [row.商户订单号, row.交易状态, row.订单金额, row.退款金额, row.退款状态])
    expect(seen).toEqual([
      ['BILL001', 'SUCCESS', '4.00', '0.00', ''],
      ['BILL002', 'SUCCESS', '0.05', '0.00', ''],
      ['BILL001', 'REFUND', '0.00', '1.50', 'SUCCESS'],
    ])
    expect(bill.summary).toMatchObject({ 总交易单数: '3', 订单总金额: '4.05', 退款总金额: '1.50' })
  })

  it('of money that moved', async () => {
    const { body } = await calls.get(`/v3/bill/fundflowbill?bill_date=${day}`)
    const bill = Formatter.castCsvBill(Buffer.from((await fetchBill(body)).text)) as Bill
    expect(bill.rows.map(row => row['收支金额(元)'])).toEqual(['4.00', '0.05', '1.50'])
    expect(bill.summary).toMatchObject({ 收入金额: '4.05', 支出金额: '1.50' })
  })

  it('may be compressed; the hash is over the plain file', async () => {
    const { body } = await calls.get(`/v3/bill/tradebill?bill_date=${day}&tar_type=GZIP`)
    const file = await fetchBill(body)
    expect(file.headers['content-encoding']).toBeUndefined()
    expect(createHash('sha1').update(gunzipSync(file.bytes)).digest('hex')).toBe(body.hash_value)
  })

  it('has an address that lives five minutes, and is opened by a signed request only', async () => {
    const { body } = await calls.get(`/v3/bill/tradebill?bill_date=${day}`)
    expect((await send(test.gateway.baseUrl, 'GET', targetOf(body))).status).toBe(401)
    await test.gateway.advance(301_000)
    expect((await fetchBill(body)).status).toBe(404)
  })

  it.each([
    ['a day that nothing happened on', 'bill_date=2020-01-01', 'NO_STATEMENT_EXIST'],
    ['a date in another form', 'bill_date=20200101', 'PARAM_ERROR'],
    ['a kind that does not exist', `bill_date=2020-01-01&bill_type=SOME`, 'PARAM_ERROR'],
  ])('refuse %s', async (_what, query, code) => {
    expect((await calls.get(`/v3/bill/tradebill?${query}`)).body).toMatchObject({ code })
  })
})
