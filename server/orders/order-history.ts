import type { Kysely } from 'kysely'
import type { RecordOrder } from '../../src/contract/history-api.ts'
import { providerName } from '../ground/provider-names.ts'
import type { Tables } from '../ground/store/tables.ts'

const ORDERS_MAX = 100

const STATES = {
  opening: 'awaiting-payment',
  'awaiting-payment': 'awaiting-payment',
  closing: 'awaiting-payment',
  ready: 'ready',
  closed: 'closed',
  ended: 'ended',
} as const
const REFUND_STATES = {
  due: 'under-way',
  accepted: 'under-way',
  succeeded: 'paid',
  'paid-by-hand': 'paid',
  'needs-hand': 'needs-hand',
  'written-off': 'dropped',
} as const

/** Every order of copies of a document, as its person may know it, oldest first. */
export async function historyOf(db: Kysely<Tables>, documentId: string): Promise<RecordOrder[]> {
  const orders = await db
    .selectFrom('print_order')
    .innerJoin('terminal', 'terminal.terminal_id', 'print_order.terminal_id')
    .selectAll('print_order')
    .select(['name_zh', 'name_en', 'place_zh', 'place_en'])
    .where('document_id', '=', documentId)
    .orderBy('created_at')
    .orderBy('order_id')
    .limit(ORDERS_MAX)
    .execute()
  const ids = orders.map(({ order_id }) => order_id)
  const refunds =
    ids.length === 0
      ? []
      : await db.selectFrom('refund').selectAll().where('order_id', 'in', ids).orderBy('created_at').execute()
  return orders.map(row => ({
    ...{ orderNumber: row.order_number, at: row.created_at.toISOString(), overAt: row.over_at?.toISOString() ?? null },
    place: { zh: `${row.place_zh} · ${row.name_zh}`, en: `${row.place_en} · ${row.name_en}` },
    ...{ copies: row.copies, state: STATES[row.state], isReprint: row.reprint_of !== null },
    ...{ copiesDelivered: row.copies_delivered ?? 0, copiesUnclear: row.copies_unclear },
    sheetsDelivered: row.sheets_delivered,
    ...{ amountFen: row.amount_fen, paidFen: row.paid_fen, heldFen: row.held_fen },
    paidBy: row.provider === null ? null : providerName(row.provider),
    ...{ paymentNumber: row.out_trade_no, transactionNumber: row.transaction_id },
    refunds: refunds
      .filter(({ order_id }) => order_id === row.order_id)
      .slice(0, 50)
      .map(refund => ({
        ...{ refundFen: refund.refund_fen, state: REFUND_STATES[refund.state], at: refund.created_at.toISOString() },
        ...{ paidAt: refund.succeeded_at?.toISOString() ?? null, number: refund.out_refund_no },
      })),
    quota: { used: row.free_copies, givenBack: row.quota_given_back, period: periodIn(row.quota_key) },
  }))
}

/** `year-2026/transcript/PERSON` is of 2026; `ever/…`, and a waiver's own count, of no period. */
function periodIn(quotaKey: string): string | null {
  const [period = ''] = quotaKey.split('/')
  return period === 'ever' || period.startsWith('waiver-') ? null : period.slice(period.indexOf('-') + 1)
}
