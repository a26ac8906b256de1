import { type Kysely, sql } from 'kysely'
import { readTyped } from '../../ground/random-id.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { Issuing } from '../../issuing/issuing.ts'

const FOUND_MAX = 200

/** The number of an order however it was typed; what is none is given back as it was said. */
export function orderNumberOf(said: string): string {
  const [, day, rest] = /^(\d{6})([0-9A-HJKMNP-TV-Z]{7})$/.exec(readTyped(said)) ?? []
  return day === undefined ? said.trim() : `${day}-${rest}`
}

/** The number of a case however it was typed. */
function caseNumberOf(said: string): string {
  const [, day, rest] = /^C(\d{6})([0-9A-HJKMNP-TV-Z]{4})$/.exec(readTyped(said)) ?? []
  return day === undefined ? said : `C-${day}-${rest}`
}

/**
 * The orders that something typed is a number of: the order's own, a payment's or a refund's at the provider, a document's, the code on its
 * paper, or a case's. Each is looked up whole in an index: nothing is searched through.
 */
export async function ordersOfNumber(
  db: Kysely<Tables>,
  records: Pick<Issuing['records'], 'idOfCode'>,
  said: string,
): Promise<string[]> {
  const text = said.trim()
  const documentId = (await records.idOfCode(text)) ?? ''
  const { rows } = await sql<{ order_id: string }>`
    select order_id from print_order where order_number = ${orderNumberOf(text)}
    union select order_id from print_order where order_id = ${text}
    union select order_id from print_order where job_id = ${text}
    union select order_id from print_order where out_trade_no = ${text}
    union select order_id from print_order where transaction_id = ${text} and transaction_id is not null
    union select order_id from refund where out_refund_no = ${text} and order_id is not null
    union select order_id from open_case where case_number = ${caseNumberOf(text)} and order_id is not null
    union select o.order_id from document d join print_order o using (document_id)
      where d.document_id in (select ${documentId}::text union all select document_id from document where document_number = ${text})
    limit ${FOUND_MAX}`.execute(db)
  return rows.map(({ order_id: orderId }) => orderId)
}

/** The newest orders of the documents of some people. */
export async function ordersOfPeople(db: Kysely<Tables>, personIds: readonly string[]): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .selectFrom('document as d')
    .innerJoin('print_order as o', 'o.document_id', 'd.document_id')
    .select('o.order_id')
    .where('d.person_id', 'in', personIds)
    .orderBy('o.created_at', 'desc')
    .limit(FOUND_MAX)
    .execute()
  return rows.map(({ order_id: orderId }) => orderId)
}
