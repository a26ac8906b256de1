import { type Case, contested } from '../case.ts'
import {
  attribute,
  CMS,
  type CmsKnobs,
  indefinite,
  signerInfo,
  signingCertificateV1,
  signingCertificateV2,
} from '../cms.ts'
import { bits, contentsOf, ctx, int, join, nul, octets, oid, partsOf, seq, setOf, tlv, x509Time } from '../der.ts'
import { type HashKind, hashOf } from '../keys.ts'
import { NOW_MS, party } from '../pki.ts'
import { signed } from '../sign.ts'
import { issuerOf, nameOf, serialOf } from '../x509.ts'
import { either, FORGED, NOT_MATCHING, replaced, shape, without } from './cms-case.ts'

const digestOf = (hash: HashKind, data: Uint8Array) => octets(hashOf(hash, data))

/** Wraps a value in so many sequences. */
function nested(depth: number): Uint8Array<ArrayBuffer> {
  let value = new Uint8Array(nul)
  for (let nth = 0; nth < depth; nth++) value = seq(value)
  return value
}

/** The whole ContentInfo with its contents changed by hand. */
const rewritten = (edit: (fields: Uint8Array<ArrayBuffer>[]) => Uint8Array<ArrayBuffer>[]): CmsKnobs => ({
  finish: whole => {
    const [type, explicit] = partsOf(whole) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>]
    return seq(type, ctx(0, seq(...edit(partsOf(contentsOf(explicit))))))
  },
})

