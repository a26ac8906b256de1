import type { z } from 'zod'
import type {
  CampaignKept,
  GRADUATION_STAFF_ROUTES,
  StaffActed,
  writtenCampaignSchema,
} from '../../../src/contract/graduation-staff-api.ts'
import { CAMPAIGN_ZONE } from '../../../src/graduation/campaign.ts'
import type { CheckState } from '../../../src/graduation/check.ts'
import type { CampaignId } from '../../../src/graduation/enrolment.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { countsAt } from '../../../src/rules/staff-roles.ts'
import type { HandlersOf } from '../../ground/room.ts'
import { type Acted, actOnCheck } from '../checks/act-on-check.ts'
import type { CheckParts } from '../checks/check-parts.ts'
import { actOnErrata, type ErrataWish } from '../errata/act-on-errata.ts'
import { findErrata } from '../errata/errata-rows.ts'
import { sayRefusal } from '../errata/say-refusals.ts'
import { waitingErrata } from '../errata/waiting-errata.ts'
import { allCampaigns, findCampaign, type HouseCampaign, officeOf } from './campaign-rows.ts'
import { CAMPAIGN_FLAW_WORDS } from './flaw-words.ts'
import { type CampaignRefusal, changeCampaign, makeCampaign, type WrittenCampaign } from './keep-campaign.ts'

type Handlers = HandlersOf<typeof GRADUATION_STAFF_ROUTES>
const NOT_THERE = err('not-there' as const)

/** What answers staff. Of a college for which no office of the account works everything is said as of what there is not. */
export function graduationStaffHandlers(parts: CheckParts): Handlers {
  const { db } = parts
  /** Whether the offices of an account work for the college of an enrolment in a campaign. */
  const isTheirs = async (sites: readonly string[], campaignId: string, enrolmentId: string): Promise<boolean> => {
    const campaign = await findCampaign(db, campaignId)
    const row = await db
      .selectFrom('graduation_check')
      .select('college')
      .where('campaign_id', '=', campaignId)
      .where('enrolment_id', '=', enrolmentId)
      .executeTakeFirst()
    return campaign !== null && row !== undefined && countsAt(sites, officeOf(campaign, row.college))
  }
  const onErrata = async (sites: readonly string[], number: string, wish: ErrataWish) => {
    const form = await findErrata(db, number)
    // A draft is its student's alone.
    if (!form || form.state === 'draft' || !(await isTheirs(sites, form.campaign_id, form.enrolment_id)))
      return NOT_THERE
    const acted = await actOnErrata(parts, number, wish)
    if (acted === null) return NOT_THERE
    if (acted.ok) return done(acted.value.errata.state)
    if (acted.error.why === 'flawed') throw new Error('staff write no forms')
    return refused(acted.error.why, acted.error.newest.errata.state)
  }
  return {
    graduationCampaigns: async (_, { sites }) => {
      const campaigns = []
      for (const campaign of await allCampaigns(db))
        campaigns.push({ ...writtenOf(campaign), counts: await countsOf(parts, campaign, sites) })
      return ok({ campaigns })
    },
    makeGraduationCampaign: async (wish, { staffId }) => {
      const made = await makeCampaign(parts, readWritten(wish), staffId)
      return made.ok ? keptOf(made.value) : flawsOf(made.error)
    },
    changeGraduationCampaign: async ({ campaignId, version, ...wish }, { staffId }) => {
      const key = { campaignId: campaignId as CampaignId, version }
      const changed = await changeCampaign(parts, key, readWritten(wish), staffId)
      if (!changed.ok && changed.error.why === 'unknown') return NOT_THERE
      return changed.ok ? keptOf(changed.value) : flawsOf(changed.error)
    },
    errataForms: async ({ campaignId, waitsFor }, { sites }) => {
      const campaign = await findCampaign(db, campaignId)
      return ok({ forms: campaign === null ? [] : [...(await waitingErrata(parts, campaign, waitsFor, sites))] })
    },
    actOnErrataForCollege: ({ errataNumber, act, key, acceptsLate, reason }, { sites, staffId }) =>
      onErrata(
        sites,
        errataNumber,
        act === 'college-approve' ? { kind: act, key, staffId, acceptsLate } : { kind: act, key, staffId, reason },
      ),
    actOnErrataForRegistry: ({ errataNumber, act, key, reason }, { sites, staffId }) =>
      onErrata(sites, errataNumber, { kind: act, key, staffId, reason }),
    confirmCheckForStudent: async ({ campaignId, enrolmentId, key, seen, reason }, { sites, staffId }) => {
      if (!(await isTheirs(sites, campaignId, enrolmentId))) return NOT_THERE
      const by = { kind: 'delegate' as const, staffId, reason }
      const event = {
        kind: 'confirm' as const,
        channel: 'desk' as const,
        ticks: { data: true, photo: true },
        key,
        seen,
        by,
      }
      return actedOf(await actOnCheck(parts, { campaignId, enrolmentId }, event))
    },
    reopenCheck: async ({ campaignId, enrolmentId, key, reason, until }, { sites, staffId }) => {
      if (!(await isTheirs(sites, campaignId, enrolmentId))) return NOT_THERE
      const event = { kind: 'reopen' as const, key, staffId, reason, until: until === null ? null : new Date(until) }
      return actedOf(await actOnCheck(parts, { campaignId, enrolmentId }, event))
    },
  }
}

