import { bad, type Case, contested, good, LATER, type Word } from '../case.ts'
import { attribute, CMS } from '../cms.ts'
import { type Bytes, ctx, int, seq } from '../der.ts'
import { transcript } from '../document.ts'
import { firstRevision } from '../pdf-writer.ts'
import { DAY_MS, listOf, NOW_MS, type PartyName, party, YEAR_MS } from '../pki.ts'
import { attributesOnly, crl, deltaIndicator, ocsp, type RevokedEntry, revocationArchive } from '../revocation.ts'
import { addDocumentStamp, addDss, sealed, signed } from '../sign.ts'
import { subjectOf } from '../x509.ts'
import { answer, RECENT_MS, stampedBy } from './good-levels.ts'

const REVOKED_AT = NOW_MS - 30 * DAY_MS
const entryOf = (name: PartyName, atMs = REVOKED_AT, reason?: number): RevokedEntry => ({
  ...{ certificate: party(name).certificate, atMs },
  ...(reason === undefined ? {} : { reason }),
})
const naming = (name: PartyName, reason?: number): Bytes => listOf('issuing-ec', [entryOf(name, REVOKED_AT, reason)])

/** A list by somebody else that has the issuer's name. */
const listByOther = (by: PartyName, revoked: readonly RevokedEntry[] = []): Bytes =>
  crl({
    ...{ issuer: party(by), issuerName: subjectOf(party('issuing-ec').certificate), revoked },
    ...{ thisUpdateMs: NOW_MS - DAY_MS, nextUpdateMs: NOW_MS + DAY_MS },
  })

/** Good under lists that mean nothing: one that is forged must not make a good signer bad. */
const ignored = (id: string, about: string, list: () => Bytes): Case =>
  good(`good/${id}`, about, () => ({ pdf: sealed().bytes, crls: [list()] }))
const pushed = (id: string, about: string, list: () => Bytes, words: Word | readonly Word[] = 'revoked'): Case =>
  bad(`revoked/${id}`, about, words, () => ({ pdf: sealed({ by: 'revoked' }).bytes, crls: [list()] }))
const answeredRevoked = (name: PartyName) => answer(name, { revokedAtMs: REVOKED_AT, reason: 1 })

const responderAnswer = (responder: PartyName): Bytes =>
  ocsp({
    ...{ certificate: party('revoked').certificate, issuer: party('issuing-ec'), responder: party(responder) },
    ...{ status: { revokedAtMs: REVOKED_AT }, thisUpdateMs: NOW_MS - DAY_MS, nextUpdateMs: NOW_MS + DAY_MS },
    responderCertificates: [party(responder).certificate],
  })

/** Something with a serial number of its own: all that a list takes of a certificate. */
const numbered = (nth: number): Bytes => seq(seq(ctx(0, int(2)), int(1_000_000 + nth)))
const plainDocument = () => firstRevision({ objects: transcript() })

const STAMP_REFUSED: readonly Word[] = [
  'malformed',
  'tampered',
  'untrusted-signer',
  'expired',
  'weak-crypto',
  'unsupported',
]
/** A stamp that is bad: it may be refused for itself, and it never makes an expired signer good. */
const badStamp = (id: string, about: string, make: (by: PartyName) => ReturnType<typeof sealed>): Case =>
  bad(`stamp/${id}`, about, STAMP_REFUSED, () => make('expired-since'))

const HALF_YEAR_AGO = NOW_MS - YEAR_MS / 2

