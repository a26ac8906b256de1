import axios, { type AxiosAdapter, AxiosError, isAxiosError } from 'axios'
import { Decorator } from 'wechatpay-axios-plugin'
import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { askProvider } from '../../ground/http/provider-http.ts'
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

/** Carries what the library has signed, and hands it the reply as it came. */
function carriedBy({ timeoutMs }: WechatConfig, clock: Clock): AxiosAdapter {
  return async config => {
    const headers = Object.fromEntries(
      Object.entries(config.headers.toJSON()).map(([name, said]) => [name, String(said)]),
    )
    const reply = await askProvider(clock, {
      method: config.method?.toLowerCase() === 'post' ? 'POST' : 'GET',
      url: axios.getUri(config),
      headers,
      ...(typeof config.data === 'string' ? { body: config.data } : {}),
      ...{ withinMs: timeoutMs, bytesMax: REPLY_MAX_BYTES },
    })
    if (!reply.ok) throw new AxiosError(reply.error, reply.error, config)
    const { status, body } = reply.value
    const response = {
      ...{ status, statusText: '', config, request: {} },
      ...{ headers: { ...reply.value.headers }, data: body.toString('utf8') },
    }
    if (config.validateStatus?.(status) ?? true) return response
    throw new AxiosError(`HTTP ${status}`, 'ERR_BAD_RESPONSE', config, {}, response)
  }
}

/**
 * One signed call over wechatpay-axios-plugin, which signs each attempt anew and verifies 200 and 204 over the raw text. It is carried by
 * the client that all providers share, with its limits of time and size; what else the library leaves out is here: `Wechatpay-Serial` on
 * the request.
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
    adapter: carriedBy(config, clock),
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
    try {
      const reply = await client.request<unknown>({
        baseURL: baseUrl,
        url: request.path,
        method: request.method,
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
      return err(failureOf(request.operation, error))
    }
  }
}

interface TransportError {
  readonly code?: string | undefined
  readonly response?: { readonly status: number; readonly data: unknown } | undefined
}

function failureOf(operation: WechatOperation, { code, response }: TransportError): CallFailure {
  const status = response?.status
  if (status === undefined || status === 200 || status === 204) return failureWithoutReply(code ?? 'NO_REPLY')
  const body = errorBodySchema.safeParse(response?.data)
  return failureOfStatus(operation, status, body.data?.code ?? null, body.data?.message)
}
