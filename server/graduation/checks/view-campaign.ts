import type { z } from 'zod'
import type { openCampaignSchema } from '../../../src/contract/graduation-api.ts'
import { daysLeft, openNow } from '../../../src/graduation/open-now.ts'
import type { HouseCampaign } from '../campaigns/campaign-rows.ts'

const iso = (at: Date) => at.toISOString()

/** A campaign as its students see it, with the days left. */
export const viewCampaign = (campaign: HouseCampaign, at: Date): z.input<typeof openCampaignSchema> => {
  const { recheckFrom, recheckTo } = campaign
  return {
    ...{ campaignId: campaign.campaignId, title: campaign.title, year: campaign.year },
    phase: openNow(campaign, at).phase,
    ...{ opensAt: iso(campaign.opensAt), closesAt: iso(campaign.closesAt), lockAt: iso(campaign.lockAt) },
    errataClosesAt: iso(campaign.errataClosesAt),
    ...{ recheckFrom: recheckFrom && iso(recheckFrom), recheckTo: recheckTo && iso(recheckTo) },
    ...{ contact: campaign.contact, daysLeft: daysLeft(campaign.closesAt, at) },
  }
}
