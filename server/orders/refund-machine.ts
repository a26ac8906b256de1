import { impossible } from '../../src/result.ts'
import { DAY_MS, inHandsAfterMs } from './back-off.ts'
import type { RefundEvent, RefundRow } from './refund-events.ts'

export type { RefundEvent, RefundRow } from './refund-events.ts'

/** So many equal refusals, over so long a time, are one answer, and people are told of it. */
const REFUSALS_UNTIL_TOLD = 3
const REFUSED_UNTIL_TOLD_MS = 5 * 60_000
/** After a number was given up another one takes its place, not at once; from the second time on people are told. */
const AFTER_CLOSED_MS = 30 * 60_000
const CLOSINGS_UNTIL_TOLD = 2
const ASK_AGAIN_MS = 60_000

export type RefundCaseKind =
  | 'refund-refused'
  | 'refund-abnormal'
  | 'refund-returned'
  | 'refund-slow'
  | 'amount-differs'
  | 'refund-differs'

export interface RefundStep {
  readonly changes: Partial<Omit<RefundRow, 'refund_id' | 'order_id' | 'created_at'>>
  /** Written down for ever. */
  readonly event: RefundAuditEvent | null
  /** The case that people have to see; a repeat adds to it. */
  readonly opens: RefundCaseKind | null
  /** Cases of the refund whose cause is gone. */
  readonly settles: readonly RefundCaseKind[]
  /** Nothing is owed any more, by proof or by a person's word. */
  readonly ends: 'succeeded' | 'paid-by-hand' | 'written-off' | null
  /**
   * The provider has sent its money to the university's own account, which pays nobody. `from-paid`: it had been booked as paid to the
   * payer, and is owed again.
   */
  readonly returns: 'from-provider' | 'from-paid' | null
}

export type RefundAuditEvent =
  | 'refund-processing'
  | 'refund-succeeded'
  | 'refund-closed'
  | 'refund-abnormal'
  | 'refund-redirected'
  | 'refund-redirect-refused'
  | 'refund-returned'
  | 'refund-refused'
  | 'refund-amount-doubted'
  | 'refund-total-corrected'
  | 'refund-paid-by-hand'
  | 'refund-written-off'
  | 'refund-paid-twice'

const step = (changes: RefundStep['changes'], more: Partial<RefundStep> = {}): RefundStep => ({
  ...{ changes, event: null, opens: null, settles: [], ends: null, returns: null },
  ...more,
})

/**
 * The life of a refund:
 *
 *     due ──► accepted ──► succeeded
 *      │ └───────┴──► needs-hand ──► succeeded, or accepted again where a person has it sent elsewhere
 *      │                  └── its money has come back to the university: with people until they end it
 *      └── any of them ──► paid-by-hand | written-off, by a named person
 *
 * Forwards only, and only by the provider's signed word or a person's: no refusal and no time ends it. A refund that
 * has come to the university's own account has paid nobody, and ends by a person's word alone. Null when nothing changes.
 */
