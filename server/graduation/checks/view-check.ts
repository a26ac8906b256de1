import type { OwnCheck, OwnErrata } from '../../../src/contract/graduation-api.ts'
import { decideUntil, isErrataLate, openFor } from '../../../src/graduation/check-time.ts'
import { type Errata, isEnded } from '../../../src/graduation/errata.ts'
import { problemsOf } from '../../../src/graduation/problem.ts'
import { maskIdNumber } from '../../../src/rules/masking.ts'
import { errataOf, errataOfCheck } from '../errata/errata-rows.ts'
import type { Db } from '../register/enrolment-rows.ts'
import type { CheckParts } from './check-parts.ts'
import type { HeldCheck } from './held-check.ts'
import { noticeText } from './notices.ts'
import { viewCampaign } from './view-campaign.ts'

const NOTICES_MAX = 20

/** A check as its student sees it. */
export async function viewCheck({ db, seals, now }: CheckParts, held: HeldCheck): Promise<OwnCheck> {
  const { check, campaign, enrolment } = held
  const at = now()
  const key = { campaignId: campaign.campaignId, enrolmentId: enrolment.row.enrolment_id }
  const forms = await Promise.all((await errataOfCheck(db, key)).map(row => errataOf(db, seals, row)))
  const lastDelivery = await lastDeliveryOf(db)
  const notices = await db
    .selectFrom('graduation_notice')
    .select(['notice', 'made_at'])
    .where('campaign_id', '=', key.campaignId)
    .where('enrolment_id', '=', key.enrolmentId)
    .orderBy('notice_id', 'desc')
    .limit(NOTICES_MAX)
    .execute()
  return {
    ...{ campaign: viewCampaign(campaign, at), enrolmentId: key.enrolmentId, state: check.state },
    decideUntil: decideUntil(check, campaign, at)?.toISOString() ?? null,
    ...{ openFor: openFor(check, campaign, at), isErrataLate: isErrataLate(check, campaign, at) },
    entry: { ...enrolment.entry, idNumber: maskIdNumber(enrolment.entry.idNumber) },
    seen: check.newest,
    receipt: await receiptOf(db, held),
    hasLapsed: check.lapsed !== null && check.decision === null,
    national: check.national && { ...check.national, toldAt: check.national.toldAt.toISOString() },
    problems: [...problemsOf(situationOf(held, forms, lastDelivery !== null))],
    lastDeliveryAt: lastDelivery?.toISOString() ?? null,
    notices: notices.map(row => ({ at: row.made_at.toISOString(), text: noticeText(row.notice) })),
    errata: forms.map(form => viewErrata(form, key)),
  }
}

function situationOf({ check, enrolment }: HeldCheck, forms: readonly Errata[], isDelivered: boolean) {
  const form = forms.find(({ state }) => !isEnded(state) && state !== 'draft')
  const isWrong = (on: 'register' | 'paper-photo') => form?.content.items.some(item => item.on === on) ?? false
  const { row, entry, seen } = enrolment
  return {
    ...({ account: 'none', match: 'one', isIdentityProven: true, standing: entry.standing } as const),
    hasPhoto: seen.graduationHash !== null,
    capture: isDelivered ? ('delivered' as const) : ('taken' as const),
    ...{ isUpgrade: row.is_upgrade, isPriorDiplomaVerified: row.is_prior_diploma_verified },
    photoProblem: form?.content.photoProblem ?? ('none' as const),
    ...{ isDataWrong: isWrong('register'), isCaptionWrong: isWrong('paper-photo') },
    ...{ check: check.state, hasLapsed: check.lapsed !== null, isStale: false },
  }
}

/** When graduation photographs came last, whosever they are. */
async function lastDeliveryOf(db: Db): Promise<Date | null> {
  const row = await db
    .selectFrom('photograph')
    .select('kept_at')
    .where('kind', '=', 'graduation')
    .where('kept_at', 'is not', null)
    .orderBy('kept_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.kept_at ?? null
}

/** The receipt of the confirmation that holds. */
async function receiptOf(db: Db, { check }: HeldCheck): Promise<OwnCheck['receipt']> {
  const { decision } = check
  if (decision === null) return null
  const row = await db
    .selectFrom('graduation_check_step')
    .select('receipt_number')
    .where('campaign_id', '=', check.campaignId)
    .where('enrolment_id', '=', check.enrolmentId)
    .where('receipt_number', 'is not', null)
    .orderBy('step_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row?.receipt_number) throw new Error('a confirmation has no receipt')
  const isForYou = decision.by.kind === 'delegate'
  return { number: row.receipt_number, at: decision.at.toISOString(), seen: decision.seen, isForYou }
}

function viewErrata(form: Errata, key: { readonly campaignId: string; readonly enrolmentId: string }): OwnErrata {
  const { number, state, content, lateReason, history } = form
  return {
    ...{ number, ...key, state, photoProblem: content.photoProblem, contact: content.contact, lateReason },
    items: content.items.map(({ evidence, ...item }) => ({
      ...{ ...item, evidence: [...evidence] },
      wrong: item.on === 'register' && item.field === 'idNumber' ? maskIdNumber(item.wrong) : item.wrong,
    })),
    history: history.map(step => ({ state: step.state, at: step.at.toISOString(), by: step.by.kind, note: step.note })),
  }
}
