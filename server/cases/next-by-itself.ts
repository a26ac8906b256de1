import { type Kysely, sql } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { CaseRow } from './case-rows.ts'
import { sentence } from './sentences.ts'

const ASKS_AGAIN = sentence('asks-again')
const WAITS_FOR_CODE = sentence('waits-for-code')

/**
 * When the machine really goes on with a case: what is due is put off at each try, of which the case hears only where something is new.
 * As it was told where nothing is due any more. Null where no time was told.
 */
export async function nextByItselfAt(db: Kysely<Tables>, row: CaseRow): Promise<Date | null> {
  const { by_itself: what, by_itself_at: told, kind, subject, order_id: orderId } = row
  if (what === null || told === null || what === WAITS_FOR_CODE) return told
  const asks = what === ASKS_AGAIN
  const { rows } = await sql<{ at: Date | null }>`
    select coalesce(
      (select min(next_try_at) from refund where refund_id = ${subject}),
      (select min(next_try_at) from refund where case_kind = ${kind} and case_subject = ${subject}),
      (select min(next_ask_at) from unclaimed_payment where ${asks} and out_trade_no = ${subject}),
      (select next_check_at from print_order where ${asks} and order_id = ${orderId})
    ) as at`.execute(db)
  return rows[0]?.at ?? told
}

/** Whether a time that has come is one at which the machine acts, and not one up to which it waits. */
export const isDoneNow = (
  { what, at }: { readonly what: string; readonly at: string | null },
  nowMs: number,
): boolean => at !== null && what !== WAITS_FOR_CODE && Date.parse(at) <= nowMs