/** Revocation (RFC 5280, 5; RFC 6960) and proof of time (RFC 3161). */
export const REVOKED: readonly Case[] = [
  pushed('list', 'a pushed list names the signer', () => naming('revoked')),
  pushed('list-compromised', 'a pushed list names it for a stolen key', () => naming('revoked', 1)),
  pushed('list-ceased', 'a pushed list names it for ceased work', () => naming('revoked', 5)),
  pushed('list-held', 'a pushed list holds it for the moment', () => naming('revoked', 6)),
  pushed('list-of-many', 'a list that names ten thousand others besides', () =>
    listOf('issuing-ec', [
      ...Array.from({ length: 10_000 }, (_, nth) => ({ ...entryOf('p256-second'), certificate: numbered(nth) })),
      entryOf('revoked'),
    ]),
  ),
  bad('revoked/issuer', 'a pushed list names the issuing authority', ['revoked', 'untrusted-signer'], () => ({
    pdf: sealed().bytes,
    crls: [listOf('root-ec', [entryOf('issuing-ec')])],
  })),
  bad('revoked/in-store', 'a list in the security store names the signer', 'revoked', () =>
    addDss(sealed({ by: 'revoked' }), { crls: [naming('revoked')] }),
  ),
  bad('revoked/answer-in-store', 'an answer in the security store says so', 'revoked', () =>
    addDss(sealed({ by: 'revoked' }), { ocsps: [answeredRevoked('revoked')] }),
  ),
  bad('revoked/responder-in-store', 'an appointed responder says so', 'revoked', () =>
    addDss(sealed({ by: 'revoked' }), { ocsps: [responderAnswer('responder')] }),
  ),
  bad('revoked/good-and-revoked', 'one answer says good, a later list does not', 'revoked', () => ({
    pdf: addDss(sealed({ by: 'revoked' }), { ocsps: [answer('revoked', 'good', NOW_MS - 40 * DAY_MS)] }).bytes,
    crls: [naming('revoked')],
  })),
  bad('revoked/archive', 'a list in the archival attribute', 'revoked', () =>
    signed({
      by: 'revoked',
      cms: { attributes: usual => [...usual, attribute(CMS.archival, revocationArchive([naming('revoked')], []))] },
    }),
  ),
  bad('revoked/before-stamp', 'a signer revoked before the stamped time', 'revoked', () => ({
    pdf: sealed({ by: 'revoked', cms: stampedBy('tsa', RECENT_MS) }).bytes,
    crls: [naming('revoked')],
  })),
  bad('revoked/second-signer', 'the second of two signers is revoked', 'revoked', () => ({
    pdf: addDocumentStamp(signed({ by: 'revoked' }), { document: { perms: '' } }).bytes,
    crls: [naming('revoked')],
  })),
  bad('revoked/stamp-after', 'a document timestamp made after the revocation', 'revoked', () => ({
    pdf: addDocumentStamp(sealed({ by: 'revoked' })).bytes,
    crls: [naming('revoked')],
  })),

  ignored('list-forged', 'a list by an impostor with the issuer’s name', () =>
    listByOther('twin-issuing', [entryOf('p256')]),
  ),
  ignored('list-of-other', 'a list of another authority that names the number', () =>
    listOf('issuing-rsa', [entryOf('p256')]),
  ),
  ignored('list-by-signer', 'a list that a signer signed', () => listByOther('p256-second', [entryOf('p256')])),
  good(
    'good/answer-forged',
    'an answer by nobody that was appointed',
    () =>
      addDss(sealed(), {
        ocsps: [
          ocsp({
            certificate: party('p256').certificate,
            issuer: party('issuing-ec'),
            responder: party('foreign'),
            status: { revokedAtMs: REVOKED_AT },
            thisUpdateMs: NOW_MS - DAY_MS,
            nextUpdateMs: NOW_MS + DAY_MS,
            responderCertificates: [party('foreign').certificate],
          }),
        ],
      }),
    LATER,
  ),
  contested(
    'contested/responder-unappointed',
    'a signer of the same CA without the purpose answers',
    ['revoked', LATER],
    () => addDss(sealed({ by: 'revoked' }), { ocsps: [responderAnswer('responder-no-purpose')] }),
  ),
  contested('contested/list-delta', 'a delta list names the signer', ['revoked', 'valid'], () => ({
    pdf: sealed({ by: 'revoked' }).bytes,
    crls: [
      crl({
        issuer: party('issuing-ec'),
        thisUpdateMs: NOW_MS - DAY_MS,
        nextUpdateMs: NOW_MS + DAY_MS,
        revoked: [entryOf('revoked')],
        extra: [deltaIndicator()],
      }),
    ],
  })),
  contested('contested/list-attributes', 'a list of attribute certificates only', ['revoked', 'valid'], () => ({
    pdf: sealed({ by: 'revoked' }).bytes,
    crls: [
      crl({
        issuer: party('issuing-ec'),
        thisUpdateMs: NOW_MS - DAY_MS,
        nextUpdateMs: NOW_MS + DAY_MS,
        revoked: [entryOf('revoked')],
        extra: [attributesOnly()],
      }),
    ],
  })),
  contested('contested/list-sha1', 'a list signed with SHA-1', ['revoked', 'valid'], () => ({
    pdf: sealed({ by: 'revoked' }).bytes,
    crls: [
      crl({
        issuer: party('issuing-ec'),
        thisUpdateMs: NOW_MS - DAY_MS,
        nextUpdateMs: NOW_MS + DAY_MS,
        revoked: [entryOf('revoked')],
        scheme: { hash: 'sha1' },
      }),
    ],
  })),

  badStamp('other-imprint', 'a stamp over other bytes', by =>
    sealed({ by, cms: stampedBy('tsa', HALF_YEAR_AGO, { imprint: new Uint8Array(32) }) }),
  ),
  badStamp('untrusted', 'a stamp of an untrusted authority', by =>
    sealed({ by, cms: stampedBy('tsa-foreign', HALF_YEAR_AGO) }),
  ),
  badStamp('by-signer', 'a stamp by a document signer', by =>
    sealed({ by, cms: stampedBy('p256-second', HALF_YEAR_AGO) }),
  ),
  badStamp('no-purpose', 'a stamp by a certificate without the purpose', by =>
    sealed({ by, cms: stampedBy('tsa-no-purpose', HALF_YEAR_AGO) }),
  ),
  badStamp('purpose-not-critical', 'a purpose that is not critical', by =>
    sealed({ by, cms: stampedBy('tsa-not-critical', HALF_YEAR_AGO) }),
  ),
  badStamp('two-purposes', 'a certificate for time and mail', by =>
    sealed({ by, cms: stampedBy('tsa-two-purposes', HALF_YEAR_AGO) }),
  ),
  badStamp('expired-authority', 'a time outside the authority’s validity', by =>
    sealed({ by, cms: stampedBy('tsa-expired', HALF_YEAR_AGO) }),
  ),
  badStamp('future', 'a time in the future', by => sealed({ by, cms: stampedBy('tsa', NOW_MS + 30 * DAY_MS) })),
  badStamp('after-expiry', 'a stamp made after the signer expired', by =>
    sealed({ by, cms: stampedBy('tsa', RECENT_MS) }),
  ),
  badStamp('sha1-imprint', 'an imprint with SHA-1', by =>
    sealed({ by, cms: stampedBy('tsa', HALF_YEAR_AGO, { imprintHash: 'sha1' }) }),
  ),
  badStamp('broken-signature', 'a stamp with a broken signature', by =>
    sealed({ by, cms: stampedBy('tsa', HALF_YEAR_AGO, { signature: (_, honest) => honest.map(byte => byte ^ 1) }) }),
  ),
  badStamp('no-content', 'a stamp that holds no TSTInfo', by =>
    sealed({ by, cms: stampedBy('tsa', HALF_YEAR_AGO, { finish: () => Uint8Array.of(0x30, 0) }) }),
  ),
  badStamp('document-other-bytes', 'a document timestamp over other bytes', by =>
    addDocumentStamp(sealed({ by }), { token: { genTimeMs: HALF_YEAR_AGO, imprint: new Uint8Array(32) } }),
  ),
  badStamp('document-untrusted', 'a document timestamp of an untrusted authority', by =>
    addDocumentStamp(sealed({ by }), { tsa: 'tsa-foreign', token: { genTimeMs: HALF_YEAR_AGO } }),
  ),
  bad('stamp/document-untrusted-on-good', 'a good signature, then an untrusted document timestamp', STAMP_REFUSED, () =>
    addDocumentStamp(sealed(), { tsa: 'tsa-foreign' }),
  ),
  bad(
    'stamp/document-broken-on-good',
    'a good signature, then a document timestamp over other bytes',
    STAMP_REFUSED,
    () => addDocumentStamp(sealed(), { token: { imprint: new Uint8Array(32) } }),
  ),
  bad(
    'stamp/document-alone',
    'a document timestamp and no signature',
    ['unsigned', 'unsupported', 'untrusted-signer'],
    () => addDocumentStamp(plainDocument(), { fields: [], document: { perms: '' } }),
  ),
  contested(
    'contested/untrusted-stamp-on-good',
    'a good signature with an untrusted stamp',
    ['valid', 'untrusted-signer', 'malformed'],
    () => sealed({ cms: stampedBy('tsa-foreign', RECENT_MS) }),
  ),
  contested(
    'contested/revoked-stamp-on-good',
    'a good signature with a stamp of a revoked authority',
    ['valid', 'revoked', 'untrusted-signer'],
    () => ({
      pdf: sealed({ cms: stampedBy('tsa-revoked', RECENT_MS) }).bytes,
      crls: [listOf('issuing-ec', [entryOf('tsa-revoked')])],
    }),
  ),
  contested('contested/two-stamps', 'two stamps over one signature', ['valid', 'malformed', 'unsupported'], () =>
    sealed({
      cms: {
        unsigned: signature => [
          ...stampedBy('tsa', RECENT_MS).unsigned!(signature),
          ...stampedBy('tsa', RECENT_MS - DAY_MS).unsigned!(signature),
        ],
      },
    }),
  ),
]
