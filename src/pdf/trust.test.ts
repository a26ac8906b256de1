import { createHash, webcrypto } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { evidence, RECENT_MS, stampedBy } from '../../tests/attacks/cases/good-levels.ts'
import { FREE } from '../../tests/attacks/document.ts'
import { NOW_MS, type PartyName, party } from '../../tests/attacks/pki.ts'
import { addDocumentStamp, addDss, sealed } from '../../tests/attacks/sign.ts'
import { verifyPdf } from './verify.ts'

const der = (name: PartyName) => party(name).certificate
const check = (bytes: Uint8Array, anchors: readonly PartyName[], timestampAnchors: readonly PartyName[] = []) =>
  verifyPdf(bytes, {
    ...{ anchors: anchors.map(der), timestampAnchors: timestampAnchors.map(der) },
    ...{ webCrypto: webcrypto, policy: 'kiosk-strict', nowMs: NOW_MS },
  })

describe('anchors for time stamps alone', () => {
  const stamped = sealed({ by: 'rsa', cms: stampedBy('tsa', RECENT_MS), capacity: 8000 })

  it('vouch for the time of a signature', async () => {
    const report = await check(stamped.bytes, ['root-rsa'])
    expect([report.verdict, report.reasons[0]?.code]).toEqual(['untrusted-signer', 'timestamp-untrusted'])
    const trusting = await check(stamped.bytes, ['root-rsa'], ['root-ec'])
    expect(trusting).toMatchObject({ verdict: 'valid', printable: true })
    expect(trusting.signatures[0]).toMatchObject({ level: 'B-T', trustedTime: '2026-11-22T03:58:00Z' })
  })

  it('vouch for document time stamps', async () => {
    const archived = addDocumentStamp(sealed({ by: 'rsa', capacity: 8000 }), {})
    expect((await check(archived.bytes, ['root-rsa'])).printable).toBe(false)
    expect((await check(archived.bytes, ['root-rsa'], ['root-ec'])).timestamps[0]?.verdict).toBe('valid')
  })

  it('never vouch for a seal', async () => {
    const report = await check(sealed({ cms: stampedBy('tsa', RECENT_MS) }).bytes, ['root-rsa'], ['root-ec'])
    expect([report.verdict, report.printable]).toEqual(['untrusted-signer', false])
    expect(report.reasons[0]?.code).toBe('no-path-to-anchor')
  })
})

describe('the digest that names a document', () => {
  it('is that of the signed bytes', async () => {
    const { bytes } = sealed()
    const { signatures } = await check(bytes, ['root-ec'])
    const [start, gap, behind, length] = signatures[0]!.byteRange!
    const hash = createHash('sha256')
      .update(bytes.subarray(start, start + gap))
      .update(bytes.subarray(behind, behind + length))
    expect(signatures[0]?.signedDigest).toBe(hash.digest('hex'))
  })

  it('stays as it is when a time stamp, lists and an archive time stamp are added', async () => {
    const plain = sealed()
    const longer = addDss(plain, evidence())
    const longest = addDocumentStamp(longer, { free: FREE + 20, document: { catalog: `/DSS ${FREE} 0 R` } })
    const digests = [plain, longer, longest].map(async ({ bytes }) => {
      const { signatures, printable } = await check(bytes, ['root-ec'])
      return [printable, signatures[0]?.signedDigest]
    })
    const [first, second, third] = await Promise.all(digests)
    expect([second, third]).toEqual([first, first])
  })

  it('is null where the digest is not right', async () => {
    const bytes = sealed().bytes.slice()
    bytes[600]! ^= 1
    expect((await check(bytes, ['root-ec'])).signatures[0]?.signedDigest ?? null).toBeNull()
  })
})
