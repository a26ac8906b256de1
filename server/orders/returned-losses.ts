import type { Transaction } from 'kysely'
import { post } from '../books/books.ts'
import type { Tables } from '../ground/store/tables.ts'

/**
 * The provider has sent the money of a refund to the university's own account. What of it a person had entered as lost has left the
 * provider in the books already: so much is lost no more, and is taken out of the loss. Returns what is left, in fen, which the books
 * still have at the provider.
 */
export async function returnLoss(
  tx: Transaction<Tables>,
  refund: { readonly outRefundNo: string; readonly subject: string; readonly refundFen: number },
  now: Date,
): Promise<number> {
  const lost = await tx
    .selectFrom('lost_refund')
    .select(['lost_fen', 'came_back_fen'])
    .where('out_refund_no', '=', refund.outRefundNo)
    .executeTakeFirst()
  const cameBackFen = lost ? Math.min(lost.lost_fen - lost.came_back_fen, refund.refundFen) : 0
  if (!lost || cameBackFen === 0) return refund.refundFen
  await tx
    .updateTable('lost_refund')
    .set({ came_back_fen: lost.came_back_fen + cameBackFen })
    .where('out_refund_no', '=', refund.outRefundNo)
    .execute()
  const entry = { subject: refund.subject, cause: 'loss-returned', amountFen: cameBackFen } as const
  await post(tx, { ...entry, reference: refund.outRefundNo }, now)
  return refund.refundFen - cameBackFen
}
