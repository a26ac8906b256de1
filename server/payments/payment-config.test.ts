import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../../src/config-file.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { createCampusWallet } from '../../tests/peers/campus-wallet.ts'
import { merchantSectionSchema, merchantsNamedTwice, openMerchants, paymentConfigSchema } from './payment-config.ts'
import { PROVIDERS } from './providers.ts'

const wallet = createCampusWallet()
const providers = [...PROVIDERS, wallet.provider]
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'payment-config-'))
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  writeFileSync(join(folder, 'private.pem'), pair.privateKey)
  writeFileSync(join(folder, 'public.pem'), pair.publicKey)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const wechat = (mchid: string) => ({
  mchid,
  appid: 'wx0000000000000001',
  merchantSerial: 'ABCDEF0123456789',
  merchantPrivateKeyPem: 'private.pem',
  platformKeyId: 'PUB_KEY_ID_0000000001',
  platformPublicKeyPem: 'public.pem',
  morePlatformKeys: [{ id: 'ABCDEF0123456788', publicKeyPem: 'public.pem' }],
  apiV3Key: 'k'.repeat(32),
  notifyUrl: 'https://print.example.edu/v1/wechatpay/notice',
})
const shop = { provider: 'campus-wallet', shop: 'S0001', secret: 'wallet-secret' }
const at = (path: string) => join(folder, path)

/** As the server's file has them. */
const read = (sections: { payment: unknown; formerPayments?: unknown[] }) => {
  const schema = z.strictObject({
    payment: paymentConfigSchema(at, providers),
    formerPayments: z.array(merchantSectionSchema(at, providers)).default([]),
  })
  return readConfig(JSON.stringify(sections, null, 1), 'server.yaml', schema)
}
const open = (sections: Parameters<typeof read>[0]) => openMerchants(unwrap(read(sections)), fakeClock(), providers)

describe('the merchants of a configuration', () => {
  it('are of WeChat Pay where no provider is named, as in every file of before', () => {
    const { present, all } = open({ payment: wechat('1600000001') })
    expect(present).toMatchObject({
      provider: 'wechat-pay',
      merchantId: '1600000001',
      name: { zh: '微信支付', en: 'WeChat Pay' },
      payeeName: null,
      notices: { path: '/v1/wechatpay/notice' },
    })
    expect(all).toEqual([present])
  })

  it('are of the provider that is named, with a payee of their own where there is one', () => {
    const merchants = open({ payment: { ...shop, payeeName: '后勤集团' }, formerPayments: [wechat('1600000001')] })
    expect(merchants.present).toMatchObject({ provider: 'campus-wallet', merchantId: 'S0001', payeeName: '后勤集团' })
    expect(merchants.find({ provider: 'wechat-pay', merchantId: '1600000001' })?.name.en).toBe('WeChat Pay')
    expect(merchants.find({ provider: 'campus-wallet', merchantId: '1600000001' })).toBeNull()
    expect(merchants.find({ provider: 'wechat-pay', merchantId: null })).toBeNull()
  })

  it('may all be former ones: free copies alone from now on', () => {
    const merchants = open({ payment: null, formerPayments: [wechat('1600000001'), wechat('1600000002')] })
    expect(merchants.present).toBeNull()
    expect(merchants.all.map(({ merchantId }) => merchantId)).toEqual(['1600000001', '1600000002'])
  })

  it.each<[string, unknown, string]>([
    [
      'an unknown provider',
      { ...shop, provider: 'coins' },
      'payment.provider: must be one of wechat-pay, campus-wallet',
    ],
    ['a key of another provider', { ...shop, mchid: '1600000001' }, 'payment.mchid: unknown key'],
    ['a wrong value', { ...shop, shop: 7 }, 'payment.shop: must be a text'],
    ['a missing value', { provider: 'campus-wallet', shop: 'S0001' }, 'payment.secret: missing: a text'],
    ['an empty payee', { ...shop, payeeName: '' }, 'payment.payeeName: '],
    [
      'a list of keys with a wrong one',
      { ...wechat('1600000001'), morePlatformKeys: [{}] },
      'payment.morePlatformKeys.0.id: missing',
    ],
    ['no section at all', 'wechat', 'payment: must be a group of settings'],
  ])('are refused with the place of %s', (_, payment, message) => {
    const faults = read({ payment })
    if (faults.ok) throw new Error('it was taken')
    const lines = faults.error.map(({ path, message: why }) => `${path}: ${why}`)
    expect(lines.join('\n')).toContain(message)
    for (const { line } of faults.error) expect(line).toBeGreaterThan(1)
  })

  it('are not named twice', () => {
    const former = [{ ...shop, provider: 'campus-wallet' }, wechat('1600000001'), wechat('1600000002')]
    const sections = unwrap(read({ payment: wechat('1600000001'), formerPayments: former }))
    expect(merchantsNamedTwice(sections, providers)).toEqual(['wechat-pay, merchant 1600000001'])
    expect(() => openMerchants(sections, fakeClock(), providers)).toThrow('wechat-pay, merchant 1600000001')
  })
})

describe('the providers of the house', () => {
  it('have an id and a notice address of their own, and a name in both languages', () => {
    for (const of of [({ id }) => id, ({ notices }) => notices.path] as ((
      one: (typeof PROVIDERS)[number],
    ) => string)[]) {
      expect(new Set(providers.map(of)).size).toBe(providers.length)
    }
    for (const { id, name, notices } of PROVIDERS) {
      expect(id).toMatch(/^[a-z][a-z0-9-]{1,39}$/)
      expect(notices.path).toMatch(/^\/v1\/[a-z0-9-]+\/notice$/)
      expect(name.zh && name.en).toBeTruthy()
    }
  })
})
