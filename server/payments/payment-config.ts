import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { err } from '../../src/result.ts'
import type { Payments } from './payments.ts'
import { wechatConfigSchema } from './wechat/wechat-config.ts'
import { createWechatPayments } from './wechat/wechat-payments.ts'

/**
 * The section `payment` of the server's configuration: a WeChat Pay merchant, or null where only free copies are given. `at`
 * makes a path absolute.
 */
export function paymentConfigSchema(at: (path: string) => string) {
  const absolute = (key: string, value: unknown): unknown => {
    if (typeof value !== 'string') return value
    if (key === 'apiV3Key') return value.startsWith('file:') ? `file:${at(value.slice(5))}` : value
    return key.endsWith('Pem') && !value.includes('-----BEGIN') ? at(value) : value
  }
  const withPaths = (section: unknown) =>
    typeof section === 'object' && section !== null && !Array.isArray(section)
      ? Object.fromEntries(Object.entries(section).map(([key, value]) => [key, absolute(key, value)]))
      : section
  return z.preprocess(withPaths, wechatConfigSchema.nullable())
}
export type PaymentConfig = z.output<ReturnType<typeof paymentConfigSchema>>

export function openPayments(config: PaymentConfig, clock: Clock): Payments {
  return config === null ? noPayments : createWechatPayments(config, { clock })
}

const refuse = () => err({ kind: 'refused', code: 'NO_MERCHANT' } as const)
const refuseLater = async () => refuse()

/** What stands in for a merchant where there is none: nothing can be paid, and nothing ever was. */
const noPayments: Payments = {
  openNative: refuseLater,
  query: async () => err({ kind: 'not-found', code: 'NO_MERCHANT' }),
  close: refuseLater,
  refund: refuseLater,
  queryRefund: refuseLater,
  readNotice: refuse,
}
