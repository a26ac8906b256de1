import { readScheme, type SignatureScheme, sameAlgorithm } from './algorithms.ts'
import { contextTag, encodingOf, onlyChild, readWholeDer, sequenceOf } from './der.ts'
import { integerBytes, octetsOfBitString, smallInteger, timeOf } from './der-values.ts'
import { type Extensions, readExtensions } from './extensions.ts'
import { type Name, readName } from './names.ts'
import { type PublicKey, readPublicKey } from './public-key.ts'
import { refuse } from './reasons.ts'

/** An X.509 version 3 certificate, parsed but not yet believed (RFC 5280, 4.1). */
export interface Certificate {
  readonly der: Uint8Array
  /** What the issuer signed. */
  readonly tbs: Uint8Array
  readonly serial: Uint8Array
  /** DER of the names, as a signer identifier repeats them. */
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly issuerName: Name
  readonly subjectNames: Name
  /** Common name of the subject, or its organisation; null when there is neither. */
  readonly subjectName: string | null
  readonly notBeforeMs: number
  readonly notAfterMs: number
  readonly signature: Uint8Array
  readonly extensions: Extensions
  /** Content of the key's BIT STRING, which an OCSP request hashes. */
  readonly keyBits: Uint8Array
  /** The same object each time. Refuses with `weak-key` or `unsupported-algorithm`. Read late, so that an unused certificate does no harm. */
  publicKey(): PublicKey
  /** How the issuer signed it. Refuses with `weak-hash` or `unsupported-algorithm`. */
  scheme(): SignatureScheme
}

/** Reads one certificate that fills `der`. Refuses with `bad-der` or `bad-certificate`. */
export function readCertificate(der: Uint8Array): Certificate {
  const [tbsNode, outerAlgorithm, signature, ...more] = sequenceOf(readWholeDer(der))
  if (!tbsNode || more.length > 0) refuse('bad-certificate', 0)
  const fields = sequenceOf(tbsNode)
  const version = fields.shift()
  if (version?.tag !== contextTag(0) || smallInteger(onlyChild(version)) !== 2) refuse('bad-certificate', tbsNode.start)
  const [serial, innerAlgorithm, issuer, validity, subject, keyInfo, ...tail] = fields
  if (!issuer || !subject || !sameAlgorithm(innerAlgorithm, outerAlgorithm)) refuse('bad-certificate', tbsNode.start)
  const [notBefore, notAfter, ...moreTimes] = sequenceOf(validity)
  // [1] and [2] are the unique identifiers that nobody uses; version 3 puts extensions in [3].
  const extensionNode = tail.pop()
  if (moreTimes.length > 0 || tail.length > 0) refuse('bad-certificate', tbsNode.start)
  if (extensionNode && extensionNode.tag !== contextTag(3)) refuse('bad-certificate', extensionNode.start)
  const subjectNames = readName(subject)
  let key: PublicKey | null = null
  return {
    der,
    tbs: encodingOf(tbsNode),
    serial: integerBytes(serial),
    issuer: encodingOf(issuer),
    subject: encodingOf(subject),
    issuerName: readName(issuer),
    subjectNames,
    subjectName: subjectNames.shown,
    notBeforeMs: timeOf(notBefore),
    notAfterMs: timeOf(notAfter),
    signature: octetsOfBitString(signature),
    extensions: readExtensions(extensionNode && onlyChild(extensionNode)),
    keyBits: octetsOfBitString(sequenceOf(keyInfo)[1]),
    publicKey: () => {
      key ??= readPublicKey(keyInfo)
      return key
    },
    scheme: () => readScheme(outerAlgorithm, null),
  }
}

/** Whether a certificate names itself as its issuer (RFC 5280, 6.1: self-issued). */
export function isSelfIssued({ issuerName, subjectNames }: Certificate): boolean {
  return issuerName.key === subjectNames.key
}
