import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { StartRefused } from '../ground/start-refused.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type Merchants, nameOfMerchant } from '../payments/payments.ts'
import { adoptOlderOrders } from './adopt-older-orders.ts'
import { type UnsettledOrder, unsettledOrders } from './unsettled-orders.ts'

const NUMBERS_NAMED = 5

/**
 * Makes sure, before anything else is done with a store, that everybody can be asked who has money of a visitor or may still
 * get some. Throws `StartRefused`, and then no order is changed or given to a merchant. The tables are of this version by then:
 * orders of an older one are read no other way.
 */
export async function requireMerchants(parts: {
  db: Kysely<Tables>
  merchants: Merchants
  clock: Clock
  log: Logger
}): Promise<void> {
  const { db, merchants, clock, log } = parts
  await db.transaction().execute(async tx => {
    await adoptOlderOrders(tx, merchants, new Date(clock.now()), log)
    const stranded = (await unsettledOrders(tx)).filter(order => !merchants.find(order))
    if (stranded.length > 0) throw new StartRefused(explain(stranded))
    await warnOfRefundsByHand(tx, merchants, log)
  })
}

function explain(stranded: readonly UnsettledOrder[]): string {
  const groups = Map.groupBy(stranded, ({ provider, merchantId }) => `${provider} ${merchantId ?? ''}`)
  return [
    'The server does not start: orders are open at a merchant that the configuration does not name.',
    ...[...groups.values()].map(explainGroup),
    'No order was changed or given to a merchant. The tables may have been upgraded to this version.',
    '',
  ].join('\n')
}

function explainGroup(orders: readonly UnsettledOrder[]): string {
  const { provider, merchantId } = orders[0]!
  const count = orders.length === 1 ? '1 order' : `${orders.length} orders`
  const standings = [...Map.groupBy(orders, ({ standing }) => standing)].map(
    ([word, { length }]) => `${length} ${word}`,
  )
  const named = orders.slice(0, NUMBERS_NAMED).map(({ orderNumber }) => orderNumber)
  const more = orders.length > named.length ? `, and ${orders.length - named.length} more` : ''
  const who = merchantId === null ? `${provider}, merchant not yet known` : nameOfMerchant({ provider, merchantId })
  return `- ${who}: ${count} (${standings.join(', ')}): ${named.join(', ')}${more}.\n  ${whatToDo(provider, merchantId)}`
}

function whatToDo(provider: string, merchantId: string | null): string {
  return merchantId === null
    ? `They were opened before merchant numbers were kept. Start once with the merchant that they were opened under as the only one of ${provider} in payment and formerPayments.`
    : 'Put the section of this merchant under formerPayments. It may go as soon as the server starts without it.'
}

/** Such a refund is in people's hands, but what they did is only learnt from the merchant. */
async function warnOfRefundsByHand(tx: Transaction<Tables>, merchants: Merchants, log: Logger): Promise<void> {
  const rows = await tx
    .selectFrom('refund as r')
    .innerJoin('print_order as o', 'o.order_id', 'r.order_id')
    .select(['o.order_number', 'o.provider', 'o.merchant_id'])
    .where('r.state', '=', 'needs-hand')
    .execute()
  const unheard = rows.filter(row => !merchants.find({ provider: row.provider, merchantId: row.merchant_id }))
  if (unheard.length === 0) return
  const orderNumbers = unheard.slice(0, NUMBERS_NAMED).map(row => row.order_number)
  log.warn(
    { refunds: unheard.length, orderNumbers },
    'refunds by hand of a merchant that is not configured stay as they are',
  )
}
