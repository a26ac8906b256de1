import { z } from 'zod'
import { isLoopback } from '../loopback-server.ts'
import { type ErrorAnswer, refused } from './answer.ts'

const text = (max: number) => z.string().min(1).max(max)
const fen = z.int().min(1).max(100_000_000_00)

/** Plain http is allowed for this machine only: the real WeChat wants a public https address. */
const notifyUrl = (max: number) =>
  z
    .url({ protocol: /^https?$/ })
    .max(max)
    .refine(url => {
      const { protocol, hostname, search } = new URL(url)
      return search === '' && !url.includes('?') && (protocol === 'https:' || isLoopback(hostname))
    })

/** POST /v3/pay/transactions/native */
export const orderRequestSchema = z.object({
  appid: text(32),
  mchid: text(32),
  description: text(127),
  out_trade_no: z.string().regex(/^[0-9A-Za-z_\-|*]{6,32}$/),
  notify_url: notifyUrl(255),
  time_expire: z.iso.datetime({ offset: true }).optional(),
  attach: z.string().max(128).optional(),
  goods_tag: z.string().max(32).optional(),
  support_fapiao: z.boolean().optional(),
  amount: z.object({ total: fen, currency: z.literal('CNY').optional() }),
  scene_info: z
    .object({ payer_client_ip: z.string().max(45).optional(), device_id: z.string().max(32).optional() })
    .optional(),
})
export type OrderRequest = z.infer<typeof orderRequestSchema>

/** POST …/out-trade-no/{no}/close */
export const closeRequestSchema = z.object({ mchid: text(32) })

/** POST /v3/refund/domestic/refunds */
export const refundRequestSchema = z
  .object({
    transaction_id: text(32).optional(),
    out_trade_no: text(32).optional(),
    out_refund_no: z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/),
    reason: z.string().max(80).optional(),
    notify_url: notifyUrl(256).optional(),
    amount: z.object({ refund: fen, total: fen, currency: z.literal('CNY') }),
  })
  .refine(body => (body.transaction_id === undefined) !== (body.out_trade_no === undefined), {
    path: ['out_trade_no'],
    message: 'one of transaction_id and out_trade_no',
  })
export type RefundRequest = z.infer<typeof refundRequestSchema>

/** The only cards to which an abnormal refund is sent. */
const DEBIT_CARDS = [
  ...(['CMB_DEBIT', 'COMM_DEBIT', 'ABC_DEBIT', 'CCB_DEBIT', 'ICBC_DEBIT', 'BOC_DEBIT', 'PAB_DEBIT'] as const),
  ...(['SPDB_DEBIT', 'CITIC_DEBIT', 'CEB_DEBIT', 'CMBC_DEBIT', 'CIB_DEBIT', 'GDB_DEBIT', 'PSBC_DEBIT'] as const),
  'NBCB_DEBIT',
] as const

/** POST /v3/refund/domestic/refunds/{refund_id}/apply-abnormal-refund */
export const abnormalRefundRequestSchema = z.discriminatedUnion('type', [
  z.object({
    out_refund_no: text(64),
    type: z.literal('USER_BANK_CARD'),
    bank_type: z.enum(DEBIT_CARDS),
    bank_account: z.base64().min(1).max(1024),
    real_name: z.base64().min(1).max(1024),
  }),
  z.object({ out_refund_no: text(64), type: z.literal('MERCHANT_BANK_CARD') }),
])
export type AbnormalRefundRequest = z.infer<typeof abnormalRefundRequestSchema>

/** Parses a body that is JSON already; a misfit is WeChat's PARAM_ERROR with a pointer to the first bad field. */
export function readRequest<T>(
  schema: z.ZodType<T>,
  body: unknown,
): { ok: true; value: T } | { ok: false; error: ErrorAnswer } {
  const parsed = schema.safeParse(body)
  if (parsed.success) return { ok: true, value: parsed.data }
  const field = `/${(parsed.error.issues[0]?.path ?? []).join('/')}`
  return { ok: false, error: refused(400, 'PARAM_ERROR', `参数错误 parameter ${field}`, field) }
}

/** The same value written the same way, whatever the order of its fields. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`
}
