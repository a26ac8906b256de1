import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { Notice, PaymentFailure } from '../payment-port.ts'
import type { PlatformKeys } from './platform-keys.ts'
import type { WechatConfig } from './wechat-config.ts'
import { readRefundNotice, readTransaction } from './wechat-replies.ts'
import { openSealed, parseJson, sealDoubt } from './wechat-seal.ts'

const NOTICE_MAX_BYTES = 64 * 1024

const noticeSchema = z.object({
  id: z.string().min(1).max(64),
  event_type: z.string().max(64),
  resource_type: z.literal('encrypt-resource'),
  resource: z.object({
    /** Of a complaint it may be absent: then the event says what it is. */
    original_type: z.enum(['transaction', 'refund', 'complaint']).optional(),
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.base64().max(NOTICE_MAX_BYTES),
    /** May be absent, which means empty. */
    associated_data: z.string().max(64).default(''),
    nonce: z.string().min(12).max(16),
  }),
})
type Resource = z.infer<typeof noticeSchema>['resource']

const COMPLAINT_EVENTS: readonly string[] = ['COMPLAINT.CREATE', 'COMPLAINT.STATE_CHANGE']
/** What has happened stands there too, and is not read: notices come late and out of order, and WeChat is asked. */
const complaintNoticeSchema = z.object({ complaint_id: z.string().regex(/^[\w-]{1,64}$/) })

export type ReadNotice = (
  headers: Record<string, string | undefined>,
  rawBody: Uint8Array,
) => Result<Notice, PaymentFailure>

/**
 * Reads notices: signature over the raw bytes first, then the seal, then the content, closed at the first doubt. WeChat sends
 * wrong signatures on purpose now and then, and XML in the old format when it was not told where to send a refund notice:
 * both are refused like a forgery, and the right notice follows.
 */
export function createReadNotice(config: WechatConfig, clock: Clock, keys: PlatformKeys): ReadNotice {
  return (headers, rawBody) => {
    if (rawBody.length > NOTICE_MAX_BYTES) return refuse('NOTICE_TOO_LONG')
    const doubt = sealDoubt(headers, rawBody, keys.known(), clock.now())
    // It is refused all the same: WeChat sends it again, and by then a new certificate is known.
    if (doubt === 'UNKNOWN_SERIAL') void keys.missed()
    if (doubt !== null) return refuse(`NOTICE_${doubt}`)
    const notice = noticeSchema.safeParse(parseJson(rawBody))
    if (!notice.success) return refuse('NOTICE_MALFORMED')
    const content = parseJson(openSealed(notice.data.resource, config.apiV3Key))
    if (content === undefined) return refuse('NOTICE_SEAL_BROKEN')
    return readContent(notice.data.resource.original_type, notice.data.event_type, content, config)
  }
}

function refuse(code: string): { ok: false; error: PaymentFailure } {
  return err({ kind: 'refused', code })
}

function readContent(
  said: Resource['original_type'],
  eventType: string,
  content: unknown,
  config: WechatConfig,
): Result<Notice, PaymentFailure> {
  const kind = said ?? (COMPLAINT_EVENTS.includes(eventType) ? 'complaint' : null)
  if (kind === null) return refuse('NOTICE_MALFORMED')
  if (kind === 'transaction') {
    if (eventType !== 'TRANSACTION.SUCCESS') return refuse('NOTICE_OF_UNKNOWN_EVENT')
    const transaction = readTransaction(content, config)
    if (!transaction.ok) return refuse(transaction.error.code)
    return transaction.value.state === 'paid'
      ? ok({ kind: 'payment', transaction: transaction.value })
      : refuse('NOTICE_CONTRADICTS_ITSELF')
  }
  if (kind === 'complaint') {
    if (!COMPLAINT_EVENTS.includes(eventType)) return refuse('NOTICE_OF_UNKNOWN_EVENT')
    const { data } = complaintNoticeSchema.safeParse(content)
    return data ? ok({ kind: 'complaint', complaintId: data.complaint_id }) : refuse('NOTICE_MALFORMED')
  }
  const refund = readRefundNotice(content, config.mchid)
  if (!refund.ok) return refuse(refund.error.code)
  return ok({ kind: 'refund', outTradeNo: refund.value.outTradeNo, refund: refund.value.refund })
}