const done = (state: string): Result<StaffActed, never> => ok({ outcome: 'done', state })
const refused = (why: Parameters<typeof sayRefusal>[0], state: string): Result<StaffActed, never> =>
  ok({ outcome: 'refused', why, says: sayRefusal(why), state })

function actedOf(acted: Acted): Result<StaffActed, 'not-there'> {
  if (acted === null) return NOT_THERE
  return acted.ok ? done(acted.value.check.state) : refused(acted.error.why, acted.error.newest.check.state)
}

const keptOf = ({ campaignId, version }: HouseCampaign): Result<CampaignKept, never> =>
  ok({ outcome: 'kept', campaignId, version })

/** What is answered to a campaign that was not kept. */
function flawsOf(refusal: CampaignRefusal): Result<CampaignKept, never> {
  if (refusal.why === 'unknown') throw new Error('a campaign that is made is unknown')
  if (refusal.why === 'stale') return ok({ outcome: 'stale', version: refusal.newest.version })
  return ok({ outcome: 'flawed', flaws: refusal.flaws.map(flaw => ({ flaw, says: CAMPAIGN_FLAW_WORDS[flaw] })) })
}

function readWritten(wish: z.output<typeof writtenCampaignSchema>): WrittenCampaign {
  const dateOf = (text: string | null) => (text === null ? null : new Date(text))
  return {
    ...{ title: wish.title, year: wish.year, contact: wish.contact, filter: wish.filter, offices: wish.offices },
    ...{ opensAt: new Date(wish.opensAt), closesAt: new Date(wish.closesAt), lockAt: new Date(wish.lockAt) },
    ...{ errataClosesAt: new Date(wish.errataClosesAt), timezone: CAMPAIGN_ZONE },
    ...{ recheckFrom: dateOf(wish.recheckFrom), recheckTo: dateOf(wish.recheckTo) },
  }
}

function writtenOf(campaign: HouseCampaign) {
  const { campaignId, version, title, year, contact, recheckFrom, recheckTo } = campaign
  const { levels, categories, modes, colleges, expectedFrom, expectedTo } = campaign.filter
  return {
    ...{ campaignId, version, title, year, contact },
    ...{ opensAt: campaign.opensAt.toISOString(), closesAt: campaign.closesAt.toISOString() },
    ...{ errataClosesAt: campaign.errataClosesAt.toISOString(), lockAt: campaign.lockAt.toISOString() },
    ...{ recheckFrom: recheckFrom?.toISOString() ?? null, recheckTo: recheckTo?.toISOString() ?? null },
    filter: {
      ...{ levels: [...levels], categories: [...categories], modes: [...modes], colleges: [...colleges] },
      ...{ expectedFrom, expectedTo },
    },
    offices: campaign.offices.map(({ siteId, colleges }) => ({ siteId, colleges: [...colleges] })),
  }
}

async function countsOf({ db }: CheckParts, campaign: HouseCampaign, sites: readonly string[]) {
  const rows = await db
    .selectFrom('graduation_check')
    .select(({ fn }) => ['college', 'state', fn.countAll<string>().as('checks')])
    .where('campaign_id', '=', campaign.campaignId)
    .groupBy(['college', 'state'])
    .execute()
  const counts: Partial<Record<CheckState, number>> = {}
  for (const { college, state, checks } of rows)
    if (countsAt(sites, officeOf(campaign, college))) counts[state] = (counts[state] ?? 0) + Number(checks)
  return counts
}
