import { createPublicKey } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { findSoftHsm, makeToken, type SoftHsmToken, type TokenKeyType } from '../../tests/peers/softhsm.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { checkSeal } from './check-seal.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from './sample-authority.ts'
import { sealCertificates } from './seal-certificates.ts'
import { signerFromToken } from './token-signer.ts'

const module = await findSoftHsm()
const clock = sampleClock(() => SAMPLE_NOW_MS)
let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'token-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

describe.skipIf(module === null)('a seal in a PKCS#11 token (SoftHSM2 and OpenSC)', () => {
  let token: SoftHsmToken
  beforeAll(async () => {
    token = await makeToken(module!)
  })
  afterAll(() => token.remove())

  const sealWith = async (keyId: string, type: TokenKeyType) => {
    const publicKey = createPublicKey(await token.makeKey(keyId, type))
    const house = sampleAuthority({ seal: { publicKey }, signs: false })
    return { house, seal: sealCertificates(house.seal, [house.issuing, house.root]) }
  }
  const options = (keyId: string, pin = token.pin) => ({
    module: token.module,
    tokenLabel: token.label,
    keyId,
    pin,
    clock,
  })

  it.each([
    ['01', 'EC:prime256v1', 'ecdsa-sha256'],
    ['03', 'rsa:3072', 'rsa-sha256'],
  ] as const)('signs with key %s, %s', async (keyId, type, algorithm) => {
    const { house, seal } = await sealWith(keyId, type)
    const signer = signerFromToken(seal, options(keyId))
    expect(signer.algorithm).toBe(algorithm)
    await expect(checkSeal(signer, pem(house.root), clock)).resolves.toBeDefined()
  })

  it('signs many at once, in turn', async () => {
    const { seal } = await sealWith('04', 'EC:prime256v1')
    const signer = signerFromToken(seal, options('04'))
    const signatures = await Promise.all(Array.from({ length: 8 }, (_, at) => signer.sign(Uint8Array.of(at))))
    expect(new Set(signatures.map(String)).size).toBe(8)
  })

  it('gives out nothing of another key', async () => {
    const { seal } = await sealWith('05', 'EC:prime256v1')
    await sealWith('06', 'EC:prime256v1')
    await expect(signerFromToken(seal, options('06')).sign(Uint8Array.of(1))).rejects.toThrow(/not by the seal's key/)
  })

  it('says what the token says, and tries a wrong PIN once only', async () => {
    const { seal } = await sealWith('07', 'EC:prime256v1')
    await expect(signerFromToken(seal, options('77')).sign(Uint8Array.of(1))).rejects.toThrow(/Private key not found/)
    const locked = signerFromToken(seal, options('07', '0000'))
    await expect(locked.sign(Uint8Array.of(1))).rejects.toThrow(/CKR_PIN_INCORRECT/)
    await expect(locked.sign(Uint8Array.of(1))).rejects.toThrow(/not tried again/)
    await expect(signerFromToken(seal, options('07')).sign(Uint8Array.of(1))).resolves.toBeDefined()
  })
})

describe('a token that is not well', () => {
  const house = sampleAuthority()
  const seal = sealCertificates(house.seal, [house.issuing])
  const options = { module: 'x.so', tokenLabel: 'x', keyId: '01', pin: '1234' }
  const program = async (name: string, text: string) => {
    const path = join(dir, name)
    await writeFile(path, `#!/bin/sh\n${text}\n`)
    await chmod(path, 0o755)
    return path
  }

  it('is given up when it hangs, and the next signature has its turn', async () => {
    const hanging = fakeClock()
    const signer = signerFromToken(seal, {
      ...options,
      program: await program('hang', 'exec sleep 600'),
      clock: hanging,
    })
    const [first, second] = [1, 2].map(at => signer.sign(Uint8Array.of(at)).then(String, String))
    await hanging.advance(10_001)
    expect(await first).toContain('did not answer within 10000 ms')
    while (hanging.pending() === 0) await new Promise(resolve => setImmediate(resolve))
    await hanging.advance(10_001)
    expect(await second).toContain('did not answer')
  })

  it('fails alone when its program crashes, is missing or talks nonsense', async () => {
    const sign = (path: string) => signerFromToken(seal, { ...options, program: path, clock }).sign(Uint8Array.of(1))
    await expect(sign(await program('crash', 'kill -SEGV $$'))).rejects.toThrow(/did not sign/)
    await expect(sign(join(dir, 'absent'))).rejects.toThrow(/cannot be started/)
    await expect(sign(await program('quiet', 'exit 0'))).rejects.toThrow(/did not sign/)
    await expect(sign(await program('flood', 'yes nonsense'))).rejects.toThrow(/did not sign/)
    await expect(sign(await program('wrong', 'echo hello'))).rejects.toThrow(/not by the seal's key/)
  })

  it('does not find the PIN among the arguments', async () => {
    const path = await program('tell', 'echo "error: $* PIN=$YINZHENG_TOKEN_PIN" >&2; exit 1')
    const said = await signerFromToken(seal, { ...options, program: path, clock })
      .sign(Uint8Array.of(1))
      .then(String, String)
    expect(said).toContain('--pin env:YINZHENG_TOKEN_PIN')
    expect(said).toContain('PIN=1234')
    expect(said.split('PIN=')[0]).not.toContain('1234')
  })
})
