import type { Ground } from '../ground/ground.ts'
import { dayIn } from '../ground/local-day.ts'
import { type Complaint, type Complaints, type Merchant, type Merchants, nameOfMerchant } from '../payments/payments.ts'
import { toAsk } from './complaint-rows.ts'
import { DAY_MS, FIRST_LOOK_DAYS, LOOK_EVERY_MS, OVERLAP_DAYS, openPauseMs } from './pauses.ts'

const PAGES_MAX = 200

export interface LookParts extends Pick<Ground, 'db' | 'clock' | 'log'> {
  readonly merchants: Pick<Merchants, 'all'>
}

/**
 * Reads the lists of complaints of every merchant that is due: from the last day that was read to its end, with some days again, to today, in
 * pieces that the provider gives at once. What is new there, or stands otherwise than here, is to be asked about.
 */
export async function lookDue(parts: LookParts, signal?: AbortSignal): Promise<void> {
  for (const merchant of parts.merchants.all) {
    const { complaints } = merchant.payments
    if (!complaints || signal?.aborted) continue
    const key = { provider: merchant.provider, merchant_id: merchant.merchantId }
    const { db, clock } = parts
    const look = await db
      .selectFrom('complaint_look')
      .select(['due_at', 'told', 'looked_until'])
      .where('provider', '=', key.provider)
      .where('merchant_id', '=', key.merchant_id)
      .executeTakeFirst()
    if (look && look.due_at.getTime() > clock.now()) continue
    const told = await beTold(parts, merchant, complaints, look?.told ?? null)
    const done = await readLists(parts, merchant, complaints, look?.looked_until ?? null)
    const row = {
      ...{ looked_until: done.until, told, failed_code: done.code },
      due_at: new Date(clock.now() + (done.code === null ? LOOK_EVERY_MS : openPauseMs(3))),
    }
    await db
      .insertInto('complaint_look')
      .values({ ...key, ...row })
      .onConflict(conflict => conflict.columns(['provider', 'merchant_id']).doUpdateSet(row))
      .execute()
  }
}

type ToldTo = 'told-here' | 'told-elsewhere' | null

/** Asked once for each start that has not heard it; the lists are read all the same. */
async function beTold(parts: LookParts, merchant: Merchant, complaints: Complaints, before: ToldTo): Promise<ToldTo> {
  if (before === 'told-here') return before
  const told = await complaints.beTold()
  if (!told.ok) return before
  if (told.value === 'told-elsewhere' && before === null)
    parts.log.warn(
      { merchant: nameOfMerchant(merchant) },
      'complaints of this merchant are told to another address: they are heard of by the lists alone',
    )
  return told.value
}

async function readLists(
  parts: LookParts,
  { provider, merchantId }: Merchant,
  complaints: Complaints,
  until: string | null,
): Promise<{ readonly until: string | null; readonly code: string | null }> {
  const { timeZone, listDaysMax } = complaints.rules
  const today = dayIn(timeZone, new Date(parts.clock.now()))
  let fromDay = until === null ? shifted(today, -FIRST_LOOK_DAYS) : shifted(min(until, today), -OVERLAP_DAYS)
  let readUntil = until
  while (fromDay <= today) {
    const untilDay = min(shifted(fromDay, listDaysMax - 1), today)
    let offset: number | null = 0
    for (let page = 0; offset !== null && page < PAGES_MAX; page++) {
      const listed: Awaited<ReturnType<Complaints['list']>> = await complaints.list({ fromDay, untilDay, offset })
      if (!listed.ok) return { until: readUntil, code: listed.error.code }
      if (listed.value.skipped > 0)
        parts.log.error({ provider, skipped: listed.value.skipped }, 'complaints that cannot be read')
      for (const one of listed.value.complaints) await noticed(parts, { provider, merchantId }, one)
      offset = listed.value.nextOffset
    }
    readUntil = untilDay
    fromDay = shifted(untilDay, 1)
  }
  return { until: readUntil, code: null }
}

/** What is known here as it is listed needs no question. */
async function noticed(
  { db, clock }: LookParts,
  key: { readonly provider: string; readonly merchantId: string },
  { complaintId, state, awaitsAnswer, times, isFullyRefunded }: Complaint,
): Promise<void> {
  const known = await db
    .selectFrom('complaint')
    .select('complaint_id')
    .where('complaint_id', '=', complaintId)
    .where('state', '=', state)
    .where('awaits_answer', '=', awaitsAnswer)
    .where('times', '=', times)
    .where('is_fully_refunded', '=', isFullyRefunded)
    .executeTakeFirst()
  if (!known) await toAsk(db, { complaintId, ...key }, new Date(clock.now()))
}

const shifted = (day: string, days: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
const min = (a: string, b: string) => (a < b ? a : b)
