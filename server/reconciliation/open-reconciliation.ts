import type { Cases } from '../cases/cases.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { Orders } from '../orders/orders.ts'
import type { PaymentRoom } from '../payments/payments.ts'
import { createReconciliation } from './create-reconciliation.ts'
import type { Reconciliation } from './reconciliation.ts'
import type { RECONCILIATION } from './reconciliation-plan.ts'
import { staffHandlers } from './staff-handlers.ts'

export { reconciliationCommands } from './run-commands.ts'

const SWEEP_EVERY_MS = 60_000

/** The bills of every merchant, compared each day by itself. */
export function openReconciliation(
  ground: Ground,
  {
    cases,
    payments,
    orders,
  }: {
    readonly cases: Cases
    readonly payments: Pick<PaymentRoom, 'merchants'>
    readonly orders: Pick<Orders, 'takeNotice'>
  },
  { reconciliation: { at, retryMinutes, sharedMerchants } }: SectionsOf<typeof RECONCILIATION>,
): Room<Reconciliation, typeof RECONCILIATION> {
  const { db, clock, log, house } = ground
  const doors = createReconciliation({
    ...{ db, clock, log, timeZone: house.timeZone, cases, merchants: payments.merchants },
    ...{ takeNotice: orders.takeNotice, at, retryMs: retryMinutes * 60_000, isShared: sharedMerchants },
  })
  return {
    doors,
    handlers: staffHandlers(ground, doors),
    sweeps: [{ name: 'reconciliation', everyMs: SWEEP_EVERY_MS, run: () => doors.sweep() }],
  }
}
