import type { KeyObject } from 'node:crypto'
import { newKey, writeCertificate } from './certificate-write.ts'
import type { SampleAuthority } from './sample-authority.ts'
import { sealCertificates } from './seal-certificates.ts'
import { type Signer, signerFromKey } from './signer.ts'

interface Authority {
  readonly certificate: Uint8Array
  readonly key: KeyObject
  readonly issued: readonly Uint8Array[]
}

/** A house at a time of the test's choosing, with all keys at hand, whose certificates others can be asked about. */
export interface ProvedHouse extends Pick<SampleAuthority, 'root' | 'issuing' | 'seal'> {
  /** Keeps room for a time stamp. */
  readonly signer: Signer
  readonly rootAuthority: Authority
  readonly issuingAuthority: Authority
  /** Answers OCSP in the name of the issuing authority. */
  readonly responder: { readonly certificate: Uint8Array; readonly key: KeyObject }
}

const DAY_MS = 24 * 3600 * 1000

/** `sealKey` is the public half of a seal's key that lies elsewhere: then `signer` cannot be used. */
export function provedHouse(nowMs: number, sealKey: KeyObject | null = null): ProvedHouse {
  const name = (commonName: string) => ({ country: 'CN', organization: 'Sample', commonName })
  const time = { notBeforeMs: nowMs - DAY_MS, notAfterMs: nowMs + 365 * DAY_MS }
  const [rootKeys, issuingKeys, sealKeys, responderKeys] = [newKey(), newKey(), newKey(), newKey()] as const
  const byRoot = { issuer: name('Root'), issuerKey: rootKeys.privateKey, ...time }
  const byIssuing = { issuer: name('Issuing'), issuerKey: issuingKeys.privateKey, ca: null, ...time }
  const root = writeCertificate({
    ...byRoot,
    subject: name('Root'),
    publicKey: rootKeys.publicKey,
    ca: { pathLength: 1 },
  })
  const issuing = writeCertificate({
    ...{ ...byRoot, subject: name('Issuing'), publicKey: issuingKeys.publicKey },
    ca: { pathLength: 0 },
  })
  const seal = writeCertificate({
    ...{ ...byIssuing, subject: name('大学 Seal'), publicKey: sealKey ?? sealKeys.publicKey },
    purposes: ['1.3.6.1.5.5.7.3.36'],
  })
  const responder = writeCertificate({
    ...{ ...byIssuing, subject: name('Responder'), publicKey: responderKeys.publicKey },
    purposes: ['1.3.6.1.5.5.7.3.9'],
  })
  const own = sealKey
    ? { ...sealCertificates(seal, [issuing]), sign: () => Promise.reject(new Error('the key lies elsewhere')) }
    : signerFromKey(sealKeys.privateKey, seal, [issuing])
  return {
    ...{ root, issuing, seal },
    signer: { ...own, spareBytes: 8192 },
    rootAuthority: { certificate: root, key: rootKeys.privateKey, issued: [issuing] },
    issuingAuthority: { certificate: issuing, key: issuingKeys.privateKey, issued: [seal, responder] },
    responder: { certificate: responder, key: responderKeys.privateKey },
  }
}
