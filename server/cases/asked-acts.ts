import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../ground/store/tables.ts'
import type { CaseRow } from './case-rows.ts'
import type { JudgedAct } from './judge-act.ts'
import { CASE_ACTS } from './kinds.ts'

const askedSchema = z.object({
  act: z.enum(CASE_ACTS),
  amountFen: z.number().nullable(),
  copies: z.number().nullable(),
  reference: z.string().nullable(),
})

/** When the act that is under way was begun. */
export async function lastBegun(tx: Transaction<Tables>, caseNumber: string): Promise<Date> {
  const { at } = await tx
    .selectFrom('case_history')
    .select('at')
    .where('case_number', '=', caseNumber)
    .where('step', '=', 'begun')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return at
}

/** What waits for a second person, or is under way, and who asked for it. */
export interface AskedAct {
  readonly seq: string
  readonly by: string
  /** The account; null of a command. */
  readonly byStaff: string | null
  readonly judged: JudgedAct
}

/** The same of a case; null when nothing is. */
export async function askedOf(
  tx: Kysely<Tables> | Transaction<Tables>,
  row: CaseRow,
  state: 'waiting-for-agreement' | 'under-way' = 'waiting-for-agreement',
): Promise<AskedAct | null> {
  if (row.state !== state || row.asked_seq === null) return null
  const line = await tx
    .selectFrom('case_history')
    .selectAll()
    .where('seq', '=', row.asked_seq)
    .executeTakeFirstOrThrow()
  const asked = askedSchema.parse(line.detail)
  return {
    seq: line.seq,
    by: line.by_name ?? '',
    byStaff: line.by_staff,
    judged: { ...asked, reason: line.words, card: null },
  }
}
