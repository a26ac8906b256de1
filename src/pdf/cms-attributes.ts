import { type HashName, readHash, readScheme, type SignatureScheme } from './algorithms.ts'
import { childrenOf, contextTag, type DerNode, encodingOf, sequenceOf, TAG } from './der.ts'
import { oidOf } from './der-values.ts'
import { OID } from './oids.ts'
import { refuse } from './reasons.ts'

/** The values of each attribute, by type. */
export type Attributes = ReadonlyMap<string, readonly DerNode[]>

/** How many values an attribute may have: each of the signed ones that are read here has one (RFC 5652, 11). */
type Values = 'single' | 'any'

/** Attributes under their `[0]` or `[1]`: each type once, in the order DER gives a SET OF (X.690, 11.6). */
export function readAttributes(node: DerNode, values: Values): Map<string, readonly DerNode[]> {
  const attributes = new Map<string, readonly DerNode[]>()
  let previous: Uint8Array | null = null
  for (const attribute of childrenOf(node)) {
    const encoding = encodingOf(attribute)
    // Unsigned ones are often appended as they come: nothing is computed over their order.
    if (previous && values === 'single' && compareBytes(previous, encoding) >= 0) refuse('bad-der', attribute.start)
    previous = encoding
    const [type, valueSet, ...more] = sequenceOf(attribute)
    const oid = oidOf(type)
    const found = sequenceOf(valueSet, TAG.set)
    const rightCount = values === 'single' ? found.length === 1 : found.length > 0
    if (more.length > 0 || !rightCount || attributes.has(oid)) refuse('bad-cms', attribute.start)
    attributes.set(oid, found)
  }
  return attributes
}

/** The one value of an attribute; undefined when it is absent. */
export function valueOfAttribute(attributes: Attributes, oid: string): DerNode | undefined {
  return attributes.get(oid)?.[0]
}

/**
 * CMSAlgorithmProtection (RFC 6211, 2): where it stands, it must repeat the signer's algorithms. What they mean is compared,
 * because some signers write NULL parameters in one place and none in the other.
 */
export function checkAlgorithmProtection(attributes: Attributes, digest: HashName, scheme: SignatureScheme): void {
  const value = valueOfAttribute(attributes, OID.algorithmProtection)
  if (!value) return
  const [digestCopy, schemeCopy, ...more] = sequenceOf(value)
  if (schemeCopy?.tag !== contextTag(1) || more.length > 0) refuse('bad-cms', value.start)
  // [1] takes the place of the SEQUENCE tag.
  const copied = readScheme({ ...schemeCopy, tag: TAG.sequence }, digest)
  const isSame = copied.kind === scheme.kind && copied.hash === scheme.hash && saltOf(copied) === saltOf(scheme)
  if (readHash(digestCopy) !== digest || !isSame) refuse('algorithms-disagree', value.start)
}

function saltOf(scheme: SignatureScheme): number | null {
  return scheme.kind === 'rsa-pss' ? scheme.saltBytes : null
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at++) if (a[at] !== b[at]) return a[at]! - b[at]!
  return a.length - b.length
}
