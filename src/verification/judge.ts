import type { Verdict } from '../pdf/reasons.ts'
import type { KnownFile } from './api.ts'
import type { FileCheck } from './file-check.ts'
import type { ListSays } from './revocation-list.ts'
import type { DocumentState } from './states.ts'

/** The words for a personnel officer. `cannot-check` is a question that stays open, never a judgement on the paper. */
export const OUTCOMES = [
  ...['valid', 'replaced', 'revoked', 'expired'],
  ...['altered', 'not-ours', 'cannot-check'],
] as readonly Outcome[]
export type Outcome = DocumentState | 'altered' | 'not-ours' | 'cannot-check'

/** What the outcome rests on; each has a sentence of its own. */
export type Ground =
  | 'server'
  | 'list'
  | 'changed'
  | 'broken'
  | 'unreadable'
  | 'too-complex'
  | 'unsigned'
  | 'other-signer'
  | 'weak'
  | 'seal-revoked'
  | 'not-asked'
  | 'unreachable'
  | 'unknown-to-server'
  | 'seal-expired'
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

function readingOf({ verdict, reasons, seal }: FileCheck): Reading {
  if (verdict !== 'malformed') return READINGS[verdict] ?? judged('cannot-check', 'unsupported')
  if (OUT_OF_REACH.includes(reasons[0] ?? '')) return judged('cannot-check', 'too-complex')
  // A broken file is only called altered where something of a seal could still be read in it.
  return seal ? judged('altered', 'broken') : judged('not-ours', 'unreadable')
}

/**
 * One answer from everything that is known of a file: its bytes, the university's records where they were asked, and the last
 * list where they were not. The records decide on a file they hold to the byte; a good signature alone says that the file is
 * genuine, and only records or list say that it is still in force.
 */
export function judge({ check, server, list }: Evidence): Judgement {
  const reading = readingOf(check)
  if (server.kind === 'answered' && server.file.known) {
    const isBroken = reading.kind === 'judged' && reading.outcome === 'altered'
    return isBroken
      ? { outcome: 'cannot-check', ground: 'contradiction' }
      : { outcome: server.file.state, ground: 'server' }
  }
  if (list.kind === 'listed') return { outcome: list.entry.state, ground: 'list' }
  if (reading.kind === 'judged') return { outcome: reading.outcome, ground: reading.ground }
  if (server.kind === 'answered') return { outcome: 'cannot-check', ground: 'unknown-to-server' }
  if (list.kind === 'clear') return { outcome: 'valid', ground: 'list' }
  return { outcome: 'cannot-check', ground: server.kind }
}
