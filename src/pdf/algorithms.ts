import { equalBytes } from './bytes.ts'
import { childrenOf, contextTag, type DerNode, encodingOf, expectTag, onlyChild, sequenceOf, TAG } from './der.ts'
import { oidOf, smallInteger } from './der-values.ts'
import { OID } from './oids.ts'
import { refuse } from './reasons.ts'

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512' | 'SM3'

/** How a signature was made, as far as its algorithm identifier says. */
export type SignatureScheme =
  | { readonly kind: 'ecdsa'; readonly hash: HashName }
  | { readonly kind: 'rsa-pkcs1'; readonly hash: HashName }
  | { readonly kind: 'rsa-pss'; readonly hash: HashName; readonly saltBytes: number }
  | { readonly kind: 'ed25519'; readonly hash: 'SHA-512' }
  | { readonly kind: 'sm2'; readonly hash: 'SM3' }

const HASHES = new Map<string, HashName>([
  [OID.sha256, 'SHA-256'],
  [OID.sha384, 'SHA-384'],
  [OID.sha512, 'SHA-512'],
  [OID.sm3, 'SM3'],
])
const ECDSA = new Map<string, HashName>([
  [OID.ecdsaWithSha256, 'SHA-256'],
  [OID.ecdsaWithSha384, 'SHA-384'],
  [OID.ecdsaWithSha512, 'SHA-512'],
])
const RSA = new Map<string, HashName>([
  [OID.sha256WithRsa, 'SHA-256'],
  [OID.sha384WithRsa, 'SHA-384'],
  [OID.sha512WithRsa, 'SHA-512'],
])
const SM2 = new Set<string>([OID.sm2WithSm3, OID.sm2Sign])
/** What fits beside the hash into the longest modulus (RFC 8017, 9.1.1). Some signers fill all of it. */
const MAX_SALT_BYTES = 958
const DEFAULT_SALT_BYTES = 20

const WEAK = new Set<string>([
  OID.sha1,
  OID.md5,
  OID.sha224,
  OID.sha1WithRsa,
  OID.md5WithRsa,
  OID.sha224WithRsa,
  OID.ecdsaWithSha1,
  OID.ecdsaWithSha224,
])

/** A digest algorithm: its parameters are absent or NULL (RFC 5754, 2). Refuses weak and unknown ones. */
export function readHash(node: DerNode | undefined): HashName {
  const [oidNode, parameters, ...more] = sequenceOf(node)
  const oid = oidOf(oidNode)
  if (more.length > 0 || !isAbsentOrNull(parameters)) refuse('bad-der', node?.start)
  if (WEAK.has(oid)) refuse('weak-hash', node?.start)
  return HASHES.get(oid) ?? refuse('unsupported-algorithm', node?.start)
}

/**
 * A signature algorithm. `digest` is the hash that stands beside it in a CMS, where `rsaEncryption` alone is allowed
 * (RFC 5652, 10.1.2; RFC 8017, appendix A; RFC 5758, 3.2; RFC 8419; GB/T 35275); null in a certificate.
 */
export function readScheme(node: DerNode | undefined, digest: HashName | null): SignatureScheme {
  const [oidNode, parameters, ...more] = sequenceOf(node)
  const oid = oidOf(oidNode)
  if (more.length > 0) refuse('bad-der', node?.start)
  if (WEAK.has(oid)) refuse('weak-hash', node?.start)
  const scheme = schemeOf(oid, parameters, digest)
  if (!scheme) return refuse('unsupported-algorithm', node?.start)
  if (digest !== null && scheme.hash !== digest) refuse('algorithms-disagree', node?.start)
  return scheme
}

function schemeOf(oid: string, parameters: DerNode | undefined, digest: HashName | null): SignatureScheme | null {
  const ecdsa = ECDSA.get(oid)
  if (ecdsa) return withoutParameters(parameters, { kind: 'ecdsa', hash: ecdsa })
  if (oid === OID.ed25519) return withoutParameters(parameters, { kind: 'ed25519', hash: 'SHA-512' })
  if (SM2.has(oid)) return withNull(parameters, { kind: 'sm2', hash: 'SM3' })
  if (oid === OID.rsaPss) return readPss(parameters)
  const rsa = RSA.get(oid) ?? (oid === OID.rsaEncryption ? digest : null)
  if (!rsa || rsa === 'SM3') return null
  return withNull(parameters, { kind: 'rsa-pkcs1', hash: rsa })
}

function withoutParameters(parameters: DerNode | undefined, scheme: SignatureScheme): SignatureScheme {
  return parameters === undefined ? scheme : refuse('bad-der', parameters.start)
}

function withNull(parameters: DerNode | undefined, scheme: SignatureScheme): SignatureScheme {
  return isAbsentOrNull(parameters) ? scheme : refuse('bad-der', parameters?.start)
}

/** RSASSA-PSS-params (RFC 8017, A.2.3). The default hashes are SHA-1, so both must be named. */
export function readPss(node: DerNode | undefined): SignatureScheme & { readonly kind: 'rsa-pss' } {
  const fields = new Map(sequenceOf(node).map(field => [field.tag, field]))
  const hashNode = fields.get(contextTag(0))
  const maskNode = fields.get(contextTag(1))
  const saltNode = fields.get(contextTag(2))
  if (!hashNode || !maskNode) return refuse('weak-hash', node?.start)
  const trailer = fields.get(contextTag(3))
  if (trailer && smallInteger(onlyChild(trailer)) !== 1) refuse('unsupported-algorithm', trailer.start)
  const known = [hashNode, maskNode, saltNode, trailer].filter(field => field !== undefined)
  if (known.length !== childrenOf(expectTag(node, TAG.sequence)).length) refuse('bad-der', node?.start)
  const hash = readHash(onlyChild(hashNode))
  if (hash === 'SM3') refuse('unsupported-algorithm', hashNode.start)
  const [maskOid, maskHash] = sequenceOf(onlyChild(maskNode))
  if (oidOf(maskOid) !== OID.mgf1) refuse('unsupported-algorithm', maskNode.start)
  if (readHash(maskHash) !== hash) refuse('algorithms-disagree', maskNode.start)
  const saltBytes = saltNode ? smallInteger(onlyChild(saltNode)) : DEFAULT_SALT_BYTES
  if (saltBytes > MAX_SALT_BYTES) refuse('unsupported-algorithm', saltNode?.start)
  return { kind: 'rsa-pss', hash, saltBytes }
}

/** Whether two algorithm identifiers are the same to the byte, as the two in a certificate must be (RFC 5280, 4.1.1.2). */
export function sameAlgorithm(a: DerNode | undefined, b: DerNode | undefined): boolean {
  return a !== undefined && b !== undefined && equalBytes(encodingOf(a), encodingOf(b))
}

function isAbsentOrNull(node: DerNode | undefined): boolean {
  return node === undefined || (node.tag === TAG.null && node.contentStart === node.end)
}
