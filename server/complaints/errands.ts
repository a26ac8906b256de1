import type { Ground } from '../ground/ground.ts'
import type { Complaints, Merchants } from '../payments/payments.ts'
import { actOf, type ErrandRow, toAsk } from './complaint-rows.ts'
import { audit } from './complaints-audit.ts'
import { openPauseMs, refusedPauseMs } from './pauses.ts'

const AT_ONCE = 50

export interface ErrandParts extends Pick<Ground, 'db' | 'clock'> {
  readonly merchants: Pick<Merchants, 'find'>
}

/**
 * Has the provider do what staff want about complaints, of one complaint in the order in which it was wanted. That it is tried is written down
 * before it is: whoever goes on after a crash, or after silence, first looks whether it has happened. A refusal is shown and tried again, for
 * it may go through once somebody has changed something; it ends by proof, or by a person who takes it back.
 */
export async function errandsDue(parts: ErrandParts, signal?: AbortSignal): Promise<void> {
  const { db, clock } = parts
  const due = await db
    .selectFrom('complaint_errand as e')
    .selectAll('e')
    .where('state', '=', 'due')
    .where('due_at', '<=', new Date(clock.now()))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('complaint_errand as b')
            .select('b.errand_id')
            .whereRef('b.complaint_id', '=', 'e.complaint_id')
            .where('b.state', '=', 'due')
            .whereRef('b.errand_id', '<', 'e.errand_id'),
        ),
      ),
    )
    .orderBy('due_at')
    .limit(AT_ONCE)
    .execute()
  for (const errand of due) {
    if (signal?.aborted) return
    await carryOut(parts, errand)
  }
}

async function carryOut(parts: ErrandParts, errand: ErrandRow): Promise<void> {
  const { db, clock, merchants } = parts
  const complaint = await db
    .selectFrom('complaint')
    .select(['provider', 'merchant_id', 'state'])
    .where('complaint_id', '=', errand.complaint_id)
    .executeTakeFirstOrThrow()
  const complaints = merchants.find({ provider: complaint.provider, merchantId: complaint.merchant_id })?.payments
    .complaints
  const began = await db
    .updateTable('complaint_errand')
    .set({ tries: errand.tries + 1, due_at: new Date(clock.now() + openPauseMs(errand.tries + 1)) })
    .where('errand_id', '=', errand.errand_id)
    .where('state', '=', 'due')
    .where('tries', '=', errand.tries)
    .returning('errand_id')
    .executeTakeFirst()
  // Taken back meanwhile, or another server has it.
  if (!began) return
  if (!complaints) return failed(parts, errand, { kind: 'refused', code: 'MERCHANT_NOT_CONFIGURED' })
  const [id, act] = [errand.complaint_id, actOf(errand)]
  if (errand.tries > 0) {
    const happened = await hasHappened(complaints, errand)
    if (!happened.ok) return failed(parts, errand, happened.error)
    if (happened.value) return done(parts, errand, complaint)
  }
  const answer = await complaints.act(id, act, errand.wanted_at)
  if (answer.ok) return done(parts, errand, complaint)
  await failed(parts, errand, answer.error)
  // The refusal may say that it stands otherwise there than here.
  await toAsk(db, { complaintId: id, provider: complaint.provider, merchantId: complaint.merchant_id }, now(parts))
}

const hasHappened = (complaints: Complaints, errand: ErrandRow) =>
  complaints.hasHappened(errand.complaint_id, actOf(errand), errand.wanted_at)

const now = ({ clock }: Pick<ErrandParts, 'clock'>) => new Date(clock.now())

async function done(
  parts: ErrandParts,
  errand: ErrandRow,
  { provider, merchant_id: merchantId }: { readonly provider: string; readonly merchant_id: string },
): Promise<void> {
  await parts.db.transaction().execute(async tx => {
    await tx
      .updateTable('complaint_errand')
      .set({ state: 'done', ended_at: now(parts), failed_code: null, failed_words: null, is_refused: false })
      .where('errand_id', '=', errand.errand_id)
      .where('state', '=', 'due')
      .execute()
    await toAsk(tx, { complaintId: errand.complaint_id, provider, merchantId }, now(parts))
    const entry = { event: 'complaint-errand-done', subject: errand.complaint_id, terminalId: null } as const
    await audit(tx, now(parts), { ...entry, detail: { act: errand.act, tries: errand.tries + 1 } })
  })
}

async function failed(
  parts: ErrandParts,
  errand: ErrandRow,
  { kind, code, words }: { readonly kind: string; readonly code: string; readonly words?: string },
): Promise<void> {
  const isRefused = kind !== 'unknown'
  const pauseMs = (isRefused ? refusedPauseMs : openPauseMs)(errand.tries + 1)
  await parts.db.transaction().execute(async tx => {
    await tx
      .updateTable('complaint_errand')
      .set({
        ...{ due_at: new Date(parts.clock.now() + pauseMs), is_refused: isRefused },
        ...{ failed_code: code, failed_words: words?.replaceAll('\0', ' ') ?? null },
      })
      .where('errand_id', '=', errand.errand_id)
      .where('state', '=', 'due')
      .execute()
    if (!isRefused || (errand.is_refused && errand.failed_code === code)) return
    const entry = { event: 'complaint-errand-refused', subject: errand.complaint_id, terminalId: null } as const
    await audit(tx, now(parts), { ...entry, detail: { act: errand.act, code } })
  })
}
