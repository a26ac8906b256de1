import type { Ground } from '../ground/ground.ts'
import { type Merchants, nameOfMerchant } from './merchants.ts'
import { audit } from './payments-audit.ts'

const DAY_MS = 24 * 3_600_000

/**
 * Has every merchant do what is due by itself, and says which keys end soon: once in the audit trail for each start of the server, and
 * each day in the log.
 */
export function createUpkeep(
  { db, clock, log }: Pick<Ground, 'db' | 'clock' | 'log'>,
  merchants: Merchants,
): () => Promise<void> {
  const saidAtMs = new Map<string, number>()
  return async () => {
    for (const merchant of merchants.all) {
      for (const { id, endsAt } of (await merchant.payments.upkeep?.()) ?? []) {
        const subject = `${merchant.provider}/${merchant.merchantId}/${id}`
        const before = saidAtMs.get(subject)
        if (before !== undefined && clock.now() - before < DAY_MS) continue
        saidAtMs.set(subject, clock.now())
        const detail = { key: id, endsAt: endsAt.toISOString() }
        log.warn(
          { merchant: nameOfMerchant(merchant), ...detail },
          'the key of a payment provider ends soon, and no newer one is known',
        )
        const event = { event: 'provider-key-ends', subject, terminalId: null, detail } as const
        if (before === undefined) await audit(db, new Date(clock.now()), event)
      }
    }
  }
}
