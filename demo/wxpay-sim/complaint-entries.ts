import { z } from 'zod'

const number = z.string().max(64)

/** What has been done about a complaint, in WeChat's words; the misspelt one is its own. */
export const OPERATE_TYPES = [
  ...(['USER_CREATE_COMPLAINT', 'USER_CONTINUE_COMPLAINT', 'USER_RESPONSE', 'MERCHANT_RESPONSE'] as const),
  ...(['MERCHANT_CONFIRM_COMPLETE', 'MERCHANT_APPROVE_REFUND', 'MERCHANT_REFUSE_RERUND'] as const),
  ...(['COMPLAINT_REFUND_RECEIVED_SYSTEM_MESSAGE', 'USER_APPLY_PLATFORM_SERVICE'] as const),
] as const
export type OperateType = (typeof OPERATE_TYPES)[number]

export const COMPLAINT_STATES = ['PENDING', 'PROCESSING', 'PROCESSED'] as const
export type ComplaintState = (typeof COMPLAINT_STATES)[number]

export const pictureSchema = z.object({
  mediaId: z.string().regex(/^[\w.-]{1,64}$/),
  type: z.string().max(40),
  base64: z.base64().max(8_000_000),
})
export type Picture = z.infer<typeof pictureSchema>

/** What happens to complaints, as lines of the journal. */
export const complaintEntries = [
  z.object({
    type: z.literal('complaint-made'),
    outTradeNo: number,
    complaintId: number,
    /** What the payer has picked, and what they wrote. */
    ...{ problem: z.string().max(100), detail: z.string().max(2_000) },
    problemType: z.enum(['REFUND', 'SERVICE_NOT_WORK', 'OTHERS']),
    askedFen: z.int().min(1).nullable(),
    phone: z.string().max(20).nullable(),
    pictures: z.array(pictureSchema).max(4),
  }),
  z.object({
    type: z.literal('complaint-line'),
    outTradeNo: number,
    complaintId: number,
    logId: number,
    operator: z.string().max(40),
    operateType: z.enum(OPERATE_TYPES),
    words: z.string().max(2_000),
    pictures: z.array(pictureSchema).max(4),
    /** The state that follows from it. */
    state: z.enum(COMPLAINT_STATES),
    /** Whether the payer waits for an answer from now on. */
    awaitsAnswer: z.boolean(),
  }),
  z.object({ type: z.literal('complaint-address'), url: z.string().max(255).nullable() }),
] as const
