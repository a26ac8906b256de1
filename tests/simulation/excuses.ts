import { sql } from 'kysely'
import type { SimulatedStore } from './store.ts'

/** A case that a person has on the list, as far as it may excuse something. */
export interface CaseSeen {
  readonly kind: string
  readonly subject: string
  readonly orderId: string | null
  readonly amountFen: number | null
  /** Everything that was said in it. */
  readonly words: string
}

/** Cases that are with a person now. One that has ended excuses nothing. */
export async function openCases({ db }: SimulatedStore): Promise<CaseSeen[]> {
  const { rows } = await sql<{
    kind: string
    subject: string
    order_id: string | null
    amount_fen: number | null
    words: string
  }>`
    select kind, subject, order_id, amount_fen,
      (select string_agg(concat(h.words, ' ', h.detail::text), ' ') from case_history h where h.case_number = c.case_number) as words
    from open_case c where state <> 'ended'`.execute(db)
  return rows.map(({ kind, subject, order_id: orderId, amount_fen: amountFen, words }) => ({
    ...{ kind, subject, orderId, amountFen },
    words: words ?? '',
  }))
}

/** Under which a person decides about money of the visitor that is still here. */
const OF_MONEY_KEPT = [
  ...['copy-unclear', 'refund-refused', 'refund-abnormal', 'refund-returned', 'refund-slow', 'amount-differs'],
  ...['outcome-missing', 'order-unclosable', 'outcome-conflict'],
]
/** Which say that more paper came out than was told, or may have. */
const OF_PAPER = ['late-paper', 'outcome-conflict', 'outcome-missing']
/** Which say that something is not through, by what it is that is not. */
const OF_WHAT_IS_OPEN = {
  outcome: ['outcome-missing', 'outcome-conflict'],
  payment: ['order-unclosable', 'amount-differs', 'outcome-conflict'],
  refund: ['refund-refused', 'refund-abnormal', 'refund-returned', 'refund-slow', 'amount-differs', 'refund-differs'],
} as const
export type OpenPart = keyof typeof OF_WHAT_IS_OPEN

/** What of an order the cases about it excuse: each excuses what it speaks of, and no more. */
export interface Excuses {
  /** That so much more than is due is kept. */
  keeps(fen: number): boolean
  /** How many copies may have come out that were not told of, or not have come out that were. */
  readonly copiesInDoubt: number
  isOpen(part: OpenPart): boolean
}

/** An order, as far as it says what its cases can be about. */
export interface Excusable {
  readonly copies: number
  readonly copiesUnclear: number
  /** A case about more than was paid is about something else. */
  readonly paidFen: number
}

export function excusesOf(cases: readonly CaseSeen[], { copies, copiesUnclear, paidFen }: Excusable): Excuses {
  const has = (kinds: readonly string[]) => cases.some(({ kind }) => kinds.includes(kind))
  const fits = (amountFen: number | null, fen: number) => amountFen !== null && fen <= amountFen && amountFen <= paidFen
  return {
    keeps: fen => cases.some(({ kind, amountFen }) => OF_MONEY_KEPT.includes(kind) && fits(amountFen, fen)),
    copiesInDoubt: has(OF_PAPER) ? copies : has(['copy-unclear']) ? copiesUnclear : 0,
    isOpen: part => has(OF_WHAT_IS_OPEN[part]),
  }
}
