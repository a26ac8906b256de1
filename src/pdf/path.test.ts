import { webcrypto } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ctxRaw, oid, seq } from '../../tests/attacks/der.ts'
import { keyOf } from '../../tests/attacks/keys.ts'
import { DAY_MS, NOW_MS, type PartyName, party, YEAR_MS } from '../../tests/attacks/pki.ts'
import { type CertificateOrder, extension, issue, type Party, withBadSignature } from '../../tests/attacks/x509.ts'
import { newBudget } from './budget.ts'
import { createEngine } from './engine.ts'
import { LIMITS } from './limits.ts'
import { findPath } from './path.ts'
import { documentPurpose, TIMESTAMP_PURPOSE } from './purpose.ts'

const lasting = { notBeforeMs: NOW_MS - YEAR_MS, notAfterMs: NOW_MS + YEAR_MS }
const make = (order: Partial<CertificateOrder> & Pick<CertificateOrder, 'name' | 'key' | 'issuer'>): Party =>
  issue({ ...lasting, ...order })

interface Asked {
  readonly signer: Uint8Array
  readonly anchors?: readonly Uint8Array[]
  readonly bag?: readonly Uint8Array[]
  readonly atMs?: number
  readonly signatureChecks?: number
}

/** Names on the path, or the code of the refusal. */
async function pathOf(
  { signer, anchors = [party('root-ec').certificate], bag = [], atMs = NOW_MS, signatureChecks }: Asked,
  purpose = documentPurpose(),
): Promise<string> {
  const engine = createEngine({ anchors, webCrypto: webcrypto })
  const budget = newBudget({ ...LIMITS, ...(signatureChecks === undefined ? {} : { signatureChecks }) })
  const read = (der: Uint8Array) => engine.certificate(der)
  try {
    const path = await findPath(read(signer), {
      ...{ engine, budget, anchors: engine.anchors, bag: bag.map(read), purpose, atMs },
    })
    return path.map(({ subjectName }) => subjectName).join(' < ')
  } catch (error) {
    return (error as { code: string }).code
  }
}
const der = (name: PartyName) => party(name).certificate
const seal = (order: Partial<CertificateOrder>): Uint8Array =>
  make({ name: 'Own', key: keyOf('p256', 'own'), issuer: party('issuing-ec'), ...order }).certificate

