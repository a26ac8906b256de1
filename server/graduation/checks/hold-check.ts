import type { Transaction } from 'kysely'
import { belongs, collegeOf } from '../../../src/graduation/belonging.ts'
import { newCheck } from '../../../src/graduation/check.ts'
import type { CampaignId, EnrolmentId } from '../../../src/graduation/enrolment.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { findCampaign, type HouseCampaign } from '../campaigns/campaign-rows.ts'
import type { CheckKey, CheckParts } from './check-parts.ts'
import { checkOf, columnsOf, lockCheck } from './check-rows.ts'
import { type EnrolmentNow, enrolmentNow } from './enrolment-now.ts'
import type { HeldCheck } from './held-check.ts'
import { writeCheckStep } from './write-check.ts'

/**
 * Takes hold of a check: makes it where the enrolment is in the campaign and has none, and writes down what the register and time have made of it
 * meanwhile. Null where there is none, and none is due.
 */
export async function holdCheck(
  tx: Transaction<Tables>,
  { seals }: Pick<CheckParts, 'seals'>,
  key: CheckKey,
  at: Date,
): Promise<HeldCheck | null> {
  const campaign = await findCampaign(tx, key.campaignId)
  if (!campaign) return null
  let row = await lockCheck(tx, key)
  const enrolment = await enrolmentNow(tx, seals, key.enrolmentId)
  if (!enrolment) return null
  if (!row) {
    if (belongs(campaign.filter, enrolment.entry) !== 'in') return null
    await makeCheck(tx, campaign, enrolment, at)
    row = await lockCheck(tx, key)
  }
  if (!row) return null
  const held: HeldCheck = { check: checkOf(row), campaign, enrolment, version: row.version }
  const isSame = row.entry_stamp === enrolment.stamp && row.college === collegeOf(enrolment.entry)
  const isDue = row.due_at !== null && row.due_at.getTime() <= at.getTime()
  const changed = await writeCheckStep(tx, held, { kind: 'register-changed', newest: enrolment.seen }, at, {
    isWritten: !isSame || isDue,
  })
  // A lock takes nothing more: time alone has done what there was to do.
  if (changed.ok) return changed.value
  const timely = await writeCheckStep(tx, held, { kind: 'time-passed' }, at, { isWritten: !isSame || isDue })
  if (!timely.ok) throw new Error('time is refused by a check')
  return timely.value
}

/** Writes a new check down; two that do it at once make one. */
async function makeCheck(tx: Transaction<Tables>, campaign: HouseCampaign, enrolment: EnrolmentNow, at: Date) {
  const { enrolment_id: enrolmentId } = enrolment.row
  const check = newCheck({
    ...{ enrolmentId: enrolmentId as EnrolmentId, campaignId: campaign.campaignId as CampaignId },
    newest: enrolment.seen,
  })
  await tx
    .insertInto('graduation_check')
    .values({
      ...{ campaign_id: campaign.campaignId, enrolment_id: enrolmentId, college: collegeOf(enrolment.entry) },
      ...{ entry_stamp: enrolment.stamp, ...columnsOf(check, campaign, at), version: 1, made_at: at },
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
