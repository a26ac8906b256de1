import { type Clock, sleep } from '../../../src/clock.ts'
import { err, type Result } from '../../../src/result.ts'
import type { PaymentFailure } from '../payment-port.ts'
import type { WechatAttempt, WechatRequest } from './wechat-call.ts'
import type { WechatConfig } from './wechat-config.ts'
import type { CallFailure } from './wechat-failures.ts'

/** Looks before a repeat whether the earlier attempt got through; `null` says that it did not and the repeat may go. */
export type LookFirst = () => Promise<Result<unknown, PaymentFailure> | null>

export type WechatCall = (request: WechatRequest, lookFirst?: LookFirst) => Promise<Result<unknown, PaymentFailure>>

/**
 * Repeats a call, always under the same number, while its outcome is unknown: main host, spare host, main host and so on with
 * growing pauses. Once an attempt has been in doubt, a later refusal no longer says that nothing happened, so it becomes
 * `unknown` for every call that changes something.
 */
export function createWechatCall(attempt: WechatAttempt, config: WechatConfig, clock: Clock): WechatCall {
  return async (request, lookFirst) => {
    let last: CallFailure | null = null
    for (let tried = 0; tried < config.attempts; tried++) {
      if (tried > 0) await sleep(clock, config.retryPauseMs * 2 ** (tried - 1))
      const seen = tried > 0 ? await lookFirst?.() : null
      if (seen) return seen
      const baseUrl = config.baseUrls[tried % config.baseUrls.length]!
      const result = await attempt(request, baseUrl)
      if (result.ok) return result
      const doubtful = last !== null && result.error.failure.kind === 'refused' && request.method === 'POST'
      last = result.error
      if (doubtful) return err({ kind: 'unknown', code: last.failure.code })
      if (!last.repeat) break
    }
    return err(last?.failure ?? { kind: 'unknown', code: 'NOT_TRIED' })
  }
}
