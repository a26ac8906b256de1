import type { Ground } from '../ground/ground.ts'
import { type MerchantKey, nameOfMerchant } from './merchants.ts'
import type { ProviderMemory } from './provider.ts'

/** What was kept for each merchant, read once, and where it is kept from now on. */
export async function openMemory({
  db,
  clock,
}: Pick<Ground, 'db' | 'clock'>): Promise<(key: MerchantKey) => ProviderMemory> {
  const rows = await db.selectFrom('provider_memory').selectAll().execute()
  const kept = new Map(
    rows.map(row => [nameOfMerchant({ provider: row.provider, merchantId: row.merchant_id }), row.text]),
  )
  return key => ({
    text: kept.get(nameOfMerchant(key)) ?? null,
    write: async text => {
      const changed = { text, kept_at: new Date(clock.now()) }
      await db
        .insertInto('provider_memory')
        .values({ provider: key.provider, merchant_id: key.merchantId, ...changed })
        .onConflict(conflict => conflict.columns(['provider', 'merchant_id']).doUpdateSet(changed))
        .execute()
    },
  })
}
