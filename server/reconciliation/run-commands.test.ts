import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import type { StaffLanguage } from '../ground/commands/language.ts'
import type { Ground } from '../ground/ground.ts'
import { addDays, daysBetween, isDay } from './calendar.ts'
import { lastDueDay } from './due-days.ts'
import type { DayReport, ReportedDifference } from './reconciliation.ts'
import { reconciliationCommands } from './run-commands.ts'

const difference = (change: Partial<ReportedDifference> = {}): ReportedDifference => ({
  ...{
    provider: 'wechat-pay',
    merchantId: '1600000001',
    class: 'amount-differs',
    state: 'open',
    orderNumber: '261128-AAAA',
    terminalId: 'K-1',
    kiosk: { zh: '一号机', en: 'Kiosk 1' },
  },
  ...{ outTradeNo: 'yz20261128A', outRefundNo: null, here: 400, there: 405, answer: 'paid 400 fen', caseNumber: 'C-1' },
  closed: null,
  ...change,
})
const report = (
  differences: ReportedDifference[] = [],
  change: Partial<DayReport['merchants'][number]> = {},
): DayReport => ({
  day: '2026-11-28',
  merchants: [
    {
      ...{ provider: 'wechat-pay', merchantId: '1600000001', state: 'matched', bill: 'taken', why: null },
      ...{ paymentsFen: 123_405, refundsFen: 5 },
      lines: [
        { kind: 'payment', class: 'equal', count: 300, sumFen: 123_000 },
        { kind: 'payment', class: 'amount-differs', count: 1, sumFen: 405 },
      ],
      ...change,
    },
  ],
  sheets: [{ terminalId: 'K-1', kiosk: { zh: '一号机', en: 'Kiosk 1' }, copiesDelivered: 3, sheetsCounted: 6 }],
  differences,
})

const run = async (says: DayReport, flags: string[] = [], day = '2026-11-28', language: StaffLanguage = 'en') => {
  const asked: string[] = []
  const clock = fakeClock(Date.parse('2026-11-29T10:00:00+08:00'))
  const ground = { clock, house: { timeZone: 'Asia/Shanghai' } as Ground['house'] }
  const room = {
    run: async (one: string) => {
      asked.push(one)
      return says
    },
    sweep: async () => undefined,
  }
  const words = { positionals: [], texts: { day }, flags }
  const signal = new AbortController().signal
  const answer = await reconciliationCommands(ground, room).run(words, { progress: () => undefined, signal, language })
  return { ...answer, asked }
}

