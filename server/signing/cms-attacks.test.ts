import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bytesOfLatin1, concatBytes, latin1, toHex } from '../../src/pdf/bytes.ts'
import { readCertificate } from '../../src/pdf/certificate.ts'
import { OID } from '../../src/pdf/oids.ts'
import * as der from './der-write.ts'
import { judgeAsKiosk } from './judge-as-kiosk.ts'
import { preparePades } from './pades.ts'
import { SAMPLE_NOW_MS, sampleAuthority } from './sample-authority.ts'
import { samplePdf } from './sample-pdf.ts'

/** Signatures put together by hand, wrong in one point each: the writer of the house cannot make them. */
const house = sampleAuthority()
const foreign = sampleAuthority()
const prepared = preparePades(samplePdf(), house.signer, { claimedAt: new Date(SAMPLE_NOW_MS) })
const frame = prepared.embed(new Uint8Array(70))
const gapStart = latin1(frame).indexOf('/Contents <') + '/Contents '.length
const gapEnd = latin1(frame).indexOf('>', gapStart) + 1
const covered = concatBytes(frame.subarray(0, gapStart), frame.subarray(gapEnd))

interface Parts {
  version: Uint8Array
  digestAlgorithms: Uint8Array
  content: Uint8Array
  certificates: Uint8Array[]
  attributes: Uint8Array[]
  signerDigest: Uint8Array
  signatureAlgorithm: Uint8Array
  key: KeyObject
  hash: string
  signers: (signer: Uint8Array) => Uint8Array[]
  unsigned: Uint8Array[]
  behind: Uint8Array
  /** What the attributes are put together by: a SET OF, or unsorted. */
  inOrder: boolean
  certificate: Uint8Array
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const attribute = (type: string, ...values: Uint8Array[]) => der.sequence(der.oid(type), der.setOf(...values))
const ess = (certificate: Uint8Array) =>
  attribute(OID.signingCertificateV2, der.sequence(der.sequence(der.sequence(der.octetString(sha256(certificate))))))
const contentType = attribute(OID.contentType, der.oid(OID.data))
const digestOf = (bytes: Uint8Array) => attribute(OID.messageDigest, der.octetString(sha256(bytes)))

function forge(changes: Partial<Parts>): Uint8Array {
  const parts: Parts = {
    version: der.smallInteger(1),
    digestAlgorithms: der.setOf(der.sequence(der.oid(OID.sha256))),
    content: der.sequence(der.oid(OID.data)),
    certificates: [house.seal, house.issuing],
    attributes: [contentType, digestOf(covered), ess(house.seal)],
    signerDigest: der.sequence(der.oid(OID.sha256)),
    signatureAlgorithm: der.sequence(der.oid(OID.ecdsaWithSha256)),
    key: house.sealKey,
    hash: 'sha256',
    signers: signer => [signer],
    unsigned: [],
    behind: new Uint8Array(),
    inOrder: true,
    certificate: house.seal,
    ...changes,
  }
  const attributes = parts.inOrder ? der.setOf(...parts.attributes) : der.node(0x31, ...parts.attributes)
  const stored = attributes.slice()
  stored[0] = 0xa0
  const { issuer, serial } = readCertificate(parts.certificate)
  const signer = der.sequence(
    der.smallInteger(1),
    der.sequence(issuer, der.node(0x02, serial)),
    parts.signerDigest,
    stored,
    parts.signatureAlgorithm,
    der.octetString(sign(parts.hash, attributes, parts.key)),
    ...(parts.unsigned.length > 0 ? [der.context(1, ...parts.unsigned)] : []),
  )
  const data = der.sequence(
    parts.version,
    parts.digestAlgorithms,
    parts.content,
    der.context(0, ...parts.certificates),
    der.setOf(...parts.signers(signer)),
  )
  return concatBytes(der.sequence(der.oid(OID.signedData), der.context(0, data)), parts.behind)
}

async function outcome(cms: Uint8Array): Promise<string> {
  const pdf = frame.slice()
  pdf.set(bytesOfLatin1(toHex(cms).padEnd(gapEnd - gapStart - 2, '0')), gapStart + 1)
  expect(pdf.length).toBe(frame.length)
  const report = await judgeAsKiosk(pdf, { anchors: [house.root] }, SAMPLE_NOW_MS)
  expect(report.printable).toBe(report.verdict === 'valid')
  return [report.verdict, ...report.reasons.map(({ code }) => code)].join(' ')
}

describe('a CMS put together by hand', () => {
  it('is valid as long as nothing is wrong with it', async () => {
    expect(await outcome(forge({}))).toBe('valid')
  })

  const algorithm = (id: string, ...parameters: Uint8Array[]) => der.sequence(der.oid(id), ...parameters)
  const data = bytesOfLatin1('another text')
  const cases: [string, Partial<Parts>, string][] = [
    ['two signers', { signers: signer => [signer, signer] }, 'malformed signer-count'],
    ['no signer', { signers: () => [] }, 'malformed signer-count'],
    [
      'a content of its own that verifies by itself',
      {
        content: der.sequence(der.oid(OID.data), der.context(0, der.octetString(data))),
        attributes: [contentType, digestOf(data), ess(house.seal)],
      },
      'malformed encapsulated-content',
    ],
    [
      'the digest of another text',
      { attributes: [contentType, digestOf(data), ess(house.seal)] },
      'tampered digest-mismatch',
    ],
    ['no digest', { attributes: [contentType, ess(house.seal)] }, 'malformed bad-der'],
    [
      'two digests',
      { attributes: [contentType, digestOf(covered), digestOf(data), ess(house.seal)] },
      'malformed bad-cms',
    ],
    [
      'two values of one digest',
      {
        attributes: [
          contentType,
          attribute(OID.messageDigest, der.octetString(sha256(covered)), der.octetString(sha256(data))),
          ess(house.seal),
        ],
      },
      'malformed bad-cms',
    ],
    ['no content type', { attributes: [digestOf(covered), ess(house.seal)] }, 'malformed bad-der'],
    [
      'another content type',
      { attributes: [attribute(OID.contentType, der.oid(OID.signedData)), digestOf(covered), ess(house.seal)] },
      'malformed bad-cms',
    ],
    [
      'attributes out of order',
      { inOrder: false, attributes: [ess(house.seal), digestOf(covered), contentType] },
      'malformed bad-der',
    ],
    ['no signing certificate', { attributes: [contentType, digestOf(covered)] }, 'malformed bad-cms'],
    [
      'the signing certificate of another',
      { attributes: [contentType, digestOf(covered), ess(foreign.seal)] },
      'tampered signing-certificate-mismatch',
    ],
    ['the key of another', { key: foreign.sealKey }, 'tampered signature-mismatch'],
    ['no certificates', { certificates: [] }, 'malformed signer-certificate-missing'],
    ['no link to the anchor', { certificates: [house.seal] }, 'untrusted-signer no-path-to-anchor'],
    [
      'a foreign house, its root in the bag',
      {
        certificates: [foreign.seal, foreign.issuing, foreign.root],
        attributes: [contentType, digestOf(covered), ess(foreign.seal)],
        certificate: foreign.seal,
        key: foreign.sealKey,
      },
      'untrusted-signer no-path-to-anchor',
    ],
    [
      'the authority itself as signer',
      {
        certificate: house.issuing,
        key: house.issuingKey,
        attributes: [contentType, digestOf(covered), ess(house.issuing)],
      },
      'untrusted-signer signer-is-ca',
    ],
    ['SHA-1', { digestAlgorithms: der.setOf(algorithm(OID.sha1)) }, 'weak-crypto weak-hash'],
    ['a signer with SHA-1', { signerDigest: algorithm(OID.sha1) }, 'weak-crypto weak-hash'],
    ['ECDSA with SHA-1', { signatureAlgorithm: algorithm(OID.ecdsaWithSha1) }, 'weak-crypto weak-hash'],
    ['digests that disagree', { signerDigest: algorithm(OID.sha384) }, 'malformed algorithms-disagree'],
    [
      'a signature hash that disagrees',
      { signatureAlgorithm: algorithm(OID.ecdsaWithSha384), hash: 'sha384' },
      'malformed algorithms-disagree',
    ],
    ['RSA named for an EC key', { signatureAlgorithm: algorithm(OID.sha256WithRsa) }, 'tampered signature-mismatch'],
    ['an unknown algorithm', { signatureAlgorithm: algorithm('1.2.3.4') }, 'unsupported unsupported-algorithm'],
    ['another version', { version: der.smallInteger(3) }, 'malformed bad-cms'],
    ['unsigned attributes', { unsigned: [contentType] }, 'unsupported unsigned-attributes'],
    ['bytes behind it', { behind: Uint8Array.of(0, 0, 7) }, 'malformed padding-not-zero'],
  ]
  it.each(cases)('%s', async (_, changes, expected) => {
    expect(await outcome(forge(changes))).toBe(expected)
  })

  it('takes the genuine one of two certificates with equal name and number', async () => {
    const { issuer, serial } = readCertificate(house.seal)
    const impostor = toHex(foreign.seal)
      .replace(toHex(readCertificate(foreign.seal).serial), toHex(serial))
      .replace(toHex(readCertificate(foreign.seal).issuer), toHex(issuer))
    const bag = [Uint8Array.from(Buffer.from(impostor, 'hex')), house.seal, house.issuing]
    expect(await outcome(forge({ certificates: bag }))).toBe('valid')
  })

  it('says so when there is no CMS at all', async () => {
    expect(await outcome(new Uint8Array())).toBe('malformed bad-der')
    expect(await outcome(der.sequence(der.oid(OID.data)))).toBe('malformed bad-cms')
  })
})

describe('other keys', () => {
  const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength })
  const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve })
  it.each([
    ['RSA 2048', rsa(2048), OID.sha256WithRsa, 'sha256', 'valid'],
    ['RSA 2048 named by its key', rsa(2048), OID.rsaEncryption, 'sha256', 'valid'],
    ['RSA 1024', rsa(1024), OID.sha256WithRsa, 'sha256', 'weak-crypto weak-key'],
    ['P-384', curve('P-384'), OID.ecdsaWithSha256, 'sha256', 'valid'],
    ['P-521', curve('P-521'), OID.ecdsaWithSha256, 'sha256', 'valid'],
    ['P-192', curve('prime192v1'), OID.ecdsaWithSha256, 'sha256', 'weak-crypto weak-key'],
    [
      'a curve nobody agreed on',
      curve('secp256k1'),
      OID.ecdsaWithSha256,
      'sha256',
      'unsupported unsupported-algorithm',
    ],
  ])('%s', async (_, keys, id, hash, expected) => {
    const own = sampleAuthority({ seal: { publicKey: keys.publicKey }, signs: false })
    const report = await withSeal(own, keys.privateKey, der.sequence(der.oid(id)), hash)
    expect(report).toBe(expected)
  })

  it('RSA-PSS with its parameters, and refuses those that disagree', async () => {
    const keys = rsa(2048)
    const own = sampleAuthority({ seal: { publicKey: keys.publicKey }, signs: false })
    const pss = (mask: string, salt: number) =>
      der.sequence(
        der.oid(OID.rsaPss),
        der.sequence(
          der.context(0, der.sequence(der.oid(OID.sha256))),
          der.context(1, der.sequence(der.oid(OID.mgf1), der.sequence(der.oid(mask)))),
          der.context(2, der.smallInteger(salt)),
        ),
      )
    expect(await withSeal(own, keys.privateKey, pss(OID.sha256, 32), 'pss')).toBe('valid')
    expect(await withSeal(own, keys.privateKey, pss(OID.sha256, 20), 'pss')).toBe('tampered signature-mismatch')
    expect(await withSeal(own, keys.privateKey, pss(OID.sha512, 32), 'pss')).toBe('malformed algorithms-disagree')
    const defaults = der.sequence(der.oid(OID.rsaPss), der.sequence())
    expect(await withSeal(own, keys.privateKey, defaults, 'pss')).toBe('weak-crypto weak-hash')
  })

  async function withSeal(
    own: ReturnType<typeof sampleAuthority>,
    key: KeyObject,
    signatureAlgorithm: Uint8Array,
    hash: string,
  ): Promise<string> {
    const pss = { padding: 6, saltLength: 32 }
    const signing = hash === 'pss' ? { key, ...pss } : key
    const cms = forge({
      certificates: [own.seal, own.issuing],
      attributes: [contentType, digestOf(covered), ess(own.seal)],
      certificate: own.seal,
      signatureAlgorithm,
      key: signing as KeyObject,
      hash: hash === 'pss' ? 'sha256' : hash,
    })
    const pdf = frame.slice()
    pdf.set(bytesOfLatin1(toHex(cms).padEnd(gapEnd - gapStart - 2, '0')), gapStart + 1)
    const report = await judgeAsKiosk(pdf, { anchors: [own.root] }, SAMPLE_NOW_MS)
    return [report.verdict, ...report.reasons.map(({ code }) => code)].join(' ')
  }
})
