import { createHash, webcrypto } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidence, RECENT_MS, stampedBy } from '../../tests/attacks/cases/good-levels.ts'
import { latin } from '../../tests/attacks/der.ts'
import { FREE, GRADES, N } from '../../tests/attacks/document.ts'
import { append, stream } from '../../tests/attacks/pdf-writer.ts'
import { anchors, DAY_MS, listOf, NOW_MS, party, YEAR_MS } from '../../tests/attacks/pki.ts'
import { addDocumentStamp, addDss, addSignature, sealed, signed, UNCERTIFIED } from '../../tests/attacks/sign.ts'
import type { VerifierOptions } from './options.ts'
import { REASONS } from './reasons.ts'
import { createVerifier, signedRevision, verifyPdf } from './verify.ts'

const usual: VerifierOptions = { anchors: anchors(), webCrypto: webcrypto, policy: 'kiosk-strict' }
const check = (bytes: Uint8Array, more: Partial<VerifierOptions> = {}, nowMs = NOW_MS) =>
  verifyPdf(bytes, { ...usual, ...more, nowMs })
const codes = (report: Awaited<ReturnType<typeof check>>) => report.reasons.map(({ code }) => code)

const plain = sealed().bytes
const stamped = sealed({ cms: stampedBy('tsa', RECENT_MS) })
const longTerm = addDss(stamped, evidence())
const archived = addDocumentStamp(longTerm, { free: FREE + 20, document: { catalog: `/DSS ${FREE} 0 R` } })
const twice = addSignature(signed(), { by: 'p256-second', document: UNCERTIFIED })

