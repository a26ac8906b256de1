import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Logger } from 'pino'
import { post } from '../books/books.ts'
import { type CaseEvidence, sentence } from '../cases/cases.ts'
import type { Tables, UnclaimedPaymentTable } from '../ground/store/tables.ts'
import type { MerchantKey, Merchants, Transaction as Trade } from '../payments/payments.ts'
import { checkAfterMs, DAY_MS } from './back-off.ts'
import { audit } from './orders-audit.ts'
import type { CaseCause, OpenCases } from './refund-rows.ts'

export type UnclaimedRow = Selectable<UnclaimedPaymentTable>

const AGAIN_MS = 60_000
const BATCH = 50

/** What somebody says of a payment that no order knows. */
export interface SaidOfPayment {
  readonly outTradeNo: string
  readonly transactionId: string | null
  readonly totalFen: number | null
  readonly paidAt: Date | null
}

/**
 * Payments that no order knows: of a database that was restored, of a commit that was lost. Each is a row from when it was first heard
 * of, and a case as soon as its merchant has confirmed it by a signed answer; only a person ends it.
 */
export interface UnclaimedPayments {
  /** Keeps what was said, before anybody is told that it was heard. `jobId`: the order that a terminal remembers. */
  keep(from: MerchantKey, said: SaidOfPayment, saidBy: UnclaimedRow['said_by'], jobId?: string): Promise<void>
  /** Asks the merchants about every one that is due. */
  askDue(): Promise<void>
  /** Asks about those of one number now. */
  askNow(outTradeNo: string): Promise<void>
}

export interface UnclaimedParts {
  readonly db: Kysely<Tables>
  readonly merchants: Merchants
  readonly cases: OpenCases
  readonly log: Logger
  readonly now: () => Date
}

/** The case that a payment belongs to: the one of the terminal that remembers its order, else one of its own. */
export const causeOfUnclaimed = (row: Pick<UnclaimedRow, 'job_id' | 'out_trade_no'>): CaseCause =>
  row.job_id === null ? paidUnknown(row) : { kind: 'order-forgotten', subject: row.job_id }

const paidUnknown = (row: Pick<UnclaimedRow, 'out_trade_no'>): CaseCause => ({
  kind: 'paid-unknown',
  subject: row.out_trade_no,
})

