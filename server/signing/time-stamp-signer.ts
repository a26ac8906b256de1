import { createHash, verify, X509Certificate } from 'node:crypto'
import { equalBytes } from '../../src/pdf/bytes.ts'
import { type Certificate, readCertificate } from '../../src/pdf/certificate.ts'
import {
  childrenOf,
  contentOf,
  contextTag,
  type DerNode,
  encodingOf,
  expectTag,
  onlyChild,
  readWholeDer,
  sequenceOf,
  TAG,
} from '../../src/pdf/der.ts'
import { booleanOf, integerBytes, oidOf } from '../../src/pdf/der-values.ts'
import { OID } from '../../src/pdf/oids.ts'
import { PdfRefusal, refuse } from '../../src/pdf/reasons.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { chainToAnchor } from './chain-to-anchor.ts'

/** Why a token's signer is not to be believed. */
export type SignerFailure = 'malformed' | 'bad-signature' | 'untrusted' | 'wrong-purpose'

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12'
const HASH_NAMES = new Map<string, string>([
  [OID.sha256, 'sha256'],
  [OID.sha384, 'sha384'],
  [OID.sha512, 'sha512'],
])

/**
 * Checks who signed a time stamp (RFC 3161, 2.3 and 2.4.2; RFC 5816): one signature over the token's own content, the ESS
 * attribute naming the certificate, its only purpose critical and timeStamping, a chain to one of `anchors`. Gives the
 * certificates of that chain, signer first and the anchor last.
 */
export function checkTimeStampSigner(
  token: Uint8Array,
  anchors: readonly Uint8Array[],
  atMs: number,
): Result<readonly Uint8Array[], SignerFailure> {
  try {
    return readAndCheck(token, anchors, atMs)
  } catch (error) {
    if (error instanceof PdfRefusal || isOpensslError(error)) return err('malformed')
    throw error
  }
}

/** OpenSSL throws on certificates and keys that it cannot read. */
function isOpensslError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^ERR_(OSSL|CRYPTO)_/.test(String(error.code))
}

function readAndCheck(
  token: Uint8Array,
  anchors: readonly Uint8Array[],
  atMs: number,
): Result<readonly Uint8Array[], SignerFailure> {
  const [, wrapped] = sequenceOf(readWholeDer(token))
  const [, , encapsulated, ...rest] = sequenceOf(onlyChild(expectTag(wrapped, contextTag(0))))
  const content = contentOf(onlyChild(expectTag(sequenceOf(encapsulated)[1], contextTag(0))))
  const bag = rest[0]?.tag === contextTag(0) ? childrenOf(rest[0]).map(node => encodingOf(node).slice()) : []
  const [signerInfo, ...moreSigners] = sequenceOf(rest.at(-1), TAG.set)
  if (moreSigners.length > 0) refuse('signer-count')
  const [, identifier, digestAlgorithm, attributeNode, , signature] = sequenceOf(signerInfo)
  const certificate = bag.map(one => readCertificate(one)).find(one => isNamedBy(identifier, one))
  if (!certificate) return err('malformed')
  const hashName = HASH_NAMES.get(oidOf(sequenceOf(digestAlgorithm)[0])) ?? refuse('weak-hash')

  const attributes = readAttributes(expectTag(attributeNode, contextTag(0)))
  const digest = contentOf(expectTag(attributes.get(OID.messageDigest), TAG.octetString))
  const signed = encodingOf(attributeNode!).slice()
  signed[0] = TAG.set
  const key = new X509Certificate(certificate.der).publicKey
  const isGood =
    equalBytes(digest, createHash(hashName).update(content).digest()) &&
    verify(hashName, signed, key, contentOf(expectTag(signature, TAG.octetString)))
  if (!isGood || !isNamedByEss(attributes, certificate.der)) return err('bad-signature')

  if (!isForTimeStampingOnly(certificate)) return err('wrong-purpose')
  const chain = chainToAnchor(certificate.der, bag, anchors, atMs)
  return chain ? ok(chain) : err('untrusted')
}

function isNamedBy(identifier: DerNode | undefined, certificate: Certificate): boolean {
  const [issuer, serial] = sequenceOf(identifier)
  if (!issuer) return false
  return equalBytes(encodingOf(issuer), certificate.issuer) && equalBytes(integerBytes(serial), certificate.serial)
}

function readAttributes(node: DerNode): Map<string, DerNode> {
  const attributes = new Map<string, DerNode>()
  for (const attribute of childrenOf(node)) {
    const [type, values] = sequenceOf(attribute)
    const [value, ...more] = sequenceOf(values, TAG.set)
    if (!value || more.length > 0 || attributes.has(oidOf(type))) refuse('bad-cms', attribute.start)
    attributes.set(oidOf(type), value)
  }
  return attributes
}

/** ESSCertIDv2 (RFC 5035), or ESSCertID with its SHA-1 as older authorities still have it (RFC 2634, 5.4). */
function isNamedByEss(attributes: ReadonlyMap<string, DerNode>, certificate: Uint8Array): boolean {
  const second = attributes.get(OID.signingCertificateV2)
  const value = second ?? attributes.get(SIGNING_CERTIFICATE)
  const [hashOrAlgorithm, hash] = sequenceOf(sequenceOf(sequenceOf(value)[0])[0])
  const hasAlgorithm = second !== undefined && hashOrAlgorithm?.tag === TAG.sequence
  const name = !second ? 'sha1' : hasAlgorithm ? HASH_NAMES.get(oidOf(sequenceOf(hashOrAlgorithm)[0])) : 'sha256'
  if (!name) return false
  const stated = contentOf(expectTag(hasAlgorithm ? hash : hashOrAlgorithm, TAG.octetString))
  return equalBytes(stated, createHash(name).update(certificate).digest())
}

/** The extended key usage must be critical and hold this one purpose (RFC 3161, 2.3). */
function isForTimeStampingOnly(certificate: Certificate): boolean {
  const purposes = certificate.extensions.extendedKeyUsage
  if (purposes?.length !== 1 || purposes[0] !== TIME_STAMPING) return false
  const extensions = sequenceOf(readWholeDer(certificate.tbs.slice())).find(node => node.tag === contextTag(3))
  return sequenceOf(extensions && onlyChild(extensions)).some(extension => {
    const [id, critical] = sequenceOf(extension)
    return oidOf(id) === OID.extendedKeyUsage && critical?.tag === TAG.boolean && booleanOf(critical)
  })
}
