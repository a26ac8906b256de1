import { contentOf, contextTag, type DerNode, expectTag, readWholeDer, sequenceOf, TAG } from './der.ts'
import { booleanOf, namedBits, oidOf, smallInteger } from './der-values.ts'
import { OID } from './oids.ts'
import { refuse } from './reasons.ts'

/** The extensions of a certificate that decide what it may do (RFC 5280, 4.2). */
export interface Extensions {
  readonly isCa: boolean
  /** How many CA certificates may follow below; null when unbounded. */
  readonly pathLength: number | null
  /** Bit numbers of KeyUsage; null when the extension is absent. */
  readonly keyUsage: ReadonlySet<number> | null
  readonly extendedKeyUsage: readonly string[] | null
  readonly subjectKeyId: Uint8Array | null
  readonly authorityKeyId: Uint8Array | null
  readonly hasNameConstraints: boolean
  /** A critical extension that this reader does not process. */
  readonly hasUnknownCritical: boolean
}

/** KeyUsage bit numbers (4.2.1.3). */
export const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const

/** Understood well enough that a critical mark on them is harmless. */
const PROCESSED = new Set<string>([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.nameConstraints,
  OID.subjectAltName,
  OID.certificatePolicies,
])

/** Reads `[3] EXPLICIT Extensions`; the node is its SEQUENCE, undefined when the certificate has none. */
export function readExtensions(node: DerNode | undefined): Extensions {
  const values = new Map<string, DerNode>()
  let hasUnknownCritical = false
  for (const extension of node ? sequenceOf(node) : []) {
    const parts = sequenceOf(extension)
    const oid = oidOf(parts[0])
    const critical = parts.length === 3 && booleanOf(parts[1]!)
    // DEFAULT FALSE is left out in DER; a second extension of one kind is forbidden (4.2).
    if (values.has(oid) || parts.length < 2 || parts.length > 3 || (parts.length === 3 && !critical)) {
      refuse('bad-certificate', extension.start)
    }
    values.set(oid, readWholeDer(contentOf(expectTag(parts.at(-1), TAG.octetString)).slice()))
    if (critical && !PROCESSED.has(oid)) hasUnknownCritical = true
  }
  const keyUsage = values.get(OID.keyUsage)
  const purposes = values.get(OID.extendedKeyUsage)
  const subjectKeyId = values.get(OID.subjectKeyIdentifier)
  return {
    ...readBasicConstraints(values.get(OID.basicConstraints)),
    keyUsage: keyUsage ? namedBits(keyUsage) : null,
    extendedKeyUsage: purposes ? sequenceOf(purposes).map(oidOf) : null,
    subjectKeyId: subjectKeyId ? contentOf(expectTag(subjectKeyId, TAG.octetString)) : null,
    authorityKeyId: readAuthorityKeyId(values.get(OID.authorityKeyIdentifier)),
    hasNameConstraints: values.has(OID.nameConstraints),
    hasUnknownCritical,
  }
}

/** BasicConstraints (4.2.1.9). */
function readBasicConstraints(node: DerNode | undefined): Pick<Extensions, 'isCa' | 'pathLength'> {
  if (!node) return { isCa: false, pathLength: null }
  const parts = sequenceOf(node)
  const isCa = parts[0]?.tag === TAG.boolean && booleanOf(parts[0])
  const length = parts[isCa ? 1 : 0]
  if (parts.length > (isCa ? 2 : 0)) refuse('bad-certificate', node.start)
  return { isCa, pathLength: length ? smallInteger(length) : null }
}

/** AuthorityKeyIdentifier (4.2.1.1): the key identifier alone. */
function readAuthorityKeyId(node: DerNode | undefined): Uint8Array | null {
  const field = node && sequenceOf(node).find(part => part.tag === (contextTag(0) & ~0x20))
  return field ? contentOf(field) : null
}
