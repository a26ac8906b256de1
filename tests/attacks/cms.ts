import { type Bytes, ctx, ctxRaw, int, join, nul, octets, oid, seq, setAsGiven, setOf, tlv } from './der.ts'
import {
  type HashKind,
  hashAlgorithm,
  hashOf,
  type KeyPair,
  type Scheme,
  signatureAlgorithm,
  signWith,
} from './keys.ts'
import { issuerOf, keyId, type Party, serialOf } from './x509.ts'

export const CMS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  archival: '1.2.840.113583.1.1.8',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
} as const

/** An attribute: its type and the encodings of its values. */
export interface Attribute {
  readonly type: string
  readonly values: readonly Bytes[]
}

/** One signer, with every knob of its SignerInfo. What is left out is what a sound PAdES signature has. */
export interface SignerKnobs {
  readonly digest?: HashKind
  readonly scheme?: Scheme
  /** The key that really signs, in place of the party's own. */
  readonly key?: KeyPair
  readonly sid?: 'issuer-and-serial' | 'key-id' | Bytes
  readonly version?: number
  /** Changes the attributes before they are signed; null takes them out altogether. */
  readonly attributes?: ((usual: readonly Attribute[]) => readonly Attribute[]) | null
  /** The order that the attributes are stored and signed in. */
  readonly order?: 'der' | 'reversed' | 'reversed-but-signed-as-der'
  readonly digestAlgorithm?: Bytes
  readonly signatureAlgorithm?: Bytes
  /** Makes the signature from what should be signed. */
  readonly signature?: (toBeSigned: Bytes, honest: Bytes) => Bytes
  readonly unsigned?: (signature: Bytes) => readonly Attribute[]
}

export interface CmsKnobs extends SignerKnobs {
  readonly certificates?: readonly Uint8Array[]
  readonly crls?: readonly Uint8Array[]
  readonly contentType?: string
  /** Encapsulated content: what a detached signature must not have. */
  readonly content?: Bytes
  /** Replaces the list of SignerInfos, given the honest one. */
  readonly signerInfos?: (honest: Bytes, digest: Bytes) => readonly Bytes[]
  readonly digestAlgorithms?: readonly Bytes[]
  readonly signedDataVersion?: number
  /** Changes the finished ContentInfo. */
  readonly finish?: (cms: Bytes) => Bytes
}

/** The attributes of a PAdES signature over content of this digest. */
export function usualAttributes(party: Party, digest: Bytes): Attribute[] {
  return [
    { type: CMS.contentType, values: [oid(CMS.data)] },
    { type: CMS.messageDigest, values: [octets(digest)] },
    signingCertificateV2(party.certificate),
  ]
}

/** ESS signing-certificate-v2 (RFC 5035) of a certificate, with SHA-256 by default and so unwritten. */
export function signingCertificateV2(certificate: Uint8Array, hash: HashKind = 'sha256'): Attribute {
  const algorithm = hash === 'sha256' ? [] : [hashAlgorithm(hash)]
  return {
    type: CMS.signingCertificateV2,
    values: [seq(seq(seq(...algorithm, octets(hashOf(hash, certificate)))))],
  }
}

/** ESS signing-certificate of RFC 2634, which knows SHA-1 alone. */
export function signingCertificateV1(certificate: Uint8Array): Attribute {
  return { type: CMS.signingCertificate, values: [seq(seq(seq(octets(hashOf('sha1', certificate)))))] }
}

export const attribute = (type: string, ...values: readonly Bytes[]): Attribute => ({ type, values })

/** A SignedData over `covered` (RFC 5652, 5). */
export function cms(party: Party, covered: readonly Uint8Array[], knobs: CmsKnobs = {}): Bytes {
  const digestKind = knobs.digest ?? 'sha256'
  const digest = hashOf(digestKind, ...covered)
  const info = signerInfo(party, digest, knobs, covered)
  const certificates = knobs.certificates ?? [party.certificate, ...party.above]
  const signedData = seq(
    int(knobs.signedDataVersion ?? (knobs.contentType === CMS.tstInfo || knobs.sid === 'key-id' ? 3 : 1)),
    setOf(...(knobs.digestAlgorithms ?? [hashAlgorithm(digestKind)])),
    seq(oid(knobs.contentType ?? CMS.data), ...(knobs.content ? [ctx(0, octets(knobs.content))] : [])),
    ...(certificates.length > 0 ? [tlv(0xa0, ...certificates)] : []),
    ...(knobs.crls ? [tlv(0xa1, ...knobs.crls)] : []),
    setAsGiven(...(knobs.signerInfos ? knobs.signerInfos(info, digest) : [info])),
  )
  const whole = seq(oid(CMS.signedData), ctx(0, signedData))
  return knobs.finish ? knobs.finish(whole) : whole
}

