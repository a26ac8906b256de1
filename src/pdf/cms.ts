import { type HashName, readHash, readScheme, type SignatureScheme } from './algorithms.ts'
import { equalBytes, toHex } from './bytes.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import {
  childrenOf,
  contentOf,
  contextTag,
  type DerNode,
  encodingOf,
  expectTag,
  onlyChild,
  readDer,
  sequenceOf,
  TAG,
} from './der.ts'
import { integerBytes, oidOf, smallInteger } from './der-values.ts'
import { LIMITS } from './limits.ts'
import { OID } from './oids.ts'
import { refuse } from './reasons.ts'

/** A detached CMS signature with one signer (RFC 5652, 5). */
export interface SignedData {
  readonly certificates: readonly Certificate[]
  readonly digest: HashName
  readonly scheme: SignatureScheme
  readonly signature: Uint8Array
  /** Whether a certificate is the one that the signer identifier names. */
  isSigner(certificate: Certificate): boolean
  /** The signed attributes as they were signed: a DER SET OF. */
  readonly signedAttributes: Uint8Array
  /** The single value of each signed attribute, by type. */
  readonly attributes: ReadonlyMap<string, DerNode>
}

/** Reads a ContentInfo that only zeros may follow. Refuses anything but the one shape that is asked of a document's seal. */
export function readSignedData(contents: Uint8Array): SignedData {
  const info = readDer(contents)
  if (contents.subarray(info.end).some(byte => byte !== 0)) refuse('padding-not-zero', info.end)
  const [type, wrapped, ...more] = sequenceOf(info)
  if (oidOf(type) !== OID.signedData || !wrapped || more.length > 0) refuse('bad-cms', info.start)
  const fields = sequenceOf(onlyChild(expectTag(wrapped, contextTag(0))))
  const version = smallInteger(fields.shift())
  const digestSet = sequenceOf(fields.shift(), TAG.set)
  checkDetached(fields.shift())
  const bag = fields[0]?.tag === contextTag(0) ? childrenOf(fields.shift()!) : []
  // Revocation lists in [1] are nothing this check reads; what it does not read it does not accept.
  if (fields[0]?.tag === contextTag(1)) refuse('unsigned-attributes', fields[0].start)
  const signers = sequenceOf(fields.shift(), TAG.set)
  if (fields.length > 0 || version !== 1 || bag.length > LIMITS.certificates) refuse('bad-cms', info.start)
  if (signers.length !== 1) refuse('signer-count', info.start)
  if (digestSet.length !== 1) refuse('bad-cms', info.start)
  const certificates = bag.map(node => readCertificate(encodingOf(expectTag(node, TAG.sequence))))
  return { certificates, ...readSigner(signers[0]!, readHash(digestSet[0])) }
}

/** EncapsulatedContentInfo must name plain data and hold none: a content of its own would verify by itself. */
function checkDetached(node: DerNode | undefined): void {
  const [type, content] = sequenceOf(node)
  if (content) refuse('encapsulated-content', content.start)
  if (oidOf(type) !== OID.data) refuse('bad-cms', node?.start)
}

/** SignerInfo (5.3). */
function readSigner(node: DerNode, digest: HashName): Omit<SignedData, 'certificates'> {
  const fields = sequenceOf(node)
  const version = smallInteger(fields.shift())
  const identifier = fields.shift()
  const own = readHash(fields.shift())
  if (own !== digest) refuse('algorithms-disagree', node.start)
  const attributeNode = expectTag(fields.shift(), contextTag(0))
  const scheme = readScheme(fields.shift(), digest)
  const signature = contentOf(expectTag(fields.shift(), TAG.octetString))
  if (fields.length > 0) refuse('unsigned-attributes', fields[0]!.start)
  // The signature is over the SET OF, not over the [0] it is stored under (5.4).
  const signedAttributes = encodingOf(attributeNode).slice()
  signedAttributes[0] = TAG.set
  return {
    digest,
    scheme,
    signature,
    isSigner: readSignerIdentifier(identifier, version),
    signedAttributes,
    attributes: readAttributes(attributeNode),
  }
}

/** issuerAndSerialNumber with version 1, or subjectKeyIdentifier with version 3 (5.3). */
function readSignerIdentifier(node: DerNode | undefined, version: number): (certificate: Certificate) => boolean {
  if (node?.tag === 0x80 && version === 3) {
    const keyId = contentOf(node)
    return ({ extensions }) => extensions.subjectKeyId !== null && equalBytes(extensions.subjectKeyId, keyId)
  }
  const [issuer, serial, ...more] = sequenceOf(node)
  if (!issuer || more.length > 0 || version !== 1) refuse('bad-cms', node?.start)
  const issuerDer = encodingOf(issuer)
  const serialBytes = integerBytes(serial)
  return certificate => equalBytes(certificate.issuer, issuerDer) && equalBytes(certificate.serial, serialBytes)
}

/** Each attribute once and with one value, in the order DER gives a SET OF (X.690, 11.6). */
function readAttributes(node: DerNode): Map<string, DerNode> {
  const attributes = new Map<string, DerNode>()
  let previous = ''
  for (const attribute of childrenOf(node)) {
    const order = toHex(encodingOf(attribute))
    if (order <= previous) refuse('bad-der', attribute.start)
    previous = order
    const [type, values, ...more] = sequenceOf(attribute)
    const oid = oidOf(type)
    const value = sequenceOf(values, TAG.set)
    if (more.length > 0 || value.length !== 1 || attributes.has(oid)) refuse('bad-cms', attribute.start)
    attributes.set(oid, value[0]!)
  }
  return attributes
}
