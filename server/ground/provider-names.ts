import { type Bilingual, both } from '../../src/contract/texts.ts'

/** What people call the providers of payments, by the ids of `server/payments/providers.ts`. */
const NAMES: Readonly<Record<string, Bilingual>> = {
  'wechat-pay': both('微信支付', 'WeChat Pay'),
}

/** The name of a provider; its id where it has none. */
export const providerName = (id: string): Bilingual =>
  Object.hasOwn(NAMES, id) ? (NAMES[id] ?? both(id, id)) : both(id, id)
