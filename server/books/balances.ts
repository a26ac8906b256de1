import { type Kysely, sql, type Transaction } from 'kysely'
import { endOfDay } from '../ground/end-of-day.ts'
import type { Tables } from '../ground/store/tables.ts'
import { ACCOUNTS, type Account, type EntryCause } from './accounts.ts'

type Db = Kysely<Tables> | Transaction<Tables>

/** What stands on each account, in fen; together they make nought. */
export type Balances = Readonly<Record<Account, number>>

const NOTHING: Balances = Object.fromEntries(Object.keys(ACCOUNTS).map(account => [account, 0])) as Record<
  Account,
  number
>

/** What the books say of one order, or of one payment that no order knows. */
export async function balanceOf(db: Db, subject: string): Promise<Balances> {
  const rows = await db
    .selectFrom('book_line')
    .innerJoin('book_entry', 'book_entry.entry_id', 'book_line.entry_id')
    .select(['account', sql<string>`sum(amount_fen)`.as('fen')])
    .where('subject', '=', subject)
    .groupBy('account')
    .execute()
  return balancesOf(rows)
}

/** What stands on each account of the house, of everything that happened before `until`; of everything without it. */
export async function balances(db: Db, until?: Date): Promise<Balances> {
  let query = db
    .selectFrom('book_line')
    .innerJoin('book_entry', 'book_entry.entry_id', 'book_line.entry_id')
    .select(['account', sql<string>`sum(amount_fen)`.as('fen')])
    .groupBy('account')
  if (until) query = query.where('at', '<', until)
  return balancesOf(await query.execute())
}

/** What has moved on a calendar day of the house, YYYY-MM-DD, by cause and account, in fen. */
export async function movedOn(
  db: Db,
  timeZone: string,
  day: string,
): Promise<
  { readonly cause: EntryCause; readonly account: Account; readonly fen: number; readonly entries: number }[]
> {
  const { from, until } = dayBounds(timeZone, day)
  const rows = await db
    .selectFrom('book_line')
    .innerJoin('book_entry', 'book_entry.entry_id', 'book_line.entry_id')
    .select(['cause', 'account', sql<string>`sum(amount_fen)`.as('fen'), sql<string>`count(*)`.as('entries')])
    .where('at', '>=', from)
    .where('at', '<', until)
    .groupBy(['cause', 'account'])
    .orderBy('cause')
    .orderBy('account')
    .execute()
  return rows.map(row => ({ ...row, fen: Number(row.fen), entries: Number(row.entries) }))
}

/** The first moment of a calendar day, and that of the next one. */
export function dayBounds(timeZone: string, day: string): { readonly from: Date; readonly until: Date } {
  const before = new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  const behind = (one: string) => new Date(endOfDay(timeZone, one).getTime() + 1)
  return { from: behind(before), until: behind(day) }
}

function balancesOf(rows: readonly { readonly account: Account; readonly fen: string }[]): Balances {
  return { ...NOTHING, ...Object.fromEntries(rows.map(({ account, fen }) => [account, Number(fen)])) }
}
