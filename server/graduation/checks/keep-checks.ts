import { sql } from 'kysely'
import { belongs } from '../../../src/graduation/belonging.ts'
import { endOf } from '../../../src/graduation/campaign.ts'
import { allCampaigns, type HouseCampaign } from '../campaigns/campaign-rows.ts'
import { type EnrolmentRow, entryOf } from '../register/enrolment-rows.ts'
import type { CheckKey, CheckParts } from './check-parts.ts'
import { holdCheck } from './hold-check.ts'

const AT_ONCE = 200

/**
 * Brings the checks of all campaigns that have opened up to date: makes those that are missing, and has each that the register, its photographs or
 * the clock may have changed looked at. Stopped at any moment it goes on where it was.
 */
export async function keepChecks(parts: CheckParts, signal: AbortSignal): Promise<void> {
  for (const campaign of await allCampaigns(parts.db)) {
    const now = parts.now().getTime()
    if (now < campaign.opensAt.getTime()) continue
    if (now <= endOf(campaign.lockAt)) {
      await makeMissing(parts, campaign, signal)
      await lookAtAll(parts, signal, () => changedOf(parts, campaign))
    }
    await lookAtAll(parts, signal, () => dueOf(parts, campaign))
  }
}

/** Makes the checks of a campaign, once for each version of it and each register that came. */
async function makeMissing(parts: CheckParts, campaign: HouseCampaign, signal: AbortSignal): Promise<void> {
  const { db } = parts
  const { campaignId } = campaign
  const ours = db.updateTable('graduation_campaign').where('campaign_id', '=', campaignId)
  const last = await db
    .selectFrom('graduation_import')
    .select(({ fn }) => [fn.countAll<string>().as('imports'), fn.max('ended_at').as('last')])
    .where('kind', '=', 'register')
    .where('state', '=', 'taken')
    .executeTakeFirstOrThrow()
  const scanned = `${campaign.version} ${last.imports} ${last.last?.toISOString() ?? ''}`
  const row = await db
    .selectFrom('graduation_campaign')
    .select(['scanned_for', 'scanned_after'])
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst()
  if (row?.scanned_for === scanned && row.scanned_after === null) return
  let after = row?.scanned_for === scanned ? (row.scanned_after ?? '') : ''
  for (;;) {
    if (signal.aborted) return
    const rows = await missingOf(parts, campaignId, after)
    for (const one of rows)
      if (belongs(campaign.filter, entryOf(one, parts.seals)) === 'in')
        await look(parts, { campaignId, enrolmentId: one.enrolment_id })
    after = rows.at(-1)?.enrolment_id ?? ''
    const isThrough = rows.length < AT_ONCE
    await ours.set({ scanned_for: scanned, scanned_after: isThrough ? null : after }).execute()
    if (isThrough) return
  }
}

/** Enrolments that may be in a campaign and have no check there, behind one. */
const missingOf = ({ db }: CheckParts, campaignId: string, after: string): Promise<EnrolmentRow[]> =>
  db
    .selectFrom('enrolment')
    .selectAll()
    .where('enrolment_id', '>', after)
    .where('standing', 'in', ['registered', 'studying'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('graduation_check')
            .select('state')
            .whereRef('graduation_check.enrolment_id', '=', 'enrolment.enrolment_id')
            .where('campaign_id', '=', campaignId),
        ),
      ),
    )
    .orderBy('enrolment_id')
    .limit(AT_ONCE)
    .execute()

/** Checks whose entry or photographs are others than when they were looked at. */
const changedOf = async ({ db }: CheckParts, { campaignId }: HouseCampaign): Promise<readonly CheckKey[]> => {
  const { rows } = await sql<CheckKey>`
    select c.campaign_id as "campaignId", c.enrolment_id as "enrolmentId"
    from graduation_check c join enrolment e using (enrolment_id)
    left join photograph a on a.enrolment_id = e.enrolment_id and a.kind = 'admission' and a.kept_at is not null and a.gone_at is null
    left join photograph g on g.enrolment_id = e.enrolment_id and g.kind = 'graduation' and g.kept_at is not null and g.gone_at is null
    where c.campaign_id = ${campaignId} and c.state <> 'locked'
      and (c.entry_stamp <> e.import_id || ':' || e.import_line
        or c.admission_hash is distinct from a.sha256 or c.graduation_hash is distinct from g.sha256)
    order by c.enrolment_id limit ${AT_ONCE}`.execute(db)
  return rows
}

const dueOf = async ({ db, now }: CheckParts, { campaignId }: HouseCampaign): Promise<readonly CheckKey[]> => {
  const rows = await db
    .selectFrom('graduation_check')
    .select('enrolment_id')
    .where('campaign_id', '=', campaignId)
    .where('due_at', '<=', now())
    .orderBy('due_at')
    .limit(AT_ONCE)
    .execute()
  return rows.map(row => ({ campaignId, enrolmentId: row.enrolment_id }))
}

/** Looks at some after the other until there are none: each that was looked at is none of them any more. */
async function lookAtAll(parts: CheckParts, signal: AbortSignal, next: () => Promise<readonly CheckKey[]>) {
  for (;;) {
    const keys = await next()
    for (const key of keys) {
      if (signal.aborted) return
      await look(parts, key)
    }
    if (keys.length < AT_ONCE) return
  }
}

const look = (parts: CheckParts, key: CheckKey): Promise<unknown> =>
  parts.db.transaction().execute(tx => holdCheck(tx, parts, key, parts.now()))