export function stepRefund(row: RefundRow, event: RefundEvent, at: Date): RefundStep | null {
  if (event.kind === 'said' && event.state === 'succeeded' && event.refundFen === row.refund_fen) {
    const returned = stepReturned(row, event, at)
    if (returned !== undefined) return returned
  }
  const isEnded = row.state === 'paid-by-hand' || row.state === 'written-off'
  if (row.state === 'succeeded') return null
  if (isEnded) {
    // Who was paid by hand and by the provider has it twice: that is for people.
    const isTwice =
      event.kind === 'said' && event.state === 'succeeded' && !row.returned_at && row.paid_beside_fen === null
    if (!isTwice) return null
    return step({ paid_beside_fen: event.refundFen }, { event: 'refund-paid-twice', opens: 'refund-differs' })
  }
  // Nothing is left at the provider: what it still says is late, and what is left to do is a person's.
  if (row.returned_at && event.kind !== 'paid-by-hand' && event.kind !== 'written-off') return null
  const later = (ms: number) => new Date(at.getTime() + ms)
  switch (event.kind) {
    case 'said':
      if (event.refundFen !== row.refund_fen)
        return differs(row, 'refund', amountDoubt(event.refundFen), later(ASK_AGAIN_MS))
      return stepSaid(row, event, at)
    case 'refused':
      return stepRefused(row, event, at)
    case 'answer-differs':
      return differs(row, event.about, event.said, later(ASK_AGAIN_MS))
    case 'payment-fits':
      return row.doubt === null ? null : step(NO_DOUBT, { settles: ['amount-differs'] })
    case 'total-corrected':
      return row.total_fen === event.totalFen || event.totalFen < row.refund_fen
        ? null
        : step(
            { total_fen: event.totalFen, ...NO_DOUBT },
            { event: 'refund-total-corrected', settles: ['amount-differs'] },
          )
    case 'retry-asked':
      return step({ refusal_code: null, refusals: 0, refused_since: null, next_try_at: at })
    case 'retry-taken-back':
      return step({ next_try_at: later(inHandsAfterMs(0)) })
    case 'redirect-asked':
      return row.state !== 'needs-hand' || row.redirected_to
        ? null
        : step({ redirected_to: event.to, redirected_at: at, next_try_at: at }, { event: 'refund-redirected' })
    case 'redirect-refused':
      return row.redirected_to
        ? step(
            { ...NOT_REDIRECTED, next_try_at: later(DAY_MS) },
            { event: 'refund-redirect-refused', opens: 'refund-abnormal' },
          )
        : null
    case 'redirect-taken-back':
      return step({ ...NOT_REDIRECTED, next_try_at: later(DAY_MS) })
    case 'paid-by-hand':
    case 'written-off': {
      const ended = { state: event.kind, next_try_at: null, ended_by: event.by, ended_because: event.because } as const
      return step(ended, { event: `refund-${event.kind}`, settles: casesOf(row), ends: event.kind })
    }
    default:
      return impossible(event)
  }
}

const ALL: readonly RefundCaseKind[] = ['refund-refused', 'refund-abnormal', 'refund-slow', 'amount-differs']
const casesOf = (row: RefundRow): readonly RefundCaseKind[] => (row.returned_at ? [...ALL, 'refund-returned'] : ALL)
const NOT_REDIRECTED = { redirected_to: null, redirected_at: null } as const
const notRedirected = (row: RefundRow) => (row.redirected_to ? NOT_REDIRECTED : {})
const NO_DOUBT = { doubt: null, doubt_about: null } as const
/** Of refusals and doubts nothing is left once the provider has taken it on. */
const ACCEPTED = { refusal_code: null, refusals: 0, refused_since: null, ...NO_DOUBT } as const

/**
 * A refund has succeeded, and its money may be with the university: where the provider says so, and where a person has sent it there,
 * whatever account is named then. Undefined where it is with the payer, or nobody says where it is: as a refund always was.
 */
function stepReturned(
  row: RefundRow,
  { receivedBy }: Pick<Said, 'receivedBy'>,
  at: Date,
): RefundStep | null | undefined {
  if (row.returned_at) {
    // One signed word names the university and another one the payer: whoever pays it by hand has to see both.
    const isOdd = receivedBy === 'payer' && row.redirected_to !== 'merchant' && row.state === 'needs-hand'
    return isOdd && row.doubt !== 'payer'
      ? step({ doubt: 'payer', doubt_about: 'refund' }, { opens: 'refund-returned' })
      : null
  }
  if (receivedBy !== 'merchant' && row.redirected_to !== 'merchant') return undefined
  const returned = { returned_at: at, next_try_at: null }
  switch (row.state) {
    case 'paid-by-hand':
    case 'written-off':
      return step(
        { ...returned, ...(row.paid_beside_fen === null ? {} : { paid_beside_fen: null }) },
        { event: 'refund-returned', returns: 'from-provider' },
      )
    case 'succeeded':
      return step(
        { ...returned, state: 'needs-hand', succeeded_at: null },
        { event: 'refund-returned', opens: 'refund-returned', returns: 'from-paid' },
      )
    default:
      return step(
        { ...ACCEPTED, ...returned, state: 'needs-hand' },
        { event: 'refund-returned', opens: 'refund-returned', settles: ALL, returns: 'from-provider' },
      )
  }
}

/** What the provider says where it names the refund itself with another amount. */
export const amountDoubt = (refundFen: number): string => `${refundFen} fen`

