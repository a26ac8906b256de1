import type { Kysely } from 'kysely'
import { sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import { orderEvidence, outcomeMissing } from './order-cases.ts'
import { lockOrder } from './order-rows.ts'
import { audit } from './orders-audit.ts'
import type { OpenCases } from './refund-rows.ts'

/**
 * A terminal that is known to be gone will hardly come back with an outcome: it is waited for no longer than its visit lasts, so that
 * within ten minutes a person has the order. One that comes back all the same tells, and ends the case.
 */
const GONE_AFTER_MS = 8 * 60_000
const BATCH = 100

/**
 * Makes a case of every order that is paid, or free, and of which its terminal has told nothing for `withinMs`; sooner where the
 * terminal is not active any more. The order stays as it is: only an outcome or a person ends it. Returns how many cases are new.
 */
export async function tellMissingOutcomes(
  parts: { readonly db: Kysely<Tables>; readonly cases: OpenCases; readonly withinMs: number },
  now: Date,
): Promise<number> {
  const { db, cases, withinMs } = parts
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
      await db.transaction().execute(async tx => {
        const row = await lockOrder(tx, order_id)
        if (row.state !== 'ready' || row.missing_told_at !== null) return
        await tx.updateTable('print_order').set({ missing_told_at: now }).where('order_id', '=', order_id).execute()
        const terminal = {
          source: 'server',
          atMs: now.getTime(),
          says: sentence('terminal-silent', { state: terminal_state }),
          facts: {
            terminalId: row.terminal_id,
            terminalState: terminal_state,
            readyAt: row.ready_at?.toISOString() ?? null,
          },
        } as const
        const evidence = [orderEvidence(row), terminal]
        const news = { orderId: order_id, amountFen: row.paid_fen > 0 ? row.paid_fen : null, evidence, byItself: null }
        await cases.open(tx, { ...outcomeMissing(row), ...news }, now)
        const detail = { terminalState: terminal_state, paidFen: row.paid_fen }
        await audit(tx, now, { event: 'order-outcome-missing', subject: order_id, terminalId: row.terminal_id, detail })
        told++
      })
    }
  }
}
