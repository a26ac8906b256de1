import type { Damage } from '../pdf/damage.ts'
import type { Verdict } from '../pdf/reasons.ts'
import type { KnownFile } from './api.ts'
import type { FileCheck } from './file-check.ts'
import type { OtherKind } from './file-kind.ts'
import type { ListSays } from './revocation-list.ts'
import type { DocumentState } from './states.ts'

/** The words for a personnel officer. `cannot-check` is a question that stays open, never a judgement on the paper. */
export const OUTCOMES = [
  ...['valid', 'replaced', 'revoked', 'expired'],
  ...['altered', 'damaged', 'not-ours', 'cannot-check'],
] as readonly Outcome[]
/**
 * `altered` is not as it was sealed. `damaged` came to harm on its way, in a manner that its bytes show and that needs no ill will: it
 * is of no use as it is, and says nothing against the document.
 */
export type Outcome = DocumentState | 'altered' | 'damaged' | 'not-ours' | 'cannot-check'

/** What the outcome rests on; each has a sentence of its own. */
export type Ground =
  | 'server'
  | 'server-signed'
  | 'server-container'
  | 'server-part'
  | 'list'
  | 'changed'
  | 'added-to'
  | 'saved-anew'
  | 'encrypted-since'
  | 'broken'
  | 'in-front'
  | 'space-behind'
  | 'cut-short'
  | 'line-ends'
  | 'recoded'
  | 'lost'
  | 'unreadable'
  | 'too-complex'
  | 'unsigned'
  | 'encrypted'
  | OtherKind
  | 'other-signer'
  | 'weak'
  | 'sealed-day'
  | 'seal-revoked'
  | 'not-asked'
  | 'unreachable'
  | 'unknown-to-server'
  | 'seal-expired'
  | 'foreign-stamp'
  | 'unsupported'
  | 'contradiction'

export interface Judgement {
  readonly outcome: Outcome
  readonly ground: Ground
}

export interface Evidence {
  readonly check: FileCheck
  readonly server:
    | { readonly kind: 'not-asked' | 'unreachable' }
    | { readonly kind: 'answered'; readonly file: KnownFile }
  readonly list: ListSays
}

type Reading = { readonly kind: 'genuine' } | ({ readonly kind: 'judged' } & Judgement)

const judged = (outcome: Outcome, ground: Ground): Reading => ({ kind: 'judged', outcome, ground })

/** What the bytes alone say. A verdict of the engine that is not known here is an open question. */
const READINGS: Partial<Record<Verdict, Reading>> = {
  valid: { kind: 'genuine' },
  'valid-with-later-permitted-change': { kind: 'genuine' },
  tampered: judged('altered', 'changed'),
  'partial-coverage': judged('altered', 'changed'),
  unsigned: judged('not-ours', 'unsigned'),
  'untrusted-signer': judged('not-ours', 'other-signer'),
  'weak-crypto': judged('not-ours', 'weak'),
  revoked: judged('not-ours', 'seal-revoked'),
  expired: judged('cannot-check', 'seal-expired'),
  unsupported: judged('cannot-check', 'unsupported'),
}

/** Reasons that say something about the limits of the check and nothing about the file. */
const OUT_OF_REACH: readonly string[] = ['limit-reached', 'file-too-large', 'internal-error']

/** A sound time stamp of an authority that the house does not know, and what else may stand beside it. */
const FOREIGN_STAMP: readonly string[] = [
  ...['timestamp-untrusted', 'later-dss', 'later-timestamp', 'later-signature', 'later-metadata'],
]
const BY_FOREIGN_STAMP = judged('cannot-check', 'foreign-stamp')

type Found = Pick<FileCheck, 'verdict' | 'reasons'>

/** Whether nothing but such a stamp keeps a file from being genuine: it is no word against the seal. */
const hasForeignStamp = ({ verdict, reasons }: Found): boolean =>
  verdict === 'untrusted-signer' &&
  reasons[0] === 'timestamp-untrusted' &&
  reasons.every(code => FOREIGN_STAMP.includes(code))

/** What the bytes say, without what stands around the document; what stands there makes no file better than damaged. */
function readingOf(check: FileCheck): Reading {
  if (check.kind !== 'pdf' && check.kind !== 'other') return judged('cannot-check', check.kind)
  const { inner } = check
  const reading = readingOfDocument(check, inner ?? check)
  if (!inner || reading.kind === 'judged') return reading
  return judged('damaged', check.damage === 'in-front' ? 'in-front' : 'space-behind')
}

