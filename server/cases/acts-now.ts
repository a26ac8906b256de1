import type { Kysely, Selectable } from 'kysely'
import type { PrintOrderTable, Tables } from '../ground/store/tables.ts'
import { howItStands } from './case-money.ts'
import type { CaseRow } from './case-rows.ts'
import { kindFacts, paysBack } from './judge-act.ts'
import type { CaseAct } from './kinds.ts'

/** What may be done about a case now. A refund is not offered where nothing is owed that it could pay back. */
export async function actsNow(
  db: Kysely<Tables>,
  row: CaseRow,
  order: Selectable<PrintOrderTable> | undefined,
): Promise<readonly (CaseAct | 'agree' | 'disagree')[]> {
  if (row.state === 'waiting-for-agreement') return ['agree', 'disagree']
  if (row.state !== 'open') return []
  const { acts } = kindFacts(row.kind)
  const mayPayBack = await hasMoney(db, row, order)
  return acts.filter(act => mayPayBack || !paysBack(act))
}

async function hasMoney(
  db: Kysely<Tables>,
  row: CaseRow,
  order: Selectable<PrintOrderTable> | undefined,
): Promise<boolean> {
  switch (row.kind) {
    case 'copy-unclear':
    case 'bad-print':
    case 'outcome-missing':
    case 'outcome-conflict':
      // Of a case without an order on record a person knows more than the house.
      return order === undefined || (order.paid_fen > order.refund_fen && howItStands(row, order) === null)
    case 'order-forgotten':
      return isPaymentKnown(db, row.subject)
    case 'bill-differs':
      return row.order_id !== null
    default:
      return true
  }
}

/** Whether a terminal has named a payment of an order that nobody knows here: of a free one it names none. */
async function isPaymentKnown(db: Kysely<Tables>, jobId: string): Promise<boolean> {
  const payment = await db
    .selectFrom('unclaimed_payment')
    .select('out_trade_no')
    .where('job_id', '=', jobId)
    .limit(1)
    .executeTakeFirst()
  return payment !== undefined
}
