import { constants, privateDecrypt } from 'node:crypto'
import { z } from 'zod'
import { maskNumber } from '../../../src/rules/masking.ts'
import { plainLine, plainText } from '../../../src/rules/plain-text.ts'
import type { Complaint, ComplaintLine } from '../complaint-port.ts'
import type { WechatConfig } from './wechat-config.ts'
import { pictureIdOf } from './wechat-pictures.ts'

const WORDS_MAX = 2_000
const PICTURES_MAX = 20
const PAYMENTS_MAX = 20

/** What people have typed: kept as it may be shown, and cut where it has no end. Absent is empty. */
const wordsSchema = z
  .string()
  .optional()
  .transform(text => [...plainText(text ?? '')].slice(0, WORDS_MAX).join(''))
const timeSchema = z.iso.datetime({ offset: true }).transform(text => new Date(text))
const idSchema = z.string().regex(/^[\w-]{1,64}$/)

/** Pictures are listed in three ways; what is none of them leaves the rest of a complaint as good as it is. */
const mediaSchema = z.object({ media_url: z.array(z.string()).optional() })
const picturesOf = (lists: readonly z.infer<typeof mediaSchema>[], more: readonly string[] = []): string[] =>
  [...lists.flatMap(({ media_url = [] }) => media_url), ...more]
    .flatMap(url => pictureIdOf(url) ?? [])
    .slice(0, PICTURES_MAX)

const complaintSchema = z.object({
  complaint_id: idSchema,
  complaint_time: timeSchema,
  complaint_detail: wordsSchema,
  complaint_state: z.enum(['PENDING', 'PROCESSING', 'PROCESSED']),
  complainted_mchid: z.string(),
  payer_phone: z.base64().max(1_024).optional().catch(undefined),
  complaint_order_info: z
    .array(
      z.object({ transaction_id: idSchema, out_trade_no: z.string().min(1).max(64), amount: z.int().min(0).max(1e12) }),
    )
    .default([]),
  complaint_media_list: z.array(mediaSchema).optional().catch(undefined),
  complaint_full_refunded: z.boolean().default(false),
  incoming_user_response: z.boolean().default(false),
  problem_description: wordsSchema,
  user_complaint_times: z.int().min(0).max(1_000_000).default(1),
  problem_type: z.string().optional(),
  apply_refund_amount: z.int().min(0).max(1_000_000_000).optional().catch(undefined),
  in_platform_service: z.boolean().optional().catch(undefined),
  need_immediate_service: z.boolean().optional().catch(undefined),
})

const STATES = { PENDING: 'pending', PROCESSING: 'processing', PROCESSED: 'processed' } as const

/** One complaint; null where it can't be read, or is against another merchant. */
export function readComplaint(
  body: unknown,
  { mchid, merchantPrivateKeyPem }: Pick<WechatConfig, 'mchid' | 'merchantPrivateKeyPem'>,
): Complaint | null {
  const { data } = complaintSchema.safeParse(body)
  if (!data || data.complainted_mchid !== mchid) return null
  return {
    ...{ complaintId: data.complaint_id, complainedAt: data.complaint_time, text: data.complaint_detail },
    ...{ problem: data.problem_description, state: STATES[data.complaint_state] },
    about: data.problem_type === 'REFUND' ? 'refund' : data.problem_type === 'SERVICE_NOT_WORK' ? 'service' : 'other',
    payments: data.complaint_order_info.slice(0, PAYMENTS_MAX).map(one => ({
      ...{ outTradeNo: one.out_trade_no, transactionId: one.transaction_id, amountFen: one.amount },
    })),
    askedFen: data.apply_refund_amount ?? null,
    phoneMasked: data.payer_phone === undefined ? null : maskedPhone(data.payer_phone, merchantPrivateKeyPem),
    pictures: picturesOf(data.complaint_media_list ?? []),
    ...{ isFullyRefunded: data.complaint_full_refunded, awaitsAnswer: data.incoming_user_response },
    ...{ times: data.user_complaint_times, isWithProvider: data.in_platform_service ?? false },
    isAnsweredElsewhere: data.need_immediate_service ?? false,
  }
}

/** Sealed under our own key. One that was sealed for a key of before, or holds no number, is none. */
function maskedPhone(sealed: string, key: WechatConfig['merchantPrivateKeyPem']): string | null {
  try {
    const how = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }
    const phone = privateDecrypt(how, Buffer.from(sealed, 'base64')).toString('utf8').trim()
    return /^[\d+ -]{5,20}$/.test(phone) ? maskNumber(phone) : null
  } catch {
    return null
  }
}

export const listSchema = z.object({ data: z.array(z.unknown()).max(50).default([]) })
export const linesSchema = z.object({ data: z.array(z.unknown()).max(300).default([]) })
export const addressSchema = z.object({ url: z.string().max(300) })

const lineSchema = z.object({
  log_id: idSchema,
  operate_time: timeSchema,
  operate_type: z.string().max(64).transform(plainLine),
  operate_details: wordsSchema,
  complaint_media_list: z
    .union([mediaSchema.transform(one => [one]), z.array(mediaSchema)])
    .optional()
    .catch(undefined),
  image_list: z.array(z.string()).optional().catch(undefined),
})

/** One line of the history; null where it can't be read. */
export function readLine(body: unknown): ComplaintLine | null {
  const { data } = lineSchema.safeParse(body)
  if (!data) return null
  const what = data.operate_type
  const isOfSystem = what.endsWith('_SYSTEM_MESSAGE')
  return {
    ...{ lineId: data.log_id, at: data.operate_time, what, words: data.operate_details },
    by:
      !isOfSystem && what.startsWith('USER_')
        ? 'payer'
        : !isOfSystem && what.startsWith('MERCHANT_')
          ? 'merchant'
          : 'provider',
    pictures: picturesOf(data.complaint_media_list ?? [], data.image_list),
  }
}
