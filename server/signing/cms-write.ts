import { createHash } from 'node:crypto'
import { concatBytes } from '../../src/pdf/bytes.ts'
import { encodingOf, readWholeDer, sequenceOf, TAG } from '../../src/pdf/der.ts'
import { OID } from '../../src/pdf/oids.ts'
import * as der from './der-write.ts'
import type { SigningAlgorithm } from './seal-certificates.ts'

/** Everything that differs between the algorithms a CMS of this house may have. */
interface CmsProfile {
  /** As node:crypto knows it. */
  readonly hash: 'sha256' | 'sha384' | 'sm3'
  readonly hashOid: string
  /** Content types: those of RFC 5652, or of GB/T 35275. */
  readonly signedData: string
  readonly data: string
  readonly signature: Uint8Array
}

/** A seal's algorithm, or that of the second, national one. */
export type CmsAlgorithm = SigningAlgorithm | 'sm2-sm3'

const RFC = { signedData: OID.signedData, data: OID.data }
const PROFILES: Record<CmsAlgorithm, CmsProfile> = {
  'ecdsa-sha256': {
    hash: 'sha256',
    hashOid: OID.sha256,
    ...RFC,
    signature: der.sequence(der.oid(OID.ecdsaWithSha256)),
  },
  'ecdsa-sha384': {
    hash: 'sha384',
    hashOid: OID.sha384,
    ...RFC,
    signature: der.sequence(der.oid(OID.ecdsaWithSha384)),
  },
  'rsa-sha256': {
    ...{ hash: 'sha256', hashOid: OID.sha256, ...RFC },
    signature: der.sequence(der.oid(OID.rsaEncryption), der.nullValue()),
  },
  'sm2-sm3': {
    ...{ hash: 'sm3', hashOid: OID.sm3, signedData: OID.gmSignedData, data: OID.gmData },
    signature: der.sequence(der.oid(OID.sm2Sign)),
  },
}

/** Who signs, as a CMS has to name it. */
export interface CmsSigner {
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly algorithm: CmsAlgorithm
}

/** Hash of the covered bytes, with the digest that the signer's algorithm goes with. */
export function messageDigest(algorithm: CmsAlgorithm, ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash(PROFILES[algorithm].hash)
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/**
 * The signed attributes of a PAdES signature (EN 319 142-1, 6.3) as the SET OF that is signed: content type, message digest
 * and signing-certificate-v2. The time stands in the signature dictionary's /M and not here.
 */
export function signedAttributes({ certificate, algorithm }: CmsSigner, digest: Uint8Array): Uint8Array<ArrayBuffer> {
  const attribute = (type: string, value: Uint8Array) => der.sequence(der.oid(type), der.setOf(value))
  const certificateHash = createHash('sha256').update(certificate).digest()
  return der.setOf(
    attribute(OID.contentType, der.oid(PROFILES[algorithm].data)),
    attribute(OID.messageDigest, der.octetString(digest)),
    // ESSCertIDv2 with its default hash, SHA-256, left out (RFC 5035, 3).
    attribute(OID.signingCertificateV2, der.sequence(der.sequence(der.sequence(der.octetString(certificateHash))))),
  )
}

/** A detached SignedData with one signer (RFC 5652, 5; GB/T 35275, 8), in DER. `attributes` is what `signedAttributes` gave and `signature` its signature. */
export function signedData(
  { certificate, chain, algorithm }: CmsSigner,
  attributes: Uint8Array,
  signature: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const profile = PROFILES[algorithm]
  const digestAlgorithm = der.sequence(der.oid(profile.hashOid))
  const stored = concatBytes(attributes)
  stored[0] = 0xa0
  const signerInfo = der.sequence(
    der.smallInteger(1),
    issuerAndSerial(certificate),
    digestAlgorithm,
    stored,
    profile.signature,
    der.octetString(signature),
  )
  return der.sequence(
    der.oid(profile.signedData),
    der.context(
      0,
      der.sequence(
        der.smallInteger(1),
        der.setOf(digestAlgorithm),
        der.sequence(der.oid(profile.data)),
        der.context(0, certificate, ...chain),
        der.setOf(signerInfo),
      ),
    ),
  )
}

function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const [, serial, , issuer] = sequenceOf(sequenceOf(readWholeDer(certificate), TAG.sequence)[0])
  if (!serial || !issuer) throw new Error('the certificate is not X.509 version 3')
  return der.sequence(encodingOf(issuer), encodingOf(serial))
}
