import {
  type Bytes,
  bits,
  contentsOf,
  ctx,
  ctxRaw,
  enumerated,
  generalizedTime,
  int,
  nul,
  octets,
  oid,
  partsOf,
  seq,
  tlv,
  x509Time,
} from './der.ts'
import { hashAlgorithm, hashOf, type Scheme, signatureAlgorithm, signWith } from './keys.ts'
import { EXTENSION, extension, keyId, type Party, serialOf, spkiOf, subjectOf } from './x509.ts'

export interface RevokedEntry {
  readonly certificate: Uint8Array
  readonly atMs: number
  /** CRLReason (RFC 5280, 5.3.1); left out when not given. */
  readonly reason?: number
}

export interface CrlOrder {
  readonly issuer: Party
  readonly thisUpdateMs: number
  readonly nextUpdateMs: number | null
  readonly revoked?: readonly RevokedEntry[]
  readonly scheme?: Scheme
  /** Written as the issuer's name in place of its own. */
  readonly issuerName?: Bytes
  readonly extra?: readonly Bytes[]
}

/** A version 2 certificate list (RFC 5280, 5.1). */
export function crl(order: CrlOrder): Bytes {
  const scheme = order.scheme ?? { hash: 'sha256' }
  const algorithm = signatureAlgorithm(order.issuer.key, scheme)
  const entries = (order.revoked ?? []).map(({ certificate, atMs, reason }) =>
    seq(
      serialOf(certificate),
      x509Time(atMs),
      ...(reason === undefined ? [] : [seq(extension('2.5.29.21', false, enumerated(reason)))]),
    ),
  )
  const extensions = [
    extension(EXTENSION.authorityKeyId, false, seq(ctxRaw(0, keyId(order.issuer.key.spki)))),
    extension('2.5.29.20', false, int(7)),
    ...(order.extra ?? []),
  ]
  const tbs = seq(
    int(1),
    algorithm,
    order.issuerName ?? subjectOf(order.issuer.certificate),
    x509Time(order.thisUpdateMs),
    ...(order.nextUpdateMs === null ? [] : [x509Time(order.nextUpdateMs)]),
    ...(entries.length > 0 ? [seq(...entries)] : []),
    ctx(0, seq(...extensions)),
  )
  return seq(tbs, algorithm, bits(signWith(order.issuer.key, scheme, tbs)))
}

/** A delta's mark, which a list that is used alone must not have. */
export const deltaIndicator = (): Bytes => extension('2.5.29.27', true, int(1))
/** A list of attribute certificates only: it says nothing about anybody's certificate. */
export const attributesOnly = (): Bytes => extension('2.5.29.28', true, seq(ctxRaw(5, Uint8Array.of(255))))

export type OcspStatus = 'good' | 'unknown' | { readonly revokedAtMs: number; readonly reason?: number }

export interface OcspOrder {
  /** Whose answer it is about, and by whom that one was issued. */
  readonly certificate: Uint8Array
  readonly issuer: Party
  /** Who signs it: the issuer itself or a responder that it appointed. */
  readonly responder: Party
  readonly status: OcspStatus
  readonly thisUpdateMs: number
  readonly nextUpdateMs: number | null
  readonly responderCertificates?: readonly Uint8Array[]
  readonly byName?: boolean
  readonly scheme?: Scheme
}

/** A whole OCSPResponse that says `successful` (RFC 6960, 4.2.1). */
export function ocsp(order: OcspOrder): Bytes {
  const scheme = order.scheme ?? { hash: 'sha256' }
  const issuer = order.issuer.certificate
  const certId = seq(
    hashAlgorithm('sha1', nul),
    octets(hashOf('sha1', subjectOf(issuer))),
    octets(hashOf('sha1', keyBitsOf(issuer))),
    serialOf(order.certificate),
  )
  const single = seq(
    certId,
    statusOf(order.status),
    generalizedTime(order.thisUpdateMs),
    ...(order.nextUpdateMs === null ? [] : [ctx(0, generalizedTime(order.nextUpdateMs))]),
  )
  const responder = order.responder.certificate
  const id = order.byName ? ctx(1, subjectOf(responder)) : ctx(2, octets(hashOf('sha1', keyBitsOf(responder))))
  const data = seq(id, generalizedTime(order.thisUpdateMs), seq(single))
  const certificates = order.responderCertificates ?? []
  const basic = seq(
    data,
    signatureAlgorithm(order.responder.key, scheme),
    bits(signWith(order.responder.key, scheme, data)),
    ...(certificates.length > 0 ? [ctx(0, seq(...certificates))] : []),
  )
  return seq(enumerated(0), ctx(0, seq(oid('1.3.6.1.5.5.7.48.1.1'), octets(basic))))
}

function statusOf(status: OcspStatus): Bytes {
  if (status === 'good') return ctxRaw(0, new Uint8Array())
  if (status === 'unknown') return ctxRaw(2, new Uint8Array())
  const reason = status.reason === undefined ? [] : [ctx(0, enumerated(status.reason))]
  return tlv(0xa1, generalizedTime(status.revokedAtMs), ...reason)
}

/** The key's bits without the byte that counts unused ones. */
function keyBitsOf(certificate: Uint8Array): Bytes {
  return contentsOf(partsOf(spkiOf(certificate))[1]!).slice(1)
}

/** Adobe's RevocationInfoArchival attribute value (ISO 32000-2, 12.8.3.3.2). */
export function revocationArchive(lists: readonly Uint8Array[], answers: readonly Uint8Array[]): Bytes {
  const parts = [lists.length > 0 ? [ctx(0, seq(...lists))] : [], answers.length > 0 ? [ctx(1, seq(...answers))] : []]
  return seq(...parts.flat())
}
