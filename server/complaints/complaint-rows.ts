import type { Kysely, Selectable, Transaction } from 'kysely'
import { z } from 'zod'
import type { ComplaintErrandTable, ComplaintTable, Tables } from '../ground/store/tables.ts'
import type { ComplaintAct } from '../payments/payments.ts'

export type ComplaintRow = Selectable<ComplaintTable>
export type ErrandRow = Selectable<ComplaintErrandTable>
export type Db = Kysely<Tables> | Transaction<Tables>

const paymentsSchema = z.array(z.object({ outTradeNo: z.string(), transactionId: z.string(), amountFen: z.number() }))
export const paymentsOf = ({ payments }: Pick<ComplaintRow, 'payments'>) => paymentsSchema.parse(payments)
export const picturesOf = ({ pictures }: { readonly pictures: unknown }) => z.array(z.string()).parse(pictures)

/** A complaint, locked; undefined where there is none. */
export const lockComplaint = (tx: Transaction<Tables>, complaintId: string): Promise<ComplaintRow | undefined> =>
  tx.selectFrom('complaint').selectAll().where('complaint_id', '=', complaintId).forUpdate().executeTakeFirst()

/** What the errand asks of the provider. */
export function actOf({ act, words, within_days: withinDays }: ErrandRow): ComplaintAct {
  switch (act) {
    case 'reply':
    case 'refuse-refund':
      return { kind: act, text: words ?? '' }
    case 'agree-refund':
      return { kind: act, withinDays: withinDays ?? 0 }
    case 'complete':
      return { kind: act }
  }
}

/** Has the provider asked about a complaint, at `dueAt` or sooner where that was meant already. */
export async function toAsk(
  db: Db,
  complaint: { readonly complaintId: string; readonly provider: string; readonly merchantId: string },
  dueAt: Date,
): Promise<void> {
  await db
    .insertInto('complaint_to_ask')
    .values({
      ...{ complaint_id: complaint.complaintId, provider: complaint.provider, merchant_id: complaint.merchantId },
      due_at: dueAt,
    })
    .onConflict(conflict =>
      conflict.column('complaint_id').doUpdateSet({ due_at: dueAt }).where('complaint_to_ask.due_at', '>', dueAt),
    )
    .execute()
}
