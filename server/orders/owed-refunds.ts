import { sentence } from '../cases/cases.ts'
import type { Tx } from './on-order.ts'
import type { RefundRow } from './refund-machine.ts'
import type { CaseCause, OpenCases } from './refund-rows.ts'
import { applyToRefund } from './refund-rows.ts'

/** Longer than a try of a refund lasts, and short enough that between two tries there is time for a person. */
const TRY_MS = 30_000

/** The refunds of an order that the machine has still to bring through, locked. Its order is locked before. */
export const owedRefundsOf = (tx: Tx, orderId: string): Promise<RefundRow[]> =>
  tx
    .selectFrom('refund')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('state', 'in', ['due', 'accepted', 'needs-hand'])
    .orderBy('refund_id')
    .forUpdate()
    .execute()

/** What is owed by so many refunds. */
export const sumFen = (refunds: readonly RefundRow[]): number => refunds.reduce((sum, one) => sum + one.refund_fen, 0)

/**
 * Why a person can't say now that they have paid these refunds another way; null when they can. What is at the provider, or may be, would
 * be paid twice.
 */
export function whyNotByHand(refunds: readonly RefundRow[], amountFen: number | null, now: Date): string | null {
  const owedFen = sumFen(refunds)
  if (amountFen !== null && amountFen !== owedFen) return wholeOnly(owedFen)
  const goesOn = sentence('refund-at-provider', { refundFen: owedFen })
  if (refunds.some(isAtProvider)) return goesOn
  return refunds.some(one => isTriedNow(one, now)) ? sentence('refund-being-sent', { refundFen: owedFen }) : null
}

const isTriedNow = ({ tried_at }: RefundRow, now: Date): boolean =>
  tried_at !== null && now.getTime() - tried_at.getTime() < TRY_MS

/**
 * Why a person can't end the case of a refund that the provider names otherwise: it has the refund, and brings it through or
 * says what became of it. Null where the doubt is about the payment, and nothing of the refund is known to be there.
 */
export function whyNotWhileThere(refund: RefundRow, { isPaidByHand }: { isPaidByHand: boolean }, now: Date) {
  const refundFen = refund.refund_fen
  const isNamedThere = refund.state === 'due' && refund.doubt_about === 'refund'
  const isElsewhere = refund.redirected_to !== null && refund.returned_at === null
  if (refund.state === 'accepted' || isNamedThere || isElsewhere)
    return isPaidByHand ? sentence('refund-at-provider', { refundFen }) : sentence('refund-ends-case', { refundFen })
  return isTriedNow(refund, now) ? sentence('refund-being-sent', { refundFen }) : null
}

/** It has taken the refund on, or was asked for it and nobody has heard the answer. */
const isAtProvider = ({ state, tries, refusal_code, redirected_to, returned_at }: RefundRow): boolean =>
  state === 'accepted' ||
  (redirected_to !== null && returned_at === null) ||
  (state === 'due' && tries > 0 && refusal_code === null)

export const wholeOnly = (owedFen: number): string => sentence('refund-whole', { refundFen: owedFen })

/** Ends refunds that a person has paid another way: the machine pays them no more, and the books have them as paid by hand. */
export async function endByHand(
  tx: Tx,
  cases: OpenCases,
  refunds: readonly RefundRow[],
  { by, because, actOn }: { readonly by: string; readonly because: string; readonly actOn: CaseCause },
  now: Date,
): Promise<void> {
  for (const { refund_id } of refunds)
    await applyToRefund(tx, cases, refund_id, { kind: 'paid-by-hand', by, because }, now, { actOn })
}
