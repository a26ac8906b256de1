import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MerchantCalls, merchantCalls } from './merchant-calls.ts'
import { control, send } from './test-caller.ts'
import { openTestGateway, type TestGateway } from './test-gateway.ts'

let test: TestGateway
let calls: MerchantCalls
beforeAll(async () => {
  test = await openTestGateway({ payeeShortName: '示例大学', payeeFullName: '示例大学财务处' })
  calls = merchantCalls(test)
})
afterAll(() => test.close())

const get = (path: string) => send(test.gateway.baseUrl, 'GET', path)
const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  send(
    test.gateway.baseUrl,
    'POST',
    path,
    { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    new URLSearchParams(form).toString(),
  )
const newCode = async (outTradeNo: string, change: Record<string, unknown> = {}) => {
  const { code_url } = (await calls.order(outTradeNo, change)).body
  return { url: String(code_url), pr: String(code_url).split('=')[1]! }
}
const stateOf = async (outTradeNo: string) => (await calls.query(outTradeNo)).body.trade_state

describe('the phone page', () => {
  it('takes the text of a QR code and shows payee, amount and item, marked as a test', async () => {
    const { url, pr } = await newCode('PHONE01', { description: '成绩单 <b>&"' })
    const scanned = await get(`/phone/pay?pr=${encodeURIComponent(url)}`)
    expect(scanned.text).toContain('TEST')
    expect(scanned.text).toContain('示例大学</strong>')
    expect(scanned.text).toContain('示例大学财务处')
    expect(scanned.text).toContain('¥ 4.00')
    expect(scanned.text).toContain('成绩单 &lt;b&gt;&amp;&quot;')
    expect(scanned.text).toBe((await get(`/phone/pay?pr=${pr}`)).text)
    expect((await get('/phone')).text).toContain('name="pr"')
  })

  it('loads nothing and runs nothing', async () => {
    const page = await get('/phone')
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe-inline')
    expect(page.text).not.toMatch(/<script|<link|<img|src=|@import|url\(/)
  })

  it('pays, and shows how far a refund is', async () => {
    const { pr } = await newCode('PHONE02')
    const paid = await post('/phone/pay', { pr })
    expect([paid.status, paid.headers.location]).toEqual([303, `/phone/result?pr=${pr}`])
    expect(await stateOf('PHONE02')).toBe('SUCCESS')
    expect((await get(`/phone/result?pr=${pr}`)).text).toContain('没有退款')
    await calls.refund('PHONE02', 'R-1', 150)
    expect((await get(`/phone/result?pr=${pr}`)).text).toMatch(/¥ 1\.50 · 退款处理中/)
    await test.gateway.advance(10_000)
    expect((await get(`/phone/result?pr=${pr}`)).text).toMatch(/¥ 1\.50 · 已退款到零钱/)
  })

  it.each(['password', 'cancel'])('leaves the order unpaid and payable after %s', async why => {
    const { pr } = await newCode(`CANCEL-${why}`)
    expect((await post('/phone/cancel', { pr, why })).text).toContain('没有扣款')
    expect(await stateOf(`CANCEL-${why}`)).toBe('NOTPAY')
    expect((await post('/phone/pay', { pr })).status).toBe(303)
  })

  it('says why a code cannot be paid', async () => {
    const closed = await newCode('CLOSED1')
    await calls.close('CLOSED1')
    expect((await get(`/phone/pay?pr=${closed.pr}`)).text).toContain('订单已关闭')
    expect((await post('/phone/pay', { pr: closed.pr })).text).toContain('订单已关闭')
    const paid = await newCode('PAIDUP1')
    test.gateway.pay('PAIDUP1')
    expect((await post('/phone/pay', { pr: paid.pr })).text).toContain('请勿重复付款')
    expect((await get('/phone/pay?pr=TESTnothing')).text).toContain('无法识别')
    expect((await get('/phone/pay?pr=https://example.edu/')).text).toContain('无法识别')
    const old = await newCode('OLDONE1')
    await test.gateway.advance(2 * 3_600_000)
    expect((await get(`/phone/pay?pr=${old.pr}`)).text).toContain('二维码已过期')
  })

  it('keeps an older code payable beside the newer one', async () => {
    const first = await newCode('TWOCODE')
    await newCode('TWOCODE')
    expect((await post('/phone/pay', { pr: first.pr })).status).toBe(303)
  })
})

describe('who may use it', () => {
  it.each<[string, Record<string, string>]>([
    ['a foreign page', { Origin: 'https://evil.example' }],
    ['a page without an origin', { Origin: 'null' }],
    ['a name that points here', { Host: 'evil.example' }],
  ])('%s may not pay', async (_who, headers) => {
    const { pr } = await newCode(`GUARD-${_who.length}`)
    expect((await post('/phone/pay', { pr }, headers)).status).toBe(403)
    expect(await stateOf(`GUARD-${_who.length}`)).toBe('NOTPAY')
  })

  it('a page of this machine may', async () => {
    const { pr } = await newCode('LOCAL01')
    expect((await post('/phone/pay', { pr }, { Origin: 'http://127.0.0.1:5173' })).status).toBe(303)
  })
})

describe('the controls', () => {
  it('pay, advance, list and reset', async () => {
    const { baseUrl } = test.gateway
    await calls.order('CONTROL')
    const paid = await control(baseUrl, 'POST', '/_sim/pay', { out_trade_no: 'CONTROL' })
    expect(JSON.parse(paid.text)).toEqual({ state: 'paid' })
    const journal = JSON.parse((await control(baseUrl, 'GET', '/_sim/journal')).text) as { happening: object }[]
    expect(journal.map(entry => entry.happening)).toContainEqual(
      expect.objectContaining({ type: 'paid', outTradeNo: 'CONTROL' }),
    )
    expect((await control(baseUrl, 'POST', '/_sim/reset')).status).toBe(200)
    expect((await calls.query('CONTROL')).status).toBe(404)
  })

  it('take faults and say how often they struck', async () => {
    const { baseUrl } = test.gateway
    await control(baseUrl, 'PUT', '/_sim/faults', [{ kind: 'error', status: 500, code: 'SYSTEM_ERROR', times: 2 }])
    expect((await calls.query('FAULTY1')).body).toMatchObject({ code: 'SYSTEM_ERROR' })
    const report = JSON.parse((await control(baseUrl, 'GET', '/_sim/faults')).text) as object[]
    expect(report).toMatchObject([{ fault: { kind: 'error', commit: false }, struck: 1 }])
  })

  it.each([
    ['PUT', '/_sim/faults', [{ kind: 'meteor' }]],
    ['POST', '/_sim/advance', { ms: -1 }],
    ['POST', '/_sim/pay', undefined],
  ])('%s %s refuses what it does not understand', async (method, path, body) => {
    expect((await control(test.gateway.baseUrl, method, path, body)).status).toBe(400)
  })
})