/** Nothing of it is booked; it is asked about again, and people see that it waits. */
function differs(row: RefundRow, about: NonNullable<RefundRow['doubt_about']>, said: string, next: Date): RefundStep {
  const isNew = row.doubt !== said
  const changes = row.state === 'needs-hand' || !isNew ? {} : { next_try_at: next }
  return step(
    { ...changes, doubt: said, doubt_about: about },
    { event: isNew ? 'refund-amount-doubted' : null, opens: 'amount-differs' },
  )
}

type Said = Extract<RefundEvent, { readonly kind: 'said' }>

function stepSaid(row: RefundRow, { state: said, isAnswer }: Said, at: Date): RefundStep | null {
  const later = (ms: number) => new Date(at.getTime() + ms)
  const doubtGone: readonly RefundCaseKind[] = row.doubt === null ? [] : ['amount-differs']
  const underWay = { ...ACCEPTED, state: 'accepted', accepted_at: at } as const
  switch (said) {
    case 'succeeded':
      return step(
        { ...ACCEPTED, state: 'succeeded', next_try_at: null, succeeded_at: at },
        { event: 'refund-succeeded', settles: ALL, ends: 'succeeded' },
      )
    case 'processing':
      if (row.state === 'needs-hand' && row.redirected_to) {
        const changes = { ...underWay, slow_told_at: null, next_try_at: later(ASK_AGAIN_MS) }
        return step(changes, { event: 'refund-processing', settles: doubtGone })
      }
      if (row.state !== 'due') return row.doubt === null ? null : step(ACCEPTED, { settles: doubtGone })
      return step(underWay, { event: 'refund-processing', settles: doubtGone })
    case 'abnormal':
      if (row.state === 'needs-hand') return null
      // A notice of before it was sent elsewhere may come late, or again: what it is now, an answer says.
      if (row.redirected_to && !isAnswer) return step({ next_try_at: at })
      return step(
        { ...ACCEPTED, ...notRedirected(row), state: 'needs-hand', next_try_at: later(DAY_MS) },
        {
          event: 'refund-abnormal',
          opens: 'refund-abnormal',
          settles: ['refund-refused', 'refund-slow', ...doubtGone],
        },
      )
    case 'closed': {
      // The provider has given this number up for good and paid nothing: only now may another take its place, after a while.
      const closings = row.closings + 1
      const isTold = closings >= CLOSINGS_UNTIL_TOLD
      const next = { tries: 0, out_refund_no: nextNumber(row.out_refund_no), accepted_at: null, slow_told_at: null }
      return step(
        {
          ...ACCEPTED,
          ...notRedirected(row),
          ...next,
          state: 'due',
          closings,
          next_try_at: later(isTold ? DAY_MS : AFTER_CLOSED_MS),
        },
        {
          event: 'refund-closed',
          opens: isTold ? 'refund-refused' : null,
          settles: ['refund-abnormal', 'refund-slow', ...doubtGone],
        },
      )
    }
    default:
      return impossible(said)
  }
}

function stepRefused(row: RefundRow, { code, isShort }: { code: string; isShort: boolean }, at: Date): RefundStep {
  const isSame = row.refusal_code === code
  const refusals = isSame ? row.refusals + 1 : 1
  const since = isSame && row.refused_since ? row.refused_since : at
  const refusedMs = at.getTime() - since.getTime()
  const isAnswer = refusals >= REFUSALS_UNTIL_TOLD && refusedMs >= REFUSED_UNTIL_TOLD_MS
  const isTold = isShort || isAnswer
  const counted = { refusal_code: code, refusals, refused_since: since }
  if (!isTold) return step(counted, { event: refusals === 1 ? 'refund-refused' : null })
  return step(
    { ...counted, next_try_at: new Date(at.getTime() + inHandsAfterMs(refusedMs)) },
    { event: refusals === 1 ? 'refund-refused' : null, opens: 'refund-refused' },
  )
}

/** The number that takes the place of one that was given up: `…-1`, `…-2` and so on. */
function nextNumber(outRefundNo: string): string {
  const cut = outRefundNo.lastIndexOf('-') + 1
  return outRefundNo.slice(0, cut) + (Number(outRefundNo.slice(cut)) + 1)
}
