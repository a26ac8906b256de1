import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ORDER_MONEY, OrderListRow } from '../../../src/contract/order-desk-api.ts'
import { ALL_SITES } from '../../../src/rules/staff-roles.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { OrderRow } from '../order-machine.ts'

export interface OrderListWish {
  /** Ids that were looked up; null where none were asked for. */
  readonly orderIds: readonly string[] | null
  readonly terminalId?: string | undefined
  readonly siteId?: string | undefined
  readonly state?: OrderRow['state'] | undefined
  readonly money?: (typeof ORDER_MONEY)[number] | undefined
  readonly from?: Date | undefined
  readonly until?: Date | undefined
  readonly after?: string | undefined
  readonly limit: number
}

interface Row {
  readonly order_id: string
  readonly order_number: string
  readonly created_at: Date
  readonly state: OrderRow['state']
  readonly terminal_id: string
  readonly name_zh: string
  readonly name_en: string
  readonly site_id: string
  readonly title_zh: string
  readonly title_en: string
  readonly name_masked_zh: string
  readonly name_masked_en: string
  readonly number_masked: string
  readonly copies: number
  readonly copies_delivered: number | null
  readonly reprint_of: string | null
  readonly amount_fen: number
  readonly paid_fen: number
  readonly refund_fen: number
  readonly held_fen: number
}

const MONEY: Readonly<Record<(typeof ORDER_MONEY)[number], RawBuilder<unknown>>> = {
  paid: sql`o.paid_fen > 0`,
  free: sql`o.amount_fen = 0`,
  'gone-back': sql`o.refund_fen > 0`,
  held: sql`o.held_fen > 0`,
}
/** Of these there are few, in an index of their own. Closed orders have one too, and are many: of few kiosks they are not looked for in it. */
const isRare = ({ state, money }: OrderListWish, hasFewKiosks: boolean) =>
  (state !== undefined && state !== 'ended' && !(state === 'closed' && hasFewKiosks)) ||
  money === 'gone-back' ||
  money === 'held'
/** So many kiosks are read one by one, whatever is looked for. */
const FEW_KIOSKS = 50

/**
 * A page of orders, the newest first, of the sites of whoever asks. Null where `after` is none that was given out. Few kiosks are read one by
 * one, each from its own end, so that no list walks through the orders of the others.
 */
export async function listOrders(
  db: Kysely<Tables>,
  sites: readonly string[],
  wish: OrderListWish,
): Promise<{ readonly rows: OrderListRow[]; readonly next: string | null } | null> {
  const behind = wish.after === undefined ? null : placeOf(wish.after)
  if (behind === undefined) return null
  if (wish.orderIds?.length === 0) return { rows: [], next: null }
  const { terminalId, siteId, state, money, from, until, limit, orderIds } = wish
  const isOfSites = sites.includes(ALL_SITES) ? [] : [sql`t.site_id in (${sql.join(sites)})`]
  const ofTerminal = [
    ...isOfSites,
    ...(siteId === undefined ? [] : [sql`t.site_id = ${siteId}`]),
    ...(terminalId === undefined ? [] : [sql`t.terminal_id = ${terminalId}`]),
  ]
  const ofOrder = [
    ...(orderIds === null ? [] : [sql`o.order_id in (${sql.join(orderIds)})`]),
    // A literal, so that the index of the few is seen to fit.
    ...(state === undefined ? [] : [sql`o.state = ${sql.lit(state)}`]),
    ...(money === undefined ? [] : [MONEY[money]]),
    ...(from === undefined ? [] : [sql`o.created_at >= ${from}::timestamptz`]),
    ...(until === undefined ? [] : [sql`o.created_at < ${until}::timestamptz`]),
    ...(behind === null
      ? []
      : [sql`(o.created_at, o.order_id) < (${behind.at}::timestamptz, ${behind.orderId}::text)`]),
  ]
  const all = (conditions: readonly RawBuilder<unknown>[]) =>
    conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
  const most = limit + 1
  const isOfKiosks = ofTerminal.length > 0 && orderIds === null
  const hasFewKiosks = isOfKiosks && (await kiosksUpTo(db, all(ofTerminal), FEW_KIOSKS + 1)) <= FEW_KIOSKS
  const newestFirst = sql`order by o.created_at desc, o.order_id desc limit ${most}`
  const found =
    isOfKiosks && !isRare(wish, hasFewKiosks)
      ? sql`select o.* from (select terminal_id from terminal t where ${all(ofTerminal)}) k
          cross join lateral (select * from print_order o where o.terminal_id = k.terminal_id and ${all(ofOrder)} ${newestFirst}) o
          ${newestFirst}`
      : sql`select o.* from print_order o where ${all(ofOrder)}
          ${ofTerminal.length === 0 ? sql`` : sql`and o.terminal_id in (select terminal_id from terminal t where ${all(ofTerminal)})`}
          ${newestFirst}`
  const { rows } = await sql<Row>`
    select o.order_id, o.order_number, o.created_at, o.state, o.terminal_id, t.name_zh, t.name_en, t.site_id,
      d.title_zh, d.title_en, d.name_masked_zh, d.name_masked_en, d.number_masked, o.copies, o.copies_delivered, o.reprint_of,
      o.amount_fen, o.paid_fen, o.refund_fen, o.held_fen
    from (${found}) o
    join terminal t on t.terminal_id = o.terminal_id
    join document d on d.document_id = o.document_id
    order by o.created_at desc, o.order_id desc`.execute(db)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { rows: page.map(viewOf), next: last === undefined ? null : nameOf(last) }
}

async function kiosksUpTo(db: Kysely<Tables>, isMeant: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql`select 1 from terminal t where ${isMeant} limit ${most}`.execute(db)
  return rows.length
}

/** An order as a list has it. */
export const viewOf = (row: Row): OrderListRow => ({
  ...{ orderNumber: row.order_number, at: row.created_at.toISOString(), state: row.state },
  ...{ terminalId: row.terminal_id, terminal: { zh: row.name_zh, en: row.name_en }, siteId: row.site_id },
  title: { zh: row.title_zh, en: row.title_en },
  nameMasked: { zh: row.name_masked_zh, en: row.name_masked_en },
  numberMasked: row.number_masked,
  ...{ copies: row.copies, copiesDelivered: row.copies_delivered, isReprint: row.reprint_of !== null },
  ...{ amountFen: row.amount_fen, paidFen: row.paid_fen, refundFen: row.refund_fen, heldFen: row.held_fen },
})

const nameOf = ({ created_at: at, order_id: orderId }: Row) => `${at.getTime()}_${orderId}`

function placeOf(name: string): { readonly at: Date; readonly orderId: string } | undefined {
  const [, at, orderId] = /^(\d{1,14})_([A-Za-z0-9_-]{8,64})$/.exec(name) ?? []
  return at === undefined || orderId === undefined ? undefined : { at: new Date(Number(at)), orderId }
}
