import type { Transaction } from 'kysely'
import { err, ok } from '../../src/result.ts'
import { post } from '../books/books.ts'
import { type CaseAbout, type CaseActs, type Cases, sentence, type TakenAct } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './orders-audit.ts'
import { applyToRefund, oweRefund } from './refund-rows.ts'
import type { UnclaimedRow } from './unclaimed-payments.ts'

type Tx = Transaction<Tables>

/** The payments that a case is about, locked: of a forgotten order those of its number at each merchant that was asked. */
export function lockUnclaimedOf(
  tx: Tx,
  { kind, subject }: Pick<CaseAbout, 'kind' | 'subject'>,
): Promise<UnclaimedRow[]> {
  const rows = tx.selectFrom('unclaimed_payment').selectAll().orderBy('provider').orderBy('merchant_id').forUpdate()
  if (kind === 'order-forgotten') return rows.where('job_id', '=', subject).execute()
  // A second line of one number in a bill is a cause of its own, with the day behind the number.
  return rows.where('out_trade_no', '=', subject.split('/')[0] ?? '').execute()
}

/** What a person may do about a payment that no order knows. It is paid back from what its merchant has confirmed, and no more than that. */
export function carryOutUnclaimed(cases: Cases): CaseActs['carryOut'] {
  const end = async (tx: Tx, act: TakenAct, now: Date) => {
    for (const row of await lockUnclaimedOf(tx, act)) {
      await over(tx, row)
      if (row.state === 'told' && (row.answer_fen ?? 0) > 0) await post(tx, keptEntry(row, act), now)
    }
    await tellTrail(tx, act, now)
    return ok({ isUnderWay: false })
  }
  const payBack: NonNullable<CaseActs['carryOut']['refund']> = async (tx, act, now) => {
    const rows = await lockUnclaimedOf(tx, act)
    const found = paidBackOf(rows, act)
    if (typeof found === 'string') return err(found)
    const { paid, totalFen, refundFen } = found
    const owed = { orderId: null, provider: paid.provider, merchantId: paid.merchant_id, outTradeNo: paid.out_trade_no }
    const answers = { kind: act.kind, subject: act.subject }
    const refundId = await oweRefund(tx, { ...owed, cause: 'by-hand-decided', refundFen, totalFen, answers }, now)
    const { caseNumber: reference } = act
    await post(tx, { subject: paid.out_trade_no, cause: 'refund-owed', amountFen: refundFen, reference }, now)
    if (refundFen < totalFen) await post(tx, keptEntry({ ...paid, answer_fen: totalFen - refundFen }, act), now)
    for (const row of rows) await over(tx, row)
    await tellTrail(tx, act, now)
    if (act.act === 'refund')
      return ok({ isUnderWay: true, byItself: { what: sentence('pays-back'), atMs: now.getTime() } })
    const because = [act.reference, act.reason].filter(word => word !== null).join('; ')
    const event = { kind: 'paid-by-hand', by: act.by.join(', '), because } as const
    await applyToRefund(tx, cases, refundId, event, now, { actOn: act })
    return ok({ isUnderWay: false })
  }
  return { refund: payBack, 'refunded-by-hand': payBack, close: end }
}

/** Out of which payment how much goes back, or a sentence why none. */
function paidBackOf(rows: readonly UnclaimedRow[], { amountFen }: Pick<TakenAct, 'amountFen'>) {
  const paid = rows.find(row => row.state === 'told' && (row.answer_fen ?? 0) > 0)
  if (!paid && rows.some(row => row.state === 'over')) return sentence('payment-decided')
  if (!paid) return sentence('payment-unconfirmed')
  const totalFen = paid.answer_fen ?? 0
  const refundFen = amountFen ?? totalFen
  if (refundFen <= 0 || refundFen > totalFen) return sentence('merchant-has', { refundFen: totalFen })
  return { paid, totalFen, refundFen }
}

/** Why nothing can be paid back as it is wanted, before a second person is asked. */
export const whyNotUnclaimed: NonNullable<CaseActs['whyNot']> = async (tx, act) => {
  const found = paidBackOf(await lockUnclaimedOf(tx, act), act)
  return typeof found === 'string' ? found : null
}

/** What a person has decided that the university keeps. */
const keptEntry = (row: UnclaimedRow, { caseNumber }: TakenAct) =>
  ({ subject: row.out_trade_no, cause: 'charged', amountFen: row.answer_fen ?? 0, reference: caseNumber }) as const

async function over(tx: Tx, { provider, merchant_id, out_trade_no }: UnclaimedRow): Promise<void> {
  await tx
    .updateTable('unclaimed_payment')
    .set({ state: 'over', next_ask_at: null })
    .where('provider', '=', provider)
    .where('merchant_id', '=', merchant_id)
    .where('out_trade_no', '=', out_trade_no)
    .execute()
}

const tellTrail = (tx: Tx, { kind, subject, act, amountFen, by }: TakenAct, now: Date) =>
  audit(tx, now, {
    event: 'payment-unclaimed-decided',
    subject,
    terminalId: null,
    detail: { kind, act, amountFen, by: by.join(', ') },
  })