describe('yinzheng reconcile', () => {
  it('tells a person the sums of each class in yuan, the sheets, and each difference with its case', async () => {
    const explained = difference({ state: 'explained', caseNumber: 'C-2', class: 'here-only', there: null })
    const sheets = difference({ class: 'sheets-differ', here: 3, there: 4, outTradeNo: null, answer: null })
    const says = report([difference(), explained, sheets])
    const { exit, text } = await run(says)
    expect(exit).toBe(1)
    expect(text).toBe(
      [
        ...['2026-11-28: 2 to be explained, 1 explained', '', 'WeChat Pay, merchant 1600000001: the bill is compared'],
        "  the bill's sums: payments 1234.05, refunds 0.05 yuan",
        '                            count  yuan',
        '  payments, equal           300    1230.00',
        '  payments, another amount  1      4.05',
        ...['', 'Sheets that printers have counted', '  kiosk    id   copies  sheets', '  Kiosk 1  K-1  3       6', ''],
        'Differences, amounts in yuan',
        '  C-1  another amount  261128-AAAA, yz20261128A, Kiosk 1',
        '    here 4.00, there 4.05; asked: paid ¥4.00',
        '  C-2  here alone (explained)  261128-AAAA, yz20261128A, Kiosk 1',
        '    here 4.00, there -; asked: paid ¥4.00',
        '  C-1  sheets differ  261128-AAAA, Kiosk 1',
        '    3 sheets counted, 4 at least',
        ...['', 'More of one: yinzheng cases show NUMBER --config FILE'],
      ].join('\n'),
    )
    expect((await run(says, [], '2026-11-28', 'zh')).text).toBe(
      [
        ...['2026-11-28：2 处待查明，1 处已查明', '', '微信支付，商户 1600000001：账单已核对'],
        '  账单合计：付款 1234.05 元，退款 0.05 元',
        '                  笔数  金额(元)',
        '  付款，相符      300   1230.00',
        '  付款，金额不同  1     4.05',
        ...['', '打印机数到的张数', '  自助机  编号  份数  张数', '  一号机  K-1   3     6', '', '差异，金额单位：元'],
        '  C-1  金额不同  261128-AAAA，yz20261128A，一号机',
        '    本院 4.00，账单 4.05；询问的答复：已付 ¥4.00',
        '  C-2  只在本院（已查明）  261128-AAAA，yz20261128A，一号机',
        '    本院 4.00，账单 -；询问的答复：已付 ¥4.00',
        '  C-1  张数不符  261128-AAAA，一号机',
        '    数到 3 张，应有 4 张',
        ...['', '看某一处的详情：yinzheng cases show 编号 --config FILE'],
      ].join('\n'),
    )
  })

  it('names who has closed a difference and when, and counts it as open no more', async () => {
    const closed = difference({ state: 'closed', closed: { at: '2026-11-29T01:30:00.000Z', by: '王芳, 李伟' } })
    const { exit, text } = await run(report([closed]), [], '2026-11-28', 'zh')
    expect(exit).toBe(0)
    expect(text).toMatch(/^2026-11-28：没有待查明的差异，1 处已由人结案\n/)
    expect(text).toContain('  C-1  金额不同（已由 王芳, 李伟 于 2026-11-29 09:30:00 结案）  261128-AAAA')
    const beside = await run(report([closed, difference()]))
    expect(beside.exit).toBe(1)
    expect(beside.text).toMatch(/^2026-11-28: 1 to be explained, 1 closed by a person\n/)
    expect(beside.text).toContain('another amount (closed by 王芳, 李伟 at 2026-11-29 09:30:00)')
    expect((await run(report([closed]), ['json'])).value).toMatchObject({
      ...{ clean: true, differences: [{ state: 'closed', closed: { by: '王芳, 李伟' } }] },
    })
    expect((await run(report([closed]), ['csv'], '2026-11-28', 'zh')).text?.split('\r\n')[1]).toMatch(
      /^2026-11-28,金额不同,否，已由人结案,C-1,.*,"王芳, 李伟",2026-11-29 09:30:00$/,
    )
  })

  it('ends with 0 only when every bill is compared and nothing is left to be explained', async () => {
    expect((await run(report())).exit).toBe(0)
    expect((await run(report([difference({ state: 'explained' })]))).exit).toBe(0)
    expect((await run(report([difference()]))).exit).toBe(1)
    const waiting = await run(report([], { state: 'waiting', bill: null, why: 'STATEMENT_CREATING' }))
    expect(waiting.exit).toBe(1)
    expect(waiting.text).toContain('there is no bill yet (STATEMENT_CREATING)')
    expect((await run(report([], { state: 'asking' }))).exit).toBe(1)
  })

  it('gives a table that spreadsheets in China open: its mark, units, kiosks by name, no text that becomes a formula', async () => {
    const sheets = difference({ class: 'sheets-differ', here: 3, there: 4, outTradeNo: null, answer: null })
    const hostile = difference({
      ...{ outTradeNo: '=cmd|A1', answer: 'no, "never"', terminalId: '-2+3', kiosk: { zh: '@二号机', en: '+Kiosk 2' } },
      ...{ here: null, there: -405, orderNumber: '\t1' },
    })
    const says = report([sheets, hostile])
    expect((await run(says, ['csv'], '2026-11-28', 'zh')).text?.split('\r\n')).toEqual([
      '\ufeff日期,差异,是否已查明,事项编号,本院(元),账单(元),数到(张),应有(张),订单号,自助机,自助机编号,商户订单号,商户退款单号,支付方的答复,支付方,商户号,结案人,结案时间',
      '2026-11-28,张数不符,否,C-1,,,3,4,261128-AAAA,一号机,K-1,,,,微信支付,1600000001,,',
      `2026-11-28,金额不同,否,C-1,,-4.05,,,'\t1,'@二号机,'-2+3,'=cmd|A1,,"no, ""never""",微信支付,1600000001,,`,
    ])
    const [heading = '', first] = (await run(says, ['csv'])).text?.split('\r\n') ?? []
    expect(heading).toMatch(/^\ufeffday,difference,explained,case,here \(yuan\),bill \(yuan\),counted \(sheets\)/)
    expect(first).toBe('2026-11-28,sheets differ,no,C-1,,,3,4,261128-AAAA,Kiosk 1,K-1,,,,WeChat Pay,1600000001,,')
  })

  it('gives a program everything, amounts as text in yuan', async () => {
    const { value } = await run(report([difference()]), ['json'])
    expect(value).toMatchObject({
      ...{ day: '2026-11-28', clean: false },
      merchants: [{ paymentsYuan: '1234.05', lines: [{ class: 'equal', count: 300, sumYuan: '1230.00' }, {}] }],
      differences: [{ here: '4.00', there: '4.05', caseNumber: 'C-1' }],
    })
  })

  it.each([
    [[], '2026-11-31', 'no date'],
    [[], '28.11.2026', 'no date'],
    [[], '2026-11-29', 'not over yet'],
    [['json', 'csv'], '2026-11-28', 'two answers'],
  ])('%j with %s is wrong use', async (flags, day, why) => {
    const { exit, message, asked } = await run(report(), flags, day)
    expect([exit, asked]).toEqual([2, []])
    expect(message).toContain(why)
  })

  it('needs the server, which alone asks the providers', async () => {
    const ground = { clock: fakeClock(), house: { timeZone: 'Asia/Shanghai' } as Ground['house'] }
    const words = { positionals: [], texts: { day: '2026-01-01' }, flags: [] }
    const signal = new AbortController().signal
    const answer = await reconciliationCommands(ground, undefined).run(words, { progress: () => undefined, signal })
    expect(answer).toMatchObject({ exit: 3, message: expect.stringContaining('the server must run') })
  })
})

