import { readScheme, type SignatureScheme, sameAlgorithm } from './algorithms.ts'
import { equalBytes, toHex } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import {
  childrenOf,
  contentOf,
  contextTag,
  type DerNode,
  encodingOf,
  onlyChild,
  readDer,
  readWholeDer,
  sequenceOf,
  TAG,
} from './der.ts'
import { booleanOf, integerBytes, octetsOfBitString, smallInteger, timeOf } from './der-values.ts'
import { type Extension, readExtensionMap } from './extensions.ts'
import { type Name, readName } from './names.ts'
import { OID } from './oids.ts'
import { refuse } from './reasons.ts'

/** A certificate revocation list, parsed but not yet believed (RFC 5280, 5.1). */
export interface RevocationList {
  readonly der: Uint8Array
  readonly tbs: Uint8Array
  readonly signature: Uint8Array
  readonly issuerName: Name
  readonly thisUpdateMs: number
  readonly nextUpdateMs: number | null
  /** Which certificates it speaks of. A list that could not be understood whole can revoke, but makes nothing good (5.2). */
  readonly scope: ListScope
  /** When a certificate of this number was revoked; null when it is not on the list. */
  revokedAtMs(serial: Uint8Array): number | null
  scheme(): SignatureScheme
}

interface ListScope {
  readonly understood: boolean
  readonly users: boolean
  readonly authorities: boolean
  /** Names of the one distribution point it is for, each in its DER; null when it is for all. */
  readonly points: readonly Uint8Array[] | null
}

/** Understood in a list. Anything else critical, and a delta, leaves the list half understood. */
const LIST_EXTENSIONS = new Set<string>([OID.issuingDistributionPoint, OID.authorityKeyIdentifier])

/** Reads a CertificateList that fills `der`. */
export function readCrl(der: Uint8Array): RevocationList {
  const [tbsNode, outerAlgorithm, signature, ...more] = sequenceOf(readWholeDer(der))
  if (!tbsNode || more.length > 0) refuse('bad-der', 0)
  const fields = sequenceOf(tbsNode)
  if (fields[0]?.tag === TAG.integer && smallInteger(fields.shift()) !== 1) refuse('bad-der', tbsNode.start)
  if (!sameAlgorithm(fields.shift(), outerAlgorithm)) refuse('bad-der', tbsNode.start)
  const issuer = fields.shift()
  const thisUpdateMs = timeOf(fields.shift())
  const hasNext = fields[0]?.tag === TAG.utcTime || fields[0]?.tag === TAG.generalizedTime
  const nextUpdateMs = hasNext ? timeOf(fields.shift()) : null
  const entries = fields[0]?.tag === TAG.sequence ? fields.shift() : undefined
  const extensionNode = fields[0]?.tag === contextTag(0) ? fields.shift() : undefined
  if (fields.length > 0) refuse('bad-der', tbsNode.start)
  let index: Map<string, number> | null = null
  return {
    der,
    tbs: encodingOf(tbsNode),
    signature: octetsOfBitString(signature),
    issuerName: readName(issuer),
    thisUpdateMs,
    nextUpdateMs,
    scope: readScope(readExtensionMap(extensionNode && onlyChild(extensionNode))),
    revokedAtMs: serial => {
      index ??= indexOf(entries)
      return index.get(toHex(serial)) ?? null
    },
    scheme: () => readScheme(outerAlgorithm, null),
  }
}

/** Times of revocation by serial number. An entry of another issuer is none of this list's (5.3.3). */
function indexOf(entries: DerNode | undefined): Map<string, number> {
  const index = new Map<string, number>()
  if (!entries) return index
  // Node by node: a list may be long, and most of it is never looked at.
  for (let at = entries.contentStart; at < entries.end; ) {
    const entry = readDer(entries.bytes, at, entries.end, entries.depth + 1)
    at = entry.end
    const [serial, revokedAt, extensions] = sequenceOf(entry)
    if (extensions && readExtensionMap(extensions).has(OID.certificateIssuer)) continue
    const key = toHex(integerBytes(serial))
    const timeMs = timeOf(revokedAt)
    index.set(key, Math.min(timeMs, index.get(key) ?? timeMs))
  }
  return index
}

/** IssuingDistributionPoint (5.2.5) and whatever else narrows a list. */
function readScope(extensions: ReadonlyMap<string, Extension>): ListScope {
  let understood = ![...extensions].some(([oid, { critical }]) => critical && !LIST_EXTENSIONS.has(oid))
  const point = extensions.get(OID.issuingDistributionPoint)
  const scope = { users: true, authorities: true, points: null as Uint8Array[] | null }
  for (const part of point ? sequenceOf(point.value) : []) {
    const number = part.tag & 0x1f
    if (number === 0) scope.points = pointNames(onlyChild(part))
    else if (number === 1 && isTrue(part)) scope.authorities = false
    else if (number === 2 && isTrue(part)) scope.users = false
    // Some reasons only, an indirect list, attribute certificates.
    else understood = false
  }
  return { ...scope, understood }
}

function pointNames(name: DerNode): Uint8Array[] {
  return name.tag === contextTag(0) ? childrenOf(name).map(encodingOf) : []
}

/** An implicitly tagged BOOLEAN. */
function isTrue(node: DerNode): boolean {
  return booleanOf({ ...node, tag: TAG.boolean }) && contentOf(node).length === 1
}

/** Whether a list that does not name `certificate` says by that that it is good. */
export function coversCertificate({ scope }: RevocationList, certificate: Certificate): boolean {
  const kind = certificate.extensions.isCa ? scope.authorities : scope.users
  const points = scope.points
  const ownPoint = points?.some(point => certificate.extensions.crlPoints.some(own => equalBytes(own, point))) ?? true
  return scope.understood && kind && ownPoint
}
