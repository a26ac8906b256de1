import { isAxiosError } from 'axios'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Aes, Decorator, Formatter, Rsa } from 'wechatpay-axios-plugin'
import { orderBody } from './test-caller.ts'
import { openTestGateway, type TestGateway } from './test-gateway.ts'

let test: TestGateway
let client: ReturnType<typeof Decorator.jsonBased>
beforeAll(async () => {
  test = await openTestGateway()
  const { merchant } = test
  const settings = {
    mchid: merchant.mchid,
    serial: merchant.merchantSerial,
    privateKey: merchant.merchantPrivateKeyPem,
    certs: { [merchant.platformKeyId]: merchant.platformPublicKeyPem },
    baseURL: test.gateway.baseUrl,
    proxy: false,
  }
  client = Decorator.jsonBased(settings)
})
afterAll(() => test.close())

const orders = '/v3/pay/transactions'

/** The code of the refusal, or the code of the library when the reply itself was not accepted. */
const refusalOf = async (call: Promise<unknown>) => {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!isAxiosError<{ code: string }>(error)) throw new Error('the call was expected to be refused', { cause: error })
  return error.response?.status === 200 ? error.code : error.response?.data.code
}

describe('wechatpay-axios-plugin, a client that we did not write, against the gateway', () => {
  it('orders, queries, is paid, refunds, and queries the refund', async () => {
    const ordered = await client.post<{ code_url: string }>(`${orders}/native`, orderBody(test.merchant, 'FOREIGN1'))
    expect(ordered.data.code_url).toMatch(/^weixin:/)
    const params = { mchid: test.merchant.mchid }
    expect((await client.get(`${orders}/out-trade-no/FOREIGN1`, { params })).data).toMatchObject({
      trade_state: 'NOTPAY',
    })
    test.gateway.pay('FOREIGN1')
    const paid = await client.get<{ transaction_id: string }>(`${orders}/out-trade-no/FOREIGN1`, { params })
    expect(paid.data).toMatchObject({ trade_state: 'SUCCESS', amount: { total: 400 } })
    const refunded = await client.post('/v3/refund/domestic/refunds', {
      transaction_id: paid.data.transaction_id,
      out_refund_no: 'F-1',
      amount: { refund: 400, total: 400, currency: 'CNY' },
    })
    expect(refunded.data).toMatchObject({ status: 'PROCESSING' })
    await test.gateway.advance(10_000)
    expect((await client.get('/v3/refund/domestic/refunds/F-1')).data).toMatchObject({ status: 'SUCCESS' })
  })

  it('closes, and verifies the signature of the empty reply', async () => {
    await client.post(`${orders}/native`, orderBody(test.merchant, 'FOREIGN2'))
    const closed = await client.post(`${orders}/out-trade-no/FOREIGN2/close`, { mchid: test.merchant.mchid })
    expect(closed.status).toBe(204)
  })

  it('is told that a key merchant has no certificates', async () => {
    expect(await refusalOf(client.get('/v3/certificates'))).toBe('RESOURCE_NOT_EXISTS')
  })

  it.each([
    // The library's own spelling.
    ['unsigned', 'EV3_RES_HEADERS_INCOMPLATE'],
    ['badSignature', 'EV3_RES_HEADER_SIGNATURE_DIGEST'],
    ['probe', 'EV3_RES_HEADER_SIGNATURE_DIGEST'],
    ['unknownSerial', 'EV3_RES_HEADER_PLATFORM_SERIAL'],
  ] as const)('does not accept a reply that is %s', async (kind, code) => {
    test.gateway.faults([{ kind }])
    expect(await refusalOf(client.post(`${orders}/native`, orderBody(test.merchant, `SPOILT-${kind}`)))).toBe(code)
  })

  it('does not accept a reply of six minutes ago', async () => {
    test.gateway.faults([{ kind: 'staleTimestamp', seconds: -360 }])
    expect(await refusalOf(client.post(`${orders}/native`, orderBody(test.merchant, 'SPOILT-OLD')))).toBe(
      'EV3_RES_HEADER_TIMESTAMP_OFFSET',
    )
  })

  it('verifies and opens a notice with its own helpers', async () => {
    test.received.length = 0
    await client.post(`${orders}/native`, orderBody(test.merchant, 'FOREIGN3'))
    test.gateway.pay('FOREIGN3')
    await test.gateway.idle()
    const { headers, body } = test.received[0]!
    const header = (name: string) => String(headers[`wechatpay-${name}`])
    const message = Formatter.response(header('timestamp'), header('nonce'), body.toString('utf8'))
    expect(Rsa.verify(message, header('signature'), test.merchant.platformPublicKeyPem)).toBe(true)
    const { resource } = JSON.parse(body.toString('utf8')) as { resource: Record<string, string> }
    const { ciphertext = '', nonce = '', associated_data = '' } = resource
    const plain = Aes.AesGcm.decrypt(ciphertext, test.merchant.apiV3Key, nonce, associated_data)
    expect(JSON.parse(plain)).toMatchObject({ out_trade_no: 'FOREIGN3', trade_state: 'SUCCESS' })
  })
})
