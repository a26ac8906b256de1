import { err } from '../../src/result.ts'
import { balanceOf, post } from '../books/books.ts'
import { type CaseAbout, type CaseActs, sentence, type TakenAct } from '../cases/cases.ts'
import { type CarryOutAct, OVER, personOf, type Tx } from './on-order.ts'
import { audit } from './orders-audit.ts'
import { owedRefundsOf, sumFen } from './owed-refunds.ts'
import { lockRefund } from './refund-rows.ts'

/** A refund that the provider has paid out and that no entry of the books has. */
interface PaidBeside {
  readonly outRefundNo: string
  readonly provider: string
  readonly merchantId: string | null
  readonly outTradeNo: string
  readonly orderId: string | null
  /** Amounts that signed answers, or bills, name of it. */
  readonly saidFen: readonly number[]
}

/** What a person may do about a refund that the provider has otherwise than the house: enter it as lost, where nobody owed it. */
export function lostActs(): CaseActs {
  return {
    lock: (tx, about) => lockAbout(tx, about),
    whyNot: async (tx, act) => {
      const found = await lossOf(tx, act)
      return typeof found === 'string' ? found : null
    },
    carryOut: { 'book-loss': bookLoss },
  }
}

const bookLoss: CarryOutAct = async (tx, act, now) => {
  const found = await lossOf(tx, act)
  if (typeof found === 'string') return err(found)
  const { outRefundNo, provider, merchantId, outTradeNo, orderId } = found.paid
  const subject = orderId ?? outTradeNo
  await tx
    .insertInto('lost_refund')
    .values({
      ...{ out_refund_no: outRefundNo, provider, merchant_id: merchantId, out_trade_no: outTradeNo, order_id: orderId },
      ...{ lost_fen: found.lostFen, case_number: act.caseNumber, entered_at: now },
    })
    .execute()
  await post(tx, { subject, cause: 'refund-lost', amountFen: found.lostFen, reference: outRefundNo }, now)
  const detail = { outRefundNo, lostFen: found.lostFen, ...personOf(act) }
  await audit(tx, now, { event: 'refund-lost', subject, terminalId: null, detail })
  return OVER
}

/** What is lost, or a sentence why nothing is, or why it can't be said yet. */
async function lossOf(
  tx: Tx,
  { subject, amountFen }: TakenAct,
): Promise<{ readonly paid: PaidBeside; readonly lostFen: number } | string> {
  const paid = (await ofOwnRefund(tx, subject)) ?? (await ofUnasked(tx, subject))
  if (paid === null || paid === undefined) return sentence('nothing-lost')
  const { outRefundNo: number, orderId, outTradeNo } = paid
  const known = await tx
    .selectFrom('lost_refund')
    .select('case_number')
    .where('out_refund_no', '=', number)
    .executeTakeFirst()
  if (known) return sentence('loss-entered', { caseNumber: known.case_number })
  if (await isNotedByHand(tx, paid)) return sentence('loss-noted-by-hand')
  const lostFen = amountFen ?? paid.saidFen[0] ?? 0
  if (!paid.saidFen.includes(lostFen)) return sentence('loss-is-another', { saidFen: paid.saidFen[0] ?? 0 })
  const owed = orderId === null ? [] : await owedRefundsOf(tx, orderId)
  if (owed.length > 0) return sentence('loss-owed-first', { owedFen: sumFen(owed), number })
  const balance = await balanceOf(tx, orderId ?? outTradeNo)
  if (!(await isInBooks(tx, orderId ?? outTradeNo))) return sentence('loss-of-unbooked')
  if (balance.visitor < 0) return sentence('loss-undecided-first')
  if (lostFen > balance.provider) return sentence('loss-beyond-provider', { leftFen: balance.provider })
  return { paid, lostFen }
}

const rowOf = (tx: Tx, subject: string) =>
  tx
    .selectFrom('refund')
    .selectAll()
    // Cases of before were opened under the key of the refund.
    .where(({ or, eb }) => or([eb('out_refund_no', '=', subject), eb('refund_id', '=', subject)]))
    .executeTakeFirst()

