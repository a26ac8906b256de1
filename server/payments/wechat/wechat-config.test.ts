import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type WechatConfigInput, wechatConfigSchema } from './wechat-config.ts'

let dir = ''
let good: WechatConfigInput
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wechat-config-'))
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const curve = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(join(dir, 'key.pem'), pair.privateKey)
  writeFileSync(join(dir, 'curve.pem'), curve)
  writeFileSync(join(dir, 'v3.txt'), `${'k'.repeat(32)}\n`)
  good = {
    mchid: '1600000001',
    appid: 'wx0000000000000001',
    merchantSerial: 'ABCDEF0123456789',
    merchantPrivateKeyPem: pair.privateKey,
    platformKeyId: 'PUB_KEY_ID_0000000001',
    platformPublicKeyPem: pair.publicKey,
    apiV3Key: 'k'.repeat(32),
    notifyUrl: 'https://print.example.edu/wechat/notice',
  }
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('the configuration of WeChat Pay', () => {
  it('needs no more than keys, numbers and an address; the hosts are WeChat’s own', () => {
    const config = wechatConfigSchema.parse(good)
    expect(config.baseUrls).toEqual(['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com'])
    expect(config).toMatchObject({ timeoutMs: 5000, attempts: 2, morePlatformKeys: [] })
    expect(config.merchantPrivateKeyPem.type).toBe('private')
  })

  it('needs no key of the platform where its certificates are downloaded', () => {
    const { platformKeyId: _, platformPublicKeyPem: __, ...keyless } = good
    expect(wechatConfigSchema.safeParse(keyless).success).toBe(true)
  })

  it('takes keys by the path of a file', () => {
    const files = { merchantPrivateKeyPem: join(dir, 'key.pem'), apiV3Key: `file:${join(dir, 'v3.txt')}` }
    const config = wechatConfigSchema.parse({ ...good, ...files })
    expect(config.merchantPrivateKeyPem.asymmetricKeyType).toBe('rsa')
    expect(config.apiV3Key).toBe('k'.repeat(32))
  })

  it('takes a local gateway over plain http', () => {
    const baseUrls = ['http://127.0.0.1:7080/']
    expect(wechatConfigSchema.parse({ ...good, baseUrls }).baseUrls).toEqual(['http://127.0.0.1:7080'])
  })

  it.each<[string, (dir: string) => Partial<WechatConfigInput>]>([
    ['merchantPrivateKeyPem', () => ({ merchantPrivateKeyPem: '/nowhere/key.pem' })],
    [
      'merchantPrivateKeyPem',
      () => ({ merchantPrivateKeyPem: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----' }),
    ],
    ['merchantPrivateKeyPem', folder => ({ merchantPrivateKeyPem: join(folder, 'curve.pem') })],
    ['apiV3Key', () => ({ apiV3Key: 'short' })],
    ['apiV3Key', () => ({ apiV3Key: 'file:/nowhere' })],
    ['mchid', () => ({ mchid: '16' })],
    ['platformKeyId', () => ({ platformKeyId: 'KEY-1' })],
    ['notifyUrl', () => ({ notifyUrl: 'https://print.example.edu/n?x=1' })],
    ['notifyUrl', () => ({ notifyUrl: 'http://print.example.edu/n' })],
    ['baseUrls.0', () => ({ baseUrls: ['https://api.mch.weixin.qq.com/v3'] })],
    ['baseUrls.0', () => ({ baseUrls: ['http://api.mch.weixin.qq.com'] })],
    ['timeoutMs', () => ({ timeoutMs: 0 })],
    ['platformPublicKeyPem', () => ({ platformPublicKeyPem: undefined })],
    ['platformKeyId', () => ({ platformKeyId: undefined })],
    [
      'downloadCertificates',
      () => ({ platformKeyId: undefined, platformPublicKeyPem: undefined, downloadCertificates: false }),
    ],
  ])('refuses a wrong %s and names the place', (place, change) => {
    const parsed = wechatConfigSchema.safeParse({ ...good, ...change(dir) })
    expect(parsed.error?.issues.map(issue => issue.path.join('.'))).toEqual([place])
  })

  it('refuses a setting that it does not know', () => {
    expect(wechatConfigSchema.safeParse({ ...good, timeout: 1 }).success).toBe(false)
  })

  it('never quotes a key in its complaint', () => {
    const parsed = wechatConfigSchema.safeParse({
      ...good,
      merchantPrivateKeyPem: '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n',
    })
    expect(JSON.stringify(parsed.error?.issues)).not.toContain('c2VjcmV0')
  })
})
