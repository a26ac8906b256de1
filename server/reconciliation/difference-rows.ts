import type { Kysely, Selectable, Transaction } from 'kysely'
import { type CaseEvidence, type CaseKind, type Cases, sentence } from '../cases/cases.ts'
import type { BillDifferenceTable, Tables } from '../ground/store/tables.ts'
import { type DayKey, keyColumns } from './day-rows.ts'
import type { DifferenceClass } from './reconciliation.ts'

/** Which case a difference becomes. */
export const CASE_OF = {
  'paid-there-not-here': 'bill-differs',
  'there-only': 'paid-unknown',
  'here-only': 'bill-differs',
  'amount-differs': 'amount-differs',
  'refund-differs': 'refund-differs',
  'sheets-differ': 'sheets-differ',
  'bill-missing': 'bill-differs',
} as const satisfies Readonly<Record<DifferenceClass, CaseKind>>

/** A difference as it was found. */
export interface Difference {
  readonly class: DifferenceClass
  /** With the kind of its case one cause. */
  readonly subject: string
  readonly outTradeNo?: string | null
  readonly outRefundNo?: string | null
  readonly orderId?: string | null
  readonly here: number | null
  readonly there: number | null
  /** The money at stake; null where its case should name none. */
  readonly amountFen: number | null
  readonly answer?: string | null
  readonly evidence: CaseEvidence
}

/**
 * Writes down what differs on a day: each new difference opens its case, one that was known opens no second one, also when a person has
 * closed it, and one that is gone ends its case.
 */
export async function writeDifferences(
  db: Kysely<Tables>,
  cases: Cases,
  key: DayKey,
  found: readonly Difference[],
  now: Date,
): Promise<void> {
  for (const difference of found) {
    await db.transaction().execute(tx => writeOne(tx, cases, key, difference, now))
  }
  const known = await ofDay(db, key).where('state', '=', 'open').execute()
  const isThere = (row: (typeof known)[number]) =>
    found.some(one => one.class === row.class && one.subject === row.subject)
  for (const row of known.filter(one => !isThere(one))) {
    await db.transaction().execute(async tx => {
      const cause = { kind: CASE_OF[row.class], subject: row.subject }
      const because = sentence('later-comparison')
      if (!(await isOpenToOrders(tx, row))) await cases.settle(tx, { ...cause, because }, now)
      await tx
        .updateTable('bill_difference')
        .set({ state: 'explained', explained_at: now })
        .where('provider', '=', key.provider)
        .where('merchant_id', '=', key.merchantId)
        .where('day', '=', key.day)
        .where('class', '=', row.class)
        .where('subject', '=', row.subject)
        .execute()
    })
  }
}

/** Whether the orders room has a reason of its own for the case of a difference that is gone: then it ends it, too. */
async function isOpenToOrders(tx: Transaction<Tables>, row: Selectable<BillDifferenceTable>): Promise<boolean> {
  if (row.class === 'amount-differs' && row.order_id !== null) {
    const doubted = await tx
      .selectFrom('print_order')
      .select('doubt')
      .where('order_id', '=', row.order_id)
      .executeTakeFirst()
    return doubted?.doubt !== null
  }
  if (row.class === 'refund-differs') {
    const beside = await tx
      .selectFrom('refund')
      .select('paid_beside_fen')
      .where('out_refund_no', '=', row.subject)
      .executeTakeFirst()
    return (beside?.paid_beside_fen ?? null) !== null
  }
  if (row.class !== 'there-only') return false
  const unclaimed = await tx
    .selectFrom('unclaimed_payment')
    .select('state')
    .where('out_trade_no', '=', row.subject)
    .where('state', '<>', 'over')
    .executeTakeFirst()
  return unclaimed !== undefined
}

const ofDay = (db: Kysely<Tables> | Transaction<Tables>, { provider, merchantId, day }: DayKey) =>
  db
    .selectFrom('bill_difference')
    .selectAll()
    .where('provider', '=', provider)
    .where('merchant_id', '=', merchantId)
    .where('day', '=', day)

async function writeOne(tx: Transaction<Tables>, cases: Cases, key: DayKey, one: Difference, now: Date): Promise<void> {
  const facts = {
    ...{ out_trade_no: one.outTradeNo ?? null, out_refund_no: one.outRefundNo ?? null, order_id: one.orderId ?? null },
    ...{ here_fen: one.here, there_fen: one.there, answer: one.answer ?? null },
  }
  const before = await ofDay(tx, key)
    .where('class', '=', one.class)
    .where('subject', '=', one.subject)
    .forUpdate()
    .executeTakeFirst()
  if (before?.state === 'open') {
    await tx
      .updateTable('bill_difference')
      .set(facts)
      .where('provider', '=', key.provider)
      .where('merchant_id', '=', key.merchantId)
      .where('day', '=', key.day)
      .where('class', '=', one.class)
      .where('subject', '=', one.subject)
      .execute()
    return
  }
  const news = {
    ...{ kind: CASE_OF[one.class], subject: one.subject, orderId: one.orderId ?? null },
    ...{ amountFen: one.amountFen, evidence: one.evidence },
  }
  const state = {
    ...{ state: 'open' as const, case_number: await cases.open(tx, news, now), found_at: now, explained_at: null },
  }
  await tx
    .insertInto('bill_difference')
    .values({ ...keyColumns(key), class: one.class, subject: one.subject, ...facts, ...state })
    .onConflict(conflict =>
      conflict.columns(['provider', 'merchant_id', 'day', 'class', 'subject']).doUpdateSet({ ...facts, ...state }),
    )
    .execute()
}
