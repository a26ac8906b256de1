import type { SealClaim } from '../../src/pdf/seal-claim.ts'
import type { KnownFile } from '../../src/verification/api.ts'
import type { FileCheck, SealFacts } from '../../src/verification/file-check.ts'
import type { OtherKind } from '../../src/verification/file-kind.ts'
import type { Ground, Outcome } from '../../src/verification/judge.ts'
import type { ListEntry } from '../../src/verification/revocation-list.ts'
import type { FileResult, ServerWord } from './file-results.ts'

const DIGEST = 'c0ffee15'.repeat(8)
/** Stands for the bytes of a file that nobody opens. */
const SAMPLE = new Blob([])
const CHECKED_AT = '2026-11-22T06:07:00Z'
const SINCE = '2026-11-20T02:00:00Z'

const SEAL: SealFacts = {
  field: 'Seal',
  signer: '示范大学 Seal',
  root: '示范大学 Root CA',
  claimedTime: '2026-11-22T04:00:00Z',
  trustedTime: '2026-11-22T04:00:03Z',
  validUntil: '2027-05-22T15:59:59Z',
  level: 'B-LTA',
  algorithm: 'ECDSA P-256 SHA-256',
  certificateEnds: '2029-11-22T04:00:00Z',
  certificateSha256: DIGEST,
}

/** A file that nothing was changed in. */
export const GENUINE: FileCheck = {
  verdict: 'valid',
  reasons: [],
  sha256: '5ea1ed00'.repeat(8),
  signedDigest: DIGEST,
  seal: SEAL,
  signatures: 1,
  isOver: false,
  ...{ kind: 'pdf', damage: null, inner: null, part: null, claim: null, added: [] },
}

interface Recipe {
  /** What the bytes of the file say. */
  readonly check?: Partial<FileCheck>
  /** What the records say of it, where they were asked. */
  readonly known?: Partial<Extract<KnownFile, { known: true }>> | 'unknown'
  /** How far the server was asked at all. */
  readonly server?: 'not-asked' | 'unreachable'
  readonly listed?: boolean
}

const CLAIM: SealClaim = { signer: SEAL.signer, leadsToAnchor: true, signedDigest: DIGEST }
const REVOKED = { state: 'revoked', stateSince: SINCE, reason: 'record-corrected' } as const

/** A sealed file with something in front of it. */
const IN_FRONT: Partial<FileCheck> = {
  ...{ verdict: 'malformed', reasons: ['no-header'], damage: 'in-front' },
  ...{ inner: { verdict: 'valid', reasons: [] }, part: { start: 3, end: 4096 } },
}

/** What is no PDF. */
const other = (kind: OtherKind): Recipe => ({
  check: { verdict: 'malformed', reasons: ['no-header'], seal: null, kind },
  known: 'unknown',
})

/** A file for everything that a verdict may rest on. */
const RECIPES: Readonly<Record<Ground, Recipe>> = {
  server: { known: {} },
  'server-signed': {
    check: { verdict: 'valid-with-later-permitted-change', reasons: ['later-dss'] },
    known: { isExact: false },
  },
  list: { server: 'not-asked', listed: true },
  'server-container': { known: { isExact: false } },
  'server-part': { check: IN_FRONT, known: { isExact: false, ...REVOKED } },
  changed: { check: { verdict: 'tampered', reasons: ['digest-differs'] }, known: 'unknown' },
  'added-to': {
    check: {
      ...{ verdict: 'tampered', reasons: ['annotation-changed'], part: { start: 0, end: 4096 }, added: ['annotation'] },
    },
    known: 'unknown',
  },
  'saved-anew': {
    check: { verdict: 'malformed', reasons: ['bad-byte-range'], seal: null, damage: 'saved-anew', claim: CLAIM },
    known: 'unknown',
  },
  'encrypted-since': {
    check: { verdict: 'unsupported', reasons: ['encrypted-file'], seal: null, claim: CLAIM },
    known: 'unknown',
  },
  broken: { check: { verdict: 'malformed', reasons: ['bad-xref'] }, known: 'unknown' },
  'in-front': { check: IN_FRONT, known: { isExact: false } },
  'space-behind': {
    check: {
      ...{ verdict: 'partial-coverage', reasons: ['bytes-after-signature'], damage: 'space-behind' },
      ...{ inner: { verdict: 'valid', reasons: [] }, part: { start: 0, end: 4096 } },
    },
    known: { isExact: false },
  },
  'cut-short': {
    check: { verdict: 'malformed', reasons: ['no-end-of-file'], seal: null, damage: 'cut-short' },
    known: 'unknown',
  },
  'line-ends': {
    check: {
      ...{ verdict: 'malformed', reasons: ['bad-xref'], seal: null, damage: 'line-ends' },
      claim: { ...CLAIM, leadsToAnchor: false },
    },
    known: 'unknown',
  },
  recoded: {
    check: { verdict: 'malformed', reasons: ['bad-object'], seal: null, damage: 'recoded', claim: CLAIM },
    known: 'unknown',
  },
  lost: {
    check: { verdict: 'malformed', reasons: ['bad-xref'], seal: null, damage: 'lost', claim: CLAIM },
    known: 'unknown',
  },
  unreadable: { check: { verdict: 'malformed', reasons: ['no-header'], seal: null }, known: 'unknown' },
  'too-complex': { check: { verdict: 'malformed', reasons: ['limit-reached'], seal: null }, known: 'unknown' },
  unsigned: { check: { verdict: 'unsigned', reasons: ['no-signature'], seal: null }, known: 'unknown' },
  encrypted: { check: { verdict: 'unsupported', reasons: ['encrypted-file'], seal: null }, known: 'unknown' },
  empty: other('empty'),
  zip: other('zip'),
  ofd: other('ofd'),
  office: other('office'),
  picture: other('picture'),
  'web-page': other('web-page'),
  encoded: other('encoded'),
  'other-signer': { check: { verdict: 'untrusted-signer', reasons: ['no-path'] }, known: 'unknown' },
  weak: { check: { verdict: 'weak-crypto', reasons: ['weak-digest'] }, known: 'unknown' },
  'sealed-day': { check: { isOver: true }, server: 'not-asked' },
  'seal-revoked': { check: { verdict: 'revoked', reasons: ['certificate-revoked'] }, known: 'unknown' },
  'not-asked': { server: 'not-asked' },
  unreachable: { server: 'unreachable' },
  'unknown-to-server': { known: 'unknown' },
  'seal-expired': { check: { verdict: 'expired', reasons: ['certificate-expired'] }, known: 'unknown' },
  'foreign-stamp': { check: { verdict: 'untrusted-signer', reasons: ['timestamp-untrusted'] }, known: 'unknown' },
  unsupported: { check: { verdict: 'unsupported', reasons: ['unsupported-filter'] }, known: 'unknown' },
  contradiction: { check: { verdict: 'tampered', reasons: ['digest-differs'] }, known: {} },
}
export const GROUNDS = Object.keys(RECIPES) as Ground[]

