import { bad, type Case, contested, good, LATER, type Word } from '../case.ts'
import { attribute, CMS, type CmsKnobs } from '../cms.ts'
import { int, oid, partsOf, seq } from '../der.ts'
import { keyOf, signatureAlgorithm } from '../keys.ts'
import { type PartyName, party } from '../pki.ts'
import { addSignature, sealed, signed, UNCERTIFIED } from '../sign.ts'

const SM3: CmsKnobs = { digest: 'sm3' }
const GM_DATA = '1.2.156.10197.6.1.4.2.1'
const GM_SIGNED_DATA = '1.2.156.10197.6.1.4.2.2'
/** The content types of GB/T 35275 in place of those of RFC 5652. */
const GM_TYPES: CmsKnobs = {
  ...SM3,
  contentType: GM_DATA,
  attributes: usual => usual.map(one => (one.type === CMS.contentType ? attribute(one.type, oid(GM_DATA)) : one)),
  finish: whole => seq(oid(GM_SIGNED_DATA), partsOf(whole)[1]!),
}
const wrong = (
  id: string,
  about: string,
  knobs: () => CmsKnobs,
  words: Word | readonly Word[],
  by: PartyName = 'sm2',
): Case => bad(`sm2/${id}`, about, words, () => sealed({ by, cms: { ...SM3, ...knobs() } }))

const second = (by: PartyName, knobs: CmsKnobs) =>
  addSignature(sealed({ certify: 2 }), { by, subFilter: 'adbe.pkcs7.detached', cms: knobs })

/** SM2 with SM3 (GB/T 32918, GB/T 35275), alone and as the second of two signatures. */
export const SM2: readonly Case[] = [
  good('good/sm2', 'SM2 with the types of RFC 5652', () => sealed({ by: 'sm2', cms: SM3 })),
  good('good/sm2-gm-types', 'SM2 with the types of GB/T 35275', () =>
    signed({ by: 'sm2', subFilter: 'adbe.pkcs7.detached', cms: GM_TYPES }),
  ),
  good('good/sm2-second', 'P-256 first, SM2 second', () => second('sm2', SM3), LATER),
  good(
    'good/sm2-first',
    'SM2 first, P-256 second',
    () => addSignature(signed({ by: 'sm2', cms: SM3 }), { by: 'p256', document: UNCERTIFIED }),
    LATER,
  ),
  contested(
    'contested/sm2-digest-as-signature',
    'the identifier of SM2 with SM3 where that of SM3 belongs',
    ['valid', 'unsupported', 'malformed'],
    () => signed({ by: 'sm2', cms: { ...SM3, digestAlgorithm: seq(oid('1.2.156.10197.1.501')) } }),
  ),
  wrong(
    'broken',
    'a broken signature',
    () => ({ signature: (_, honest) => honest.map((byte, at) => (at === honest.length - 1 ? byte ^ 1 : byte)) }),
    'tampered',
  ),
  wrong('zeros', 'r and s are zero', () => ({ signature: () => seq(int(0), int(0)) }), ['tampered', 'malformed']),
  wrong('order', 's is the order of the group', () => ({ signature: () => seq(int(1), int(ORDER)) }), [
    'tampered',
    'malformed',
  ]),
  wrong('raw', 'r and s side by side', () => ({ signature: () => new Uint8Array(64).fill(9) }), [
    'tampered',
    'malformed',
  ]),
  wrong('other-digest', 'SHA-256 for the document', () => ({ digest: 'sha256' }), 'malformed'),
  wrong(
    'named-ecdsa',
    'the algorithm named ECDSA',
    () => ({ signatureAlgorithm: signatureAlgorithm(party('p256').key, { hash: 'sha256' }) }),
    ['malformed', 'tampered', 'unsupported'],
  ),
  wrong('other-key', 'a signature by another key', () => ({ key: keyOf('sm2', 'nobody') }), 'tampered'),
  wrong(
    'other-user-id',
    'a signature under another user id',
    () => ({ scheme: { hash: 'sm3', userId: 'ALICE123@YAHOO.COM' } }),
    'tampered',
  ),
  wrong('untrusted', 'a signer that signed itself', () => ({}), 'untrusted-signer', 'foreign-sm2'),
  bad('sm2/second-broken', 'a good first signature and a broken SM2 second', 'tampered', () =>
    second('sm2', {
      ...SM3,
      signature: (_, honest) => honest.map((byte, at) => (at === honest.length - 1 ? byte ^ 1 : byte)),
    }),
  ),
  bad('sm2/second-untrusted', 'a good first signature and an SM2 second by nobody', 'untrusted-signer', () =>
    second('foreign-sm2', SM3),
  ),
]

const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