describe('a report', () => {
  it('says everything of a plain signature, and nothing twice', async () => {
    const report = await check(plain)
    const [signature] = report.signatures
    expect(report).toMatchObject({ verdict: 'valid', printable: true, reasons: [], timestamps: [], elapsedMs: null })
    expect(report.sha256).toBe(createHash('sha256').update(plain).digest('hex'))
    expect(report.revisions).toEqual([{ index: 0, end: plain.length - 1, signedBy: ['Seal'], changes: [] }])
    expect(signature).toMatchObject({
      ...{ field: 'Seal', subFilter: 'ETSI.CAdES.detached', verdict: 'valid', level: 'B-B' },
      ...{ algorithm: 'P-256 ECDSA SHA-256', claimedTime: '2026-11-22T03:55:00Z', trustedTime: null },
      ...{ revocation: 'unknown', coverage: 'entire-file', docMdp: 1, changesAfter: [] },
    })
    expect(signature?.signer).toMatchObject({
      ...{ subject: 'Seal 256', issuer: 'Issuing E' },
      sha256: createHash('sha256').update(party('p256').certificate).digest('hex'),
    })
    expect(signature?.chain.map(({ subject }) => subject)).toEqual(['Seal 256', 'Issuing E', 'Root E'])
    const [start, gap, behind, length] = signature?.byteRange ?? []
    expect([start, behind! + length!]).toEqual([0, plain.length])
    expect(plain[gap!]).toBe('<'.charCodeAt(0))
  })

  it('is plain data', async () => {
    const report = await check(archived.bytes)
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  it('measures with the stopwatch that it is given', async () => {
    let ms = 100
    expect((await check(plain, { stopwatch: () => (ms += 7) })).elapsedMs).toBe(7)
  })

  it.each([
    ['B-B', plain, null, 'valid'],
    ['B-T', stamped.bytes, '2026-11-22T03:58:00Z', 'valid'],
    ['B-LT', longTerm.bytes, '2026-11-22T03:58:00Z', 'valid-with-later-permitted-change'],
    ['B-LTA', archived.bytes, '2026-11-22T03:58:00Z', 'valid-with-later-permitted-change'],
  ])('names the level %s and the time that is proved', async (level, bytes, trustedTime, verdict) => {
    const report = await check(bytes)
    expect(report.verdict).toBe(verdict)
    expect(report.signatures[0]).toMatchObject({ level, trustedTime })
  })

  it('calls a signature without the PAdES attribute legacy', async () => {
    const { bytes } = signed({ subFilter: 'adbe.pkcs7.detached' })
    expect((await check(bytes)).signatures[0]?.level).toBe('legacy')
  })

  it('tells what came later, revision by revision', async () => {
    const report = await check(archived.bytes)
    expect(report.reasons).toEqual([
      { code: 'later-dss', revision: 1 },
      { code: 'later-timestamp', revision: 2 },
    ])
    expect(report.revisions.map(({ signedBy }) => signedBy)).toEqual([['Seal'], [], ['Stamp']])
    expect(report.signatures[0]?.changesAfter).toEqual([
      { revision: 1, kind: 'dss', permitted: true },
      { revision: 2, kind: 'document-timestamp', permitted: true },
    ])
    expect(report.timestamps).toMatchObject([{ field: 'Stamp', verdict: 'valid', time: '2026-11-22T03:59:00Z' }])
  })

  it('keeps the facts of a good signature when something else is wrong', async () => {
    const forged = append(sealed(), { objects: new Map([[N.content, stream('', GRADES.replace('62', '98'))]]) })
    const report = await check(forged.bytes)
    expect(report).toMatchObject({ verdict: 'tampered', printable: false })
    expect(report.signatures[0]).toMatchObject({ verdict: 'valid', coverage: 'entire-revision' })
    expect(report.revisions[1]?.changes).toEqual([
      { revision: 1, kind: 'object', permitted: false, code: 'object-changed', object: N.content },
    ])
  })

  it('names the field that a reason is about', async () => {
    const report = await check(addSignature(signed(), { by: 'foreign', document: UNCERTIFIED }).bytes)
    expect(report.reasons[0]).toMatchObject({ code: 'no-path-to-anchor', field: 'Second' })
  })
})

describe('the bytes to print', () => {
  it('are those of the first signature, whatever came later', async () => {
    for (const [file, whole] of [
      [stamped.bytes, stamped.bytes.length],
      [archived.bytes, stamped.bytes.length],
      [twice.bytes, signed().bytes.length],
    ] as const) {
      const report = await check(file)
      expect(report.printable).toBe(true)
      expect(signedRevision(file, report)).toEqual(file.subarray(0, whole))
    }
  })

  it('are none of a file that may not be printed', async () => {
    const bytes = sealed({ by: 'foreign' }).bytes
    const report = await check(bytes)
    expect(() => signedRevision(bytes, report)).toThrow(/printable/)
  })
})

describe('the configuration', () => {
  it('narrows the signers to pinned certificates', async () => {
    const pin = createHash('sha256').update(party('p256').certificate).digest('hex')
    expect((await check(plain, { pinnedSigners: [pin] })).verdict).toBe('valid')
    expect(codes(await check(plain, { pinnedSigners: ['0'.repeat(64)] }))).toEqual(['signer-not-pinned'])
    expect(codes(await check(plain, { pinnedSigners: [] }))).toEqual(['signer-not-pinned'])
    expect(codes(await check(twice.bytes, { pinnedSigners: [pin] }))[0]).toBe('signer-not-pinned')
  })

  it('asks for revocation data where it is told to', async () => {
    const lists = [listOf('issuing-ec'), listOf('root-ec')]
    expect(codes(await check(plain, { requireRevocation: true }))).toEqual(['revocation-unknown'])
    expect((await check(plain, { requireRevocation: true, crls: lists })).verdict).toBe('valid')
    expect(codes(await check(plain, { requireRevocation: true, crls: lists }, NOW_MS + 30 * DAY_MS))).toEqual([
      'revocation-unknown',
    ])
  })

  it('may allow a further purpose of signers', async () => {
    const { bytes } = sealed({ by: 'tls-purpose' })
    expect(codes(await check(bytes))).toEqual(['signer-purpose'])
    expect((await check(bytes, { signerPurposes: ['1.3.6.1.5.5.7.3.1'] })).verdict).toBe('valid')
  })

  it('brings certificates that a file lacks', async () => {
    const alone = sealed({ cms: { certificates: [party('p256').certificate] } }).bytes
    expect(codes(await check(alone))).toEqual(['no-path-to-anchor'])
    expect((await check(alone, { intermediates: [party('issuing-ec').certificate] })).verdict).toBe('valid')
  })

  it('sets limits before work is done', async () => {
    expect(codes(await check(plain, { limits: { fileBytes: 1000 } }))).toEqual(['file-too-large'])
    for (const limits of [{ steps: 50 }, { hashedBytes: 100 }, { signatureChecks: 2 }, { objects: 5 }, { fields: 0 }]) {
      expect(codes(await check(plain, { limits })), JSON.stringify(limits)).toEqual(['limit-reached'])
    }
  })

  it.each(['anchors', 'intermediates', 'crls'] as const)(
    'is refused whole when one of its %s cannot be read',
    async key => {
      await expect(check(plain, { [key]: [Uint8Array.of(1, 2, 3)] })).rejects.toThrow(/bad-der/)
    },
  )
})

describe('a verifier', () => {
  it('says the same of a file whatever it saw before', async () => {
    const verifier = createVerifier(usual)
    const files = [plain, archived.bytes, sealed({ by: 'foreign' }).bytes, sealed({ by: 'revoked' }).bytes, twice.bytes]
    const first = await Promise.all(files.map(file => verifier.verify(file, NOW_MS)))
    const again = await Promise.all(files.toReversed().map(file => verifier.verify(file, NOW_MS)))
    const fresh = await Promise.all(files.map(file => check(file)))
    expect(again.toReversed()).toEqual(first)
    expect(fresh).toEqual(first)
  })

  it('judges at the time that it is given', async () => {
    const verifier = createVerifier(usual)
    expect((await verifier.verify(plain, NOW_MS)).verdict).toBe('valid')
    expect((await verifier.verify(plain, NOW_MS + 2 * YEAR_MS)).verdict).toBe('expired')
    expect((await verifier.verify(plain, NOW_MS - 2 * YEAR_MS)).verdict).toBe('expired')
    // The stamp proves the time, as long as its authority's own certificate lasts.
    expect((await verifier.verify(stamped.bytes, NOW_MS + YEAR_MS / 2)).verdict).toBe('valid')
  })

  it('leaves the bytes of a file alone and keeps none of them', async () => {
    const bytes = plain.slice()
    const verifier = createVerifier(usual)
    await verifier.verify(bytes, NOW_MS)
    expect(bytes).toEqual(plain)
    bytes.fill(0)
    expect((await verifier.verify(plain, NOW_MS)).verdict).toBe('valid')
  })

  it('takes memory that threads share', async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(plain.length))
    shared.set(plain)
    expect((await check(shared)).verdict).toBe('valid')
  })
})

