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
  ...['outcome-missing', 'order-unclosable'],
]
/** Which say that paper may have come out of which the machine cannot tell. */
const OF_PAPER = ['copy-unclear', 'late-paper', 'outcome-conflict', 'outcome-missing']
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
  /** That paper came out which was given back. */
  paper(): boolean
  isOpen(part: OpenPart): boolean
}

/** Of an order for which `paidFen` were paid: a case about more than that is about something else. */
export function excusesOf(cases: readonly CaseSeen[], paidFen: number): Excuses {
  const has = (kinds: readonly string[]) => cases.some(({ kind }) => kinds.includes(kind))
  const fits = (amountFen: number | null, fen: number) => amountFen !== null && fen <= amountFen && amountFen <= paidFen
  return {
    keeps: fen =>
      has(['outcome-conflict']) ||
      cases.some(({ kind, amountFen }) => OF_MONEY_KEPT.includes(kind) && fits(amountFen, fen)),
    paper: () => has(OF_PAPER),
    isOpen: part => has(OF_WHAT_IS_OPEN[part]),
  }
}
