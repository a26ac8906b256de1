import type { Selectable, Transaction } from 'kysely'
import { z } from 'zod'
import { beginOf, type Campaign, endOf } from '../../../src/graduation/campaign.ts'
import type { Check, Decision, NationalCheck } from '../../../src/graduation/check.ts'
import type { CampaignId, EnrolmentId, ErrataNumber } from '../../../src/graduation/enrolment.ts'
import { recheckWindow } from '../../../src/graduation/open-now.ts'
import type { GraduationCheckTable, Tables } from '../../ground/store/tables.ts'
import type { CheckKey } from './check-parts.ts'

export type CheckRow = Selectable<GraduationCheckTable>

const hash = z.string().nullable()
const decisionSchema = z.object({
  at: z.coerce.date(),
  by: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('self') }),
    z.object({ kind: z.literal('delegate'), staffId: z.string(), reason: z.string() }),
  ]),
  channel: z.enum(['kiosk', 'web', 'desk']),
  seen: z.object({ dataHash: z.string(), admissionHash: hash, graduationHash: hash }),
})
const nationalSchema = z.object({ isDone: z.boolean(), source: z.enum(['self', 'list']), toldAt: z.coerce.date() })
export const actsSchema = z.array(z.object({ key: z.string(), kind: z.string() }))

/** A check as it was written down. */
export const checkOf = (row: CheckRow): Check => ({
  ...{ enrolmentId: row.enrolment_id as EnrolmentId, campaignId: row.campaign_id as CampaignId },
  ...{ state: row.state, lockedAs: row.locked_as, round: row.round, openUntil: row.open_until },
  newest: { dataHash: row.data_hash, admissionHash: row.admission_hash, graduationHash: row.graduation_hash },
  decision: decisionSchema.nullable().parse(row.decision) as Decision | null,
  lapsed: decisionSchema.nullable().parse(row.lapsed) as Decision | null,
  ...{ errata: row.errata_number as ErrataNumber | null, awaitsCollege: row.awaits_college },
  national: nationalSchema.nullable().parse(row.national) as NationalCheck | null,
  acts: actsSchema.parse(row.acts),
})

/** A check as it is written down. */
export const columnsOf = (check: Check, campaign: Campaign, at: Date) => ({
  ...{ state: check.state, locked_as: check.lockedAs, round: check.round, open_until: check.openUntil },
  ...{ data_hash: check.newest.dataHash, admission_hash: check.newest.admissionHash },
  ...{ graduation_hash: check.newest.graduationHash, errata_number: check.errata },
  awaits_college: check.awaitsCollege,
  ...{ decision: jsonOf(check.decision), lapsed: jsonOf(check.lapsed), national: jsonOf(check.national) },
  ...{ acts: JSON.stringify(check.acts), due_at: nextMoment(check, campaign, at), changed_at: at },
})

const jsonOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value))

/** The next moment at which time alone may change a check; null once it is locked. */
export function nextMoment({ state, openUntil }: Check, campaign: Campaign, at: Date): Date | null {
  if (state === 'locked') return null
  const [recheckFrom, recheckTo] = recheckWindow(campaign)
  const { opensAt, closesAt, lockAt } = campaign
  const ends = [endOf(closesAt), recheckTo, endOf(lockAt), ...(openUntil ? [endOf(openUntil)] : [])]
  const moments = [beginOf(opensAt), recheckFrom, ...ends.map(end => end + 1)]
  const ahead = moments.filter(moment => moment > at.getTime())
  return ahead.length === 0 ? null : new Date(Math.min(...ahead))
}

/** A check, locked; undefined where there is none. */
export const lockCheck = (tx: Transaction<Tables>, { campaignId, enrolmentId }: CheckKey) =>
  tx
    .selectFrom('graduation_check')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('enrolment_id', '=', enrolmentId)
    .forUpdate()
    .executeTakeFirst()
