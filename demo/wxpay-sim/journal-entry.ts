import { z } from 'zod'
import { complaintEntries } from './complaint-entries.ts'

const number = z.string().max(64)
const fen = z.int().min(0)
const atMs = z.number()

/** The content of an order as the merchant sent it; `canonical` is what a repeat must equal. */
const orderContentSchema = z.object({
  appid: z.string(),
  description: z.string(),
  totalFen: fen,
  notifyUrl: z.string(),
  attach: z.string().optional(),
  deviceId: z.string().optional(),
  canonical: z.string(),
})

/** Everything that can happen at the gateway. The state is what these lines add up to, before and after a restart. */
const entrySchemas = [
  z.object({
    type: z.literal('order-opened'),
    outTradeNo: number,
    content: orderContentSchema,
    expiresAtMs: atMs.nullable(),
  }),
  z.object({ type: z.literal('code-issued'), outTradeNo: number, pr: z.string() }),
  z.object({ type: z.literal('paid'), outTradeNo: number, transactionId: z.string(), payerTotalFen: fen }),
  z.object({ type: z.literal('payment-refused'), outTradeNo: number, reason: z.string() }),
  z.object({ type: z.literal('order-closed'), outTradeNo: number, by: z.enum(['merchant', 'wechat']) }),
  z.object({
    type: z.literal('refund-accepted'),
    outTradeNo: number,
    outRefundNo: number,
    refundId: z.string(),
    refundFen: fen,
    canonical: z.string(),
    notifyUrl: z.string().optional(),
    settlesAs: z.enum(['SUCCESS', 'CLOSED', 'ABNORMAL', 'never']),
    settlesAtMs: atMs,
  }),
  z.object({
    type: z.literal('refund-settled'),
    outTradeNo: number,
    outRefundNo: number,
    status: z.enum(['SUCCESS', 'CLOSED', 'ABNORMAL']),
  }),
  z.object({
    type: z.literal('refund-resumed'),
    outTradeNo: number,
    outRefundNo: number,
    settlesAtMs: atMs,
    settlesAs: z.enum(['SUCCESS', 'CLOSED', 'ABNORMAL', 'never']).default('SUCCESS'),
    /** As WeChat writes where it goes: of a card the bank and its last four digits, and nothing more of it anywhere. */
    receivedAccount: z.string().max(64).optional(),
  }),
  z.object({
    type: z.literal('notice-made'),
    id: z.string(),
    outTradeNo: number,
    url: z.string(),
    body: z.string(),
    dueAtMs: atMs,
  }),
  z.object({
    type: z.literal('notice-attempted'),
    id: z.string(),
    outTradeNo: number,
    outcome: z.enum(['done', 'failed', 'dropped']),
    /** HTTP status, or what went wrong before there was one. */
    answer: z.string(),
    nextAtMs: atMs.nullable(),
  }),
  ...complaintEntries,
  z.object({ type: z.literal('clock-advanced'), ms: z.number() }),
] as const

const happeningSchema = z.discriminatedUnion('type', entrySchemas)

/** One thing that happened. */
export type Happening = z.infer<typeof happeningSchema>

export const journalEntrySchema = z.object({ seq: z.int().min(1), atMs, happening: happeningSchema })

/** A line of the journal. */
export type JournalEntry = z.infer<typeof journalEntrySchema>
