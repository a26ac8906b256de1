import { readScheme, type SignatureScheme, sameAlgorithm } from './algorithms.ts'
import { contextTag, type DerNode, encodingOf, onlyChild, readWholeDer, sequenceOf, TAG } from './der.ts'
import { integerBytes, octetsOfBitString, oidOf, smallInteger, textOf, timeOf } from './der-values.ts'
import { type Extensions, readExtensions } from './extensions.ts'
import { OID } from './oids.ts'
import { type PublicKey, readPublicKey } from './public-key.ts'
import { refuse } from './reasons.ts'

/** An X.509 version 3 certificate, parsed but not yet believed (RFC 5280, 4.1). */
export interface Certificate {
  readonly der: Uint8Array
  /** What the issuer signed. */
  readonly tbs: Uint8Array
  readonly serial: Uint8Array
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  /** Common name of the subject, or its organisation; null when there is neither. */
  readonly subjectName: string | null
  readonly notBeforeMs: number
  readonly notAfterMs: number
  readonly signature: Uint8Array
  readonly extensions: Extensions
  /** Refuses with `weak-key` or `unsupported-algorithm`. Read late, so that an unused certificate does no harm. */
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
  return {
    der,
    tbs: encodingOf(tbsNode),
    serial: integerBytes(serial),
    issuer: encodingOf(issuer),
    subject: encodingOf(subject),
    subjectName: nameOf(subject),
    notBeforeMs: timeOf(notBefore),
    notAfterMs: timeOf(notAfter),
    signature: octetsOfBitString(signature),
    extensions: readExtensions(extensionNode && onlyChild(extensionNode)),
    publicKey: () => readPublicKey(keyInfo),
    scheme: () => readScheme(outerAlgorithm, null),
  }
}

/** The common name in an RDNSequence, or the organisation where there is none (4.1.2.4). */
function nameOf(name: DerNode): string | null {
  const found = new Map<string, string | null>()
  for (const set of sequenceOf(name)) {
    for (const pair of sequenceOf(set, TAG.set)) {
      const [type, value] = sequenceOf(pair)
      if (value) found.set(oidOf(type), textOf(value))
    }
  }
  return found.get(OID.commonName) ?? found.get(OID.organizationName) ?? null
}
