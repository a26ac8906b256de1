import { z } from 'zod'
import { isLoopback } from '../loopback-server.ts'

const mchidSchema = z.string().min(1).max(64)
/** WeChat counts characters. */
const characters = (most: number) => z.string().refine(text => text !== '' && [...text].length <= most)

/** POST …/complaints-v2/{complaint_id}/response */
export const responseRequestSchema = z.strictObject({
  complainted_mchid: mchidSchema,
  response_content: characters(200),
  response_images: z.array(z.string().max(64)).max(4).optional(),
})
export type ResponseRequest = z.infer<typeof responseRequestSchema>

/** POST …/complaints-v2/{complaint_id}/complete */
export const completeRequestSchema = z.strictObject({ complainted_mchid: mchidSchema })
export type CompleteRequest = z.infer<typeof completeRequestSchema>

/** POST …/complaints-v2/{complaint_id}/update-refund-progress */
export const refundProgressRequestSchema = z.strictObject({
  action: z.enum(['APPROVE', 'REJECT']),
  launch_refund_day: z.int().min(0).max(30).optional(),
  reject_reason: characters(200).optional(),
  reject_media_list: z.array(z.string().max(64)).max(4).optional(),
  remark: z.string().max(200).optional(),
})
export type RefundProgressRequest = z.infer<typeof refundProgressRequestSchema>

/** POST and PUT /v3/merchant-service/complaint-notifications. Plain http is allowed for this machine only. */
export const complaintAddressSchema = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(255)
    .refine(url => new URL(url).protocol === 'https:' || isLoopback(new URL(url).hostname)),
})
