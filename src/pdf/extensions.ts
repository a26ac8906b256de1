import {
  contentOf,
  contextTag,
  type DerNode,
  expectTag,
  primitiveContextTag,
  readWholeDer,
  sequenceOf,
  TAG,
} from './der.ts'
import { booleanOf, namedBits, oidOf, smallInteger } from './der-values.ts'
import { type GeneralName, readGeneralNames } from './general-names.ts'
import { type NameConstraints, readNameConstraints } from './name-constraints.ts'
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
  /** RFC 3161, 2.3 asks it of time-stamp authorities. */
  readonly extendedKeyUsageIsCritical: boolean
  readonly subjectKeyId: Uint8Array | null
  readonly authorityKeyId: Uint8Array | null
  readonly subjectAltNames: readonly GeneralName[]
  /** Where the issuer publishes its lists, each in its DER. */
  readonly crlPoints: readonly Uint8Array[]
  readonly nameConstraints: NameConstraints | null
  /** Whether a policy must be in force, which this reader does not work out. */
  readonly requiresPolicy: boolean
  /** A critical extension that this reader does not process. */
  readonly hasUnknownCritical: boolean
}

/** KeyUsage bit numbers (4.2.1.3). */
export const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const

/**
 * Understood well enough that a critical mark on them is harmless. Policies are: with any policy accepted, and none required,
 * mappings and inhibitions change nothing (6.1.1).
 */
const PROCESSED = new Set<string>([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.nameConstraints,
  OID.subjectAltName,
  OID.certificatePolicies,
  OID.policyMappings,
  OID.policyConstraints,
  OID.inhibitAnyPolicy,
  OID.crlDistributionPoints,
])

/** One Extension of a certificate, a list, a list's entry or an answer: they share the type (4.1, 5.1; RFC 6960, 4.4). */
export interface Extension {
  readonly critical: boolean
  readonly value: DerNode
}

/** `Extensions` by OID; undefined when there are none. Refuses a second one of a kind. */
export function readExtensionMap(node: DerNode | undefined): Map<string, Extension> {
  const found = new Map<string, Extension>()
  for (const extension of node ? sequenceOf(node) : []) {
    const parts = sequenceOf(extension)
    const oid = oidOf(parts[0])
    const critical = parts.length === 3 && booleanOf(parts[1]!)
    // DEFAULT FALSE is left out in DER; a second extension of one kind is forbidden (4.2).
    if (found.has(oid) || parts.length < 2 || parts.length > 3 || (parts.length === 3 && !critical)) {
      refuse('bad-certificate', extension.start)
    }
    found.set(oid, { critical, value: readWholeDer(contentOf(expectTag(parts.at(-1), TAG.octetString)).slice()) })
  }
  return found
}

/** Reads `[3] EXPLICIT Extensions`; the node is its SEQUENCE, undefined when the certificate has none. */
export function readExtensions(node: DerNode | undefined): Extensions {
  const all = readExtensionMap(node)
  const nodeOf = (oid: string) => all.get(oid)?.value
  const keyUsage = nodeOf(OID.keyUsage)
  const purposes = nodeOf(OID.extendedKeyUsage)
  const subjectKeyId = nodeOf(OID.subjectKeyIdentifier)
  const altNames = nodeOf(OID.subjectAltName)
  const constraints = nodeOf(OID.nameConstraints)
  return {
    ...readBasicConstraints(nodeOf(OID.basicConstraints)),
    keyUsage: keyUsage ? namedBits(keyUsage) : null,
    extendedKeyUsage: purposes ? sequenceOf(purposes).map(oidOf) : null,
    extendedKeyUsageIsCritical: all.get(OID.extendedKeyUsage)?.critical ?? false,
    subjectKeyId: subjectKeyId ? contentOf(expectTag(subjectKeyId, TAG.octetString)) : null,
    authorityKeyId: readAuthorityKeyId(nodeOf(OID.authorityKeyIdentifier)),
    subjectAltNames: altNames ? readGeneralNames(altNames) : [],
    crlPoints: readCrlPoints(nodeOf(OID.crlDistributionPoints)),
    nameConstraints: constraints ? readNameConstraints(constraints) : null,
    requiresPolicy: readRequiresPolicy(nodeOf(OID.policyConstraints)),
    hasUnknownCritical: [...all].some(([oid, { critical }]) => critical && !PROCESSED.has(oid)),
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
  const field = node && sequenceOf(node).find(part => part.tag === primitiveContextTag(0))
  return field ? contentOf(field) : null
}

/** CRLDistributionPoints (4.2.1.13): the full names alone. */
function readCrlPoints(node: DerNode | undefined): Uint8Array[] {
  return (node ? sequenceOf(node) : []).flatMap(point => {
    const name = sequenceOf(point).find(part => part.tag === contextTag(0))
    const full = name && sequenceOf(name, contextTag(0)).find(part => part.tag === contextTag(0))
    return full ? sequenceOf(full, contextTag(0)).map(one => one.bytes.subarray(one.start, one.end)) : []
  })
}

/** PolicyConstraints (4.2.1.11): whether requireExplicitPolicy stands in it. */
function readRequiresPolicy(node: DerNode | undefined): boolean {
  return node !== undefined && sequenceOf(node).some(part => part.tag === primitiveContextTag(0))
}
