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
  const wanted = onceEach('cause' in entries ? [entries] : entries)
  if (wanted.length === 0) return 0
  const rows = wanted.map(({ subject, cause, amountFen, reference }) => {
    const { from, to } = CAUSES[cause]
    return sql`(${subject}::text, ${cause}::text, ${reference}::text, ${to}::text, ${from}::text, ${amountFen}::integer)`
  })
  // One statement for all of them: a step of an order is on its way to the database often enough.
  const { rows: added } = await sql<{ subject: string; cause: EntryCause; reference: string }>`
    with wanted (subject, cause, reference, to_account, from_account, amount_fen) as (values ${sql.join(rows)}),
    entry as (
      insert into book_entry (subject, cause, reference, at) select subject, cause, reference, ${now}::timestamptz from wanted
      on conflict (subject, cause, reference) do nothing
      returning entry_id, subject, cause, reference
    ), line as (
      insert into book_line (entry_id, account, amount_fen)
      select entry_id, account, fen from entry join wanted using (subject, cause, reference)
        cross join lateral (values (to_account, amount_fen), (from_account, -amount_fen)) as moved (account, fen)
    )
    select subject, cause, reference from entry`.execute(tx)
  const isNew = new Set(added.map(nameOf))
  for (const entry of wanted) if (!isNew.has(nameOf(entry))) agree(entry, await enteredFen(tx, entry))
  return added.length
}

/** How many entries of some causes a subject has: what may come again is named by that. */
export async function countEntries(
  db: Kysely<Tables>,
  subject: string,
  causes: readonly EntryCause[],
): Promise<number> {
  const { entries } = await db
    .selectFrom('book_entry')
    .select(({ fn }) => fn.countAll<string>().as('entries'))
    .where('subject', '=', subject)
    .where('cause', 'in', causes)
    .executeTakeFirstOrThrow()
  return Number(entries)
}

const nameOf = ({ subject, cause, reference }: Pick<Entry, 'subject' | 'cause' | 'reference'>): string =>
  JSON.stringify([subject, cause, reference])

/** Each thing once, however often it stands in a list. */
function onceEach(entries: readonly Entry[]): Entry[] {
  const wanted = new Map<string, Entry>()
  for (const entry of entries) {
    const { amountFen } = entry
    if (!Number.isSafeInteger(amountFen) || amountFen <= 0) throw new Error(`no amount to enter: ${amountFen} fen`)
    const before = wanted.get(nameOf(entry))
    if (before) agree(entry, before.amountFen)
    else wanted.set(nameOf(entry), entry)
  }
  return [...wanted.values()]
}

function agree({ cause, subject, amountFen }: Entry, beforeFen: number | null): void {
  if (beforeFen === amountFen) return
  throw new Error(`${cause} of ${subject} is in the books with ${beforeFen} fen, and not with ${amountFen}`)
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
