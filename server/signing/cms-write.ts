import { createHash } from 'node:crypto'
import { concatBytes } from '../../src/pdf/bytes.ts'
import { encodingOf, readWholeDer, sequenceOf, TAG } from '../../src/pdf/der.ts'
import { OID } from '../../src/pdf/oids.ts'
import * as der from './der-write.ts'
import type { Signer, SigningAlgorithm } from './signer.ts'

const HASH: Record<SigningAlgorithm, { name: string; oid: string }> = {
  'ecdsa-sha256': { name: 'sha256', oid: OID.sha256 },
  'rsa-sha256': { name: 'sha256', oid: OID.sha256 },
  'ecdsa-sha384': { name: 'sha384', oid: OID.sha384 },
}

/** Hash of the covered bytes, with the digest that the signer's algorithm goes with. */
export function messageDigest(algorithm: SigningAlgorithm, ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash(HASH[algorithm].name)
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/**
 * The signed attributes of a PAdES signature (EN 319 142-1, 6.3) as the SET OF that is signed: content type, message digest
 * and signing-certificate-v2. The time stands in the signature dictionary's /M and not here.
 */
export function signedAttributes(certificate: Uint8Array, digest: Uint8Array): Uint8Array<ArrayBuffer> {
  const attribute = (type: string, value: Uint8Array) => der.sequence(der.oid(type), der.setOf(value))
  const certificateHash = createHash('sha256').update(certificate).digest()
  return der.setOf(
    attribute(OID.contentType, der.oid(OID.data)),
    attribute(OID.messageDigest, der.octetString(digest)),
    // ESSCertIDv2 with its default hash, SHA-256, left out (RFC 5035, 3).
    attribute(OID.signingCertificateV2, der.sequence(der.sequence(der.sequence(der.octetString(certificateHash))))),
  )
}

/** A detached SignedData with one signer (RFC 5652, 5), in DER. `attributes` is what `signedAttributes` gave and `signature` its signature. */
export function signedData(
  { certificate, chain, algorithm }: Pick<Signer, 'certificate' | 'chain' | 'algorithm'>,
  attributes: Uint8Array,
  signature: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const digestAlgorithm = der.sequence(der.oid(HASH[algorithm].oid))
  const stored = concatBytes(attributes)
  stored[0] = 0xa0
  const signerInfo = der.sequence(
    der.smallInteger(1),
    issuerAndSerial(certificate),
    digestAlgorithm,
    stored,
    signatureAlgorithm(algorithm),
    der.octetString(signature),
  )
  return der.sequence(
    der.oid(OID.signedData),
    der.context(
      0,
      der.sequence(
        der.smallInteger(1),
        der.setOf(digestAlgorithm),
        der.sequence(der.oid(OID.data)),
        der.context(0, certificate, ...chain),
        der.setOf(signerInfo),
      ),
    ),
  )
}

function signatureAlgorithm(algorithm: SigningAlgorithm): Uint8Array {
  if (algorithm === 'rsa-sha256') return der.sequence(der.oid(OID.rsaEncryption), der.nullValue())
  return der.sequence(der.oid(algorithm === 'ecdsa-sha256' ? OID.ecdsaWithSha256 : OID.ecdsaWithSha384))
}

function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const [, serial, , issuer] = sequenceOf(sequenceOf(readWholeDer(certificate), TAG.sequence)[0])
  if (!serial || !issuer) throw new Error('the certificate is not X.509 version 3')
  return der.sequence(encodingOf(issuer), encodingOf(serial))
}
