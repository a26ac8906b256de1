import { X509Certificate } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin'
import { merchantCalls } from './merchant-calls.ts'
import { callRaw, control } from './test-caller.ts'
import { openTestGateway, type TestGateway } from './test-gateway.ts'

interface Listed {
  readonly serial_no: string
  readonly effective_time: string
  readonly expire_time: string
  readonly encrypt_certificate: { nonce: string; associated_data: string; ciphertext: string; algorithm: string }
}

let test: TestGateway
afterEach(() => test?.close())
const begin = async (platform: 'public-key' | 'certificate' | 'both') => {
  test = await openTestGateway({}, { platform })
}
const ask = async (headers: Record<string, string> = {}) => {
  const call = { method: 'GET', target: '/v3/certificates?algorithm_type=RSA' }
  const raw = await callRaw(test.gateway.baseUrl, test.merchant, call, { headers })
  return { raw, data: raw.status === 200 ? (JSON.parse(raw.text) as { data: Listed[] }).data : null }
}
/** With the helpers of another client. */
const opened = ({ encrypt_certificate: { nonce, associated_data, ciphertext } }: Listed) =>
  new X509Certificate(Aes.AesGcm.decrypt(ciphertext, test.merchant.apiV3Key, nonce, associated_data))
const isSignedBy = ({ raw }: Awaited<ReturnType<typeof ask>>, certificate: X509Certificate) => {
  const said = (name: string) => String(raw.headers[`wechatpay-${name}`])
  const message = Formatter.response(said('timestamp'), said('nonce'), raw.text)
  return Rsa.verify(message, said('signature'), certificate.toString())
}

describe('the list of platform certificates', () => {
  it('is sealed with the merchant’s key, and its reply is signed by what stands in it', async () => {
    await begin('certificate')
    // The SDK for Java sends an empty serial, which is none.
    const answer = await ask({ 'Wechatpay-Serial': '' })
    const [listed] = answer.data ?? []
    const certificate = opened(listed!)
    expect(certificate.serialNumber).toBe(listed?.serial_no)
    expect(answer.raw.headers['wechatpay-serial']).toBe(listed?.serial_no)
    expect(isSignedBy(answer, certificate)).toBe(true)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(Date.parse(listed!.effective_time)).toBe(certificate.validFromDate.getTime())
    expect(Date.parse(listed!.expire_time)).toBe(certificate.validToDate.getTime())
    expect(listed?.encrypt_certificate).toMatchObject({ algorithm: 'AEAD_AES_256_GCM', associated_data: 'certificate' })
  })

  it('is none for a merchant on the key scheme', async () => {
    await begin('public-key')
    const { raw } = await ask()
    expect([raw.status, (JSON.parse(raw.text) as { code: string }).code]).toEqual([404, 'RESOURCE_NOT_EXISTS'])
  })

  it('is asked for with User-Agent and Accept', async () => {
    await begin('certificate')
    const call = { method: 'GET', target: '/v3/certificates' }
    const raw = await callRaw(test.gateway.baseUrl, test.merchant, call, { headers: { Accept: undefined } })
    expect(raw.status).toBe(400)
  })

  it('has the next certificate a day before it signs, and the former one a day longer', async () => {
    await begin('certificate')
    const day = 24 * 3_600_000
    const signer = async () => (await ask()).raw.headers['wechatpay-serial']
    const serials = async () => (await ask()).data?.map(one => one.serial_no)
    const [first = ''] = (await serials()) ?? []
    const answer = await control(test.gateway.baseUrl, 'POST', '/_sim/rotate-certificate', { ms: day })
    const { serial: second } = JSON.parse(answer.text) as { serial: string }
    expect([await serials(), await signer()]).toEqual([[first, second], first])
    await test.gateway.advance(day)
    expect([await serials(), await signer()]).toEqual([[first, second], second])
    await test.gateway.advance(day)
    expect([await serials(), await signer()]).toEqual([[second], second])
    // Whoever asks for the former one by its serial, in other letters and with zeros before it, still gets it.
    const { raw } = await ask({ 'Wechatpay-Serial': `00${first.toLowerCase()}` })
    expect(raw.headers['wechatpay-serial']).toBe(first)
  })

  it('may be spoiled', async () => {
    await begin('both')
    test.gateway.faults([{ kind: 'badTag' }, { kind: 'badAad' }, { kind: 'noCertificates' }, { kind: 'otherSerial' }])
    for (let times = 0; times < 2; times++) {
      const [listed] = (await ask()).data ?? []
      expect(() => opened(listed!)).toThrow()
    }
    expect((await ask()).data).toEqual([])
    const [listed] = (await ask()).data ?? []
    expect(opened(listed!).serialNumber).not.toBe(listed?.serial_no)
  })
})

it('notices move from the certificate to the key by their share', async () => {
  await begin('both')
  test.gateway.faults([{ kind: 'switch', percent: 50, times: 'always' }])
  const calls = merchantCalls(test)
  for (let number = 0; number < 40; number++) {
    await calls.order(`SWITCH${number}`)
    test.gateway.pay(`SWITCH${number}`)
  }
  await test.gateway.idle()
  await expect.poll(() => test.received.length, { interval: 5 }).toBe(40)
  const byKey = test.received.filter(({ headers }) => headers['wechatpay-serial'] === test.merchant.platformKeyId)
  expect(byKey.length).toBeGreaterThan(8)
  expect(byKey.length).toBeLessThan(32)
})
