import { sql, type Transaction } from 'kysely'
import { type Cases, sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Complaint, ComplaintLine, Complaints, MerchantKey } from '../payments/payments.ts'
import { type ComplaintRow, lockComplaint } from './complaint-rows.ts'
import { audit } from './complaints-audit.ts'

export interface Told {
  readonly from: MerchantKey
  readonly rules: Complaints['rules']
  readonly complaint: Complaint
  readonly lines: readonly ComplaintLine[]
}

/** Writes down what the provider says of a complaint now, with its history, and has the case of it say the same. Told again it changes nothing. */
export async function keepComplaint(
  tx: Transaction<Tables>,
  cases: Pick<Cases, 'open' | 'settle'>,
  told: Told,
  now: Date,
): Promise<void> {
  const { from, complaint, lines } = told
  const { complaintId } = complaint
  const before = await lockComplaint(tx, complaintId)
  // Two merchants can't have one complaint: who told it first keeps it.
  if (before && (before.provider !== from.provider || before.merchant_id !== from.merchantId)) return
  const orderId = (await orderOf(tx, from, complaint)) ?? before?.order_id ?? null
  const clocks = clocksOf(told)
  const said = {
    ...{ state: complaint.state, about: complaint.about, asked_fen: complaint.askedFen, order_id: orderId },
    payments: JSON.stringify(complaint.payments),
    ...{ is_fully_refunded: complaint.isFullyRefunded, awaits_answer: complaint.awaitsAnswer, times: complaint.times },
    ...{ is_with_provider: complaint.isWithProvider, is_answered_elsewhere: complaint.isAnsweredElsewhere, ...clocks },
    // What was emptied stays so, whatever the provider still has.
    ...(before?.emptied_at
      ? {}
      : {
          ...{ problem: complaint.problem, words: complaint.text, phone_masked: complaint.phoneMasked },
          pictures: JSON.stringify(complaint.pictures),
        }),
  }
  if (!before) {
    await tx
      .insertInto('complaint')
      .values({
        ...{ complaint_id: complaintId, provider: from.provider, merchant_id: from.merchantId },
        ...{ complained_at: complaint.complainedAt, heard_at: now, changed_at: now },
        ...{ problem: complaint.problem, words: complaint.text, phone_masked: complaint.phoneMasked },
        ...{ pictures: JSON.stringify(complaint.pictures), ...said },
      })
      .execute()
  }
  const added = before?.emptied_at ? 0 : await addLines(tx, complaintId, lines)
  const hasChanged = !before || added > 0 || differs(before, told, orderId)
  if (before) {
    const changed = hasChanged ? { changed_at: now } : {}
    await tx
      .updateTable('complaint')
      .set({ ...said, ...changed })
      .where('complaint_id', '=', complaintId)
      .execute()
  }
  if (!hasChanged) return
  const detail = { state: complaint.state, orderId, times: complaint.times, awaitsAnswer: complaint.awaitsAnswer }
  const event = before ? 'complaint-changed' : 'complaint-heard'
  await audit(tx, now, { event, subject: complaintId, terminalId: null, detail })
  await tellCase(tx, cases, told, { orderId, clocks }, now)
}

/** The order of the first of its payments that one here has, under the merchant that was complained of. */
async function orderOf(tx: Transaction<Tables>, from: MerchantKey, { payments }: Complaint): Promise<string | null> {
  if (payments.length === 0) return null
  const row = await tx
    .selectFrom('print_order')
    .select('order_id')
    .where('provider', '=', from.provider)
    .where('merchant_id', '=', from.merchantId)
    .where(or =>
      or.or([
        or(
          'out_trade_no',
          'in',
          payments.map(({ outTradeNo }) => outTradeNo),
        ),
        or(
          'transaction_id',
          'in',
          payments.map(({ transactionId }) => transactionId),
        ),
      ]),
    )
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return row?.order_id ?? null
}

/** Counted from the complaint, and anew where it was complained again of what had been called dealt with. */
export function clocksOf({ complaint, lines, rules }: Pick<Told, 'complaint' | 'lines' | 'rules'>) {
  const startMs = Math.max(
    complaint.complainedAt.getTime(),
    ...lines.filter(({ what }) => what === 'USER_CONTINUE_COMPLAINT').map(({ at }) => at.getTime()),
  )
  const isAnswered = lines.some(({ by, at }) => by === 'merchant' && at.getTime() >= startMs)
  const isOver = complaint.state === 'processed'
  return {
    answer_by: isOver || isAnswered ? null : new Date(startMs + rules.answerWithinMs),
    complete_by: isOver ? null : new Date(startMs + rules.completeWithinMs),
  }
}

async function addLines(
  tx: Transaction<Tables>,
  complaintId: string,
  lines: readonly ComplaintLine[],
): Promise<number> {
  if (lines.length === 0) return 0
  const { rows } = await sql<{ line_id: string }>`
    insert into complaint_line (complaint_id, line_id, at, by_whom, what, words, pictures)
    select ${complaintId}::text, l->>'lineId', (l->>'at')::timestamptz, l->>'by', l->>'what', l->>'words', l->'pictures'
    from jsonb_array_elements(${JSON.stringify(lines)}::jsonb) l
    on conflict do nothing returning line_id`.execute(tx)
  return rows.length
}

const differs = (before: ComplaintRow, { complaint }: Told, orderId: string | null): boolean =>
  before.state !== complaint.state ||
  before.awaits_answer !== complaint.awaitsAnswer ||
  before.times !== complaint.times ||
  before.is_fully_refunded !== complaint.isFullyRefunded ||
  before.is_with_provider !== complaint.isWithProvider ||
  before.order_id !== orderId

/** What the payer wrote stands in no case: its history is kept for ever, and nothing personal is in it. */
async function tellCase(
  tx: Transaction<Tables>,
  cases: Pick<Cases, 'open' | 'settle'>,
  { complaint, from }: Told,
  { orderId, clocks }: { readonly orderId: string | null; readonly clocks: ReturnType<typeof clocksOf> },
  now: Date,
): Promise<void> {
  const cause = { kind: 'complaint', subject: complaint.complaintId } as const
  const [payment] = complaint.payments
  const evidence = [
    {
      source: 'provider' as const,
      atMs: now.getTime(),
      says: sentence('complaint-stands', { state: complaint.state }),
      facts: {
        ...{ provider: from.provider, outTradeNo: payment?.outTradeNo ?? null, times: complaint.times },
        ...{ transactionId: payment?.transactionId ?? null, amountFen: payment?.amountFen ?? null },
        answerDueAt: clocks.answer_by?.toISOString() ?? null,
        completeDueAt: clocks.complete_by?.toISOString() ?? null,
      },
    },
    ...(orderId === null
      ? [{ source: 'server' as const, atMs: now.getTime(), says: sentence('complaint-of-no-order') }]
      : []),
  ]
  if (complaint.state === 'processed') {
    await cases.settle(tx, { ...cause, because: sentence('complaint-processed'), evidence }, now)
    return
  }
  const dueAt = clocks.answer_by ?? clocks.complete_by
  const what = sentence(clocks.answer_by ? 'complaint-answer-due' : 'complaint-complete-due')
  await cases.open(tx, { ...cause, orderId, evidence, byItself: dueAt && { what, atMs: dueAt.getTime() } }, now)
}
