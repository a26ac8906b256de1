import { type HashName, readHash, readScheme, type SignatureScheme } from './algorithms.ts'
import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { type Attributes, checkAlgorithmProtection, readAttributes } from './cms-attributes.ts'
import {
  childrenOf,
  contentOf,
  contextTag,
  type DerNode,
  encodingOf,
  expectTag,
  onlyChild,
  primitiveContextTag,
  readDer,
  sequenceOf,
  TAG,
} from './der.ts'
import { integerBytes, oidOf, smallInteger } from './der-values.ts'
import { LIMITS } from './limits.ts'
import { OID } from './oids.ts'
import { refuse } from './reasons.ts'

/** A CMS signature with one signer (RFC 5652, 5). */
export interface SignedData {
  /** DER of each certificate that came with it. */
  readonly certificates: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
  readonly contentType: string
  /** Null when the content stands elsewhere. */
  readonly content: Uint8Array | null
  readonly digest: HashName
  readonly scheme: SignatureScheme
  readonly signature: Uint8Array
  /** Whether a certificate is the one that the signer identifier names. */
  isSigner(certificate: Certificate): boolean
  /** The signed attributes as they were signed: a DER SET OF. */
  readonly signedAttributes: Uint8Array
  readonly attributes: Attributes
  readonly unsignedAttributes: Attributes
}

/** SignedData and data, under the names of CMS and under those of GB/T 35275. */
const FAMILIES = new Map<string, string>([
  [OID.signedData, OID.data],
  [OID.gmSignedData, OID.gmData],
])

/** The two shapes that a PDF holds: a signature over the file, and a time-stamp token (RFC 3161, 2.4.2). */
export type CmsShape = 'detached' | 'timestamp'

/** Reads a ContentInfo that only zeros may follow. Refuses anything but the one shape that is asked of it. */
export function readSignedData(contents: Uint8Array, shape: CmsShape): SignedData {
  const info = readDer(contents)
  for (let at = info.end; at < contents.length; at++) if (contents[at] !== 0) refuse('padding-not-zero', info.end)
  const [type, wrapped, ...more] = sequenceOf(info)
  const family = FAMILIES.get(oidOf(type))
  if (!family || !wrapped || more.length > 0) refuse('bad-cms', info.start)
  const fields = sequenceOf(onlyChild(expectTag(wrapped, contextTag(0))))
  const version = smallInteger(fields.shift())
  const digestSet = sequenceOf(fields.shift(), TAG.set)
  const { contentType, content } = readContent(fields.shift(), shape, family)
  const bag = fields[0]?.tag === contextTag(0) ? childrenOf(fields.shift()!) : []
  const lists = fields[0]?.tag === contextTag(1) ? childrenOf(fields.shift()!) : []
  const signers = sequenceOf(fields.shift(), TAG.set)
  if (fields.length > 0 || bag.length > LIMITS.certificates || lists.length > LIMITS.certificates) {
    refuse('bad-cms', info.start)
  }
  if (signers.length !== 1) refuse('signer-count', info.start)
  if (digestSet.length !== 1) refuse('bad-cms', info.start)
  const { signerVersion, ...signer } = readSigner(signers[0]!, readHash(digestSet[0]))
  checkVersion(version, signerVersion, contentType, info.start)
  return {
    // Attribute certificates and other kinds have tags of their own (10.2.2).
    certificates: bag.map(node => encodingOf(expectTag(node, TAG.sequence))),
    crls: lists.filter(node => node.tag === TAG.sequence).map(encodingOf),
    contentType,
    content,
    ...signer,
  }
}

/** 5.1: 3 where content or signer asks for it. Signers by key identifier are often written with 1 all the same. */
function checkVersion(version: number, signerVersion: number, contentType: string, place: number): void {
  const isData = contentType === OID.data || contentType === OID.gmData
  const allowed = !isData ? [3] : signerVersion === 3 ? [1, 3] : [1]
  if (!allowed.includes(version)) refuse('bad-cms', place)
}

/**
 * EncapsulatedContentInfo (5.2). A detached signature must name plain data and hold none: a content of its own would verify
 * by itself. A token must hold its TSTInfo.
 */
function readContent(
  node: DerNode | undefined,
  shape: CmsShape,
  dataType: string,
): Pick<SignedData, 'contentType' | 'content'> {
  const [type, wrapped, ...more] = sequenceOf(node)
  const contentType = oidOf(type)
  if (shape === 'detached') {
    if (wrapped) refuse('encapsulated-content', wrapped.start)
    return contentType === dataType ? { contentType, content: null } : refuse('bad-cms', node?.start)
  }
  if (contentType !== OID.tstInfo || !wrapped || more.length > 0) refuse('bad-timestamp', node?.start)
  return { contentType, content: contentOf(expectTag(onlyChild(expectTag(wrapped, contextTag(0))), TAG.octetString)) }
}

/** SignerInfo (5.3). */
function readSigner(
  node: DerNode,
  digest: HashName,
): Omit<SignedData, 'certificates' | 'crls' | 'contentType' | 'content'> & { signerVersion: number } {
  const fields = sequenceOf(node)
  const signerVersion = smallInteger(fields.shift())
  const identifier = fields.shift()
  if (readHash(fields.shift()) !== digest) refuse('algorithms-disagree', node.start)
  const attributeNode = expectTag(fields.shift(), contextTag(0))
  const scheme = readScheme(fields.shift(), digest)
  const signature = contentOf(expectTag(fields.shift(), TAG.octetString))
  const unsignedNode = fields[0]?.tag === contextTag(1) ? fields.shift() : undefined
  if (fields.length > 0 || signature.length === 0) refuse('bad-cms', node.start)
  const attributes = readAttributes(attributeNode, 'single')
  checkAlgorithmProtection(attributes, digest, scheme)
  // The signature is over the SET OF, not over the [0] it is stored under (5.4).
  const signedAttributes = encodingOf(attributeNode).slice()
  signedAttributes[0] = TAG.set
  return {
    signerVersion,
    digest,
    scheme,
    signature,
    isSigner: readSignerIdentifier(identifier, signerVersion),
    signedAttributes,
    attributes,
    unsignedAttributes: unsignedNode ? readAttributes(unsignedNode, 'any') : new Map(),
  }
}

/** issuerAndSerialNumber with version 1, or subjectKeyIdentifier with version 3 (5.3). */
function readSignerIdentifier(node: DerNode | undefined, version: number): (certificate: Certificate) => boolean {
  if (node?.tag === primitiveContextTag(0) && version === 3) {
    const keyId = contentOf(node)
    return ({ extensions }) => extensions.subjectKeyId !== null && equalBytes(extensions.subjectKeyId, keyId)
  }
  const [issuer, serial, ...more] = sequenceOf(node)
  if (!issuer || more.length > 0 || version !== 1) refuse('bad-cms', node?.start)
  const issuerDer = encodingOf(issuer)
  const serialBytes = integerBytes(serial)
  return certificate => equalBytes(certificate.issuer, issuerDer) && equalBytes(certificate.serial, serialBytes)
}