function readingOfDocument(check: FileCheck, found: Found): Reading {
  const { seal, damage, part, claim } = check
  const { verdict, reasons } = found
  // A stamp inside the seal leaves the seal's own path unread; then only the records know whose it is.
  if (hasForeignStamp(found) && seal?.root) return BY_FOREIGN_STAMP
  if (reasons[0] === 'encrypted-file') {
    return claim?.leadsToAnchor ? judged('altered', 'encrypted-since') : judged('not-ours', 'encrypted')
  }
  if (verdict === 'malformed' && OUT_OF_REACH.includes(reasons[0] ?? '')) return judged('cannot-check', 'too-complex')
  if (damage !== null && isOnTheWay(damage)) return judged('damaged', damage)
  if (damage === 'saved-anew') return judged('altered', 'saved-anew')
  const isBroken = verdict === 'malformed' || (verdict === 'unsigned' && damage === 'seal-broken')
  const reading = isBroken ? null : (READINGS[verdict] ?? judged('cannot-check', 'unsupported'))
  if (part && (!reading || isAltered(reading))) return judged('altered', 'added-to')
  // A broken file is only called altered where something of a seal could still be read in it.
  return reading ?? (seal || damage === 'seal-broken' ? judged('altered', 'broken') : judged('not-ours', 'unreadable'))
}

/** Harm that needs no ill will and leaves a file that shows nothing it can be believed in. */
const ON_THE_WAY = ['cut-short', 'line-ends', 'recoded', 'lost'] as const
const isOnTheWay = (damage: Damage): damage is (typeof ON_THE_WAY)[number] =>
  (ON_THE_WAY as readonly Damage[]).includes(damage)

const isAltered = (reading: Reading): boolean => reading.kind === 'judged' && reading.outcome === 'altered'

/**
 * One answer from everything that is known of a file: its bytes, the university's records where they were asked, and the last
 * list where they were not. The records decide on a file they hold to the byte. Where they hold only what was signed, what was
 * added to it must be good by itself. A good signature alone says that the file is genuine, and only records or list say that it
 * is still in force.
 */
export function judge({ check, server, list }: Evidence): Judgement {
  if (server.kind === 'answered' && server.file.known) return byRecords(check, server.file)
  const reading = readingOf(check)
  const isWhole = reading.kind === 'judged' && reading.outcome === 'damaged' && check.part !== null
  if (reading.kind === 'judged' && isAgainst(reading) && !(isWhole && list.kind === 'listed')) {
    return { outcome: reading.outcome, ground: reading.ground }
  }
  if (list.kind === 'listed') return { outcome: list.entry.state, ground: 'list' }
  if (reading.kind === 'judged') return { outcome: reading.outcome, ground: reading.ground }
  if (server.kind === 'answered') return { outcome: 'cannot-check', ground: 'unknown-to-server' }
  // Behind the list: what was replaced or revoked is that, however old it is.
  if (check.isOver) return { outcome: 'expired', ground: 'sealed-day' }
  if (list.kind === 'clear') return { outcome: 'valid', ground: 'list' }
  return { outcome: 'cannot-check', ground: server.kind }
}

/** Whether the bytes alone speak against a file; what cannot be checked does not. */
const isAgainst = ({ outcome }: Judgement): boolean => outcome !== 'cannot-check'

function byRecords(check: FileCheck, { isExact, state }: Extract<KnownFile, { known: true }>): Judgement {
  const reading = hasForeignStamp(check.inner ?? check) ? BY_FOREIGN_STAMP : readingOf(check)
  if (isExact) {
    return reading.kind === 'judged' && (reading.outcome === 'altered' || reading.outcome === 'damaged')
      ? { outcome: 'cannot-check', ground: 'contradiction' }
      : { outcome: state, ground: 'server' }
  }
  if (reading.kind === 'judged') {
    const { outcome, ground } = reading
    // What was sealed is whole in the file, so that it is over matters more than what happened on its way.
    if (outcome === 'damaged' && check.part && state !== 'valid') return { outcome: state, ground: 'server-part' }
    // The records hold what was signed, so a certificate that has run out since leaves nothing open.
    const isOpen = ground !== 'seal-expired' && state === 'valid'
    if (isAgainst(reading) || isOpen) return { outcome, ground }
  }
  // Nothing was added behind the seal, so what differs is how its container is spelled, or proof within it.
  return { outcome: state, ground: check.verdict === 'valid' ? 'server-container' : 'server-signed' }
}
