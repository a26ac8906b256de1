import type { Check } from '../../../src/graduation/check.ts'
import type { HouseCampaign } from '../campaigns/campaign-rows.ts'
import type { EnrolmentNow } from './enrolment-now.ts'

/** A check that nobody else changes until this transaction is over, brought up to date with the register and the clock. */
export interface HeldCheck {
  readonly check: Check
  readonly campaign: HouseCampaign
  readonly enrolment: EnrolmentNow
  readonly version: number
}
