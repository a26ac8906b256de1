import { sm2 } from 'sm-crypto-v2'
import { equalBytes, fromHex, toHex } from '../../src/pdf/bytes.ts'
import { readCertificate } from '../../src/pdf/certificate.ts'
import { contentOf, expectTag, readWholeDer, sequenceOf, TAG } from '../../src/pdf/der.ts'
import { oidOf } from '../../src/pdf/der-values.ts'
import { OID } from '../../src/pdf/oids.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { appendSignature } from './append-signature.ts'
import { type CmsSigner, messageDigest, signedAttributes, signedData } from './cms-write.ts'
import { pdfDate } from './pades.ts'
import { chainAbove } from './seal-certificates.ts'
import type { SealedFile } from './sealed-file.ts'

/** The second, national seal: SM2 with SM3 (GB/T 32918, GB/T 32905). */
export interface SecondSeal extends CmsSigner {
  readonly algorithm: 'sm2-sm3'
  /** DER of the roots that it leads to. */
  readonly anchors: readonly Uint8Array[]
  /** Ecdsa-Sig-Value in DER (GB/T 35276, 7.3) over `tbs`, with the user id 1234567812345678. */
  sign(tbs: Uint8Array): Promise<Uint8Array>
}

/** The user id that everybody has unless both sides agree on another (GM/T 0009, 10). */
const USER_ID = '1234567812345678'
/** Signature, attributes and frames beside the certificates, in bytes. */
const CMS_ROOM_BYTES = 800

export interface SecondSealFiles {
  /** The seal's certificate first, then its issuers. */
  readonly certificatesPem: string
  /** PKCS#8, not encrypted. */
  readonly privateKeyPem: string
  readonly anchorsPem: string
}

/** A second seal from PEM files. Throws when key and certificate do not belong together or are not SM2. */
export function secondSealFromPem({ certificatesPem, privateKeyPem, anchorsPem }: SecondSealFiles): SecondSeal {
  const [certificate, ...others] = derOfPem(certificatesPem)
  if (!certificate) throw new Error('the PEM text of the second seal holds no certificate')
  const key = readCertificate(certificate).publicKey()
  if (key.kind !== 'sm2') throw new Error("the second seal's certificate has no SM2 key")
  const privateKey = privateKeyOf(privateKeyPem)
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey)
  if (!equalBytes(fromHex(publicKey), key.point))
    throw new Error("the second seal's key does not belong to its certificate")
  return {
    certificate,
    chain: chainAbove(certificate, others),
    algorithm: 'sm2-sm3',
    anchors: derOfPem(anchorsPem),
    sign: async tbs => fromHex(sm2.doSignature(tbs, privateKey, { der: true, hash: true, publicKey, userId: USER_ID })),
  }
}

/** PrivateKeyInfo (RFC 5208, 5) around an ECPrivateKey (RFC 5915, 3): the number, in hex. */
function privateKeyOf(privateKeyPem: string): string {
  const [info] = derOfPem(privateKeyPem, 'PRIVATE KEY')
  if (!info) throw new Error('the second seal needs a PKCS#8 key in PEM, not encrypted')
  const [, algorithm, wrapped] = sequenceOf(readWholeDer(info))
  const [family, curve] = sequenceOf(algorithm)
  if (oidOf(family) !== OID.ecPublicKey || oidOf(curve) !== OID.sm2Curve) throw new Error('the key is not SM2')
  const [, number] = sequenceOf(readWholeDer(contentOf(expectTag(wrapped, TAG.octetString)).slice()))
  return toHex(contentOf(expectTag(number, TAG.octetString)))
}

/**
 * Appends the second seal over the whole file: a CMS with the object identifiers of GB/T 35275 under adbe.pkcs7.detached, as
 * readers of national signatures expect it. The first seal must be a certification with P=2.
 */
export async function withSecondSeal(sealed: SealedFile, seal: SecondSeal, claimedAt: Date): Promise<Uint8Array> {
  const roomBytes = [seal.certificate, ...seal.chain].reduce((sum, one) => sum + one.length, CMS_ROOM_BYTES)
  const entries = `/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (${pdfDate(claimedAt)})`
  const prepared = appendSignature(sealed, { fieldName: 'National', entries, roomBytes })
  const attributes = signedAttributes(seal, messageDigest(seal.algorithm, prepared.covered))
  return prepared.embed(signedData(seal, attributes, await seal.sign(attributes)))
}