export function createUnclaimedPayments(parts: UnclaimedParts): UnclaimedPayments {
  const { db, merchants, cases, log, now } = parts

  const ask = async (row: UnclaimedRow): Promise<void> => {
    const merchant = merchants.find({ provider: row.provider, merchantId: row.merchant_id })
    const answer = merchant ? await merchant.payments.query(row.out_trade_no) : null
    if (!answer) log.error({ provider: row.provider }, 'the merchant of an unclaimed payment is not configured here')
    const trade = answer?.ok ? answer.value : null
    const paidFen = trade?.state === 'paid' ? trade.totalFen : null
    const says = answer ? (answer.ok ? wordsOf(answer.value, paidFen) : answer.error.code) : sentence('not-asked')
    await db.transaction().execute(async tx => {
      const at = now()
      const locked = await lockUnclaimed(tx, row)
      if (locked?.state !== 'heard') return
      // What does not fit what was said before is believed when it is said again.
      const fits =
        paidFen !== null && (locked.said_fen === paidFen || locked.said_fen === null || locked.answer_fen === paidFen)
      const askedTimes = locked.asked_times + 1
      const gapMs = paidFen === null ? checkAfterMs(askedTimes) : AGAIN_MS
      const overdue = at.getTime() - locked.heard_at.getTime() > DAY_MS
      const next = fits ? null : new Date(at.getTime() + (overdue ? DAY_MS : gapMs))
      const changed = {
        ...{ state: fits ? ('told' as const) : ('heard' as const), answer: says, answer_fen: paidFen },
        ...{ asked_times: askedTimes, next_ask_at: next },
        transaction_id: trade?.transactionId ?? locked.transaction_id,
        paid_at: trade?.paidAt ?? locked.paid_at,
      }
      await update(tx, locked, changed)
      if (fits) await confirm(tx, { ...locked, ...changed }, paidFen, at)
      else if (overdue || locked.job_id !== null) await tell(tx, { ...locked, ...changed }, at)
    })
  }

  const confirm = async (tx: Transaction<Tables>, row: UnclaimedRow, paidFen: number, at: Date): Promise<void> => {
    if (paidFen > 0) {
      const entry = {
        subject: row.out_trade_no,
        cause: 'payment-unknown',
        amountFen: paidFen,
        reference: row.out_trade_no,
      } as const
      await post(tx, entry, at)
    }
    await audit(tx, at, {
      event: 'payment-unclaimed-confirmed',
      subject: row.out_trade_no,
      terminalId: null,
      detail: { provider: row.provider, merchantId: row.merchant_id, paidFen },
    })
    await tell(tx, row, at)
  }

  const tell = async (tx: Transaction<Tables>, row: UnclaimedRow, at: Date): Promise<void> => {
    const amountFen = row.answer_fen ?? row.said_fen
    const byItself = row.next_ask_at && { what: sentence('asks-again'), atMs: row.next_ask_at.getTime() }
    const evidence = evidenceOf(row, at)
    // Of an order that a terminal remembers the station's own reckoning of what is owed stands already.
    const amount = row.job_id === null ? { amountFen } : {}
    await cases.open(tx, { ...causeOfUnclaimed(row), ...amount, evidence, byItself }, at)
    log.error({ outTradeNo: row.out_trade_no, provider: row.provider }, 'a payment that no order knows')
  }

  return {
    keep: ({ provider, merchantId }, said, saidBy, jobId) =>
      db.transaction().execute(async tx => {
        const at = now()
        const inserted = await tx
          .insertInto('unclaimed_payment')
          .values({
            ...{ provider, merchant_id: merchantId, out_trade_no: said.outTradeNo, transaction_id: said.transactionId },
            ...{ said_fen: said.totalFen, paid_at: said.paidAt, said_by: saidBy, job_id: jobId ?? null },
            ...{ heard_at: at, state: 'heard', next_ask_at: at },
          })
          .onConflict(conflict => conflict.doNothing())
          .returning('out_trade_no')
          .executeTakeFirst()
        const detail = { provider, merchantId, saidFen: said.totalFen, saidBy }
        if (inserted) {
          await audit(tx, at, { event: 'payment-unclaimed', subject: said.outTradeNo, terminalId: null, detail })
          return
        }
        const known = { provider, merchant_id: merchantId, out_trade_no: said.outTradeNo }
        const row = await lockUnclaimed(tx, known)
        if (!row) return
        await update(tx, row, { heard_times: row.heard_times + 1 })
        if (jobId === undefined || row.job_id !== null) return
        // The payment has found the order that it was for: one case is enough.
        await update(tx, row, { job_id: jobId })
        const because = sentence('order-remembered')
        await cases.settle(tx, { ...paidUnknown(row), because }, at)
        if (row.state !== 'heard') await tell(tx, { ...row, job_id: jobId }, at)
      }),
    askDue: async () => {
      const due = await db
        .selectFrom('unclaimed_payment')
        .selectAll()
        .where('next_ask_at', '<=', now())
        .orderBy('next_ask_at')
        .limit(BATCH)
        .execute()
      for (const row of due)
        await ask(row).catch(error => log.error(error, 'an unclaimed payment could not be asked about'))
    },
    askNow: async outTradeNo => {
      const rows = await db
        .selectFrom('unclaimed_payment')
        .selectAll()
        .where('out_trade_no', '=', outTradeNo)
        .where('state', '=', 'heard')
        .execute()
      await Promise.all(rows.map(ask))
    },
  }
}

const wordsOf = ({ state, hasRefunds }: Trade, paidFen: number | null) => {
  if (paidFen === null) return sentence('payment-is', { state })
  return hasRefunds ? sentence('paid-and-gone-back', { paidFen }) : sentence('paid', { paidFen })
}

function evidenceOf(row: UnclaimedRow, at: Date): CaseEvidence {
  const facts = {
    ...{ outTradeNo: row.out_trade_no, provider: row.provider, merchantId: row.merchant_id },
    ...{ transactionId: row.transaction_id, paidAt: row.paid_at?.toISOString() ?? null },
  }
  const heard = {
    ...{ atMs: row.heard_at.getTime(), facts: { ...facts, saidFen: row.said_fen } },
    source: ({ notice: 'provider', station: 'station' } as const)[row.said_by],
    says: sentence('payment-without-order'),
  }
  if (row.answer === null) return [heard]
  return [
    heard,
    { source: 'provider', atMs: at.getTime(), says: row.answer, facts: { ...facts, paidFen: row.answer_fen } },
  ]
}

type Key = Pick<UnclaimedRow, 'provider' | 'merchant_id' | 'out_trade_no'>

/** The row of one payment, locked; undefined when nobody has told of it. */
export const lockUnclaimed = (tx: Transaction<Tables>, key: Key): Promise<UnclaimedRow | undefined> =>
  tx
    .selectFrom('unclaimed_payment')
    .selectAll()
    .where('provider', '=', key.provider)
    .where('merchant_id', '=', key.merchant_id)
    .where('out_trade_no', '=', key.out_trade_no)
    .forUpdate()
    .executeTakeFirst()

async function update(
  tx: Transaction<Tables>,
  key: Key,
  changes: Partial<Omit<UnclaimedRow, keyof Key>>,
): Promise<void> {
  await tx
    .updateTable('unclaimed_payment')
    .set(changes)
    .where('provider', '=', key.provider)
    .where('merchant_id', '=', key.merchant_id)
    .where('out_trade_no', '=', key.out_trade_no)
    .execute()
}
