import { execFileSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, privateEncrypt } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config-file.ts'
import { hasOpenssl } from '../../tests/peers/openssl-tsa.ts'
import { findSoftHsm, makeToken } from '../../tests/peers/softhsm.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { openProofs } from './open-proofs.ts'
import { openSeal } from './open-seal.ts'
import { createRemoteSignerHost } from './remote-signer-host.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from './sample-authority.ts'
import { proofsConfigSchema, type SealConfig, sealConfigSchema } from './seal-config.ts'

const clock = sampleClock(() => SAMPLE_NOW_MS)
const house = sampleAuthority()
const softHsm = await findSoftHsm()
const openssl = await hasOpenssl()
let dir = ''
const at = (path: string) => join(dir, path)

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'open-seal-'))
  const files = {
    'seal.pem': pem(house.seal) + pem(house.issuing),
    'anchors.pem': pem(house.root),
    'other-anchors.pem': pem(sampleAuthority().root),
    'key.pem': house.sealKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    'password.txt': 'geheim 印\n',
    'pin.txt': '482913\n',
    'empty.txt': '\n',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(at(name), text)
})
afterAll(() => rm(dir, { recursive: true, force: true }))

/** The setting as it stands in a file. */
function read(yaml: string): SealConfig {
  const config = readConfig(yaml, 'seal.yaml', sealConfigSchema(at))
  if (!config.ok) throw new Error(JSON.stringify(config.error))
  return config.value
}
const open = (yaml: string) => openSeal(read(yaml), '示范大学', clock)

