import { describe, expect, it } from 'vitest'
import { quote } from '../../../src/rules/quota.ts'
import { settle } from '../../../src/rules/settlement.ts'
import { DOCUMENT, jobId, SETTINGS, WECHAT_PAY } from '../../../src/session/fixtures.ts'
import type { Job } from '../../../src/session/state.ts'
import { receiptLines } from './receipts.ts'

const job = (copies: number, payment: Job['payment']): Job => ({
  ...DOCUMENT,
  jobId: jobId(1),
  orderNumber: 'YZ204815',
  quote: quote(copies, 5, 200),
  payment,
})
const pairsOf = (of: Job, delivered: number, language: 'zh-CN' | 'en') => {
  const settlement = { ...settle(of.quote, delivered), freeCopiesLeft: 0 }
  const lines = receiptLines({ job: of, sheetsDelivered: delivered * 2, settlement }, SETTINGS, language, 0)
  return Object.fromEntries(lines.flatMap(line => (line.kind === 'pair' ? [[line.left, line.right]] : [])))
}

describe('a receipt', () => {
  it('says with what was paid, in the language of the visit', () => {
    const campusWallet = { provider: 'campus-wallet', name: { zh: '校园钱包', en: 'Campus Wallet' }, payeeName: null }
    expect(pairsOf(job(7, WECHAT_PAY), 7, 'zh-CN')).toMatchObject({ 实付: '¥4.00', 付款方式: '微信支付' })
    expect(pairsOf(job(7, campusWallet), 1, 'en')).toMatchObject({
      Charged: '¥2.00',
      'Paid by': 'Campus Wallet',
      Refunded: '¥2.00',
    })
  })

  it('leaves it out where nothing was paid, or a ledger of before does not say', () => {
    expect(pairsOf(job(3, null), 3, 'en')).not.toHaveProperty('Paid by')
    expect(pairsOf(job(7, null), 7, 'en')).toMatchObject({ Charged: '¥4.00' })
    expect(pairsOf(job(7, null), 7, 'en')).not.toHaveProperty('Paid by')
  })
})
