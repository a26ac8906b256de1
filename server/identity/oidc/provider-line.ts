import type { CustomFetch } from 'openid-client'
import type { Clock } from '../../../src/clock.ts'
import { isSecureUrl } from '../../../src/secure-url.ts'
import { askProvider, type NoReply } from '../../ground/http/provider-http.ts'
import { refusalOfNoReply } from '../ways/no-reply.ts'
import { isDeeperThan } from './is-deeper-than.ts'

/** From the first byte out to the last byte in. */
export const CALL_LIMIT_MS = 10_000
const REPLY_BYTES_MAX = 256 * 1024
const NESTING_MAX = 16
/** Statuses under which a reply has no body, whatever came. */
const BODILESS = [204, 205, 304]

/** Why a call has no reply that may be read: what the network did, or what the house does not touch. */
export class NoAnswer extends Error {
  readonly why: NoReply | 'NESTED_TOO_DEEP' | 'NOT_SECURE' | 'NO_HTTP_STATUS'
  constructor(why: NoAnswer['why']) {
    super(why)
    this.why = why
  }
}

/** The calls of one exchange with a provider. */
export interface ProviderLine {
  readonly fetch: CustomFetch
  /** Whether anything was asked. */
  wasUsed(): boolean
  /** Whether something was posted that the provider may have heard. */
  wasHeard(): boolean
}

/**
 * A line to a provider for one exchange: within a time on the house's clock and a size, following no redirect, over no address that others
 * can read, and with no reply that is nested beyond reason. The library checks none of it.
 */
export function openLine(clock: Pick<Clock, 'after'>): ProviderLine {
  let used = false
  let heard = false
  return {
    fetch: async (url, { method, headers, body }) => {
      if (!isSecureUrl(url)) throw new NoAnswer('NOT_SECURE')
      used = true
      const isPost = method === 'POST'
      const reply = await askProvider(clock, {
        ...{ method: isPost ? 'POST' : 'GET', url, headers, withinMs: CALL_LIMIT_MS, bytesMax: REPLY_BYTES_MAX },
        ...(isPost ? { body: String(body ?? '') } : {}),
      })
      const wasNotHeard = !reply.ok && refusalOfNoReply(reply.error).reason === 'away'
      if (isPost && !wasNotHeard) heard = true
      if (!reply.ok) throw new NoAnswer(reply.error)
      return readable(reply.value)
    },
    wasUsed: () => used,
    wasHeard: () => heard,
  }
}

function readable(reply: { status: number; headers: Readonly<Record<string, string>>; body: Buffer }): Response {
  const { status, headers, body } = reply
  if (status < 200 || status > 599) throw new NoAnswer('NO_HTTP_STATUS')
  if (isDeeperThan(parsed(body), NESTING_MAX)) throw new NoAnswer('NESTED_TOO_DEEP')
  return new Response(BODILESS.includes(status) ? null : new Uint8Array(body), { status, headers })
}

/** What is no JSON is left to the library, which says so. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}
