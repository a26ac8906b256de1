import { isAxiosError } from 'axios'
import { Decorator } from 'wechatpay-axios-plugin'
import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { PlatformKeys } from './platform-keys.ts'
import type { WechatConfig } from './wechat-config.ts'
import { type CallFailure, failureOfStatus, failureWithoutReply, type WechatOperation } from './wechat-failures.ts'
import type { KnownKeys } from './wechat-seal.ts'

const REPLY_MAX_BYTES = 256 * 1024
/** The library's word for a reply under a serial that it was not given. */
const UNKNOWN_SERIAL = 'EV3_RES_HEADER_PLATFORM_SERIAL'

export interface WechatRequest {
  readonly operation: WechatOperation
  readonly method: 'GET' | 'POST'
  /** Already percent-encoded: the signature is over what is sent. */
  readonly path: string
  readonly query?: Record<string, string>
  readonly body?: object
  /** Of the key under which a part of the body is sealed; the reply then comes under the same one. */
  readonly sealedFor?: string
}

/** Makes one attempt at `baseUrl`. `null` is the empty body of a 204. Throws only for bugs. */
export type WechatAttempt = (request: WechatRequest, baseUrl: string) => Promise<Result<unknown, CallFailure>>

const WORDS_MAX = 200
const errorBodySchema = z.object({
  code: z.string().min(1).max(64),
  message: z
    .string()
    .transform(said => said.slice(0, WORDS_MAX))
    .optional()
    .catch(undefined),
})

/**
 * One signed call over wechatpay-axios-plugin, which signs each attempt anew and verifies 200 and 204 over the raw text. What
 * the library leaves out is here: a time limit, `Wechatpay-Serial` on the request, a cap on the reply, no redirects.
 */
export function createWechatAttempt(config: WechatConfig, clock: Clock, keys: PlatformKeys): WechatAttempt {
  const settings = () => ({
    mchid: config.mchid,
    serial: config.merchantSerial,
    privateKey: config.merchantPrivateKeyPem,
    certs: keys.spelled(),
    headers: {
      Accept: 'application/json',
      ...(config.platformKeyId === undefined ? {} : { 'Wechatpay-Serial': config.platformKeyId }),
    },
    // A signed 202 is not an order: success is exactly these two.
    validateStatus: (status: number) => status === 200 || status === 204,
    maxRedirects: 0,
    maxContentLength: REPLY_MAX_BYTES,
    proxy: false as const,
  })
  let made: { readonly of: KnownKeys; readonly client: ReturnType<typeof Decorator.jsonBased> } | null = null
  /** The library believes the keys that it was made with, so another one is made when they have changed. */
  const clientOfToday = () => {
    const known = keys.known()
    if (made?.of !== known) made = { of: known, client: Decorator.jsonBased(settings()) }
    return made.client
  }

  return async (request, baseUrl) => {
    const ready = await keys.ready()
    if (!ready.ok) return err(failureWithoutReply(ready.error))
    const client = clientOfToday()
    const abort = new AbortController()
    const giveUp = clock.after(config.timeoutMs, () => abort.abort())
    try {
      const reply = await client.request<unknown>({
        baseURL: baseUrl,
        url: request.path,
        method: request.method,
        signal: abort.signal,
        ...(request.query === undefined ? {} : { params: request.query }),
        ...(request.body === undefined ? {} : { data: request.body }),
        ...(request.sealedFor === undefined ? {} : { headers: { 'Wechatpay-Serial': request.sealedFor } }),
      })
      if (reply.status === 204) return ok(null)
      const type = String(reply.headers['content-type'] ?? '')
      return /^application\/json\b/i.test(type) ? ok(reply.data) : err(failureWithoutReply('REPLY_NOT_JSON'))
    } catch (error) {
      // The error holds the whole request configuration with our private key: only status and code may leave this place.
      if (!isAxiosError(error)) throw error
      // The next attempt may know it.
      if (error.code === UNKNOWN_SERIAL) await keys.missed()
      return err(failureOf(request.operation, error, abort.signal.aborted))
    } finally {
      giveUp()
    }
  }
}

interface TransportError {
  readonly code?: string | undefined
  readonly response?: { readonly status: number; readonly data: unknown } | undefined
}

function failureOf(operation: WechatOperation, { code, response }: TransportError, timedOut: boolean): CallFailure {
  if (timedOut) return failureWithoutReply('TIMEOUT')
  const status = response?.status
  if (status === undefined || status === 200 || status === 204) return failureWithoutReply(code ?? 'NO_REPLY')
  const body = errorBodySchema.safeParse(response?.data)
  return failureOfStatus(operation, status, body.data?.code ?? null, body.data?.message)
}
