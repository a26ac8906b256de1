import { constants, publicEncrypt } from 'node:crypto'
import type { Complaint } from './book.ts'
import type { Picture } from './complaint-entries.ts'
import type { Desk } from './orders.ts'
import { publicKeyOf } from './signatures.ts'

const ZONE_MS = 8 * 3_600_000

/** A complaint as lists and the question about one give it. */
export function describeComplaint(desk: Desk, { made, atMs, state, awaitsAnswer, times, lines }: Complaint): object {
  const order = desk.journal.book.orders.get(made.outTradeNo)!
  const totalFen = order.opened.content.totalFen
  const backFen = order.refunds
    .filter(({ status }) => status === 'SUCCESS')
    .reduce((sum, { accepted }) => sum + accepted.refundFen, 0)
  return {
    ...{ complaint_id: made.complaintId, complaint_time: preciseTime(atMs), complaint_detail: made.detail },
    ...{ complaint_state: state, complainted_mchid: desk.config.mchid, problem_description: made.problem },
    ...(made.phone === null ? {} : { payer_phone: sealedForMerchant(desk, made.phone) }),
    complaint_order_info: [
      { transaction_id: order.paid!.transactionId, out_trade_no: made.outTradeNo, amount: totalFen },
    ],
    ...(made.pictures.length === 0 ? {} : { complaint_media_list: [mediaOf(desk, made.pictures)] }),
    ...{ complaint_full_refunded: backFen >= totalFen, incoming_user_response: awaitsAnswer },
    ...{ user_complaint_times: times, problem_type: made.problemType },
    ...(made.askedFen === null ? {} : { apply_refund_amount: made.askedFen }),
    in_platform_service: lines.some(({ told }) => told.operateType === 'USER_APPLY_PLATFORM_SERVICE'),
  }
}

/** Where its pictures are fetched, with the merchant's signature. */
export const mediaOf = (desk: Desk, pictures: readonly Picture[]) => ({
  media_type: 'USER_COMPLAINT_IMAGE',
  media_url: pictures.map(({ mediaId }) => `${desk.baseUrl()}/v3/merchant-service/images/${mediaId}`),
})

/** RSA-OAEP over SHA-1 under the merchant's own key: nobody but the merchant reads it. */
function sealedForMerchant({ config }: Desk, text: string): string {
  const key = publicKeyOf(config.merchantPublicKeyPem)
  const how = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }
  return publicEncrypt(how, Buffer.from(text)).toString('base64')
}

export const preciseTime = (atMs: number) => `${new Date(atMs + ZONE_MS).toISOString().slice(0, 23)}+08:00`
/** A day of China's calendar. */
export const dayOf = (atMs: number) => new Date(atMs + ZONE_MS).toISOString().slice(0, 10)
