import { z } from 'zod'
import { err, ok, type Result } from '../../../src/result.ts'
import type { PaymentFailure, Refund, Transaction } from '../payment-port.ts'

/** Where refunds are asked for and asked about. */
export const REFUNDS = '/v3/refund/domestic/refunds'

const fenSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
const timeSchema = z.iso.datetime({ offset: true })
const numberSchema = z.string().min(1).max(64)
/** Optional in replies; anything but yuan makes every comparison of amounts meaningless, and is told apart from a broken reply. */
const currencySchema = z.string().max(16).default('CNY')

/** Reply to an order. The code is shown as it is and never followed. */
export const orderReplySchema = z.object({ code_url: z.string().regex(/^weixin:\/\/\S{1,500}$/) })

const transactionSchema = z.object({
  appid: z.string(),
  mchid: z.string(),
  out_trade_no: numberSchema,
  trade_state: z.string().max(32),
  transaction_id: numberSchema.optional(),
  success_time: timeSchema.optional(),
  amount: z.object({ total: fenSchema.optional(), currency: currencySchema }).optional(),
})

const refundAmountSchema = z.object({ refund: fenSchema.min(1), total: fenSchema.min(1), currency: currencySchema })

/** Words for people, and more kinds of them come with every year: one that cannot be read leaves the rest of a reply as good as it is. */
const receivedSchema = z.string().max(200).optional().catch(undefined)

const refundSchema = z.object({
  out_trade_no: numberSchema,
  out_refund_no: numberSchema,
  status: z.enum(['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL']),
  user_received_account: receivedSchema,
  amount: refundAmountSchema,
})

/** WeChat's own number of a refund, by which an abnormal one is taken up again. */
export const refundIdSchema = z.object({ refund_id: z.string().regex(/^\w{1,32}$/) })

/** A notice names the state otherwise than a reply does. */
const refundNoticeSchema = z.object({
  mchid: z.string(),
  out_trade_no: numberSchema,
  out_refund_no: numberSchema,
  refund_status: z.enum(['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL']),
  user_received_account: receivedSchema,
  amount: refundAmountSchema,
})

/** Whose money it must be. */
export interface Expected {
  readonly appid: string
  readonly mchid: string
}

const REFUND_STATES = {
  PROCESSING: 'processing',
  SUCCESS: 'succeeded',
  CLOSED: 'closed',
  ABNORMAL: 'abnormal',
} as const

function misfit(code: string): { ok: false; error: PaymentFailure } {
  return err({ kind: 'unknown', code })
}

/** Well signed, about the right number, and yet not to be booked: a person may have to look. */
function otherAmount(
  code: string,
  more: Pick<PaymentFailure, 'isOfRefund' | 'named'> = {},
): { ok: false; error: PaymentFailure } {
  return err({ kind: 'unknown', code, about: 'amount', ...more })
}

/** Reads an order as WeChat describes it in a query and in a notice. A reply about someone else's order is `unknown`. */
export function readTransaction(
  body: unknown,
  expected: Expected,
  outTradeNo?: string,
): Result<Transaction, PaymentFailure> {
  const parsed = transactionSchema.safeParse(body)
  if (!parsed.success) return misfit('REPLY_MALFORMED')
  const { data } = parsed
  if (data.appid !== expected.appid || data.mchid !== expected.mchid) return misfit('REPLY_OF_ANOTHER_MERCHANT')
  if (outTradeNo !== undefined && data.out_trade_no !== outTradeNo) return misfit('REPLY_OF_ANOTHER_ORDER')
  const state = stateOf(data.trade_state)
  if ((data.amount?.currency ?? 'CNY') !== 'CNY') return otherAmount('REPLY_IN_ANOTHER_CURRENCY')
  const totalFen = data.amount?.total ?? null
  const paidAt = data.success_time === undefined ? null : new Date(data.success_time)
  const transactionId = data.transaction_id ?? null
  if (state === 'paid' && (totalFen === null || transactionId === null || paidAt === null))
    return misfit('REPLY_INCOMPLETE')
  const hasRefunds = data.trade_state === 'REFUND'
  return ok({
    outTradeNo: data.out_trade_no,
    state,
    totalFen,
    transactionId,
    paidAt,
    ...(hasRefunds ? { hasRefunds } : {}),
  })
}

