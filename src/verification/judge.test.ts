import { describe, expect, it } from 'vitest'
import type { Verdict } from '../pdf/reasons.ts'
import type { KnownFile } from './api.ts'
import type { FileCheck, SealFacts } from './file-check.ts'
import { type Evidence, judge, OUTCOMES } from './judge.ts'
import type { ListSays } from './revocation-list.ts'
import type { DocumentState } from './states.ts'
import { GROUND_WORDS, OUTCOME_WORDS } from './words.ts'

const sha256 = 'a'.repeat(64)
const check = (verdict: Verdict, reasons: string[] = [], hasSeal = true): FileCheck => ({
  verdict,
  reasons,
  sha256,
  signedDigest: null,
  seal: hasSeal ? SEAL : null,
  signatures: hasSeal ? 1 : 0,
  isOver: false,
  ...{ kind: 'pdf', damage: null, inner: null, part: null, claim: null, added: [] },
})
const SEAL: SealFacts = {
  ...{
    field: 'Seal',
    signer: '示范大学',
    root: 'Root',
    claimedTime: '2026-11-22T04:00:00Z',
    trustedTime: null,
    validUntil: null,
  },
  ...{ level: 'B-B', algorithm: 'ECDSA P-256 SHA-256', certificateEnds: '2029-01-01T00:00:00Z' },
  certificateSha256: 'c'.repeat(64),
}
const over: FileCheck = { ...check('valid'), isOver: true }
const later = check('valid-with-later-permitted-change', ['later-dss'])
const stamped = check('untrusted-signer', ['timestamp-untrusted', 'later-timestamp'])
/** With the stamp inside the seal, whose path is then not read. */
const inSeal: FileCheck = { ...check('untrusted-signer', ['timestamp-untrusted']), seal: { ...SEAL, root: null } }
const archived = check('untrusted-signer', ['timestamp-untrusted', 'later-timestamp', 'later-metadata'])
const unread = check('malformed', ['no-header'], false)
const claim = { signer: '示范大学', leadsToAnchor: true, signedDigest: sha256 }
const part = { start: 3, end: 4096 }
const inFront: FileCheck = {
  ...check('malformed', ['no-header']),
  ...{ damage: 'in-front', inner: { verdict: 'valid', reasons: [] }, part },
}
const theirsInFront: FileCheck = {
  ...check('malformed', ['no-header']),
  inner: { verdict: 'untrusted-signer', reasons: ['no-path-to-anchor'] },
}
const alteredInFront: FileCheck = {
  ...check('malformed', ['no-header']),
  inner: { verdict: 'tampered', reasons: ['digest-mismatch'] },
}
const spaceBehind: FileCheck = {
  ...check('partial-coverage', ['bytes-after-signature']),
  ...{ damage: 'space-behind', inner: inFront.inner, part },
}
const cutShort: FileCheck = { ...check('malformed', ['no-end-of-file'], false), damage: 'cut-short' }
const savedAnew: FileCheck = { ...check('malformed', ['bad-byte-range'], false), damage: 'saved-anew', claim }
const noted: FileCheck = { ...check('tampered', ['annotation-changed']), part, added: ['annotation'] }
const encrypted = check('unsupported', ['encrypted-file'], false)
const known = (state: DocumentState, isExact = true): Evidence['server'] => ({
  kind: 'answered',
  file: {
    ...{ sha256, known: true, isExact, title: { zh: '成绩单', en: 'Transcript' }, documentNumber: '20261122-ABCDEFGH' },
    ...{ issuedAt: '2026-11-22T04:00:00Z', state, stateSince: null, reason: null, replacedBy: null, expiresAt: null },
  } satisfies KnownFile,
})
const unknown: Evidence['server'] = { kind: 'answered', file: { sha256, known: false } }
const notAsked = { kind: 'not-asked' } as const
const unreachable = { kind: 'unreachable' } as const
const clear: ListSays = { kind: 'clear', issuedAt: '2026-11-20T00:00:00Z' }
const silent: ListSays = { kind: 'silent' }
const listed = (state: 'revoked' | 'replaced'): ListSays => ({
  kind: 'listed',
  entry: { signedDigest: null, sha256, state, since: '2026-11-20T00:00:00Z', reason: null },
})

