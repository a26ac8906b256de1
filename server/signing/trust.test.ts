import { describe, expect, it } from 'vitest'
import { bytesOfLatin1 } from '../../src/pdf/bytes.ts'
import { OID } from '../../src/pdf/oids.ts'
import { newKey, writeCertificate } from './certificate-write.ts'
import * as der from './der-write.ts'
import { judgeAsKiosk } from './judge-as-kiosk.ts'
import { signPades } from './pades.ts'
import { SAMPLE_NOW_MS, type SampleChanges, sampleAuthority } from './sample-authority.ts'
import { samplePdf } from './sample-pdf.ts'

const DAY_MS = 24 * 3600 * 1000

async function outcome(changes: SampleChanges, nowMs = SAMPLE_NOW_MS): Promise<string> {
  const house = sampleAuthority(changes)
  const pdf = await signPades(samplePdf(), house.signer, { claimedAt: new Date(SAMPLE_NOW_MS) })
  const report = await judgeAsKiosk(pdf, { anchors: [house.root] }, nowMs)
  expect(report.printable).toBe(report.verdict === 'valid')
  return [report.verdict, ...report.reasons.map(({ code }) => code)].join(' ')
}

const extension = (id: string, critical: boolean, value: Uint8Array) =>
  der.sequence(der.oid(id), ...(critical ? [der.boolean(true)] : []), der.octetString(value))
const unknown = (critical: boolean) => extension('1.2.3.4.5', critical, der.octetString(bytesOfLatin1('x')))
const constraints = extension(OID.nameConstraints, true, der.sequence(der.context(0, der.sequence())))

describe('the path to the anchor', () => {
  const cases: [string, SampleChanges, string][] = [
    ['a good one', {}, 'valid'],
    ['a signer without a purpose', { seal: { purposes: [] } }, 'valid'],
    ["a signer with Adobe's purpose", { seal: { purposes: [OID.adobeAuthenticDocuments] } }, 'valid'],
    ['a signer for mail', { seal: { purposes: [OID.emailProtection] } }, 'valid'],
    ['a certificate for web servers', { seal: { purposes: ['1.3.6.1.5.5.7.3.1'] } }, 'untrusted-signer signer-purpose'],
    ['a certificate for time stamps', { seal: { purposes: ['1.3.6.1.5.5.7.3.8'] } }, 'untrusted-signer signer-purpose'],
    ['an authority as signer', { seal: { ca: { pathLength: 0 } } }, 'untrusted-signer signer-is-ca'],
    ['a signer for encryption only', { seal: { keyUsage: [2] } }, 'untrusted-signer signer-key-usage'],
    ['an issuer that is no authority', { issuing: { ca: null } }, 'untrusted-signer issuer-not-ca'],
    ['an issuer that may not sign certificates', { issuing: { keyUsage: [0] } }, 'untrusted-signer issuer-key-usage'],
    [
      'an issuer for web servers',
      { issuing: { purposes: ['1.3.6.1.5.5.7.3.1'] } },
      'untrusted-signer issuer-key-usage',
    ],
    ['a root that allows no authority below', { root: { ca: { pathLength: 0 } } }, 'untrusted-signer path-too-long'],
    ['an unknown note', { seal: { extraExtensions: [unknown(false)] } }, 'valid'],
    ['an unknown rule', { seal: { extraExtensions: [unknown(true)] } }, 'untrusted-signer unknown-critical-extension'],
    [
      'an issuer with an unknown rule',
      { issuing: { extraExtensions: [unknown(true)] } },
      'untrusted-signer unknown-critical-extension',
    ],
    [
      'an issuer with name constraints',
      { issuing: { extraExtensions: [constraints] } },
      'untrusted-signer name-constraints-unsupported',
    ],
    [
      'one extension twice',
      { seal: { extraExtensions: [unknown(false), unknown(false)] } },
      'malformed bad-certificate',
    ],
    [
      'an issuer signed by a stranger',
      { issuing: { issuerKey: newKey().privateKey } },
      'untrusted-signer no-path-to-anchor',
    ],
    [
      'a signer signed by a stranger',
      { seal: { issuerKey: newKey().privateKey } },
      'untrusted-signer no-path-to-anchor',
    ],
    ['an expired issuer', { issuing: { notAfterMs: SAMPLE_NOW_MS - DAY_MS / 2 } }, 'expired certificate-expired'],
    ['an expired root', { root: { notAfterMs: SAMPLE_NOW_MS - DAY_MS / 2 } }, 'expired certificate-expired'],
    ['a signer of tomorrow', { seal: { notBeforeMs: SAMPLE_NOW_MS + DAY_MS } }, 'expired certificate-not-yet-valid'],
  ]
  it.each(cases)('%s', async (_, changes, expected) => {
    expect(await outcome(changes)).toBe(expected)
  })

  it('ends when the seal does', async () => {
    const notAfterMs = SAMPLE_NOW_MS + DAY_MS
    expect(await outcome({ seal: { notAfterMs } }, notAfterMs)).toBe('valid')
    expect(await outcome({ seal: { notAfterMs } }, notAfterMs + 1000)).toBe('expired certificate-expired')
  })

  it('is not made by a name alone', async () => {
    const house = sampleAuthority()
    const impostor = sampleAuthority()
    const pdf = await signPades(samplePdf(), impostor.signer, { claimedAt: new Date(SAMPLE_NOW_MS) })
    const report = await judgeAsKiosk(pdf, { anchors: [house.root] }, SAMPLE_NOW_MS)
    expect(report.verdict).toBe('untrusted-signer')
  })

  it('does not run in circles between authorities that vouch for each other', async () => {
    const [a, b] = [newKey(), newKey()]
    const name = (commonName: string) => ({ country: 'CN', organization: 'Sample', commonName })
    const time = { notBeforeMs: SAMPLE_NOW_MS - DAY_MS, notAfterMs: SAMPLE_NOW_MS + DAY_MS, ca: { pathLength: 5 } }
    const one = { subject: name('A'), publicKey: a.publicKey, issuer: name('B'), issuerKey: b.privateKey, ...time }
    const two = { subject: name('B'), publicKey: b.publicKey, issuer: name('A'), issuerKey: a.privateKey, ...time }
    const ring = [one, two, one, two].map(writeCertificate)
    const house = sampleAuthority({ seal: { issuer: name('A'), issuerKey: a.privateKey } })
    const signer = { ...house.signer, chain: ring }
    const pdf = await signPades(samplePdf(), signer, { claimedAt: new Date(SAMPLE_NOW_MS) })
    const report = await judgeAsKiosk(pdf, { anchors: [house.root] }, SAMPLE_NOW_MS)
    expect(report.verdict).toBe('untrusted-signer')
  })
})
