import type { Selectable } from 'kysely'
import { impossible } from '../../src/result.ts'
import type { RefundTable } from '../ground/store/tables.ts'
import { DAY_MS, inHandsAfterMs } from './back-off.ts'

export type RefundRow = Selectable<RefundTable>

/** So many equal refusals, over so long a time, are one answer, and people are told of it. */
const REFUSALS_UNTIL_TOLD = 3
const REFUSED_UNTIL_TOLD_MS = 5 * 60_000
/** After a number was given up another one takes its place, not at once; from the second time on people are told. */
const AFTER_CLOSED_MS = 30 * 60_000
const CLOSINGS_UNTIL_TOLD = 2
const ASK_AGAIN_MS = 60_000

/** What has become known about a refund. Each may come late, twice, or in any order. */
export type RefundEvent =
  /** The signed word of its provider. `isAnswer`: to a question of ours, not a notice. */
  | {
      readonly kind: 'said'
      readonly state: 'processing' | 'succeeded' | 'closed' | 'abnormal'
      readonly refundFen: number
      readonly isAnswer: boolean
    }
  /** It surely was not taken on. `isShort`: the merchant's balance, which has to be filled up. */
  | { readonly kind: 'refused'; readonly code: string; readonly isShort: boolean }
  /** A signed answer about the payment names `said` in place of the sum that the refund is reckoned from. */
  | { readonly kind: 'payment-differs'; readonly said: string }
  /** The payment is what it was reckoned from, after all. */
  | { readonly kind: 'payment-fits' }
  /** The total of the payment that the provider has confirmed in a second signed answer. */
  | { readonly kind: 'total-corrected'; readonly totalFen: number }
  /** A person wants it tried again now. */
  | { readonly kind: 'retry-asked' }
  /** That is taken back before it was tried. */
  | { readonly kind: 'retry-taken-back' }
  /** A person takes the debt: paid back another way, with a reference, or not at all, with a reason. */
  | { readonly kind: 'paid-by-hand' | 'written-off'; readonly by: string; readonly because: string }

export type RefundCaseKind = 'refund-refused' | 'refund-abnormal' | 'refund-slow' | 'amount-differs' | 'refund-differs'

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
}

export type RefundAuditEvent =
  | 'refund-processing'
  | 'refund-succeeded'
  | 'refund-closed'
  | 'refund-abnormal'
  | 'refund-refused'
  | 'refund-amount-doubted'
  | 'refund-total-corrected'
  | 'refund-paid-by-hand'
  | 'refund-written-off'
  | 'refund-paid-twice'

const step = (changes: RefundStep['changes'], more: Partial<RefundStep> = {}): RefundStep => ({
  ...{ changes, event: null, opens: null, settles: [], ends: null },
  ...more,
})

/**
 * The life of a refund:
 *
 *     due ──► accepted ──► succeeded
 *      │ └───────┴──► needs-hand ──► succeeded
 *      └── any of them ──► paid-by-hand | written-off, by a named person
 *
 * Forwards only, and only by the provider's signed word or a person's: no refusal and no time ends it. Null when nothing changes.
 */
export function stepRefund(row: RefundRow, event: RefundEvent, at: Date): RefundStep | null {
  const isEnded = row.state === 'paid-by-hand' || row.state === 'written-off'
  if (row.state === 'succeeded') return null
  if (isEnded) {
    // Who was paid by hand and by the provider has it twice: that is for people.
    const isTwice = event.kind === 'said' && event.state === 'succeeded' && row.doubt !== 'succeeded'
    return isTwice ? step({ doubt: 'succeeded' }, { event: 'refund-paid-twice', opens: 'refund-differs' }) : null
  }
  const later = (ms: number) => new Date(at.getTime() + ms)
  switch (event.kind) {
    case 'said':
      if (event.refundFen !== row.refund_fen) return differs(row, `${event.refundFen} fen`, later(ASK_AGAIN_MS))
      return stepSaid(row, event.state, at)
    case 'refused':
      return stepRefused(row, event, at)
    case 'payment-differs':
      return differs(row, event.said, later(ASK_AGAIN_MS))
    case 'payment-fits':
      return row.doubt === null ? null : step({ doubt: null }, { settles: ['amount-differs'] })
    case 'total-corrected':
      return row.total_fen === event.totalFen || event.totalFen < row.refund_fen
        ? null
        : step(
            { total_fen: event.totalFen, doubt: null },
            { event: 'refund-total-corrected', settles: ['amount-differs'] },
          )
    case 'retry-asked':
      return step({ refusal_code: null, refusals: 0, refused_since: null, next_try_at: at })
    case 'retry-taken-back':
      return step({ next_try_at: later(inHandsAfterMs(0)) })
    case 'paid-by-hand':
    case 'written-off': {
      const ended = { state: event.kind, next_try_at: null, ended_by: event.by, ended_because: event.because } as const
      return step(ended, { event: `refund-${event.kind}`, settles: ALL, ends: event.kind })
    }
    default:
      return impossible(event)
  }
}

const ALL: readonly RefundCaseKind[] = ['refund-refused', 'refund-abnormal', 'refund-slow', 'amount-differs']

/** Nothing of it is booked; it is asked about again, and people see that it waits. */
function differs(row: RefundRow, said: string, next: Date): RefundStep {
  const isNew = row.doubt !== said
  const changes = row.state === 'needs-hand' || !isNew ? {} : { next_try_at: next }
  return step({ ...changes, doubt: said }, { event: isNew ? 'refund-amount-doubted' : null, opens: 'amount-differs' })
}

function stepSaid(
  row: RefundRow,
  said: 'processing' | 'succeeded' | 'closed' | 'abnormal',
  at: Date,
): RefundStep | null {
  const later = (ms: number) => new Date(at.getTime() + ms)
  const accepted = { refusal_code: null, refusals: 0, refused_since: null, doubt: null }
  const doubtGone: readonly RefundCaseKind[] = row.doubt === null ? [] : ['amount-differs']
  switch (said) {
    case 'succeeded':
      return step(
        { ...accepted, state: 'succeeded', next_try_at: null, succeeded_at: at },
        { event: 'refund-succeeded', settles: ALL, ends: 'succeeded' },
      )
    case 'processing':
      if (row.state !== 'due') return row.doubt === null ? null : step(accepted, { settles: doubtGone })
      return step(
        { ...accepted, state: 'accepted', accepted_at: at },
        { event: 'refund-processing', settles: doubtGone },
      )
    case 'abnormal':
      if (row.state === 'needs-hand') return null
      return step(
        { ...accepted, state: 'needs-hand', next_try_at: later(DAY_MS) },
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
        { ...accepted, ...next, state: 'due', closings, next_try_at: later(isTold ? DAY_MS : AFTER_CLOSED_MS) },
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