describe('the verdict on a file', () => {
  it.each<[string, FileCheck, Evidence['server'], ListSays, string, string]>([
    ['records decide', check('valid'), known('valid'), silent, 'valid', 'server'],
    ['records decide', check('valid'), known('revoked'), clear, 'revoked', 'server'],
    ['records decide', check('valid'), known('replaced'), clear, 'replaced', 'server'],
    ['records decide', check('valid'), known('expired'), clear, 'expired', 'server'],
    ['records also know a file whose seal has run out', check('expired'), known('valid'), silent, 'valid', 'server'],
    ['and one that cannot be read here', check('unsupported'), known('valid'), silent, 'valid', 'server'],
    ['a list stands in for them', check('valid'), unreachable, clear, 'valid', 'list'],
    ['and tells what is over', check('valid'), unreachable, listed('revoked'), 'revoked', 'list'],
    ['and tells what is over', check('valid'), notAsked, listed('replaced'), 'replaced', 'list'],
    ['even of an expired seal', check('expired'), notAsked, listed('revoked'), 'revoked', 'list'],
    ['a last day that is over needs no server', over, unreachable, clear, 'expired', 'sealed-day'],
    ['nor a list', over, notAsked, silent, 'expired', 'sealed-day'],
    ['and is no excuse for what was revoked', over, unreachable, listed('revoked'), 'revoked', 'list'],
    ['but the records may have given it longer', over, known('valid'), clear, 'valid', 'server'],
    ['and decide what is unknown', over, unknown, clear, 'cannot-check', 'unknown-to-server'],
    ['a seal alone leaves the state open', check('valid'), notAsked, silent, 'cannot-check', 'not-asked'],
    ['and so without the server', check('valid'), unreachable, silent, 'cannot-check', 'unreachable'],
    ['a file the records lack', check('valid'), unknown, clear, 'cannot-check', 'unknown-to-server'],
    ['a change', check('tampered', ['digest-mismatch']), unknown, clear, 'altered', 'changed'],
    ['an addition', check('partial-coverage'), notAsked, clear, 'altered', 'changed'],
    ['a damaged seal', check('malformed', ['bad-cms']), notAsked, clear, 'altered', 'broken'],
    ['no file of ours', check('malformed', ['no-header'], false), notAsked, clear, 'not-ours', 'unreadable'],
    ['a limit', check('malformed', ['limit-reached']), notAsked, clear, 'cannot-check', 'too-complex'],
    ['a bug of ours', check('malformed', ['internal-error'], false), unknown, clear, 'cannot-check', 'too-complex'],
    ['no seal', check('unsigned', [], false), unknown, clear, 'not-ours', 'unsigned'],
    ['another seal', check('untrusted-signer', ['no-path-to-anchor']), unknown, clear, 'not-ours', 'other-signer'],
    ['a weak seal', check('weak-crypto'), unknown, clear, 'not-ours', 'weak'],
    ['a revoked seal', check('revoked'), unknown, clear, 'not-ours', 'seal-revoked'],
    ['a seal that has run out', check('expired'), unreachable, clear, 'cannot-check', 'seal-expired'],
    ['an unknown format', check('unsupported'), unreachable, clear, 'cannot-check', 'unsupported'],
    ['a later time stamp', check('valid-with-later-permitted-change'), unreachable, clear, 'valid', 'list'],
    ['records of what was signed', later, known('valid', false), silent, 'valid', 'server-signed'],
    ['and nothing behind it', check('valid'), known('valid', false), silent, 'valid', 'server-container'],
    ['whatever was added', later, known('revoked', false), clear, 'revoked', 'server-signed'],
    ['also of an expired seal', check('expired'), known('valid', false), silent, 'valid', 'server-signed'],
    ['never of a change', check('tampered'), known('valid', false), clear, 'altered', 'changed'],
    [
      'nor of another seal',
      check('untrusted-signer', ['no-path-to-anchor']),
      known('valid', false),
      clear,
      'not-ours',
      'other-signer',
    ],
    ['nor of what cannot be read', check('unsupported'), known('valid', false), clear, 'cannot-check', 'unsupported'],
    ['but what is over is over', check('unsupported'), known('revoked', false), clear, 'revoked', 'server-signed'],
    ['a list is no help to a changed file', check('tampered'), notAsked, listed('replaced'), 'altered', 'changed'],
    ['a stranger added a time stamp', stamped, notAsked, clear, 'cannot-check', 'foreign-stamp'],
    ['and the file is known to the byte', stamped, known('valid'), clear, 'valid', 'server'],
    ['and what was signed is known', inSeal, known('valid', false), clear, 'cannot-check', 'foreign-stamp'],
    ['and it is over', inSeal, known('revoked', false), clear, 'revoked', 'server-signed'],
    ['and it is on the list', stamped, notAsked, listed('revoked'), 'revoked', 'list'],
    ["a stranger's own file with a time stamp", inSeal, unknown, clear, 'not-ours', 'other-signer'],
    ['with information that its program wrote', archived, notAsked, clear, 'cannot-check', 'foreign-stamp'],
    ['which is no excuse for what was revoked', archived, known('revoked', false), clear, 'revoked', 'server-signed'],
    ['nor for what is on the list', archived, notAsked, listed('revoked'), 'revoked', 'list'],
    ['a genuine file behind something', inFront, unknown, clear, 'damaged', 'in-front'],
    ['is never in force, whatever the records say', inFront, known('valid', false), clear, 'damaged', 'in-front'],
    ['nor by the list', inFront, notAsked, clear, 'damaged', 'in-front'],
    ['but what is over is over', inFront, known('revoked', false), clear, 'revoked', 'server-part'],
    ['by the list too', inFront, notAsked, listed('revoked'), 'revoked', 'list'],
    ["somebody else's file behind something", theirsInFront, notAsked, clear, 'not-ours', 'other-signer'],
    ['an altered file behind something', alteredInFront, known('valid', false), clear, 'altered', 'changed'],
    ['empty space behind', spaceBehind, known('valid', false), clear, 'damaged', 'space-behind'],
    ['half a file', cutShort, unknown, clear, 'damaged', 'cut-short'],
    ['line ends', { ...cutShort, damage: 'line-ends' }, unknown, clear, 'damaged', 'line-ends'],
    ['recoded', { ...cutShort, damage: 'recoded' }, unknown, clear, 'damaged', 'recoded'],
    ['bytes that are missing', { ...cutShort, damage: 'lost' }, known('valid', false), clear, 'damaged', 'lost'],
    ['a broken seal', { ...cutShort, damage: 'seal-broken' }, unknown, clear, 'altered', 'broken'],
    [
      'a seal that nothing leads to any more',
      { ...check('unsigned', [], false), damage: 'seal-broken', claim },
      known('valid', false),
      clear,
      'altered',
      'broken',
    ],
    ['a file that was saved anew', savedAnew, unknown, clear, 'altered', 'saved-anew'],
    ['even when the seal in it is known', savedAnew, known('valid', false), clear, 'altered', 'saved-anew'],
    ['a note behind a whole document', noted, known('valid', false), clear, 'altered', 'added-to'],
    ['and revoked all the same', noted, known('revoked', false), clear, 'altered', 'added-to'],
    ['a picture', { ...unread, kind: 'picture' }, unknown, clear, 'cannot-check', 'picture'],
    ['an archive', { ...unread, kind: 'zip' }, notAsked, clear, 'cannot-check', 'zip'],
    ['an encrypted file', encrypted, notAsked, clear, 'not-ours', 'encrypted'],
    ['with our seal in it', { ...encrypted, claim }, unknown, clear, 'altered', 'encrypted-since'],
    [
      'or one that only says so',
      { ...encrypted, claim: { ...claim, leadsToAnchor: false } },
      unknown,
      clear,
      'not-ours',
      'encrypted',
    ],
    ['records against the bytes', check('tampered'), known('valid'), clear, 'cannot-check', 'contradiction'],
  ])('%s', (_, one, server, list, outcome, ground) => {
    expect(judge({ check: one, server, list })).toEqual({ outcome, ground })
  })

  it('is never valid without a good seal or the records', () => {
    const verdicts: Verdict[] = ['tampered', 'untrusted-signer', 'expired', 'revoked', 'weak-crypto', 'unsigned']
    for (const verdict of [...verdicts, 'malformed', 'partial-coverage', 'unsupported'] as Verdict[]) {
      for (const server of [notAsked, unreachable, unknown]) {
        for (const list of [clear, silent])
          expect(judge({ check: check(verdict), server, list }).outcome).not.toBe('valid')
      }
    }
  })

  it('is never valid for a file that came to harm, whatever is found in it', () => {
    const ofEveryState = (['valid', 'replaced', 'revoked', 'expired'] as const).map(state => known(state, false))
    for (const one of [inFront, theirsInFront, alteredInFront, spaceBehind, cutShort, savedAnew, noted, encrypted]) {
      for (const server of [notAsked, unreachable, unknown, ...ofEveryState]) {
        for (const list of [clear, silent]) expect(judge({ check: one, server, list }).outcome).not.toBe('valid')
      }
    }
  })

  it('says "cannot check", never anything worse, when only the server is missing', () => {
    for (const verdict of ['valid', 'valid-with-later-permitted-change', 'expired'] as const) {
      const { outcome } = judge({ check: check(verdict), server: unreachable, list: silent })
      expect(outcome).toBe('cannot-check')
    }
  })

  it('has words in both languages, and something to do, for each', () => {
    for (const outcome of OUTCOMES) {
      const { word, means, toDo } = OUTCOME_WORDS[outcome]
      for (const text of [word, means, toDo]) for (const half of [text.zh, text.en]) expect(half).not.toBe('')
    }
    for (const { zh, en } of Object.values(GROUND_WORDS)) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).not.toMatch(/\p{Script=Han}/u)
    }
  })
})