/** One SignerInfo (5.3). `covered` is signed itself where there are no attributes. */
export function signerInfo(
  party: Party,
  digest: Bytes,
  knobs: SignerKnobs = {},
  covered: readonly Uint8Array[] = [],
): Bytes {
  const hash = knobs.digest ?? 'sha256'
  const key = knobs.key ?? party.key
  const scheme: Scheme = knobs.scheme ?? { hash, ...(key.kind.startsWith('rsa') ? { bare: true } : {}) }
  const { stored, signed } = encodeAttributes(party, digest, knobs)
  const toBeSigned = signed ?? join(...covered)
  const honest = signWith(key, scheme, toBeSigned)
  const signature = knobs.signature ? knobs.signature(toBeSigned, honest) : honest
  const unsigned = knobs.unsigned ? knobs.unsigned(signature).map(encodeAttribute) : []
  return seq(
    int(knobs.version ?? (knobs.sid === 'key-id' ? 3 : 1)),
    signerId(party, knobs.sid ?? 'issuer-and-serial'),
    knobs.digestAlgorithm ?? hashAlgorithm(hash),
    ...(stored ? [stored] : []),
    knobs.signatureAlgorithm ?? signatureAlgorithm(key, scheme),
    octets(signature),
    ...(unsigned.length > 0 ? [tlv(0xa1, ...unsigned)] : []),
  )
}

const encodeAttribute = ({ type, values }: Attribute): Bytes => seq(oid(type), setOf(...values))

/** Signed as a SET (tag 31), stored as `[0]` (5.4). */
function encodeAttributes(party: Party, digest: Bytes, knobs: SignerKnobs): { stored?: Bytes; signed?: Bytes } {
  if (knobs.attributes === null) return {}
  const usual = usualAttributes(party, digest)
  const encoded = (knobs.attributes ? knobs.attributes(usual) : usual).map(encodeAttribute)
  const sorted = [...encoded].sort((a, b) => Buffer.compare(a, b))
  const order = knobs.order ?? 'der'
  const stored = order === 'der' ? sorted : sorted.toReversed()
  return { stored: tlv(0xa0, ...stored), signed: setAsGiven(...(order === 'reversed' ? stored : sorted)) }
}

function signerId(party: Party, sid: NonNullable<SignerKnobs['sid']>): Bytes {
  if (sid === 'issuer-and-serial') return seq(issuerOf(party.certificate), serialOf(party.certificate))
  return sid === 'key-id' ? ctxRaw(0, keyId(party.key.spki)) : sid
}

/** The same structure with its outermost lengths indefinite: BER that a lax reader takes (X.690, 8.1.3.6). */
export function indefinite(whole: Bytes): Bytes {
  const contents = whole.subarray(whole[1]! < 128 ? 2 : 2 + (whole[1]! - 128))
  return join(Uint8Array.of(whole[0]!, 0x80), contents, Uint8Array.of(0, 0))
}

export interface TokenKnobs extends CmsKnobs {
  readonly genTimeMs: number
  readonly imprintHash?: HashKind
  /** The digest that is stamped in place of that of the data. */
  readonly imprint?: Bytes
}

/** A TimeStampToken over `data` (RFC 3161, 2.4.2), its authority's certificates inside. */
export function timeStampToken(authority: Party, data: readonly Uint8Array[], knobs: TokenKnobs): Bytes {
  const hash = knobs.imprintHash ?? 'sha256'
  const info = seq(
    int(1),
    oid('1.3.6.1.4.1.99999.3'),
    seq(hashAlgorithm(hash, nul), octets(knobs.imprint ?? hashOf(hash, ...data))),
    int(BigInt(Math.floor(knobs.genTimeMs))),
    tlv(0x18, Buffer.from(`${new Date(knobs.genTimeMs).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`)),
  )
  const ofToken = (usual: readonly Attribute[]) =>
    usual.map(one => (one.type === CMS.contentType ? attribute(CMS.contentType, oid(CMS.tstInfo)) : one))
  return cms(authority, [info], {
    ...knobs,
    contentType: CMS.tstInfo,
    content: info,
    attributes: usual => (knobs.attributes ?? (same => same))(ofToken(usual)),
  })
}

/** The unsigned attribute that carries a token over the signature (EN 319 122-1, 5.3). */
export const tokenAttribute = (token: Bytes): Attribute => attribute(CMS.timeStampToken, token)
