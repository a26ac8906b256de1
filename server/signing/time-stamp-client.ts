import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../../src/clock.ts'
import { equalBytes } from '../../src/pdf/bytes.ts'
import { readWholeDer } from '../../src/pdf/der.ts'
import { integerBytes } from '../../src/pdf/der-values.ts'
import type { ReasonCode } from '../../src/pdf/reasons.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { unsignedInteger } from './der-write.ts'
import { type ExchangeFailure, exchange } from './http-exchange.ts'
import { checkTimeStampToken } from './time-stamp-check.ts'
import { type TimeStampRequest, writeTimeStampRequest } from './time-stamp-request.ts'
import { type ResponseFailure, readTimeStampResponse } from './time-stamp-response.ts'

/** A time-stamp authority that the configuration names. */
export interface TimeStampAuthority {
  readonly url: string
  /** DER of the certificates that its own must lead to. */
  readonly anchors: readonly Uint8Array[]
  /** Dotted OID of the policy to ask for; null for the authority's own. */
  readonly policy: string | null
  readonly timeoutMs: number
  /** Where an authority asks for a name and password, the header as it is sent. */
  readonly authorization?: string
}

export type TimeStampFailure =
  | ExchangeFailure['kind']
  | ResponseFailure
  | ReasonCode
  | 'bad-status'
  | 'wrong-type'
  | 'wrong-nonce'
  | 'wrong-policy'
  | 'wrong-time'

/** What one authority answered instead of a time stamp. */
export interface FailedAuthority {
  readonly url: string
  readonly failure: TimeStampFailure
}

export interface ObtainedTimeStamp {
  /** The token, a ContentInfo in DER, as it is put into a signature. */
  readonly der: Uint8Array
  readonly timeMs: number
  readonly url: string
  /** From the authority's certificate to its anchor. */
  readonly chain: readonly Uint8Array[]
}

/** A token with a chain of three certificates has some six kilobytes. */
const ANSWER_BYTES_MAX = 64 * 1024
/** How far an authority's clock and ours may differ. */
const CLOCK_TOLERANCE_MS = 5 * 60_000
const NONCE_BYTES = 16

/**
 * Has `data` stamped (RFC 3161 over HTTP, 3.4), asking the authorities in turn until one gives a token that can be believed.
 * The error tells of each why it was none.
 */
export async function obtainTimeStamp(
  data: Uint8Array,
  authorities: readonly TimeStampAuthority[],
  clock: Pick<Clock, 'now'>,
): Promise<Result<ObtainedTimeStamp, readonly FailedAuthority[]>> {
  const failed: FailedAuthority[] = []
  for (const authority of authorities) {
    const stamped = await askAuthority(data, authority, clock)
    if (stamped.ok) return stamped
    failed.push({ url: authority.url, failure: stamped.error })
  }
  return err(failed)
}

async function askAuthority(
  data: Uint8Array,
  authority: TimeStampAuthority,
  clock: Pick<Clock, 'now'>,
): Promise<Result<ObtainedTimeStamp, TimeStampFailure>> {
  const digest = new Uint8Array(createHash('sha256').update(data).digest())
  const request = { digest, nonce: new Uint8Array(randomBytes(NONCE_BYTES)), policy: authority.policy }
  const answer = await exchange({
    url: authority.url,
    method: 'POST',
    headers: {
      'content-type': 'application/timestamp-query',
      ...(authority.authorization === undefined ? {} : { authorization: authority.authorization }),
    },
    body: writeTimeStampRequest(request),
    timeoutMs: authority.timeoutMs,
    maxBytes: ANSWER_BYTES_MAX,
  })
  if (!answer.ok) return err(answer.error.kind)
  const { status, headers, body } = answer.value
  if (status !== 200) return err('bad-status')
  if (!/^application\/timestamp-reply\b/.test(String(headers['content-type']))) return err('wrong-type')
  const token = readTimeStampResponse(body)
  if (!token.ok) return token
  const stamp = await checkTimeStampToken(token.value, data, authority.anchors)
  if (!stamp.ok) return stamp
  const { timeMs, policy, nonce, chain } = stamp.value
  if (!isNonceOf(request, nonce)) return err('wrong-nonce')
  if (request.policy !== null && request.policy !== policy) return err('wrong-policy')
  if (Math.abs(timeMs - clock.now()) > CLOCK_TOLERANCE_MS) return err('wrong-time')
  return ok({ der: token.value, timeMs, url: authority.url, chain })
}

/** A stamp without the nonce that was asked for may be one from before (RFC 3161, 2.4.2). */
function isNonceOf({ nonce }: TimeStampRequest, answered: Uint8Array | null): boolean {
  return answered !== null && equalBytes(answered, integerBytes(readWholeDer(unsignedInteger(nonce))))
}
