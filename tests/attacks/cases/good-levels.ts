import { type Case, contested, good, LATER } from '../case.ts'
import { attribute, CMS, type TokenKnobs, timeStampToken, tokenAttribute } from '../cms.ts'
import type { Bytes } from '../der.ts'
import { FREE, N } from '../document.ts'
import type { Pdf } from '../pdf-writer.ts'
import { DAY_MS, listOf, NOW_MS, type PartyName, party, YEAR_MS } from '../pki.ts'
import { crl, type OcspStatus, ocsp, revocationArchive } from '../revocation.ts'
import {
  addDocumentStamp,
  addDss,
  addSignature,
  type DssOrder,
  type SignatureKnobs,
  sealed,
  signed,
  UNCERTIFIED,
} from '../sign.ts'
import { signedLater } from './good-layouts.ts'

/** Unsigned attributes with a time stamp over the signature: what makes B-T of B-B. */
export const stampedBy = (
  tsa: PartyName,
  genTimeMs: number,
  token: Partial<TokenKnobs> = {},
): NonNullable<SignatureKnobs['cms']> => ({
  unsigned: signature => [tokenAttribute(timeStampToken(party(tsa), [signature], { genTimeMs, ...token }))],
})

export const RECENT_MS = NOW_MS - 2 * 60_000

/** An answer about a signer by the issuing authority itself. */
export function answer(name: PartyName, status: OcspStatus, atMs = NOW_MS - DAY_MS): Bytes {
  const issuer = party('issuing-ec')
  return ocsp({
    ...{ certificate: party(name).certificate, issuer, responder: issuer, status },
    ...{ thisUpdateMs: atMs, nextUpdateMs: atMs + 7 * DAY_MS },
  })
}

/** Lists and certificates that a later reader needs to judge a signature by P-256 alone. */
export const evidence = (): DssOrder => ({
  certificates: [party('issuing-ec').certificate, party('root-ec').certificate],
  crls: [listOf('issuing-ec'), listOf('root-ec')],
})

const longTerm = (knobs: SignatureKnobs = {}): Pdf =>
  addDss(sealed({ ...knobs, cms: stampedBy('tsa', RECENT_MS) }), evidence())
const STAMP_FREE = FREE + 20
const BOTH = [`${N.field} 0 R`, `${FREE} 0 R`]

const responderOf = (name: PartyName): Bytes =>
  ocsp({
    ...{
      certificate: party(name).certificate,
      issuer: party('issuing-ec'),
      responder: party('responder'),
      status: 'good',
    },
    ...{ thisUpdateMs: NOW_MS - DAY_MS, nextUpdateMs: NOW_MS + DAY_MS, byName: true },
    responderCertificates: [party('responder').certificate],
  })

/** Catalogue text that keeps a security store while another revision is written. */
export const keptStore = (first = FREE) => `/DSS ${first} 0 R`

