import { createHash, type KeyObject, sign } from 'node:crypto'
import { bytesOfLatin1, concatBytes } from '../../src/pdf/bytes.ts'
import { encodingOf, readWholeDer, sequenceOf, TAG } from '../../src/pdf/der.ts'
import { OID } from '../../src/pdf/oids.ts'
import { type CertificateRequest, newKey, writeCertificate } from './certificate-write.ts'
import * as der from './der-write.ts'

/** An authority for tests: its root and the certificate and key that stamp. */
export interface SampleStamper {
  /** DER. */
  readonly root: Uint8Array
  readonly rootKey: KeyObject
  readonly certificate: Uint8Array
  readonly key: KeyObject
}

const DAY_MS = 24 * 3600 * 1000

/** The extended key usage of a time-stamp authority: critical and alone (RFC 3161, 2.3). */
export const TIME_STAMPING_ONLY = der.sequence(
  der.oid(OID.extendedKeyUsage),
  der.boolean(true),
  der.octetString(der.sequence(der.oid(OID.timeStamping))),
)

/** A root and a stamping certificate under it, valid from the day before `nowMs` for a year. `changes` makes a wrong one. */
export function sampleStamper(nowMs: number, changes: Partial<CertificateRequest> = {}): SampleStamper {
  const [rootKeys, keys] = [newKey(), newKey()]
  const name = (commonName: string) => ({ country: 'CN', organization: 'Sample', commonName })
  const time = { notBeforeMs: nowMs - DAY_MS, notAfterMs: nowMs + 365 * DAY_MS }
  const issuedBy = { issuer: name('Stamp Root'), issuerKey: rootKeys.privateKey, ...time }
  const root = { subject: name('Stamp Root'), publicKey: rootKeys.publicKey, ca: { pathLength: 0 }, ...issuedBy }
  const own = { subject: name('Stamper'), publicKey: keys.publicKey, ca: null, ...issuedBy }
  const extensions = { extraExtensions: [TIME_STAMPING_ONLY], keyUsage: [0] }
  return {
    root: writeCertificate(root),
    rootKey: rootKeys.privateKey,
    certificate: writeCertificate({ ...own, ...extensions, ...changes }),
    key: keys.privateKey,
  }
}

export interface SampleStamp {
  /** SHA-256 of what is stamped. */
  readonly digest: Uint8Array
  readonly nonce: Uint8Array
  readonly timeMs: number
}

/** A TimeStampResp as an authority gives it, written by hand so that it can be wrong where no real program would be. */
export function sampleTimeStampResponse(stamper: SampleStamper, stamp: SampleStamp): Uint8Array<ArrayBuffer> {
  return der.sequence(der.sequence(der.smallInteger(0)), sampleTimeStampToken(stamper, stamp))
}

export function sampleTimeStampToken({ certificate, key }: SampleStamper, stamp: SampleStamp): Uint8Array<ArrayBuffer> {
  const sha256 = der.sequence(der.oid(OID.sha256))
  const digits = new Date(stamp.timeMs).toISOString().slice(0, 19).replace(/\D/g, '')
  const info = der.sequence(
    der.smallInteger(1),
    der.oid('1.2.3.4.1'),
    der.sequence(sha256, der.octetString(stamp.digest)),
    der.smallInteger(7),
    der.node(TAG.generalizedTime, bytesOfLatin1(`${digits}Z`)),
    der.unsignedInteger(stamp.nonce),
  )
  const attribute = (type: string, value: Uint8Array) => der.sequence(der.oid(type), der.setOf(value))
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
  const attributes = der.setOf(
    attribute(OID.contentType, der.oid(OID.tstInfo)),
    attribute(OID.messageDigest, der.octetString(hash(info))),
    attribute(OID.signingCertificateV2, der.sequence(der.sequence(der.sequence(der.octetString(hash(certificate)))))),
  )
  const stored = concatBytes(attributes)
  stored[0] = 0xa0
  const [, serial, , issuer] = sequenceOf(sequenceOf(readWholeDer(certificate))[0])
  const signerInfo = der.sequence(
    der.smallInteger(1),
    der.sequence(encodingOf(issuer!), encodingOf(serial!)),
    sha256,
    stored,
    der.sequence(der.oid(OID.ecdsaWithSha256)),
    der.octetString(sign('sha256', attributes, key)),
  )
  const content = der.sequence(der.oid(OID.tstInfo), der.context(0, der.octetString(info)))
  const signedData = der.sequence(
    der.smallInteger(3),
    der.setOf(sha256),
    content,
    der.context(0, certificate),
    der.setOf(signerInfo),
  )
  return der.sequence(der.oid(OID.signedData), der.context(0, signedData))
}