/** What each verdict is shown with. */
const OUTCOMES: Readonly<Record<Outcome, readonly [ground: Ground, changes?: Recipe['known']]>> = {
  valid: ['server'],
  replaced: ['server', { state: 'replaced', stateSince: SINCE, replacedBy: '20261120-5NX2P7WQ3KDM' }],
  revoked: ['server', { state: 'revoked', stateSince: SINCE, reason: 'record-corrected' }],
  expired: ['server', { state: 'expired', stateSince: SINCE, expiresAt: SINCE }],
  altered: ['added-to'],
  damaged: ['in-front'],
  'not-ours': ['unsigned'],
  'cannot-check': ['not-asked'],
}
export const SHOWN_OUTCOMES = Object.keys(OUTCOMES) as Outcome[]

/** Files that were checked, what the server said of them, and what stands in the list. */
export interface CheckedFiles {
  readonly results: readonly FileResult[]
  readonly word: ServerWord
  readonly listed: readonly ListEntry[]
}

/** One file that ends with this verdict. */
export function fileWithOutcome(outcome: Outcome): CheckedFiles {
  const [ground, known] = OUTCOMES[outcome]
  return checked([[ground, known === undefined ? RECIPES[ground] : { ...RECIPES[ground], known }]])
}

/** All files whose verdict rests on something that is known while the server is in this state. */
export function filesOfEveryGround(server: 'answered' | 'not-asked' | 'unreachable'): CheckedFiles {
  const some = GROUNDS.map(ground => [ground, RECIPES[ground]] as const)
  return checked(some.filter(([, recipe]) => (recipe.server ?? 'answered') === server))
}

function checked(recipes: readonly (readonly [name: string, recipe: Recipe])[]): CheckedFiles {
  const files = recipes.map(([name, recipe], at) => {
    const sha256 = String(at).padStart(2, '0').repeat(32)
    return { name: `${name}.pdf`, recipe, check: { ...GENUINE, ...recipe.check, sha256, signedDigest: sha256 } }
  })
  const silent = recipes.find(([, { server }]) => server)?.[1].server
  return {
    results: files.map(({ name, check }) => ({ name, checked: { check, list: null }, reason: null, file: SAMPLE })),
    word: silent
      ? { kind: silent }
      : {
          kind: 'answered',
          checkedAt: CHECKED_AT,
          files: new Map(files.map(({ check, recipe }) => [check.sha256, knownOf(check.sha256, recipe)])),
        },
    listed: files
      .filter(({ recipe }) => recipe.listed)
      .map(({ check: { sha256 } }) => {
        return { signedDigest: sha256, sha256, state: 'revoked', since: SINCE, reason: 'withdrawn' }
      }),
  }
}

function knownOf(sha256: string, { known = 'unknown' }: Recipe): KnownFile {
  if (known === 'unknown') return { sha256, known: false }
  return {
    ...{ sha256, known: true, isExact: true },
    title: { zh: '中文成绩单', en: 'Transcript in Chinese' },
    documentNumber: '20261122-8QK4M2TX7RDN',
    issuedAt: '2026-11-22T04:00:00Z',
    ...{ state: 'valid', stateSince: null, reason: null, replacedBy: null, expiresAt: null },
    ...known,
  }
}
