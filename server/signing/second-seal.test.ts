import { execFileSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentOf, contextTag, encodingOf, onlyChild, readDer, sequenceOf, TAG } from '../../src/pdf/der.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { SM2_LIBRARY } from '../../src/pdf/sm2-library.ts'
import { verifyPdf } from '../../src/pdf/verify.ts'
import { makeSm2Seal } from '../../tests/peers/openssl-sm2.ts'
import { hasOpenssl, type OpensslTsa, startOpensslTsa } from '../../tests/peers/openssl-tsa.ts'
import { judgeProved } from './judge-proved.ts'
import { openProofs } from './open-proofs.ts'
import { signPades } from './pades.ts'
import { pem } from './sample-authority.ts'
import { samplePdf } from './sample-pdf.ts'
import { provedHouse } from './sample-proved.ts'
import { type SecondSeal, secondSealFromPem } from './second-seal.ts'
import type { Signer } from './signer.ts'
import { type UpgradeParts, upgradeDocument } from './upgrade-document.ts'

const clock = { now: Date.now }
const house = provedHouse(Date.now())
const firstSigner = { ...house.signer, secondSealFollows: true }

describe.skipIf(!(await hasOpenssl()))('a second seal with SM2 (certificates by openssl)', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sm2-'))
  const at = (name: string) => join(dir, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] })
  const read = (name: string) => readFileSync(at(name), 'utf8')
  let seal: SecondSeal
  let tsa: OpensslTsa

  beforeAll(async () => {
    makeSm2Seal(dir)
    seal = secondSealFromPem({
      certificatesPem: read('seal.pem'),
      privateKeyPem: read('seal.key'),
      anchorsPem: read('ca.pem'),
    })
    tsa = await startOpensslTsa()
  })
  afterAll(async () => {
    await tsa.stop()
    rmSync(dir, { recursive: true, force: true })
  })
  const parts = (): UpgradeParts => ({
    authorities: [{ url: tsa.url, anchors: [tsa.root], policy: null, timeoutMs: 5000 }],
    revocation: { crlUrls: [], ocspUrls: [], timeoutMs: 5000 },
    ...{ anchors: [house.root], archiveRoomBytes: 8192, secondSeal: seal, clock },
  })
  const sealedOnce = (signer: Signer = firstSigner) => signPades(samplePdf(), signer, { claimedAt: new Date() })
  const verify = (pdf: Uint8Array, anchors: readonly Uint8Array[]) =>
    verifyPdf(pdf, { anchors, policy: 'kiosk-strict', webCrypto: webcrypto, sm2: SM2_LIBRARY, nowMs: Date.now() })

  it('follows the first, and both are good', async () => {
    const once = await sealedOnce()
    // The kiosk prints the first revision, before the second seal is there.
    expect(await verify(once, [house.root])).toMatchObject({ verdict: 'valid', printable: true })
    const { pdf, stoppedBy } = await upgradeDocument(once, 'B-B', parts())
    expect(stoppedBy).toBeNull()
    expect(Buffer.from(pdf.subarray(0, once.length)).equals(once)).toBe(true)
    const report = await verify(pdf, [house.root, ...seal.anchors])
    expect(report.printable, JSON.stringify(report.reasons)).toBe(true)
    expect(report.signatures).toMatchObject([
      { field: 'Seal', verdict: 'valid', docMdp: 2 },
      { field: 'National1', verdict: 'valid', algorithm: expect.stringContaining('SM2'), coverage: 'entire-file' },
    ])
    expect(await judgeProved(pdf, 'B-B', parts(), clock)).toEqual({ ok: true, value: undefined })
    expect(await upgradeDocument(pdf, 'B-B', parts())).toMatchObject({ pdf })
  })

  it('counts: without its root the file is not printable', async () => {
    const { pdf } = await upgradeDocument(await sealedOnce(), 'B-B', parts())
    expect((await verify(pdf, [house.root])).printable).toBe(false)
    const flipped = pdf.slice()
    flipped[pdf.length - 40]! ^= 1
    expect((await verify(flipped, [house.root, ...seal.anchors])).printable).toBe(false)
  })

  it('comes behind the time stamp of the first', async () => {
    const { pdf, level } = await upgradeDocument(await sealedOnce(), 'B-T', parts())
    expect(level).toBe('B-T')
    expect(await judgeProved(pdf, 'B-T', parts(), clock)).toEqual({ ok: true, value: undefined })
    tsa.mood = 'down'
    const waiting = await upgradeDocument(await sealedOnce(), 'B-T', parts())
    tsa.mood = 'well'
    expect(waiting).toMatchObject({ level: 'B-B', stoppedBy: { kind: 'no-time-stamp' } })
  })

  it('is not added where the first forbids it', async () => {
    const once = await sealedOnce(house.signer)
    expect(await upgradeDocument(once, 'B-B', parts())).toMatchObject({ pdf: once, stoppedBy: null })
  })

  it('is a signature to openssl too', async () => {
    const { pdf } = await upgradeDocument(await sealedOnce(), 'B-B', parts())
    const text = Buffer.from(pdf).toString('latin1')
    const hex = /adbe\.pkcs7\.detached[^<]*<([0-9a-f]+)>/.exec(text)?.[1] ?? ''
    const [type, wrapped] = sequenceOf(readDer(new Uint8Array(Buffer.from(hex, 'hex'))))
    expect(Buffer.from(contentOf(type!)).toString('hex')).toBe('2a811ccf550601040202')
    const fields = sequenceOf(onlyChild(wrapped!))
    const [signerInfo] = sequenceOf(fields.at(-1), TAG.set)
    const [, , , attributes, , signature] = sequenceOf(signerInfo)
    const signed = encodingOf(attributes!).slice()
    expect(signed[0]).toBe(contextTag(0))
    signed[0] = TAG.set
    writeFileSync(at('signed'), signed)
    writeFileSync(at('signature'), contentOf(signature!))
    writeFileSync(at('public.pem'), openssl('pkey', '-in', 'seal.key', '-pubout'))
    const user = ['-pkeyopt', 'distid:1234567812345678']
    const check = ['-verify', '-rawin', '-digest', 'sm3', '-pubin', '-inkey', 'public.pem', ...user]
    const said = openssl('pkeyutl', ...check, '-in', 'signed', '-sigfile', 'signature').toString()
    expect(said).toContain('Signature Verified Successfully')
  })

  it('is tried at start', async () => {
    const config = { certificatesFile: at('seal.pem'), privateKeyFile: at('seal.key'), anchorsFile: at('ca.pem') }
    const open = (secondSeal: typeof config) => openProofs({ proofs: null, secondSeal }, pem(house.root), clock)
    expect(await open(config)).toMatchObject({ target: 'B-B', parts: { secondSeal: { algorithm: 'sm2-sm3' } } })
    writeFileSync(at('stranger.pem'), pem(house.root))
    const astray = open({ ...config, anchorsFile: at('stranger.pem') })
    await expect(astray).rejects.toThrow(/second seal cannot be used: .*no-path-to-anchor/)
  })

  it('is refused with a key or a certificate that does not fit', () => {
    const files = { certificatesPem: read('seal.pem'), privateKeyPem: read('seal.key'), anchorsPem: read('ca.pem') }
    expect(() => secondSealFromPem({ ...files, privateKeyPem: read('ca.key') })).toThrow(/does not belong/)
    expect(() => secondSealFromPem({ ...files, privateKeyPem: '' })).toThrow(/PKCS#8/)
    expect(() => secondSealFromPem({ ...files, certificatesPem: '' })).toThrow(/no certificate/)
    expect(() => secondSealFromPem({ ...files, certificatesPem: pem(house.seal) })).toThrow(/no SM2 key/)
    expect(derOfPem(read('seal.pem'))).toHaveLength(1)
  })
})
