import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

/** The site of the terminal of a case's order; null where the case belongs to no terminal, and so to all sites. */
export async function siteOfCase(
  db: Kysely<Tables> | Transaction<Tables>,
  { order_id: orderId }: { readonly order_id: string | null },
): Promise<string | null> {
  if (orderId === null) return null
  const terminal = await db
    .selectFrom('print_order as o')
    .innerJoin('terminal as t', 't.terminal_id', 'o.terminal_id')
    .select('t.site_id')
    .where('o.order_id', '=', orderId)
    .executeTakeFirst()
  return terminal?.site_id ?? null
}
