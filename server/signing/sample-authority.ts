import type { KeyObject } from 'node:crypto'
import { OID } from '../../src/pdf/oids.ts'
import { type CertificateRequest, newKey, writeCertificate } from './certificate-write.ts'
import { type Signer, signerFromPem } from './signer.ts'

/** The time that tests judge at: 22 November 2026, noon in China. */
export const SAMPLE_NOW_MS = Date.UTC(2026, 10, 22, 4)
const DAY_MS = 24 * 3600 * 1000

export interface SampleAuthority {
  readonly signer: Signer
  /** DER of the root, the issuing authority and the seal. */
  readonly root: Uint8Array
  readonly issuing: Uint8Array
  readonly seal: Uint8Array
  readonly sealKey: KeyObject
  readonly issuingKey: KeyObject
}

/** Changes to the certificates of a sample authority, to make a wrong one. */
export interface SampleChanges {
  readonly root?: Partial<CertificateRequest>
  readonly issuing?: Partial<CertificateRequest>
  readonly seal?: Partial<CertificateRequest>
  /** False when the seal's key is the test's own: then `signer` still holds the usual seal. */
  readonly signs?: boolean
}

/** A root, an issuing authority and a seal in memory, for tests. */
export function sampleAuthority(changes: SampleChanges = {}): SampleAuthority {
  const name = (commonName: string) => ({ country: 'CN', organization: 'Sample', commonName })
  const time = { notBeforeMs: SAMPLE_NOW_MS - DAY_MS, notAfterMs: SAMPLE_NOW_MS + 365 * DAY_MS }
  const [rootKeys, issuingKeys, sealKeys] = [newKey(), newKey(), newKey()] as const
  const under = (subject: string, publicKey: KeyObject, issuer: string, issuerKey: KeyObject) => ({
    subject: name(subject),
    publicKey,
    issuer: name(issuer),
    issuerKey,
    ...time,
  })
  const root = writeCertificate({
    ...under('Root', rootKeys.publicKey, 'Root', rootKeys.privateKey),
    ca: { pathLength: 1 },
    ...changes.root,
  })
  const issuing = writeCertificate({
    ...under('Issuing', issuingKeys.publicKey, 'Root', rootKeys.privateKey),
    ca: { pathLength: 0 },
    ...changes.issuing,
  })
  const usual = {
    ...under('大学 Seal', sealKeys.publicKey, 'Issuing', issuingKeys.privateKey),
    ca: null,
    purposes: [OID.documentSigning],
  }
  const seal = writeCertificate({ ...usual, ...changes.seal })
  const signer = signerFromPem({
    certificatesPem: pem(changes.signs === false ? writeCertificate(usual) : seal) + pem(issuing) + pem(root),
    privateKeyPem: sealKeys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  })
  return { signer, root, issuing, seal, sealKey: sealKeys.privateKey, issuingKey: issuingKeys.privateKey }
}

export function pem(der: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`
}
