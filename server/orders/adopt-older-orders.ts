import type { Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Tables } from '../ground/store/tables.ts'
import type { Merchants } from '../payments/payments.ts'
import { audit } from './orders-audit.ts'

/**
 * Orders of before merchant numbers were kept know their provider alone. They are given the merchant of the configuration
 * when it names exactly one of that provider; else they stay as they are, and the start is refused if any of them is open.
 */
export async function adoptOlderOrders(
  tx: Transaction<Tables>,
  merchants: Merchants,
  now: Date,
  log: Logger,
): Promise<void> {
  const orphans = await tx
    .selectFrom('print_order')
    .select(({ fn }) => ['provider', fn.countAll<string>().as('orders')])
    .where('provider', 'is not', null)
    .where('merchant_id', 'is', null)
    .groupBy('provider')
    .execute()
  for (const { provider, orders } of orphans) {
    const [merchant, ...others] = merchants.all.filter(one => one.provider === provider)
    if (!merchant || others.length > 0) continue
    const { merchantId } = merchant
    await tx
      .updateTable('print_order')
      .set({ merchant_id: merchantId })
      .where('provider', '=', provider)
      .where('merchant_id', 'is', null)
      .execute()
    await tx
      .updateTable('refund')
      .set({ merchant_id: merchantId })
      .where('provider', '=', provider)
      .where('merchant_id', 'is', null)
      .execute()
    const detail = { provider, merchantId, orders: Number(orders) }
    await audit(tx, now, { event: 'older-orders-adopted', subject: merchantId, terminalId: null, detail })
    log.warn(detail, 'orders of before merchant numbers were kept were given the only merchant there is')
  }
}
