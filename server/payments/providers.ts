import type { PaymentProvider } from './provider.ts'
import { wechatPay } from './wechat/wechat-pay.ts'

/** Every way to be paid that the house knows: a folder each, and a line here. */
export const PROVIDERS: readonly PaymentProvider[] = [wechatPay]

/** A section of the configuration that names no provider was written when there was one only. */
export const UNNAMED_PROVIDER = wechatPay.id