/** Sound files of every level, and what may stand behind a signature. */
export const GOOD_LEVELS: readonly Case[] = [
  good('good/b-t', 'a time stamp over the signature', () => sealed({ cms: stampedBy('tsa', RECENT_MS) })),
  good('good/b-t-rsa', 'an RSA signature with a stamp by an RSA authority', () =>
    sealed({ by: 'rsa', cms: stampedBy('tsa-rsa', RECENT_MS), capacity: 8000 }),
  ),
  good('good/b-t-sha512', 'a time stamp with a SHA-512 imprint', () =>
    sealed({ cms: stampedBy('tsa', RECENT_MS, { imprintHash: 'sha512' }) }),
  ),
  good('good/b-t-expired-since', 'a signer that expired after the stamped time', () =>
    sealed({ by: 'expired-since', cms: stampedBy('tsa', NOW_MS - YEAR_MS / 2) }),
  ),
  good('good/dss', 'a security store behind the signature', () => addDss(sealed(), evidence()), LATER),
  good('good/b-lt', 'B-LT: stamp, lists and certificates', () => longTerm(), LATER),
  good(
    'good/b-lt-answers',
    'B-LT with OCSP answers',
    () =>
      addDss(sealed({ cms: stampedBy('tsa', RECENT_MS) }), {
        ...evidence(),
        crls: [listOf('root-ec')],
        ocsps: [answer('p256', 'good'), answer('tsa', 'good')],
      }),
    LATER,
  ),
  good(
    'good/b-lt-responder',
    'B-LT with an answer by an appointed responder',
    () => addDss(sealed({ cms: stampedBy('tsa', RECENT_MS) }), { ocsps: [responderOf('p256')] }),
    LATER,
  ),
  good(
    'good/b-lt-vri',
    'B-LT with /VRI',
    () =>
      addDss(sealed(), {
        ...evidence(),
        vri: first =>
          `<< /0123456789ABCDEF0123456789ABCDEF01234567 << /Cert [${first} 0 R] /CRL [${first + 2} 0 R] >> >>`,
      }),
    LATER,
  ),
  good(
    'good/b-lt-signed-later',
    'B-LT on a file that was signed by an appended revision',
    () => addDss(signedLater(), { ...evidence(), free: 40, fields: [`${FREE} 0 R`], document: UNCERTIFIED }),
    LATER,
  ),
  good(
    'good/b-lt-stream',
    'B-LT with cross-reference streams',
    () => addDss(sealed({}, {}, { xref: 'stream' }), { ...evidence(), layout: { xref: 'stream' } }),
    LATER,
  ),
  good(
    'good/b-lt-packed',
    'B-LT whose store lies in an object stream',
    () =>
      addDss(sealed({}, {}, { xref: 'stream' }), {
        ...evidence(),
        layout: { xref: 'stream', packed: [N.catalog, FREE] },
      }),
    LATER,
  ),
  good('good/document-stamp', 'a document timestamp behind the signature', () => addDocumentStamp(sealed()), LATER),
  good(
    'good/b-lta',
    'B-LTA: stamp, store and document timestamp',
    () => addDocumentStamp(longTerm(), { free: STAMP_FREE, document: { catalog: keptStore() } }),
    LATER,
  ),
  good(
    'good/b-lta-twice',
    'B-LTA renewed once',
    () => {
      const first = addDocumentStamp(longTerm(), { free: STAMP_FREE, document: { catalog: keptStore() } })
      return addDocumentStamp(first, {
        ...{ free: STAMP_FREE + 10, name: 'Stamp 2', document: { catalog: keptStore() } },
        fields: [`${N.field} 0 R`, `${STAMP_FREE} 0 R`],
      })
    },
    LATER,
  ),
  good(
    'good/b-lta-expired-since',
    'a signer that expired after a document timestamp',
    () => addDocumentStamp(sealed({ by: 'expired-since' }), { token: { genTimeMs: NOW_MS - YEAR_MS / 2 } }),
    LATER,
  ),
  good(
    'good/second-signature',
    'a second trusted signature without area',
    () => addSignature(signed(), { by: 'p256-second', document: UNCERTIFIED }),
    LATER,
  ),
  good(
    'good/second-signature-certified-2',
    'a second trusted signature where certification allows it',
    () => addSignature(sealed({ certify: 2 }), { by: 'p256-second' }),
    LATER,
  ),
  good(
    'good/second-signature-rsa',
    'a second signature by another authority',
    () => addSignature(signed(), { by: 'rsa', document: UNCERTIFIED }),
    LATER,
  ),
  good(
    'good/second-signature-then-dss',
    'two signatures and a security store',
    () =>
      addDss(addSignature(signed(), { by: 'p256-second', document: UNCERTIFIED }), {
        ...evidence(),
        ...{ free: 40, fields: BOTH, document: UNCERTIFIED },
      }),
    LATER,
  ),
  good(
    'good/second-signature-then-stamp',
    'two signatures and a document timestamp',
    () =>
      addDocumentStamp(addSignature(signed(), { by: 'p256-second', document: UNCERTIFIED }), {
        ...{ free: 40, fields: BOTH, document: UNCERTIFIED },
      }),
    LATER,
  ),
  good('good/archive-attribute', 'revocation data in the archival attribute', () =>
    signed({
      cms: {
        attributes: usual => [
          ...usual,
          attribute(CMS.archival, revocationArchive([listOf('issuing-ec')], [answer('p256', 'good')])),
        ],
      },
      capacity: 8000,
    }),
  ),
  contested('contested/cms-with-list', 'a certificate list in the CMS itself', ['valid', 'unsupported'], () =>
    signed({ cms: { crls: [listOf('issuing-ec')] } }),
  ),
  contested(
    'contested/revoked-after-stamp',
    'a signer revoked after the stamped time',
    ['valid', LATER, 'revoked'],
    () => ({
      pdf: sealed({ by: 'revoked-lately', cms: stampedBy('tsa', NOW_MS - 90 * DAY_MS) }).bytes,
      crls: [
        listOf('issuing-ec', [
          { certificate: party('revoked-lately').certificate, atMs: NOW_MS - 5 * DAY_MS, reason: 4 },
        ]),
      ],
    }),
  ),
  contested(
    'contested/list-stale',
    'a pushed list that should have been replaced a month ago',
    ['valid', 'revoked', 'untrusted-signer', 'expired'],
    () => ({
      pdf: sealed().bytes,
      crls: [
        crl({ issuer: party('issuing-ec'), thisUpdateMs: NOW_MS - 60 * DAY_MS, nextUpdateMs: NOW_MS - 30 * DAY_MS }),
      ],
    }),
  ),
]
