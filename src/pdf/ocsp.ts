import { readScheme, type SignatureScheme } from './algorithms.ts'
import {
  contentOf,
  contextTag,
  type DerNode,
  encodingOf,
  expectTag,
  onlyChild,
  primitiveContextTag,
  readWholeDer,
  sequenceOf,
  TAG,
} from './der.ts'
import { integerBytes, octetsOfBitString, oidOf, preciseTimeOf, smallInteger } from './der-values.ts'
import { readExtensionMap } from './extensions.ts'
import { type Name, readName } from './names.ts'
import { OID } from './oids.ts'
import { refuse } from './reasons.ts'

/** An OCSP answer, parsed but not yet believed (RFC 6960, 4.2). */
export interface OcspAnswer {
  readonly tbs: Uint8Array
  readonly signature: Uint8Array
  readonly producedAtMs: number
  /** Who says that it made the answer: by name, or by the SHA-1 of its key. */
  readonly responder: { readonly name: Name } | { readonly keyHash: Uint8Array }
  readonly certificates: readonly Uint8Array[]
  readonly singles: readonly SingleAnswer[]
  scheme(): SignatureScheme
}

export interface SingleAnswer {
  /** Dotted OID of the hash that the next two are made with. */
  readonly hash: string
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  readonly serial: Uint8Array
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly revokedAtMs: number | null
  readonly thisUpdateMs: number
  readonly nextUpdateMs: number | null
}

/** Answers for more certificates than this are no answers to one question. */
const MAX_SINGLES = 64

/** Reads an OCSPResponse of the basic kind that fills `der`. Refuses one that is not successful. */
export function readOcsp(der: Uint8Array): OcspAnswer {
  const [status, wrapped, ...more] = sequenceOf(readWholeDer(der))
  const successful = status?.tag === TAG.enumerated && contentOf(status).length === 1 && contentOf(status)[0] === 0
  if (!successful || !wrapped || more.length > 0) refuse('bad-der', 0)
  const [type, body, ...moreBody] = sequenceOf(onlyChild(expectTag(wrapped, contextTag(0))))
  if (oidOf(type) !== OID.ocspBasic || moreBody.length > 0) refuse('bad-der', 0)
  const basic = readWholeDer(contentOf(expectTag(body, TAG.octetString)))
  const [tbsNode, algorithm, signature, certificates, ...rest] = sequenceOf(basic)
  if (!tbsNode || rest.length > 0) refuse('bad-der', 0)
  const bag = certificates ? sequenceOf(onlyChild(expectTag(certificates, contextTag(0)))) : []
  return {
    ...readResponseData(tbsNode),
    tbs: encodingOf(tbsNode),
    signature: octetsOfBitString(signature),
    certificates: bag.map(encodingOf),
    scheme: () => readScheme(algorithm, null),
  }
}

/** ResponseData (4.2.1). */
function readResponseData(node: DerNode): Pick<OcspAnswer, 'producedAtMs' | 'responder' | 'singles'> {
  const fields = sequenceOf(node)
  if (fields[0]?.tag === contextTag(0) && smallInteger(onlyChild(fields.shift()!)) !== 0) refuse('bad-der', node.start)
  const id = fields.shift()
  const producedAtMs = preciseTimeOf(fields.shift())
  const answers = sequenceOf(fields.shift())
  checkNotCritical(fields.shift())
  if (!id || fields.length > 0 || answers.length > MAX_SINGLES) refuse('bad-der', node.start)
  const responder =
    id.tag === contextTag(1)
      ? { name: readName(onlyChild(id)) }
      : { keyHash: contentOf(expectTag(onlyChild(expectTag(id, contextTag(2))), TAG.octetString)) }
  return { producedAtMs, responder, singles: answers.map(readSingle) }
}

/** SingleResponse (4.2.1) with its CertID (4.1.1). */
function readSingle(node: DerNode): SingleAnswer {
  const [id, status, thisUpdate, ...rest] = sequenceOf(node)
  const [algorithm, nameHash, keyHash, serial] = sequenceOf(id)
  const next = rest[0]?.tag === contextTag(0) ? rest.shift() : undefined
  checkNotCritical(rest.shift())
  if (!status || rest.length > 0) refuse('bad-der', node.start)
  const revoked = status.tag === contextTag(1)
  return {
    hash: oidOf(sequenceOf(algorithm)[0]),
    issuerNameHash: contentOf(expectTag(nameHash, TAG.octetString)),
    issuerKeyHash: contentOf(expectTag(keyHash, TAG.octetString)),
    serial: integerBytes(serial),
    status: revoked ? 'revoked' : status.tag === primitiveContextTag(0) ? 'good' : 'unknown',
    revokedAtMs: revoked ? preciseTimeOf(sequenceOf(status, contextTag(1))[0]) : null,
    thisUpdateMs: preciseTimeOf(thisUpdate),
    nextUpdateMs: next ? preciseTimeOf(onlyChild(next)) : null,
  }
}

/** `[1] EXPLICIT Extensions`: one that must be understood makes the answer of no use. */
function checkNotCritical(node: DerNode | undefined): void {
  if (!node) return
  const extensions = readExtensionMap(onlyChild(expectTag(node, contextTag(1))))
  for (const { critical } of extensions.values()) if (critical) refuse('bad-der', node.start)
}
