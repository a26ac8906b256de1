import { describe, expect, it } from 'vitest'
import type { ReceiptPrinter } from '../../../src/contract/devices.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { fault } from '../../../src/fault.ts'
import { quote } from '../../../src/rules/quota.ts'
import { settle } from '../../../src/rules/settlement.ts'
import { DOCUMENT, jobId, reprintFor, SETTINGS, WECHAT_PAY } from '../../../src/session/fixtures.ts'
import type { Job } from '../../../src/session/state.ts'
import { KIOSK_WORDS } from '../../../src/words/languages.ts'
import { printReceipt, receiptLines } from './receipts.ts'

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
  return receiptLines({ job: of, settlement }, SETTINGS, language, 0)
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
      'Going back': '¥2.00',
    })
  })

  it('names order, place, time, paper and money, in this order', () => {
    const atMs = Date.parse('2026-01-04T20:07:00Z')
    const settlement = settle(
      quote(7, 5, 200),
      { copiesDelivered: 6, copiesUnclear: 0 },
      { unclearGivenBackUpToFen: 0 },
    )
    const of = { job: job(7, WECHAT_PAY), settlement: { ...settlement, freeCopiesLeft: 0 } }
    const lines = receiptLines(of, SETTINGS, 'en', atMs)
    expect(lines[0]).toEqual({ kind: 'text', text: 'Model University', align: 'center', bold: true, size: 2 })
    expect(lines.slice(1).map(line => Object.values(line).join(' | '))).toEqual([
      'rule',
      'pair | Order | YZ204815',
      'pair | Place | Library, south gate Machine 3',
      'pair | Time | 2026-01-05 04:07',
      'rule',
      'pair | Document | Transcript in Chinese',
      'pair | Copies | 6 / 7',
      'pair | Sheets | 12',
      'pair | Free | 5',
      'rule',
      'pair | Charged | ¥2.00',
      'pair | Paid by | WeChat Pay',
      'pair | Going back | ¥2.00',
      `text | ${KIOSK_WORDS.en.receipt.refundNote}`,
      'pair | Help | 023-6276-0000',
      'feed | 1',
    ])
  })

  it('says that nothing was to be paid', () => {
    const words = textsIn(linesOf(job(3, null), { delivered: 3 }, 'en'))
    expect(words).toContain('Nothing was charged')
    expect(pairsOf(job(3, null), 3, 'en')).not.toHaveProperty('Charged')
    expect(textsIn(linesOf(job(7, WECHAT_PAY), { delivered: 7 }, 'en'))).not.toContain('Nothing was charged')
    expect(pairsOf(job(7, WECHAT_PAY), 7, 'en')).not.toHaveProperty('Going back')
  })

  it.each([
    [true, 'receipt-printed', 0],
    [false, 'receipt-failed', 1],
  ] as const)('whether it came out is told: %s', async (isPrinted, kind, warnings) => {
    const posted: unknown[] = []
    const warned: unknown[] = []
    const printed: unknown[] = []
    const tools = {
      post: (event: unknown) => posted.push(event),
      clock: fakeClock(),
      log: { warn: (facts: unknown) => warned.push(facts) },
    } as unknown as Parameters<typeof printReceipt>[0]
    const printer = {
      print: async (lines: unknown) => {
        printed.push(lines)
        return isPrinted ? null : fault('receipt-printer-failed')
      },
    } as unknown as ReceiptPrinter
    const of = job(3, null)
    const settlement = settle(of.quote, { copiesDelivered: 3, copiesUnclear: 0 }, { unclearGivenBackUpToFen: 0 })
    const effect = {
      ...{ kind: 'print-receipt', job: of, settlement: { ...settlement, freeCopiesLeft: 2 } },
    } as Parameters<typeof printReceipt>[2]
    await printReceipt(tools, printer, effect, SETTINGS, 'en')
    expect(posted).toEqual([{ kind, jobId: of.jobId }])
    expect(warned).toHaveLength(warnings)
    expect(printed).toEqual([receiptLines(effect, SETTINGS, 'en', tools.clock.now())])
  })

  it('takes no money from whom the free copies would have been enough', () => {
    expect(pairsOf(job(7, WECHAT_PAY), 4, 'en')).toMatchObject({ Free: '4', Charged: '¥0.00', 'Going back': '¥4.00' })
  })

  it('says of copies that cannot be told that they are given back, or that a person decides', () => {
    const back = linesOf(job(7, WECHAT_PAY), { delivered: 6, unclear: 1, givenBackUpToFen: 200 }, 'en')
    // Whatever was counted of it, a copy that cannot be told is neither among the sheets nor among those that are not there.
    expect(pairsIn(back)).toMatchObject({ Copies: '6 / 7', Sheets: '12' })
    expect(pairsIn(back)).toMatchObject({ 'Not certain': '1', Charged: '¥2.00', 'Going back': '¥2.00' })
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

  it('has lines that a receipt printer knows, and no others, in every case', () => {
    const reprint = { ...reprintFor(jobId(2), 2, 'code'), quote: quote(2, 0, 0) }
    const slips = [
      linesOf(job(3, null), { delivered: 3 }, 'en'),
      linesOf(job(7, null), { delivered: 7 }, 'en'),
      linesOf(job(7, WECHAT_PAY), { delivered: 6, unclear: 1, givenBackUpToFen: 200 }, 'zh-CN'),
      linesOf(reprint, { delivered: 1, unclear: 1 }, 'zh-CN'),
    ]
    for (const line of slips.flat()) expect(['text', 'pair', 'rule', 'feed']).toContain(line.kind)
  })
})
