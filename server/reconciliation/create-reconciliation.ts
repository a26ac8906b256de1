import { keyedLock } from '../ground/keyed-lock.ts'
import type { Merchant, Merchants } from '../payments/payments.ts'
import { claimDay, dayRow, keyOf, PRINTERS } from './day-rows.ts'
import { lastDueDay, missingDays } from './due-days.ts'
import { type ReconcileParts, reconcileMerchant, reconcileSheets } from './reconcile-day.ts'
import type { Reconciliation } from './reconciliation.ts'
import { reportOf } from './report.ts'

export interface ReconciliationParts extends ReconcileParts {
  readonly merchants: Merchants
  /** HH:MM by the house's clocks. */
  readonly at: string
}

/** Reconciles each day by itself, and any day when it is asked to. */
export function createReconciliation(parts: ReconciliationParts): Reconciliation {
  const { db, clock, log, merchants, timeZone, at } = parts
  // A day that is asked for by hand and by itself at once is done twice, one after the other.
  const lock = keyedLock()
  const now = () => new Date(clock.now())
  const zoneOf = (merchant: Merchant) => merchant.payments.bills?.timeZone ?? timeZone

  const listDays = async () => {
    for (const merchant of merchants.all) {
      const last = lastDueDay(timeZone, at, merchant.payments.bills, now())
      for (const day of await missingDays(db, merchant, zoneOf(merchant), last)) {
        await dayRow(db, { provider: merchant.provider, merchantId: merchant.merchantId, day }, now())
      }
    }
    const last = lastDueDay(timeZone, at, null, now())
    for (const day of await missingDays(db, PRINTERS, timeZone, last)) await dayRow(db, { ...PRINTERS, day }, now())
  }

  const sweep = async () => {
    await listDays()
    const due = await db
      .selectFrom('reconciled_day')
      .selectAll()
      .where('next_try_at', '<=', now())
      // Bills that are not in hand come first: they may explain what is odd on other days.
      .orderBy('state', 'desc')
      .orderBy('day')
      .execute()
    for (const key of due.map(keyOf)) {
      const merchant = merchants.find(key)
      // A merchant that is configured no more can't be asked; its days wait for it.
      if (!merchant && key.provider !== PRINTERS.provider) continue
      await lock.run('reconciliation', async () => {
        const claimed = await claimDay(db, key, now(), new Date(clock.now() + parts.retryMs))
        if (!claimed) return
        try {
          if (merchant) await reconcileMerchant(parts, merchant, key.day, false)
          else await reconcileSheets(parts, key.day)
        } catch (error) {
          const reason = error instanceof Error ? error.message : 'unknown'
          log.error({ ...key, reason }, 'a day could not be reconciled')
        }
      })
    }
  }

  return {
    sweep,
    run: day =>
      lock.run('reconciliation', async () => {
        for (const merchant of merchants.all) await reconcileMerchant(parts, merchant, day, true)
        await reconcileSheets(parts, day)
        return reportOf(db, day, timeZone)
      }),
  }
}
