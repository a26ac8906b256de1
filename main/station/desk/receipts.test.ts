import { describe, expect, it } from 'vitest'
import { quote } from '../../../src/rules/quota.ts'
import { settle } from '../../../src/rules/settlement.ts'
import { DOCUMENT, jobId, reprintFor, SETTINGS, WECHAT_PAY } from '../../../src/session/fixtures.ts'
import type { Job } from '../../../src/session/state.ts'
import { receiptLines } from './receipts.ts'

const job = (copies: number, payment: Job['payment']): Job => ({
  ...DOCUMENT,
  jobId: jobId(1),
  orderNumber: 'YZ204815',
  quote: quote(copies, 5, 200),
  payment,
  reprint: null,
})
interface Out {
  readonly delivered: number
  readonly unclear?: number
  readonly givenBackUpToFen?: number
}
const linesOf = (of: Job, { delivered, unclear = 0, givenBackUpToFen = 0 }: Out, language: 'zh-CN' | 'en') => {
  const paper = { copiesDelivered: delivered, copiesUnclear: unclear }
  const settled = settle(of.quote, paper, { unclearGivenBackUpToFen: givenBackUpToFen })
  const settlement = { ...settled, freeCopiesLeft: 0 }
  return receiptLines({ job: of, sheetsDelivered: delivered * 2, settlement }, SETTINGS, language, 0)
}
const pairsOf = (of: Job, delivered: number, language: 'zh-CN' | 'en') => pairsIn(linesOf(of, { delivered }, language))
const pairsIn = (lines: ReturnType<typeof linesOf>) =>
  Object.fromEntries(lines.flatMap(line => (line.kind === 'pair' ? [[line.left, line.right]] : [])))
const textsIn = (lines: ReturnType<typeof linesOf>) => lines.flatMap(line => (line.kind === 'text' ? [line.text] : []))

describe('a receipt', () => {
  it('says with what was paid, in the language of the visit', () => {
    const campusWallet = { provider: 'campus-wallet', name: { zh: '校园钱包', en: 'Campus Wallet' }, payeeName: null }
    expect(pairsOf(job(7, WECHAT_PAY), 7, 'zh-CN')).toMatchObject({ 实付: '¥4.00', 付款方式: '微信支付' })
    expect(pairsOf(job(7, campusWallet), 6, 'en')).toMatchObject({
      Charged: '¥2.00',
      'Paid by': 'Campus Wallet',
      Refunded: '¥2.00',
    })
  })

  it('takes no money from whom the free copies would have been enough', () => {
    expect(pairsOf(job(7, WECHAT_PAY), 4, 'en')).toMatchObject({ Free: '4', Charged: '¥0.00', Refunded: '¥4.00' })
  })

  it('says of copies that cannot be told that they are given back, or that a person decides', () => {
    const back = linesOf(job(7, WECHAT_PAY), { delivered: 6, unclear: 1, givenBackUpToFen: 200 }, 'en')
    expect(pairsIn(back)).toMatchObject({ 'Not certain': '1', Charged: '¥2.00', Refunded: '¥2.00' })
    expect(pairsIn(back)).not.toHaveProperty('Undecided')
    expect(textsIn(back).join(' ')).toContain('they are given back')
    const held = linesOf(job(7, WECHAT_PAY), { delivered: 6, unclear: 1, givenBackUpToFen: 199 }, 'zh-CN')
    expect(pairsIn(held)).toMatchObject({ 不确定: '1', 待核定: '¥2.00', 实付: '¥4.00' })
    expect(textsIn(held).join(' ')).toContain('由人工核定')
    expect(pairsIn(linesOf(job(7, WECHAT_PAY), { delivered: 7 }, 'en'))).not.toHaveProperty('Not certain')
  })

  it('says of a reprint which order it is of, that it was free, and nothing of free copies', () => {
    const reprint = { ...reprintFor(jobId(2), 2, 'code'), quote: quote(2, 0, 0) }
    expect(pairsOf(reprint, 2, 'en')).toMatchObject({ Order: 'YZ204999', 'Reprint of': 'YZ204815', Copies: '2 / 2' })
    expect(pairsOf(reprint, 2, 'en')).not.toHaveProperty('Free')
    expect(textsIn(linesOf(reprint, { delivered: 2 }, 'zh-CN'))).toContain('免费重打，没有收费')
    const unclear = textsIn(linesOf(reprint, { delivered: 1, unclear: 1 }, 'en')).join(' ')
    expect(unclear).toContain('Ask staff under the order number')
    expect(unclear).not.toContain('given back')
    const unnamed = { ...reprint, reprint: { by: 'code', orderNumber: '' } } as const
    expect(pairsOf(unnamed, 2, 'en')).not.toHaveProperty('Reprint of')
  })

  it('leaves it out where nothing was paid, or a ledger of before does not say', () => {
    expect(pairsOf(job(3, null), 3, 'en')).not.toHaveProperty('Paid by')
    expect(pairsOf(job(7, null), 7, 'en')).toMatchObject({ Charged: '¥4.00' })
    expect(pairsOf(job(7, null), 7, 'en')).not.toHaveProperty('Paid by')
  })
})
