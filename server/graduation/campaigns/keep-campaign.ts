import { type CampaignFlaw, campaignFlaws } from '../../../src/graduation/campaign.ts'
import type { CampaignId } from '../../../src/graduation/enrolment.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { randomId } from '../../ground/random-id.ts'
import type { CheckParts } from '../checks/check-parts.ts'
import { audit } from '../graduation-audit.ts'
import { findCampaign, type HouseCampaign } from './campaign-rows.ts'

/** A campaign as somebody has written it. */
export type WrittenCampaign = Omit<HouseCampaign, 'campaignId' | 'version'>

/** Why a campaign is not kept: `stale` with the one that somebody else has changed meanwhile. */
export type CampaignRefusal =
  | { readonly why: 'flawed'; readonly flaws: readonly CampaignFlaw[] }
  | { readonly why: 'stale'; readonly newest: HouseCampaign }
  | { readonly why: 'unknown' }

/** Makes a campaign. */
export async function makeCampaign(
  { db, now }: Pick<CheckParts, 'db' | 'now'>,
  written: WrittenCampaign,
  staffId: string,
): Promise<Result<HouseCampaign, CampaignRefusal>> {
  const campaign: HouseCampaign = { ...written, campaignId: randomId() as CampaignId, version: 1 }
  const flaws = campaignFlaws(campaign)
  if (flaws.length > 0) return err({ why: 'flawed', flaws })
  const at = now()
  await db.transaction().execute(async tx => {
    const own = { campaign_id: campaign.campaignId, version: 1, made_by: staffId, made_at: at, changed_at: at }
    await tx
      .insertInto('graduation_campaign')
      .values({ ...columnsOf(campaign), ...own })
      .execute()
    const detail = { by: staffId, year: campaign.year }
    await audit(tx, at, { event: 'campaign-made', subject: campaign.campaignId, terminalId: null, detail })
  })
  return ok(campaign)
}

/** Changes the campaign that somebody has seen in this version; its checks are looked at anew. */
export async function changeCampaign(
  { db, now }: Pick<CheckParts, 'db' | 'now'>,
  { campaignId, version }: Pick<HouseCampaign, 'campaignId' | 'version'>,
  written: WrittenCampaign,
  staffId: string,
): Promise<Result<HouseCampaign, CampaignRefusal>> {
  const campaign: HouseCampaign = { ...written, campaignId, version: version + 1 }
  const flaws = campaignFlaws(campaign)
  if (flaws.length > 0) return err({ why: 'flawed', flaws })
  const at = now()
  return db.transaction().execute(async tx => {
    const changed = await tx
      .updateTable('graduation_campaign')
      .set({
        ...columnsOf(campaign),
        version: campaign.version,
        changed_at: at,
        scanned_for: null,
        scanned_after: null,
      })
      .where('campaign_id', '=', campaignId)
      .where('version', '=', version)
      .returning('campaign_id')
      .executeTakeFirst()
    if (!changed) {
      const newest = await findCampaign(tx, campaignId)
      return err<CampaignRefusal>(newest === null ? { why: 'unknown' } : { why: 'stale', newest })
    }
    // What its moments make of each is seen at the next look.
    await tx.updateTable('graduation_check').set({ due_at: at }).where('campaign_id', '=', campaignId).execute()
    const detail = { by: staffId, version: campaign.version }
    await audit(tx, at, { event: 'campaign-changed', subject: campaignId, terminalId: null, detail })
    return ok(campaign)
  })
}

const columnsOf = (campaign: HouseCampaign) => ({
  ...{ title_zh: campaign.title.zh, title_en: campaign.title.en, year: campaign.year },
  ...{ opens_at: campaign.opensAt, closes_at: campaign.closesAt, errata_closes_at: campaign.errataClosesAt },
  ...{ recheck_from: campaign.recheckFrom, recheck_to: campaign.recheckTo, lock_at: campaign.lockAt },
  ...{ contact_zh: campaign.contact.zh, contact_en: campaign.contact.en },
  ...{ filter: JSON.stringify(campaign.filter), offices: JSON.stringify(campaign.offices) },
})
