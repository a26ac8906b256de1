import { sql, type Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { CaseRow } from './case-rows.ts'
import type { JudgedAct } from './judge-act.ts'
import { sentence } from './sentences.ts'

/**
 * Why a reference can't be noted for a refund by hand: it is noted in another case, or asked for there, and one voucher pays one refund.
 * Null when it is new. Two people who type the same one at the same moment wait for each other.
 */
export async function whyNotReference(
  tx: Transaction<Tables>,
  { case_number: caseNumber }: Pick<CaseRow, 'case_number'>,
  { reference }: Pick<JudgedAct, 'reference'>,
): Promise<string | null> {
  if (reference === null) return null
  await sql`select pg_advisory_xact_lock(hashtext(${`reference ${reference.toLowerCase()}`}))`.execute(tx)
  const used = await tx
    .selectFrom('case_history as h')
    .innerJoin('open_case as c', 'c.case_number', 'h.case_number')
    .select('c.case_number')
    .where('c.case_number', '<>', caseNumber)
    .where(sql<string>`lower(h.detail ->> 'reference')`, '=', reference.toLowerCase())
    .where(({ or, eb, ref }) => or([eb('h.step', '=', 'ended'), eb('h.seq', '=', ref('c.asked_seq'))]))
    .orderBy('h.seq')
    .limit(1)
    .executeTakeFirst()
  return used ? sentence('reference-used', { reference, caseNumber: used.case_number }) : null
}
