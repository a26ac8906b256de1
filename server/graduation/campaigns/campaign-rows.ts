import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Bilingual } from '../../../src/contract/texts.ts'
import type { CampaignFilter } from '../../../src/graduation/belonging.ts'
import { CAMPAIGN_ZONE, type Campaign } from '../../../src/graduation/campaign.ts'
import type { CampaignId } from '../../../src/graduation/enrolment.ts'
import type { GraduationCampaignTable } from '../../ground/store/tables.ts'
import type { Db } from '../register/enrolment-rows.ts'

export type CampaignRow = Selectable<GraduationCampaignTable>

/** Which office of the house works for which colleges, as the register writes them: accounts of staff count at offices. */
export interface CollegeOffice {
  readonly siteId: string
  readonly colleges: readonly string[]
}

/** A campaign as the house keeps it. */
export interface HouseCampaign extends Campaign {
  readonly title: Bilingual
  readonly filter: CampaignFilter
  readonly offices: readonly CollegeOffice[]
  readonly version: number
}

const words = z.array(z.string())
const filterSchema = z.object({
  ...{ levels: words, categories: words, modes: words, colleges: words },
  ...{ expectedFrom: z.string().nullable(), expectedTo: z.string().nullable() },
})
const officesSchema = z.array(z.object({ siteId: z.string(), colleges: words }))

export const campaignOf = (row: CampaignRow): HouseCampaign => ({
  ...{ campaignId: row.campaign_id as CampaignId, year: row.year, timezone: CAMPAIGN_ZONE, version: row.version },
  title: { zh: row.title_zh, en: row.title_en },
  ...{ opensAt: row.opens_at, closesAt: row.closes_at, recheckFrom: row.recheck_from, recheckTo: row.recheck_to },
  ...{ errataClosesAt: row.errata_closes_at, lockAt: row.lock_at },
  contact: { zh: row.contact_zh, en: row.contact_en },
  ...{ filter: filterSchema.parse(row.filter), offices: officesSchema.parse(row.offices) },
})

export async function findCampaign(db: Db, campaignId: string): Promise<HouseCampaign | null> {
  const row = await db
    .selectFrom('graduation_campaign')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst()
  return row ? campaignOf(row) : null
}

/** Every campaign, the one that ends last first. */
export async function allCampaigns(db: Db): Promise<readonly HouseCampaign[]> {
  const rows = await db
    .selectFrom('graduation_campaign')
    .selectAll()
    .orderBy('lock_at', 'desc')
    .orderBy('campaign_id')
    .execute()
  return rows.map(campaignOf)
}

const plain = (word: string): string => word.normalize('NFKC').trim()

/** The office that works for a college; null where none is named: then only accounts that count everywhere do. */
export const officeOf = ({ offices }: Pick<HouseCampaign, 'offices'>, college: string): string | null =>
  offices.find(({ colleges }) => colleges.some(one => plain(one) === plain(college)))?.siteId ?? null
