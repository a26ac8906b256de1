import { createDecipheriv, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { Notice, PaymentFailure } from '../payment-port.ts'
import type { WechatConfig } from './wechat-config.ts'
import { readRefundNotice, readTransaction } from './wechat-replies.ts'

const FRESH_MS = 300_000
const NOTICE_MAX_BYTES = 64 * 1024
const TAG_BYTES = 16
const SIGNATURE_TYPE = 'WECHATPAY2-SHA256-RSA2048'

const noticeSchema = z.object({
  id: z.string().min(1).max(64),
  event_type: z.string().max(64),
  resource_type: z.literal('encrypt-resource'),
  resource: z.object({
    original_type: z.enum(['transaction', 'refund']),
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.base64().max(NOTICE_MAX_BYTES),
    /** May be absent, which means empty. */
    associated_data: z.string().max(64).default(''),
    nonce: z.string().min(12).max(16),
  }),
})
type Resource = z.infer<typeof noticeSchema>['resource']

export type ReadNotice = (
  headers: Record<string, string | undefined>,
  rawBody: Uint8Array,
) => Result<Notice, PaymentFailure>

/**
 * Reads notices: signature over the raw bytes first, then the seal, then the content, closed at the first doubt. WeChat sends
 * wrong signatures on purpose now and then, and XML in the old format when it was not told where to send a refund notice:
 * both are refused like a forgery, and the right notice follows.
 */
export function createReadNotice(config: WechatConfig, clock: Clock): ReadNotice {
  const keys = new Map<string, KeyObject>([
    [plainSerial(config.platformKeyId), config.platformPublicKeyPem],
    ...config.morePlatformKeys.map(key => [plainSerial(key.id), key.publicKeyPem] as const),
  ])
  return (headers, rawBody) => {
    if (rawBody.length > NOTICE_MAX_BYTES) return refuse('NOTICE_TOO_LONG')
    const doubt = whyNotGenuine(headers, rawBody, keys, clock.now())
    if (doubt !== null) return refuse(doubt)
    const notice = noticeSchema.safeParse(parseJson(rawBody))
    if (!notice.success) return refuse('NOTICE_MALFORMED')
    const content = parseJson(open(notice.data.resource, config.apiV3Key))
    if (content === undefined) return refuse('NOTICE_SEAL_BROKEN')
    return readContent(notice.data.resource.original_type, notice.data.event_type, content, config)
  }
}

function refuse(code: string): { ok: false; error: PaymentFailure } {
  return err({ kind: 'refused', code })
}

function readContent(
  kind: Resource['original_type'],
  eventType: string,
  content: unknown,
  config: WechatConfig,
): Result<Notice, PaymentFailure> {
  if (kind === 'transaction') {
    if (eventType !== 'TRANSACTION.SUCCESS') return refuse('NOTICE_OF_UNKNOWN_EVENT')
    const transaction = readTransaction(content, config)
    if (!transaction.ok) return refuse(transaction.error.code)
    return transaction.value.state === 'paid'
      ? ok({ kind: 'payment', transaction: transaction.value })
      : refuse('NOTICE_CONTRADICTS_ITSELF')
  }
  const refund = readRefundNotice(content, config.mchid)
  if (!refund.ok) return refuse(refund.error.code)
  return ok({ kind: 'refund', outTradeNo: refund.value.outTradeNo, refund: refund.value.refund })
}

/** Null when four headers are there, fresh, under a known key, and the signature fits the raw bytes; else a word for the log. */
function whyNotGenuine(
  headers: Record<string, string | undefined>,
  rawBody: Uint8Array,
  keys: ReadonlyMap<string, KeyObject>,
  nowMs: number,
): string | null {
  const timestamp = headers['wechatpay-timestamp']
  const nonce = headers['wechatpay-nonce']
  const signature = headers['wechatpay-signature']
  const serial = headers['wechatpay-serial']
  if (!timestamp || !nonce || !signature || !serial || !/^\d{1,11}$/.test(timestamp)) return 'NOTICE_UNSIGNED'
  if ((headers['wechatpay-signature-type'] ?? SIGNATURE_TYPE) !== SIGNATURE_TYPE) return 'NOTICE_SIGNATURE_TYPE'
  if (Math.abs(nowMs - Number(timestamp) * 1000) >= FRESH_MS) return 'NOTICE_STALE'
  const key = keys.get(plainSerial(serial))
  if (!key) return 'NOTICE_UNKNOWN_SERIAL'
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), rawBody, Buffer.from('\n')])
  return verify('sha256', message, key, Buffer.from(signature, 'base64')) ? null : 'NOTICE_BAD_SIGNATURE'
}

/** Serials are compared without leading zeros and without regard to case. */
function plainSerial(serial: string): string {
  return serial.replace(/^0+/, '').toUpperCase()
}

/** Undefined when the tag does not fit: only `final` compares it, so nothing is used before that. */
function open(resource: Resource, apiV3Key: string): Uint8Array | undefined {
  const sealed = Buffer.from(resource.ciphertext, 'base64')
  if (sealed.length < TAG_BYTES) return undefined
  const key = Buffer.from(apiV3Key, 'ascii')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(resource.nonce), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(resource.associated_data))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    return undefined
  }
}

function parseJson(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes && JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
