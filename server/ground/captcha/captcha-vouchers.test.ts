import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createSealedTokens } from '../sealed-token.ts'
import { createCaptchaVouchers } from './captcha-vouchers.ts'

const tokens = createSealedTokens(new Uint8Array(32).fill(7))

describeOnStores('what a captcha is exchanged for', store => {
  const start = () => {
    const clock = fakeClock()
    return { clock, vouchers: createCaptchaVouchers({ db: store().db, clock, tokens }) }
  }

  it('may be looked at often and is spent once, also by two at once', async () => {
    const { vouchers } = start()
    const voucher = vouchers.make()
    expect([await vouchers.isGood(voucher), await vouchers.isGood(voucher)]).toEqual([true, true])
    const both = await Promise.all([1, 2].map(() => vouchers.spend(voucher)))
    expect(both.filter(Boolean)).toHaveLength(1)
    expect(await vouchers.isGood(voucher)).toBe(false)
  })

  it('ends after ten minutes, and is nothing that anyone can make', async () => {
    const { clock, vouchers } = start()
    const voucher = vouchers.make()
    const captcha = tokens.seal('captcha', { answer: '271828', nonce: 'n' }, clock.now() + 60_000)
    for (const none of ['', 'x'.repeat(40), `${voucher}x`, captcha])
      expect([await vouchers.isGood(none), await vouchers.spend(none)]).toEqual([false, false])
    await clock.advance(10 * 60_000)
    expect([await vouchers.isGood(voucher), await vouchers.spend(voucher)]).toEqual([false, false])
  })
})