describe('the last day that is due', () => {
  const bills = { timeZone: 'Asia/Shanghai', readyAt: '10:00' }
  it.each([
    ['Asia/Shanghai', '2026-11-29T10:14:59+08:00', '2026-11-27'],
    ['Asia/Shanghai', '2026-11-29T10:15:00+08:00', '2026-11-28'],
    ['Asia/Shanghai', '2026-11-29T00:00:00+08:00', '2026-11-27'],
    // A house to the east has its quarter past ten before the bill is made.
    ['Pacific/Auckland', '2026-11-29T10:15:00+13:00', '2026-11-27'],
    ['Pacific/Auckland', '2026-11-29T15:00:00+13:00', '2026-11-28'],
    // And one to the west long after it.
    ['Europe/Berlin', '2026-11-29T10:14:00+01:00', '2026-11-27'],
    ['Europe/Berlin', '2026-11-29T10:15:00+01:00', '2026-11-28'],
  ])('in %s at %s is %s', (zone, at, day) => expect(lastDueDay(zone, '10:15', bills, new Date(at))).toBe(day))
})

describe('days', () => {
  it('are counted on the calendar', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(daysBetween('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
    expect(daysBetween('2026-03-02', '2026-03-01')).toEqual([])
  })
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '', 'yesterday'])('"%s" is none', text =>
    expect(isDay(text)).toBe(false),
  )
  it('of a leap year is one', () => expect(isDay('2028-02-29')).toBe(true))
})
