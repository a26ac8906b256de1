import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import { paymentsOf } from './payment-config.ts'
import type { Payments } from './payments.ts'
import type { PAYMENTS } from './payments-plan.ts'

export function openPayments(
  { clock }: Pick<Ground, 'clock'>,
  { payment }: SectionsOf<typeof PAYMENTS>,
): Room<Payments, typeof PAYMENTS> {
  return { doors: paymentsOf(payment, clock), handlers: {} }
}