/** A refund of ours: undefined where there is none of that number, null where nothing of it has left beside the books. */
async function ofOwnRefund(tx: Tx, subject: string): Promise<PaidBeside | null | undefined> {
  const row = await rowOf(tx, subject)
  if (!row) return undefined
  const isEnded = row.state === 'paid-by-hand' || row.state === 'written-off'
  if (!isEnded || row.returned_at !== null) return null
  const onBill = await billedOf(tx, row.out_refund_no)
  const saidFen = [...(row.paid_beside_fen === null ? [] : [row.paid_beside_fen]), ...(onBill?.saidFen ?? [])]
  if (saidFen.length === 0) return null
  return {
    ...{ outRefundNo: row.out_refund_no, provider: row.provider, merchantId: row.merchant_id, saidFen },
    ...{ outTradeNo: row.out_trade_no, orderId: row.order_id },
  }
}

/** One that nobody here has asked for, as a notice or a bill has it. */
async function ofUnasked(tx: Tx, subject: string): Promise<PaidBeside | null> {
  if (await rowOf(tx, subject)) return null
  const told = await tx
    .selectFrom('unknown_refund')
    .selectAll()
    .where('out_refund_no', '=', subject)
    .where('said_state', '=', 'succeeded')
    .executeTakeFirst()
  const onBill = await billedOf(tx, subject)
  const at = told ?? onBill
  if (!at) return null
  const order = await tx
    .selectFrom('print_order')
    .select('order_id')
    .where('out_trade_no', '=', at.out_trade_no)
    .where('provider', '=', at.provider)
    .where('merchant_id', '=', at.merchant_id)
    .executeTakeFirst()
  return {
    ...{ outRefundNo: subject, provider: at.provider, merchantId: at.merchant_id, outTradeNo: at.out_trade_no },
    orderId: order?.order_id ?? null,
    saidFen: [...(told ? [told.said_fen] : []), ...(onBill?.saidFen ?? [])],
  }
}

/** The refund as bills have it that call it successful. */
async function billedOf(tx: Tx, outRefundNo: string) {
  const lines = await tx
    .selectFrom('bill_line')
    .select(['provider', 'merchant_id', 'out_trade_no', 'amount_fen'])
    .where('kind', '=', 'refund')
    .where('out_refund_no', '=', outRefundNo)
    .where('refund_state', '=', 'succeeded')
    .orderBy('day')
    .execute()
  const [first] = lines
  return first && { ...first, saidFen: lines.map(line => line.amount_fen) }
}

/** Whether a person has noted a refund of this payment as paid by hand, and this number as that under which it is found. */
async function isNotedByHand(tx: Tx, { outTradeNo, outRefundNo }: PaidBeside): Promise<boolean> {
  const rows = await tx
    .selectFrom('refund')
    .select('ended_because')
    .where('out_trade_no', '=', outTradeNo)
    .where('state', '=', 'paid-by-hand')
    .execute()
  return rows.some(one => one.ended_because?.split('; ')[0]?.toLowerCase() === outRefundNo.toLowerCase())
}

async function isInBooks(tx: Tx, subject: string): Promise<boolean> {
  const entry = await tx
    .selectFrom('book_entry')
    .select('entry_id')
    .where('subject', '=', subject)
    .where('cause', 'in', ['payment-seen', 'payment-unknown'])
    .executeTakeFirst()
  return entry !== undefined
}

/** As everybody locks it: the order, the refund, and then the case. */
async function lockAbout(tx: Tx, { subject, orderId }: CaseAbout): Promise<void> {
  const row = await rowOf(tx, subject)
  if (row) await lockRefund(tx, row.refund_id)
  else if (orderId !== null)
    await tx.selectFrom('print_order').select('order_id').where('order_id', '=', orderId).forUpdate().execute()
}
