import type { Bilingual } from '../../src/contract/texts.ts'
import type { Payments } from './payment-port.ts'
import type { NoticeWays } from './provider.ts'

/** Who takes the money: a provider, and our number there. Stands with every order that costs something. */
export interface MerchantKey {
  /** The provider's id, for example `wechat-pay`. */
  readonly provider: string
  readonly merchantId: string
}

/** A merchant of the configuration, ready for use. */
export interface Merchant extends MerchantKey {
  /** The provider's name, as visitors know it. */
  readonly name: Bilingual
  /** Whom the provider shows as payee, where that is not the payee of the university's settings. */
  readonly payeeName: string | null
  readonly notices: NoticeWays
  readonly payments: Payments
}

/** Every merchant of the configuration. Money that was taken under one of them is followed up under the same one for ever. */
export interface Merchants {
  /** Takes the money of new orders; null where only free copies are given. */
  readonly present: Merchant | null
  /** The present one and the former ones. */
  readonly all: readonly Merchant[]
  /** Null when it is not configured: then nobody can be asked, and nothing may be concluded. */
  find(key: { readonly provider: string | null; readonly merchantId: string | null }): Merchant | null
}

/** Throws when one merchant is named twice: it would not be clear whose keys count. */
export function merchantsOf(present: Merchant | null, former: readonly Merchant[] = []): Merchants {
  const all = present ? [present, ...former] : [...former]
  const find: Merchants['find'] = ({ provider, merchantId }) =>
    all.find(merchant => merchant.provider === provider && merchant.merchantId === merchantId) ?? null
  for (const merchant of all) {
    if (find(merchant) !== merchant) throw new Error(`${nameOfMerchant(merchant)} is configured twice`)
  }
  return { present, all, find }
}

/** For logs and messages to staff. */
export function nameOfMerchant({ provider, merchantId }: MerchantKey): string {
  return `${provider}, merchant ${merchantId}`
}