describe('a changed byte', () => {
  const runs = { numRuns: 250 }
  it.each([
    ['B-B', plain],
    ['B-T', stamped.bytes],
    ['B-B by RSA', sealed({ by: 'rsa', capacity: 8000 }).bytes],
    ['B-B in a cross-reference stream', sealed({}, {}, { xref: 'stream' }).bytes],
  ])('never leaves a file of level %s valid', async (_, bytes) => {
    const verifier = createVerifier(usual)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = bytes.slice()
        changed[at]! ^= mask
        const report = await verifier.verify(changed, NOW_MS)
        expect(report.printable).toBe(false)
        expect(codes(report)).not.toContain('internal-error')
      }),
      runs,
    )
  })

  it.each([
    ['B-LTA', archived.bytes],
    ['two signatures', twice.bytes],
  ])('never lets other bytes to the printer: %s', async (_, bytes) => {
    const verifier = createVerifier(usual)
    const honest = signedRevision(bytes, await verifier.verify(bytes, NOW_MS))
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = bytes.slice()
        changed[at]! ^= mask
        const report = await verifier.verify(changed, NOW_MS)
        expect(report.verdict).not.toBe('valid')
        if (report.printable) expect(signedRevision(changed, report)).toEqual(honest)
      }),
      runs,
    )
  })

  it('taken out, put in or doubled never leaves a file valid', async () => {
    const verifier = createVerifier(usual)
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length - 1), fc.uint8Array({ maxLength: 4 }), fc.nat(3), async (at, put, taken) => {
        fc.pre(put.length !== taken || put.some((byte, index) => byte !== plain[at + index]))
        const changed = new Uint8Array([...plain.subarray(0, at), ...put, ...plain.subarray(at + taken)])
        fc.pre(changed.length !== plain.length || changed.some((byte, index) => byte !== plain[index]))
        expect((await verifier.verify(changed, NOW_MS)).printable).toBe(false)
      }),
      runs,
    )
  })
})

describe('an unexpected failure', () => {
  it('is a malformed file, and never a pass', async () => {
    const broken = { subtle: { ...webcrypto.subtle, digest: webcrypto.subtle.digest.bind(webcrypto.subtle) } }
    const webCrypto = {
      subtle: {
        digest: broken.subtle.digest,
        importKey: webcrypto.subtle.importKey.bind(webcrypto.subtle),
        verify: () => {
          throw new RangeError('a bug')
        },
      },
    }
    const report = await check(plain, { webCrypto })
    expect(report).toMatchObject({ verdict: 'malformed', printable: false, reasons: [{ code: 'internal-error' }] })
  })

  it('has a verdict for every code', () => {
    for (const verdict of Object.values(REASONS)) expect(verdict).not.toBe('valid')
    expect(REASONS['later-dss']).toBe('valid-with-later-permitted-change')
  })

  it('is not what a file of nothing gives', async () => {
    for (const bytes of [new Uint8Array(), latin('%PDF-1.7\n'), latin('%PDF-1.7\nstartxref\n0\n%%EOF\n')]) {
      const report = await check(bytes)
      expect(report.verdict).toBe('malformed')
      expect(codes(report)).not.toContain('internal-error')
    }
  })
})