/** REVOKED, USERPAYING, PAYERROR and ACCEPT belong to bar-code payment. REFUND is a paid order with some refund. */
function stateOf(tradeState: string): Transaction['state'] {
  switch (tradeState) {
    case 'NOTPAY':
      return 'not-paid'
    case 'SUCCESS':
    case 'REFUND':
      return 'paid'
    case 'CLOSED':
      return 'closed'
    default:
      return 'unknown'
  }
}

/** What a refund reply must agree with; a query knows the number only. */
export interface ExpectedRefund {
  readonly outRefundNo: string
  readonly outTradeNo?: string
  readonly refundFen?: number
  readonly totalFen?: number
}

/** Reads a refund reply and compares it with what was asked for. */
export function readRefund(body: unknown, expected: ExpectedRefund): Result<Refund, PaymentFailure> {
  const parsed = refundSchema.safeParse(body)
  if (!parsed.success) return misfit('REPLY_MALFORMED')
  const { data } = parsed
  const differs = <T>(wanted: T | undefined, got: T) => wanted !== undefined && wanted !== got
  if (data.out_refund_no !== expected.outRefundNo || differs(expected.outTradeNo, data.out_trade_no))
    return misfit('REPLY_OF_ANOTHER_REFUND')
  if (data.amount.currency !== 'CNY') return otherAmount('REPLY_IN_ANOTHER_CURRENCY', { isOfRefund: true })
  if (differs(expected.refundFen, data.amount.refund) || differs(expected.totalFen, data.amount.total))
    return otherAmount('REPLY_WITH_ANOTHER_AMOUNT', {
      ...{ isOfRefund: true, named: { refundFen: data.amount.refund, totalFen: data.amount.total } },
    })
  return ok({
    outRefundNo: data.out_refund_no,
    state: REFUND_STATES[data.status],
    refundFen: data.amount.refund,
    ...receivedBy(data.status, data.user_received_account),
  })
}

/**
 * Whose account a refund has come to. Before its end the words name where it is meant to go. 商户基本账户 and 商户结算银行账户 are the merchant's own, and so
 * is any other account of a 商户; 企业支付商户 is a firm that has paid. Everything else is a purse or card of the payer.
 */
function receivedBy(status: string, account: string | undefined): Pick<Refund, 'receivedBy'> {
  const words = account?.replaceAll(/\s/g, '').replaceAll('企业支付商户', '') ?? ''
  if (status !== 'SUCCESS' || account === undefined || account.trim() === '') return {}
  return { receivedBy: words.includes('商户') ? 'merchant' : 'payer' }
}

/** Reads the content of a refund notice. */
export function readRefundNotice(
  body: unknown,
  mchid: string,
): Result<{ outTradeNo: string; refund: Refund }, PaymentFailure> {
  const parsed = refundNoticeSchema.safeParse(body)
  if (!parsed.success) return misfit('NOTICE_MALFORMED')
  const { data } = parsed
  if (data.mchid !== mchid) return misfit('NOTICE_OF_ANOTHER_MERCHANT')
  if (data.amount.currency !== 'CNY') return otherAmount('NOTICE_IN_ANOTHER_CURRENCY')
  const refund = {
    outRefundNo: data.out_refund_no,
    state: REFUND_STATES[data.refund_status],
    refundFen: data.amount.refund,
    ...receivedBy(data.refund_status, data.user_received_account),
  }
  return ok({ outTradeNo: data.out_trade_no, refund })
}