describe('finding a path', () => {
  it('needs every link', async () => {
    expect(await pathOf({ signer: der('p256'), bag: [der('issuing-ec')] })).toBe('Seal 256 < Issuing E < Root E')
    expect(await pathOf({ signer: der('p256') })).toBe('no-path-to-anchor')
    expect(await pathOf({ signer: der('p256'), bag: [der('issuing-ec'), der('root-ec')], anchors: [] })).toBe(
      'no-path-to-anchor',
    )
    expect(await pathOf({ signer: der('below-deep'), bag: [der('deep-2'), der('deep-3'), der('deep-1')] })).toBe(
      'Seal deep < Deep 3 < Deep 2 < Deep 1 < Root E',
    )
  })

  it('may begin at its end', async () => {
    expect(await pathOf({ signer: der('p256'), anchors: [der('issuing-ec')] })).toBe('Seal 256 < Issuing E')
    expect(await pathOf({ signer: der('p256'), anchors: [der('p256')] })).toBe('Seal 256')
    expect(await pathOf({ signer: der('p256'), anchors: [der('p256')], atMs: NOW_MS + 2 * YEAR_MS })).toBe(
      'certificate-expired',
    )
    expect(await pathOf({ signer: der('root-ec'), anchors: [der('root-ec')] })).toBe('signer-is-ca')
  })

  it('goes by key where two authorities share a name', async () => {
    const links = [der('twin-issuing'), der('issuing-ec')]
    for (const bag of [links, links.toReversed()]) {
      expect(await pathOf({ signer: der('p256'), bag })).toBe('Seal 256 < Issuing E < Root E')
      expect(await pathOf({ signer: der('twin'), bag })).toBe('no-path-to-anchor')
    }
  })

  it('goes on where one of two ways is closed', async () => {
    const key = keyOf('p256', 'crossed')
    const old = make({ name: 'Crossed', key, issuer: party('root-ec'), ca: {}, notAfterMs: NOW_MS - DAY_MS })
    const renewed = make({ name: 'Crossed', key, issuer: party('root-ec'), ca: {} })
    const narrow = make({ name: 'Crossed', key, issuer: party('root-ec'), ca: {}, purposes: ['1.3.6.1.5.5.7.3.1'] })
    const own = seal({ issuer: renewed })
    for (const bag of [
      [old, narrow, renewed],
      [renewed, narrow, old],
    ]) {
      expect(await pathOf({ signer: own, bag: bag.map(one => one.certificate) })).toBe('Own < Crossed < Root E')
    }
    expect(await pathOf({ signer: own, bag: [old.certificate, narrow.certificate] })).toBe('certificate-expired')
  })

  it('is not misled by a key identifier', async () => {
    // The authority of that name whose identifier fits is not the one that signed.
    const [own, other] = [keyOf('p256', 'rolled'), keyOf('p256', 'rolled before')]
    const fitting = make({ name: 'Rolled', key: other, issuer: party('root-ec'), ca: {} })
    const signing = make({ name: 'Rolled', key: own, issuer: party('root-ec'), ca: {} })
    const signer = seal({ issuer: { ...signing, key: { ...own, spki: other.spki } } })
    for (const bag of [
      [fitting, signing],
      [signing, fitting],
    ]) {
      expect(await pathOf({ signer, bag: bag.map(one => one.certificate) })).toBe('Own < Rolled < Root E')
    }
  })

  it('ends: in a ring, in a crowd, and at the limit of its signatures', async () => {
    const [a, b] = [keyOf('p256', 'ring a'), keyOf('p256', 'ring b')]
    const first = make({ name: 'A', key: a, issuer: null, ca: {} })
    const second = make({ name: 'B', key: b, issuer: first, ca: {} })
    const closing = make({ name: 'A', key: a, issuer: second, ca: {} })
    const ring = [second.certificate, closing.certificate]
    expect(await pathOf({ signer: seal({ issuer: first }), bag: ring })).toBe('no-path-to-anchor')
    const crowd = Array.from(
      { length: 60 },
      (_, nth) =>
        make({
          name: 'Issuing E',
          key: keyOf('p256', `crowd ${nth % 4}`),
          issuer: null,
          serial: BigInt(nth + 1),
          ca: {},
        }).certificate,
    )
    expect(await pathOf({ signer: der('p256'), bag: crowd, signatureChecks: 30 })).toBe('limit-reached')
  })

  it.each<[string, Uint8Array, Uint8Array[], string]>([
    [
      'a certificate whose signature is not its issuer’s',
      withBadSignature(der('p256')),
      [der('issuing-ec')],
      'no-path-to-anchor',
    ],
    [
      'an issuer whose signature is not the root’s',
      der('p256'),
      [withBadSignature(der('issuing-ec'))],
      'no-path-to-anchor',
    ],
    ['a signer without usage bits', seal({ usage: null }), [der('issuing-ec')], 'Own < Issuing E < Root E'],
    [
      'a policy that must be in force',
      seal({ extra: [extension('2.5.29.36', true, seq(ctxRaw(0, Uint8Array.of(0))))] }),
      [der('issuing-ec')],
      'policy-constraints-unsupported',
    ],
    [
      'a policy that must not be mapped',
      seal({ extra: [extension('2.5.29.36', true, seq(ctxRaw(1, Uint8Array.of(0))))] }),
      [der('issuing-ec')],
      'Own < Issuing E < Root E',
    ],
    [
      'policies',
      seal({ extra: [extension('2.5.29.32', true, seq(seq(oid('1.2.3'))))] }),
      [der('issuing-ec')],
      'Own < Issuing E < Root E',
    ],
    ['any purpose, which is none of ours', seal({ purposes: ['2.5.29.37.0'] }), [der('issuing-ec')], 'signer-purpose'],
  ])('%s', async (_, signer, bag, expected) => {
    expect(await pathOf({ signer, bag })).toBe(expected)
  })
})

describe('a path for time stamps', () => {
  it.each<[PartyName, string]>([
    ['tsa', 'Time < Issuing E < Root E'],
    ['tsa-no-purpose', 'signer-purpose'],
    ['tsa-not-critical', 'signer-purpose'],
    ['tsa-two-purposes', 'signer-purpose'],
    ['p256', 'signer-purpose'],
    ['tsa-expired', 'certificate-expired'],
  ])('%s', async (name, expected) => {
    expect(await pathOf({ signer: der(name), bag: [der('issuing-ec')] }, TIMESTAMP_PURPOSE)).toBe(expected)
  })
})
