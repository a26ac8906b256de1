import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { SealedTokens } from '../sealed-token.ts'
import type { Tables } from '../store/tables.ts'

const GOOD_FOR_MS = 10 * 60_000
const PURPOSE = 'captcha-voucher'

/** What a captcha answered rightly is exchanged for while the rest of a form is put right: good once, for ten minutes. */
export interface CaptchaVouchers {
  make(): string
  /** Whether it could still be spent, where nobody is faster. */
  isGood(voucher: string): Promise<boolean>
  /** False when it is none, is over, or was spent. */
  spend(voucher: string): Promise<boolean>
}

export function createCaptchaVouchers(parts: {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly tokens: SealedTokens
}): CaptchaVouchers {
  const { db, clock, tokens } = parts
  const nonceOf = (voucher: string) => tokens.open(PURPOSE, voucher, clock.now())?.nonce ?? null
  return {
    make: () => tokens.seal(PURPOSE, { nonce: randomUUID() }, clock.now() + GOOD_FOR_MS),
    isGood: async voucher => {
      const nonce = nonceOf(voucher)
      if (nonce === null) return false
      const spent = db.selectFrom('spent_captcha').select('nonce').where('nonce', '=', nonce)
      return (await spent.executeTakeFirst()) === undefined
    },
    spend: async voucher => {
      const nonce = nonceOf(voucher)
      if (nonce === null) return false
      const spent = await db
        .insertInto('spent_captcha')
        .values({ nonce, expires_at: new Date(clock.now() + GOOD_FOR_MS) })
        .onConflict(conflict => conflict.doNothing())
        .returning('nonce')
        .executeTakeFirst()
      return spent !== undefined
    },
  }
}
