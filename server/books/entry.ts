import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import { CAUSES, type EntryCause } from './accounts.ts'

/** One movement of money. */
export interface Entry {
  /** The order; for a payment that no order knows, its number at the provider. */
  readonly subject: string
  readonly cause: EntryCause
  /** A whole number above nought. */
  readonly amountFen: number
  /**
   * Which of its cause, for the same subject: the same thing heard twice has the same and is entered once. Of a payment its number at
   * the provider, of a refund its number there, of what a person has decided the number of the case.
   */
  readonly reference: string
}

/**
 * Enters what has moved, in the caller's transaction, so that it stands or falls with the change that it follows from. Something that
 * was entered before is left alone. Returns how many entries are new. Throws for an amount that is none, and for one that was entered
 * before with another amount: then somebody has said two things of one, and neither may be believed unseen.
 */
export async function post(tx: Transaction<Tables>, entries: Entry | readonly Entry[], now: Date): Promise<number> {
  let added = 0
  for (const entry of 'cause' in entries ? [entries] : entries) if (await postOne(tx, entry, now)) added++
  return added
}

async function postOne(tx: Transaction<Tables>, entry: Entry, now: Date): Promise<boolean> {
  const { subject, cause, amountFen, reference } = entry
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0) throw new Error(`no amount to enter: ${amountFen} fen`)
  const { from, to } = CAUSES[cause]
  const { rows } = await sql`
    with entry as (
      insert into book_entry (subject, cause, reference, at) values (${subject}, ${cause}, ${reference}, ${now})
      on conflict (subject, cause, reference) do nothing
      returning entry_id
    )
    insert into book_line (entry_id, account, amount_fen)
    select entry_id, account, amount_fen from entry,
      (values (${to}, ${amountFen}::integer), (${from}, ${-amountFen}::integer)) as line (account, amount_fen)
    returning account`.execute(tx)
  if (rows.length > 0) return true
  const before = await enteredFen(tx, entry)
  if (before !== amountFen)
    throw new Error(`${cause} of ${subject} is in the books with ${before} fen, and not with ${amountFen}`)
  return false
}

async function enteredFen(db: Kysely<Tables>, { subject, cause, reference }: Entry): Promise<number | null> {
  const line = await db
    .selectFrom('book_entry')
    .innerJoin('book_line', 'book_line.entry_id', 'book_entry.entry_id')
    .select('amount_fen')
    .where('subject', '=', subject)
    .where('cause', '=', cause)
    .where('reference', '=', reference)
    .where('account', '=', CAUSES[cause].to)
    .executeTakeFirst()
  return line?.amount_fen ?? null
}
