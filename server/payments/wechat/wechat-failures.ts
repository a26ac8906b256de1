import { failureOfReply, failureWithoutReply as nothingHeard } from '../failure-of-reply.ts'
import type { PaymentFailure } from '../payment-port.ts'

export type WechatOperation =
  | 'order'
  | 'query'
  | 'close'
  | 'refund'
  | 'query-refund'
  | 'abnormal-refund'
  | 'bill'
  | 'complaint'
  | 'certificates'

/** A failure, and whether the same call is worth repeating at once (on the spare host, say). */
export interface CallFailure {
  readonly failure: PaymentFailure
  readonly repeat: boolean
}

/** WeChat does not know the number. */
const NOT_FOUND: ReadonlySet<string> = new Set(['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS'])

/** Whatever the status: it may have happened, or a later try may succeed. Spellings differ between pages. */
const OPEN: ReadonlySet<string> = new Set([
  'SYSTEM_ERROR',
  'SYSTEMERROR',
  'BANK_ERROR',
  'BANKERROR',
  'SERVICE_UNAVAILABLE',
  'FREQUENCY_LIMITED',
  'RATELIMIT_EXCEEDED',
  'RATE_LIMITED',
  'USER_PAYING',
  'USERPAYING',
  'TRADE_ERROR',
  // The merchant's balance is short: the same refund under the same number goes through once it is filled up.
  'NOT_ENOUGH',
])

/** Codes that leave open, for one operation, what became of the number: a paid order, or one that exists already. */
const OPEN_FOR: Partial<Record<WechatOperation, ReadonlySet<string>>> = {
  order: new Set(['ORDERPAID', 'ORDER_PAID', 'OUT_TRADE_NO_USED', 'INVALID_REQUEST']),
  // Some pages forbid closing within five minutes of ordering, and answer with this.
  close: new Set(['INVALID_REQUEST']),
}

/**
 * What a status and code other than success mean. Replies of 4xx and 5xx carry no signature, so they may lead to asking
 * again and to giving up, never to a belief about money. Branches on the code, and never on the message, which changes.
 */
export function failureOfStatus(
  operation: WechatOperation,
  status: number,
  code: string | null,
  words?: string,
): CallFailure {
  const open = new Set([...OPEN, ...(OPEN_FOR[operation] ?? [])])
  const failure = failureOfReply(status, { code, words }, { notFound: NOT_FOUND, open })
  const about = ABOUT[failure.code]
  return { failure: about ? { ...failure, about } : failure, repeat: status >= 500 }
}

/** What only people can put right: a balance that is short, a clock or key that is wrong. */
const ABOUT: Readonly<Record<string, PaymentFailure['about']>> = { NOT_ENOUGH: 'balance', SIGN_ERROR: 'configuration' }

/** No reply that can be believed: time-out, reset, missing or bad signature, a body that makes no sense. */
export function failureWithoutReply(code: string): CallFailure {
  return { failure: nothingHeard(code), repeat: true }
}

/** Whether an order call was answered clearly, but in a way that only a query explains. */
export function needsQuery(failure: PaymentFailure): boolean {
  return failure.kind === 'unknown' && OPEN_FOR.order?.has(failure.code) === true
}