describe('the seal that a configuration names', () => {
  it('is made for a demonstration', async () => {
    const seal = await open('demoFolder: demo')
    expect(seal.usableUntilMs).toBeGreaterThan(SAMPLE_NOW_MS)
  })

  it('is opened from PEM files', async () => {
    const seal = await open('{ certificatesFile: seal.pem, privateKeyFile: key.pem, anchorsFile: anchors.pem }')
    expect(seal.signer.certificate).toEqual(house.seal)
    expect(seal.usableUntilMs).toBe(SAMPLE_NOW_MS + 365 * 24 * 3600 * 1000)
  })

  it('stops the start when it does not lead to the anchors', async () => {
    const wrong = open('{ certificatesFile: seal.pem, privateKeyFile: key.pem, anchorsFile: other-anchors.pem }')
    await expect(wrong).rejects.toThrow(/untrusted-signer \(no-path-to-anchor\)/)
    const none = open('{ certificatesFile: seal.pem, privateKeyFile: key.pem, anchorsFile: empty.txt }')
    await expect(none).rejects.toThrow(/no certificate/)
  })

  it.skipIf(!openssl)('is opened from a PKCS#12 file (openssl)', async () => {
    const files = ['-inkey', at('key.pem'), '-in', at('seal.pem'), '-passout', `file:${at('password.txt')}`]
    execFileSync('openssl', ['pkcs12', '-export', ...files, '-out', at('seal.p12')], { stdio: 'ignore' })
    const seal = await open('{ pkcs12File: seal.p12, passwordFile: password.txt, anchorsFile: anchors.pem }')
    expect(seal.signer.chain).toEqual([house.issuing])
    const empty = open('{ pkcs12File: seal.p12, passwordFile: empty.txt, anchorsFile: anchors.pem }')
    await expect(empty).rejects.toThrow(/empty.txt is empty/)
  })

  it.skipIf(softHsm === null)('is opened in a token (SoftHSM2 and OpenSC)', async () => {
    const token = await makeToken(softHsm!)
    try {
      const publicKey = createPublicKey(await token.makeKey('0a', 'EC:prime256v1'))
      const own = sampleAuthority({ seal: { publicKey }, signs: false })
      await writeFile(at('token.pem'), pem(own.seal) + pem(own.issuing))
      await writeFile(at('token-anchors.pem'), pem(own.root))
      const place = `module: ${token.module}, label: ${token.label}, keyId: 0a, pinFile: pin.txt`
      const seal = await open(`{ token: { ${place} }, certificatesFile: token.pem, anchorsFile: token-anchors.pem }`)
      expect(seal.signer.algorithm).toBe('ecdsa-sha256')
      const other = open(`{ token: { ${place} }, certificatesFile: seal.pem, anchorsFile: anchors.pem }`)
      await expect(other).rejects.toThrow(/not by the seal's key/)
    } finally {
      await token.remove()
    }
  })

  it('is opened on another machine, under keys of both', async () => {
    const [ours, theirs] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')]
    await writeFile(at('ours.pem'), ours.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await writeFile(at('theirs.pem'), theirs.publicKey.export({ type: 'spki', format: 'pem' }))
    // The host is handed a hash. An EC key of node:crypto takes none; an RSA key does, with the DigestInfo before it.
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const own = sampleAuthority({ seal: { publicKey: rsa.publicKey }, signs: false })
    await writeFile(at('remote.pem'), pem(own.seal) + pem(own.issuing))
    await writeFile(at('remote-anchors.pem'), pem(own.root))
    const prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex')
    const server = createRemoteSignerHost({
      caller: { kind: 'ed25519', callerKey: ours.publicKey, ownKey: theirs.privateKey },
      clock,
      signDigest: async (_, digest) => privateEncrypt(rsa.privateKey, Buffer.concat([prefix, digest])),
    })
    const url = await listen(server)
    const keys = '{ ownKeyFile: ours.pem, peerKeyFile: theirs.pem }'
    const rest = 'certificatesFile: remote.pem, anchorsFile: remote-anchors.pem'
    await expect(open(`{ remote: { url: "${url}", keys: ${keys} }, ${rest} }`)).resolves.toBeDefined()
    await expect(open(`{ remote: { url: "${url}" }, ${rest} }`)).rejects.toThrow(/either keys or a bearerFile/)
    const bearer = open(`{ remote: { url: "${url}", bearerFile: password.txt }, ${rest} }`)
    await expect(bearer).rejects.toThrow(/over https alone/)
    server.close()
  })

  it('must be one of these, spelt right', () => {
    expect(() => read('{ certificatesFile: seal.pem }')).toThrow()
    expect(() => read('{ demoFolder: demo, extra: 1 }')).toThrow()
    expect(() =>
      read('{ token: { module: x, label: y, keyId: zz, pinFile: p }, certificatesFile: a, anchorsFile: b }'),
    ).toThrow()
  })
})

describe('the proofs that a configuration names', () => {
  const proofs = (yaml: string) => {
    const config = readConfig(yaml, 'proofs.yaml', proofsConfigSchema(at))
    if (!config.ok) throw new Error(JSON.stringify(config.error))
    return openProofs({ proofs: config.value, secondSeal: null }, pem(house.root), clock)
  }

  it('are read with their anchors and passwords', async () => {
    const stamps = '[{ url: "https://tsa.example/", anchorsFile: anchors.pem, passwordFile: password.txt }]'
    const opened = await proofs(`{ level: B-LT, timeStamps: ${stamps} }`)
    expect(opened?.target).toBe('B-LT')
    const parts = opened?.parts
    expect(parts?.authorities).toMatchObject([{ anchors: [house.root], policy: null, timeoutMs: 5000 }])
    expect(parts?.authorities[0]?.authorization).toBe(`Basic ${Buffer.from('geheim 印').toString('base64')}`)
    expect(parts?.revocation).toEqual({ crlUrls: [], ocspUrls: [], timeoutMs: 5000 })
  })

  it('are none, or are refused without an authority or without its anchors', async () => {
    expect(await openProofs({ proofs: null, secondSeal: null }, pem(house.root), clock)).toBeNull()
    expect(() => proofs('{ level: B-T, timeStamps: [] }')).toThrow()
    const stamps = '[{ url: "https://tsa.example/", anchorsFile: empty.txt }]'
    await expect(proofs(`{ level: B-T, timeStamps: ${stamps} }`)).rejects.toThrow(/holds no certificate/)
  })
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/sign`
}
