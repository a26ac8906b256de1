import type { Kysely } from 'kysely'
import { sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import { orderEvidence, outcomeMissing } from './order-cases.ts'
import type { OrderRow } from './order-machine.ts'
import { lockOrder } from './order-rows.ts'
import { audit } from './orders-audit.ts'
import type { OpenCases } from './refund-rows.ts'

/**
 * A terminal that is known to be gone will hardly come back with an outcome: it is waited for no longer than its visit lasts, so that
 * within ten minutes a person has the order. One that comes back all the same tells, and ends the case.
 */
const GONE_AFTER_MS = 8 * 60_000
const BATCH = 100

interface MissingParts {
  readonly db: Kysely<Tables>
  readonly cases: OpenCases
}

/** Why nothing is told of an order: in words, and what is known of its terminal. */
interface WhyMissing {
  readonly says: ReturnType<typeof sentence>
  readonly terminalState: string
}

/**
 * Makes a case of every order that is paid, or free, and of which its terminal has told nothing for `withinMs`; sooner where the
 * terminal is not active any more. The order stays as it is: only an outcome or a person ends it. Returns how many cases are new.
 */
export async function tellMissingOutcomes(
  parts: MissingParts & { readonly withinMs: number },
  now: Date,
): Promise<number> {
  const { db, withinMs } = parts
  const before = (ms: number) => new Date(now.getTime() - ms)
  let told = 0
  for (;;) {
    const missing = await db
      .selectFrom('print_order as o')
      .innerJoin('terminal as t', 't.terminal_id', 'o.terminal_id')
      .select(['o.order_id', 't.state as terminal_state'])
      .where('o.state', '=', 'ready')
      .where('o.ready_at', '<=', before(Math.min(withinMs, GONE_AFTER_MS)))
      .where(eb => eb.or([eb('o.ready_at', '<=', before(withinMs)), eb('t.state', '<>', 'active')]))
      .where('o.missing_told_at', 'is', null)
      .orderBy('o.ready_at')
      .limit(BATCH)
      .execute()
    if (missing.length === 0) return told
    for (const { order_id, terminal_state } of missing) {
      const says = sentence('terminal-silent', { state: terminal_state })
      if (await tellMissing(parts, order_id, { says, terminalState: terminal_state }, now)) told++
    }
  }
}

/** Makes the case of one order of which nothing was told; false where it has an outcome, or its case, already. */
export const tellMissing = (
  { db, cases }: MissingParts,
  orderId: string,
  { says, terminalState }: WhyMissing,
  now: Date,
): Promise<boolean> =>
  db.transaction().execute(async tx => {
    const row = await lockOrder(tx, orderId)
    if (row.state !== 'ready' || row.missing_told_at !== null) return false
    await tx.updateTable('print_order').set({ missing_told_at: now }).where('order_id', '=', orderId).execute()
    const evidence = [orderEvidence(row, now), terminalEvidence(row, { says, terminalState }, now)]
    const news = { orderId, amountFen: row.paid_fen > 0 ? row.paid_fen : null, evidence, byItself: null }
    await cases.open(tx, { ...outcomeMissing(row), ...news }, now)
    const detail = { terminalState, paidFen: row.paid_fen }
    await audit(tx, now, { event: 'order-outcome-missing', subject: orderId, terminalId: row.terminal_id, detail })
    return true
  })

const terminalEvidence = (row: OrderRow, { says, terminalState }: WhyMissing, now: Date) => ({
  source: 'server' as const,
  atMs: now.getTime(),
  says,
  facts: { terminalId: row.terminal_id, terminalState, readyAt: row.ready_at?.toISOString() ?? null },
})
