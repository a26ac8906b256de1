import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { readWholeDer, sequenceOf } from '../../src/pdf/der.ts'
import { octetsOfBitString } from '../../src/pdf/der-values.ts'
import { KEY_USAGE } from '../../src/pdf/extensions.ts'
import { OID } from '../../src/pdf/oids.ts'
import * as der from './der-write.ts'

/** Who a certificate is for. */
export interface DistinguishedName {
  readonly country: string
  readonly organization: string
  readonly commonName: string
}

export interface CertificateRequest {
  readonly subject: DistinguishedName
  readonly publicKey: KeyObject
  readonly issuer: DistinguishedName
  /** P-256; its own key makes a self-signed certificate. */
  readonly issuerKey: KeyObject
  readonly notBeforeMs: number
  readonly notAfterMs: number
  /** `pathLength` for a CA; null for the certificate that signs documents. */
  readonly ca: { readonly pathLength: number } | null
  /** Extended key usages; none when left out. */
  readonly purposes?: readonly string[]
  /** KeyUsage bits in place of the usual ones. */
  readonly keyUsage?: readonly number[]
  /** Further extensions, each a whole Extension in DER. */
  readonly extraExtensions?: readonly Uint8Array[]
}

/** A fresh P-256 key. */
export function newKey(): { privateKey: KeyObject; publicKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

/** An X.509 version 3 certificate (RFC 5280, 4.1), signed with ECDSA and SHA-256, in DER. */
export function writeCertificate(request: CertificateRequest): Uint8Array<ArrayBuffer> {
  const algorithm = der.sequence(der.oid(OID.ecdsaWithSha256))
  const spki = spkiOf(request.publicKey)
  const tbs = der.sequence(
    der.context(0, der.smallInteger(2)),
    der.unsignedInteger(serialNumber()),
    algorithm,
    distinguishedName(request.issuer),
    der.sequence(der.time(request.notBeforeMs), der.time(request.notAfterMs)),
    distinguishedName(request.subject),
    spki,
    der.context(3, der.sequence(...extensionsOf(request, spki))),
  )
  const signature = sign('sha256', tbs, request.issuerKey)
  return der.sequence(tbs, algorithm, der.bitString(signature))
}

/** 128 random bits: positive, and never a number that another certificate of this issuer has (4.1.2.2). */
function serialNumber(): Uint8Array {
  const bytes = randomBytes(16)
  bytes[0] = (bytes[0]! & 0x3f) | 0x40
  return bytes
}

function spkiOf(publicKey: KeyObject): Uint8Array {
  return new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
}

/** SHA-1 of the key's bits: an identifier, not a protection (4.2.1.2, method 1). */
function keyIdentifier(spki: Uint8Array): Uint8Array {
  const bits = octetsOfBitString(sequenceOf(readWholeDer(spki))[1])
  return createHash('sha1').update(bits).digest()
}

function extensionsOf(request: CertificateRequest, spki: Uint8Array): Uint8Array[] {
  const issuerSpki = spkiOf(createPublicKey(request.issuerKey))
  const extension = (id: string, critical: boolean, value: Uint8Array) =>
    der.sequence(der.oid(id), ...(critical ? [der.boolean(true)] : []), der.octetString(value))
  const basic = request.ca ? [der.boolean(true), der.smallInteger(request.ca.pathLength)] : []
  const usual = request.ca
    ? [KEY_USAGE.keyCertSign, KEY_USAGE.cRLSign]
    : [KEY_USAGE.digitalSignature, KEY_USAGE.nonRepudiation]
  const usage = der.namedBits(...(request.keyUsage ?? usual))
  const purposes = request.purposes ?? []
  return [
    extension(OID.basicConstraints, true, der.sequence(...basic)),
    extension(OID.keyUsage, true, usage),
    ...(purposes.length > 0 ? [extension(OID.extendedKeyUsage, false, der.sequence(...purposes.map(der.oid)))] : []),
    extension(OID.subjectKeyIdentifier, false, der.octetString(keyIdentifier(spki))),
    extension(OID.authorityKeyIdentifier, false, der.sequence(der.contextPrimitive(0, keyIdentifier(issuerSpki)))),
    ...(request.extraExtensions ?? []),
  ]
}

function distinguishedName(name: DistinguishedName): Uint8Array {
  const part = (type: string, value: Uint8Array) => der.setOf(der.sequence(der.oid(type), value))
  return der.sequence(
    part(OID.countryName, der.printableString(name.country)),
    part(OID.organizationName, der.utf8String(name.organization)),
    part(OID.commonName, der.utf8String(name.commonName)),
  )
}
