import type { Cases } from '../cases/cases.ts'
import type { Ground } from '../ground/ground.ts'
import type { Complaints, Merchants } from '../payments/payments.ts'
import { keepComplaint } from './keep-complaint.ts'
import { DAY_MS, FOLLOW_DONE_MS, FOLLOW_EVERY_MS, openPauseMs, refusedPauseMs } from './pauses.ts'

const AT_ONCE = 50
/** A notice of a complaint that the provider then does not know is let go after so many answers. */
const UNKNOWN_TRIES_MAX = 8

export interface AskParts extends Pick<Ground, 'db' | 'clock' | 'log'> {
  readonly merchants: Pick<Merchants, 'find'>
  readonly cases: Pick<Cases, 'open' | 'settle'>
}

/** Asks about every complaint that is due, one after the other, and writes down what the provider says. */
export async function askDue(parts: AskParts, signal?: AbortSignal): Promise<void> {
  const { db, clock, merchants } = parts
  const due = await db
    .selectFrom('complaint_to_ask')
    .selectAll()
    .where('due_at', '<=', new Date(clock.now()))
    .orderBy('due_at')
    .limit(AT_ONCE)
    .execute()
  for (const one of due) {
    if (signal?.aborted) return
    const complaints = merchants.find({ provider: one.provider, merchantId: one.merchant_id })?.payments.complaints
    // A merchant of before that is not configured any more: nobody can be asked.
    if (complaints) await ask(parts, complaints, one)
    else await putOff(parts, one, DAY_MS, 'MERCHANT_NOT_CONFIGURED')
  }
}

interface ToAsk {
  readonly complaint_id: string
  readonly provider: string
  readonly merchant_id: string
  readonly due_at: Date
  readonly tries: number
}

async function ask(parts: AskParts, complaints: Complaints, one: ToAsk): Promise<void> {
  const { db, clock, cases } = parts
  const complaintId = one.complaint_id
  const complaint = await complaints.one(complaintId)
  const lines = complaint.ok ? await complaints.lines(complaintId) : complaint
  if (!complaint.ok || !lines.ok) {
    const failure = complaint.ok ? lines : complaint
    const { kind, code } = failure.ok ? { kind: 'unknown', code: '' } : failure.error
    const tries = one.tries + 1
    if (kind !== 'unknown' && tries >= UNKNOWN_TRIES_MAX && !(await isKept(parts, complaintId))) {
      await db.deleteFrom('complaint_to_ask').where('complaint_id', '=', complaintId).execute()
      parts.log.warn({ code }, 'a notice named a complaint that the provider does not know')
      return
    }
    await putOff(parts, one, kind === 'unknown' ? openPauseMs(tries) : refusedPauseMs(tries), code)
    return
  }
  const now = new Date(clock.now())
  const from = { provider: one.provider, merchantId: one.merchant_id }
  await db.transaction().execute(async tx => {
    await keepComplaint(
      tx,
      cases,
      { from, rules: complaints.rules, complaint: complaint.value, lines: lines.value },
      now,
    )
    const isOver = complaint.value.state === 'processed'
    const lastMs = Math.max(complaint.value.complainedAt.getTime(), ...lines.value.map(({ at }) => at.getTime()))
    if (isOver && now.getTime() - lastMs > FOLLOW_DONE_MS) {
      await tx.deleteFrom('complaint_to_ask').where('complaint_id', '=', complaintId).execute()
      return
    }
    const nextMs = now.getTime() + (isOver ? DAY_MS : FOLLOW_EVERY_MS)
    // A notice that came while the provider was asked has moved it: that one is not forgotten.
    await tx
      .updateTable('complaint_to_ask')
      .set({ due_at: new Date(nextMs), tries: 0, last_code: null })
      .where('complaint_id', '=', complaintId)
      .where('due_at', '=', one.due_at)
      .execute()
  })
}

const isKept = async ({ db }: AskParts, complaintId: string) =>
  (await db
    .selectFrom('complaint')
    .select('complaint_id')
    .where('complaint_id', '=', complaintId)
    .executeTakeFirst()) !== undefined

async function putOff({ db, clock }: AskParts, one: ToAsk, pauseMs: number, code: string): Promise<void> {
  await db
    .updateTable('complaint_to_ask')
    .set({ due_at: new Date(clock.now() + pauseMs), tries: one.tries + 1, last_code: code })
    .where('complaint_id', '=', one.complaint_id)
    .where('due_at', '=', one.due_at)
    .execute()
}