/** CMS tricks (RFC 5652): what is signed and how it is written. */
export const CMS_SHAPE: readonly Case[] = [
  shape('content-inside', 'the signed content inside, right by itself', { content: FORGED }),
  shape(
    'content-inside-digested',
    'content inside whose digest the attribute holds',
    () => ({ content: FORGED, ...replaced(CMS.messageDigest, digestOf('sha256', FORGED)) }),
    NOT_MATCHING,
  ),
  shape('content-empty', 'an empty content inside', { content: new Uint8Array() }, ['malformed', 'unsupported']),
  shape('content-type-other', 'an encapsulated type that is not data', { contentType: CMS.tstInfo }, [
    'malformed',
    'unsupported',
  ]),
  shape('digest-absent', 'no message digest', without(CMS.messageDigest)),
  shape(
    'digest-wrong',
    'the digest of something else',
    () => replaced(CMS.messageDigest, digestOf('sha256', FORGED)),
    'tampered',
  ),
  shape('digest-empty', 'an empty digest', replaced(CMS.messageDigest, octets(new Uint8Array())), NOT_MATCHING),
  shape('digest-two-values', 'two digests in one attribute', () => ({
    attributes: usual =>
      usual.map(one =>
        one.type === CMS.messageDigest ? attribute(one.type, ...one.values, digestOf('sha256', FORGED)) : one,
      ),
  })),
  shape('digest-twice', 'the attribute twice, one right', () => ({
    attributes: usual => [...usual, attribute(CMS.messageDigest, digestOf('sha256', FORGED))],
  })),
  shape('content-type-absent', 'no content type attribute', without(CMS.contentType)),
  shape('content-type-twice', 'the content type twice', { attributes: usual => [...usual, usual[0]!] }),
  shape('content-type-wrong', 'another content type in the attribute', replaced(CMS.contentType, oid('1.2.3.4')), [
    'malformed',
    'unsupported',
  ]),
  shape('attributes-none', 'no signed attributes under ETSI.CAdES.detached', { attributes: null }),
  shape('attributes-empty', 'an empty set of attributes', { attributes: () => [] }),
  either('attributes-unordered', 'attributes stored and signed out of order', { order: 'reversed' }, [
    'malformed',
    'tampered',
    'valid',
  ]),
  either(
    'attributes-reordered',
    'attributes stored out of order, signed in order',
    { order: 'reversed-but-signed-as-der' },
    ['malformed', 'tampered', 'valid'],
  ),
  shape('ess-absent', 'no signing-certificate under ETSI.CAdES.detached', { attributes: usual => usual.slice(0, 2) }),
  shape(
    'ess-other',
    'signing-certificate-v2 of another certificate',
    () => ({ attributes: usual => [...usual.slice(0, 2), signingCertificateV2(party('p256-second').certificate)] }),
    NOT_MATCHING,
  ),
  shape(
    'ess-twice',
    'signing-certificate-v2 twice',
    () => ({ attributes: usual => [...usual, signingCertificateV2(party('p256-second').certificate)] }),
    NOT_MATCHING,
  ),
  shape(
    'ess-cut',
    'a hash of half the length',
    replaced(CMS.signingCertificateV2, seq(seq(seq(octets(new Uint8Array(16)))))),
    NOT_MATCHING,
  ),
  shape(
    'ess-sha1',
    'the old signing-certificate with SHA-1',
    () => ({ attributes: usual => [...usual.slice(0, 2), signingCertificateV1(party('p256').certificate)] }),
    ['malformed', 'weak-crypto', 'unsupported'],
  ),
  shape(
    'ess-v2-sha1',
    'signing-certificate-v2 with SHA-1',
    () => ({ attributes: usual => [...usual.slice(0, 2), signingCertificateV2(party('p256').certificate, 'sha1')] }),
    ['malformed', 'weak-crypto', 'unsupported'],
  ),
  shape('signers-none', 'no SignerInfo', { signerInfos: () => [] }),
  shape('signers-two', 'two SignerInfos', () => ({
    signerInfos: (honest, digest) => [honest, signerInfo(party('p256-second'), digest)],
  })),
  shape('signers-same-twice', 'the same SignerInfo twice', { signerInfos: honest => [honest, honest] }),
  shape('signers-first-foreign', 'a foreign SignerInfo before the good one', () => ({
    signerInfos: (honest, digest) => [signerInfo(party('foreign'), digest), honest],
    certificates: [party('p256').certificate, party('issuing-ec').certificate, party('foreign').certificate],
  })),
  shape('sid-other-serial', 'a serial number that no certificate has', () => ({
    sid: seq(issuerOf(party('p256').certificate), int(12345)),
  })),
  shape('sid-other-name', 'a name that no certificate has', () => ({
    sid: seq(nameOf('Nobody'), serialOf(party('p256').certificate)),
  })),
  shape(
    'sid-other-certificate',
    'the name and number of another certificate in the bag',
    () => ({
      sid: seq(issuerOf(party('p256-second').certificate), serialOf(party('p256-second').certificate)),
      certificates: [party('p256').certificate, party('p256-second').certificate, party('issuing-ec').certificate],
    }),
    NOT_MATCHING,
  ),
  shape('sid-key-id-wrong', 'a key identifier that no certificate has', {
    sid: tlv(0x80, new Uint8Array(20).fill(1)),
    version: 3,
  }),
  shape('sid-key-id-empty', 'an empty key identifier', { sid: tlv(0x80), version: 3 }),
  shape('sid-issuing', 'the issuing certificate named as the signer', { sid: tlv(0x30) }),
  shape('certificates-none', 'no certificates', () => ({ certificates: [] }), ['malformed', 'untrusted-signer']),
  shape('certificates-other', 'only a certificate of another', () => ({
    certificates: [party('p256-second').certificate],
  })),
  either(
    'certificates-broken',
    'a broken certificate beside good ones',
    () => ({ certificates: [party('p256').certificate, party('issuing-ec').certificate, seq(nul)] }),
    ['malformed', 'valid', 'unsupported'],
  ),
  either(
    'certificate-attribute',
    'an attribute certificate in the bag',
    () => ({ certificates: [party('p256').certificate, party('issuing-ec').certificate, tlv(0xa1, seq(nul))] }),
    ['malformed', 'valid', 'unsupported'],
  ),
  shape('indefinite', 'indefinite lengths', { finish: indefinite }),
  shape('long-length', 'a length in more bytes than needed', {
    finish: whole => join(Uint8Array.of(0x30, 0x83, 0x00), whole.subarray(2)),
  }),
  shape('tag-behind', 'a second value behind the ContentInfo', { finish: whole => join(whole, nul) }),
  shape('type-data', 'a ContentInfo that says data', { finish: whole => seq(oid(CMS.data), partsOf(whole)[1]!) }, [
    'malformed',
    'unsupported',
  ]),
  shape(
    'type-enveloped',
    'a ContentInfo that says enveloped',
    { finish: whole => seq(oid('1.2.840.113549.1.7.3'), partsOf(whole)[1]!) },
    ['malformed', 'unsupported'],
  ),
  shape(
    'field-behind',
    'a further field in SignedData',
    rewritten(fields => [...fields, nul]),
  ),
  shape('version-9', 'SignedData version 9', { signedDataVersion: 9 }, ['malformed', 'unsupported']),
  either('version-of-signer', 'SignerInfo version 3 with issuer and serial', { version: 3 }, ['malformed', 'valid']),
  shape(
    'nested-deeply',
    'an unsigned attribute of two thousand sequences',
    { unsigned: () => [attribute('1.2.3.4', nested(2000))] },
    ['malformed', 'unsupported'],
    { capacity: 16_000 },
  ),
  either(
    'attribute-huge',
    'an unsigned attribute of a hundred kilobytes',
    { unsigned: () => [attribute('1.2.3.4', octets(new Uint8Array(100_000)))] },
    ['malformed', 'unsupported', 'valid'],
    { capacity: 120_000 },
  ),
  shape(
    'attributes-many',
    'ten thousand unsigned attributes',
    { unsigned: () => Array.from({ length: 10_000 }, (_, nth) => attribute(`1.2.3.${nth}`, nul)) },
    ['malformed', 'unsupported'],
    { capacity: 180_000 },
  ),
  shape(
    'certificates-many',
    'four hundred certificates',
    () => ({
      certificates: [
        ...Array.from({ length: 400 }, () => party('foreign').certificate),
        party('p256').certificate,
        party('issuing-ec').certificate,
      ],
    }),
    ['malformed', 'unsupported'],
    { capacity: 300_000 },
  ),
  shape(
    'bit-string-signature',
    'the signature as a bit string',
    rewritten(fields => [...fields.slice(0, -1), setOf(bitSigner(fields.at(-1)!))]),
  ),
  contested('contested/signing-time-pades', 'a signing time in a PAdES signature', ['valid', 'malformed'], () =>
    signed({ cms: { attributes: usual => [...usual, attribute(CMS.signingTime, x509Time(NOW_MS))] } }),
  ),
  contested('contested/unsigned-unknown', 'an unknown unsigned attribute', ['valid', 'unsupported'], () =>
    signed({ cms: { unsigned: () => [attribute('1.3.6.1.4.1.99999.8', nul)] } }),
  ),
]

function bitSigner(infos: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const fields = partsOf(partsOf(infos)[0]!)
  return seq(...fields.slice(0, -1), bits(contentsOf(fields.at(-1)!)))
}
