import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ok } from '../../src/result.ts'
import { type CasesWorld, createCasesWorld } from '../../tests/peers/cases-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { kindFacts } from './judge-act.ts'
import { CASE_KINDS } from './kinds.ts'
import { sentence } from './sentences.ts'

const HOSTILE = 'a\u001b[31mb\u009b2Jc\u202ed\u0007e\nf\u2028g\u200bh'
const STEERS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/u

describeOnStores('what is said of cases', store => {
  let world: CasesWorld
  beforeEach(() => {
    world = createCasesWorld(store(), { givenBy: 'wang as yinzheng' })
  })

  it('nothing needs a hand', async () => {
    expect(await world.run('list')).toEqual({ exit: 0, text: 'Nothing needs a hand.' })
    expect(await world.run('list', '--all')).toMatchObject({ text: expect.stringContaining('There are no cases.') })
    expect(await world.run('list', '--json')).toEqual({ exit: 0, value: { cases: [], total: 0, next: null } })
  })

  it('a table, the oldest first, with the sentence of each kind', async () => {
    const first = await world.tell({ amountFen: 1_200_005 })
    await world.clock.advance(61_000)
    const second = await world.tell({ kind: 'sheets-differ', amountFen: null })
    const { text = '' } = await world.run('list')
    expect(text.split('\n').map(line => line.trimEnd())).toEqual([
      ...['2 need a hand, the oldest first. Times are those of Beijing (Asia/Shanghai).', ''],
      'NUMBER         KIND           STATE  AMOUNT     SINCE                ORDER  KIOSK',
      `${first}  copy-unclear   open   ¥12000.05  2026-11-18 19:06:40`,
      `${second}  sheets-differ  open              2026-11-18 19:07:41`,
      '',
      `copy-unclear   ${kindFacts('copy-unclear').says.en}`,
      `sheets-differ  ${kindFacts('sheets-differ').says.en}`,
      ...['', 'More of one: yinzheng cases show NUMBER --config FILE'],
    ])
    expect((await world.run('list', '--kind', 'sheets-differ')).text).not.toContain(first)
    const none = await createCasesWorld(store(), { language: 'zh' }).run('list', '--kind', 'bad-print')
    expect(none.text).toBe('没有需要处理的打印缺陷（bad-print）类事项；其他类别有 2 件。')
    expect((await world.run('list', '--kind', 'bad-print')).text).toBe(
      'No case of bad-print needs a hand; of other kinds there are 2.',
    )
    expect((await world.run('list', '--kind', 'bad-print', '--all')).text).toBe(
      'There are no cases of bad-print; of other kinds there are 2.',
    )
    expect((await world.run('list', '--kind', 'bad-print', '--json')).value).toMatchObject({ cases: [], total: 0 })
    const unicorn = await world.run('list', '--kind', 'unicorn')
    expect(unicorn.message).toMatch(/^--kind is unknown; there are .*sheets-differ/)
    for (const kind of Object.keys(CASE_KINDS)) expect(unicorn.message).toContain(kind)
    await world.run('act', second, 'close', '--by', '王芳', '--reason', '重数过')
    expect((await world.run('list')).text).not.toContain(second)
    expect((await world.run('list', '--all', '--json')).value).toMatchObject({
      ...{
        total: 2,
        cases: [
          { caseNumber: second, state: 'ended' },
          { caseNumber: first, state: 'open' },
        ],
      },
    })
  })

  it('a case whole: evidence in order, money in yuan and fen, and what to type', async () => {
    const atMs = world.clock.now()
    const caseNumber = await world.tell({
      evidence: [
        { source: 'station', atMs: atMs - 5_000, says: 'copy 3 of 7', facts: { heldFen: 500, sentAtMs: atMs - 9_000 } },
        { source: 'printer', atMs: atMs - 4_000, says: 'media-jam' },
        { source: 'provider', atMs: atMs - 1_000, says: 'SUCCESS', facts: { total: 1_400, isPaid: true, none: null } },
      ],
      byItself: { what: 'asks the printer again', atMs: atMs + 60_000 },
    })
    const { text = '' } = await world.run('show', caseNumber.toLowerCase().replaceAll('-', ''))
    expect(text).toContain(`${caseNumber}  copy-unclear  open\n\n${kindFacts('copy-unclear').says.en}\n`)
    expect(text).toContain('Amount     ¥5.00 (500 fen)\nOpened     2026-11-18 19:06:40\n')
    expect(text).toContain('in the order in which it was heard. Times are those of Beijing (Asia/Shanghai).\n')
    expect(text).toContain('By itself  asks the printer again, at 2026-11-18 19:07:40')
    expect(text.slice(text.indexOf('What was said'), text.indexOf('What may'))).toBe(
      [
        'What was said and done, in the order in which it was heard. Times are those of Beijing (Asia/Shanghai).',
        '  2026-11-18 19:06:40  opened',
        '                                 amount: ¥5.00',
        '  2026-11-18 19:06:35  kiosk     “copy 3 of 7”',
        '                                 held: ¥5.00',
        '                                 sent at: 2026-11-18 19:06:31',
        '  2026-11-18 19:06:36  printer   “media-jam”',
        '  2026-11-18 19:06:39  provider  “SUCCESS”',
        '                                 total: 1400',
        '                                 isPaid: yes',
        '',
        '',
      ].join('\n'),
    )
    expect(text.slice(text.indexOf('What may')).split('\n')).toEqual([
      'What may be done:',
      '  The machine pays it back through the provider',
      `    yinzheng cases act ${caseNumber} refund --by NAME --config FILE`,
      '  It was paid back another way: note the reference',
      `    yinzheng cases act ${caseNumber} refunded-by-hand --by NAME --reference NUMBER --config FILE`,
      '  A code for a free reprint, typed at any kiosk',
      `    yinzheng cases act ${caseNumber} reprint-code --by NAME --config FILE`,
      '  Ends it and pays nothing back: the ¥5.00 held is then not paid back',
      `    yinzheng cases act ${caseNumber} close --by NAME --reason TEXT --config FILE`,
    ])
  })

  it('all of it in Chinese for who reads Chinese: plain words, and what machines have said beside them', async () => {
    const zh = createCasesWorld(store(), { givenBy: 'wang', language: 'zh' })
    const atMs = zh.clock.now()
    const caseNumber = await zh.tell({
      ...{ kind: 'refund-refused', amountFen: 400 },
      evidence: [
        { source: 'server', atMs, says: sentence('order-is', { orderNumber: '261118-A', state: 'ended' }) },
        { source: 'printer', atMs, says: 'counted: completed, every sheet counted; job 12 completed' },
        { source: 'bill', atMs, says: sentence('bill-lacks-payment', { day: '2026-11-18', number: 'yz1' }) },
        {
          ...{ source: 'provider', atMs, says: sentence('refund-is', { state: 'abnormal', refundFen: 400 }) },
          facts: { provider: 'wechat-pay', refundFen: 400, acceptedAt: '2026-11-18T10:00:00.000Z', state: 'abnormal' },
        },
        { source: 'provider', atMs, says: '订单已超过可退款的最大期限', facts: { code: 'INVALID_REQUEST' } },
      ],
      byItself: { what: sentence('sends-refund-again'), atMs: atMs + 60_000 },
    })
    const { text = '' } = await zh.run('show', caseNumber)
    expect(text.split('\n').slice(0, 3)).toEqual([
      ...[`${caseNumber}  退款被拒（refund-refused）  待处理`, '', kindFacts('refund-refused').says.zh],
    ])
    expect(text).toContain('金额       ¥4.00（400 分）\n立项       2026-11-18 19:06:40\n')
    expect(text).toContain('机器       先询问，再重发退款，2026-11-18 19:07:40\n')
    const history = text.slice(text.indexOf('经过'), text.indexOf('可以这样办')).trimEnd().split('\n')
    expect(history).toEqual([
      '经过，按听到的先后：时间均为北京时间（Asia/Shanghai）。',
      '  2026-11-18 19:06:40  立项',
      '                                 金额：¥4.00',
      '  2026-11-18 19:06:40  服务器    订单 261118-A：已结束（ended）',
      '  2026-11-18 19:06:40  打印机    已打完，逐张数齐（counted: completed, every sheet counted; job 12 completed）',
      '  2026-11-18 19:06:40  账单      2026-11-18 的账单里没有付款 yz1',
      '  2026-11-18 19:06:40  微信支付  退款：退款异常（abnormal），¥4.00',
      '                                 状态：退款异常（abnormal）',
      '                                 支付方：微信支付',
      '                                 退款：¥4.00',
      '                                 受理时间：2026-11-18 18:00:00',
      '  2026-11-18 19:06:40  支付方    原话“订单已超过可退款的最大期限”',
      '                                 答复代码：INVALID_REQUEST',
    ])
    const listed = (await zh.run('list')).text ?? ''
    expect(listed).toMatch(new RegExp(`^${caseNumber}  退款被拒 +待处理`, 'm'))
    expect(listed).toContain(`退款被拒（refund-refused）  ${kindFacts('refund-refused').says.zh}`)
    expect((await zh.run('list')).text).toMatch(/^\d+ 件需要处理，最早的在前。时间均为北京时间（Asia\/Shanghai）。\n/)
    const refusals = [
      await zh.run('show', 'C-261129-0000'),
      await zh.run('act', caseNumber, 'refunded-by-hand', '--by', '王芳'),
      await zh.run('act', caseNumber, 'refund', '--by', '王芳', '--amount-fen', '500'),
      await zh.run('act', caseNumber, 'reprint-code', '--by', '王芳'),
    ]
    expect(refusals.map(({ exit, message }) => [exit, message])).toEqual([
      [3, '没有编号为 C-261129-0000 的事项'],
      [2, '缺 --reference：在账上或支付方能查到这笔退款的编号'],
      [2, '--amount：这件事项涉及 ¥4.00，不能退得更多'],
      [
        2,
        '退款被拒（refund-refused）类事项只能这样办：退款（refund）、登记人工退款（refunded-by-hand）、结案（close）',
      ],
    ])
    expect((await zh.run('show', caseNumber, '--json')).value).toMatchObject({
      ...{ state: 'open', byItself: { what: 'asks, and sends the refund again' } },
    })
  })

  it('what the machine does next stands there with its real time, and is not announced for a time that is over', async () => {
    const subject = `refund-${world.clock.now()}`
    const byItself = { what: sentence('sends-refund-again'), atMs: world.clock.now() + 60_000 }
    const caseNumber = await world.tell({ kind: 'refund-refused', subject, amountFen: 400, byItself })
    const zh = createCasesWorld(store(), { language: 'zh' })
    expect((await zh.run('show', caseNumber)).text).toContain('机器       先询问，再重发退款，2026-11-18 19:07:40\n')
    await world.clock.advance(90_000)
    await zh.clock.advance(90_000)
    expect((await zh.run('show', caseNumber)).text).toContain('机器       先询问，再重发退款，现在就办\n')
    expect((await world.run('show', caseNumber)).text).toContain('asks, and sends the refund again, now\n')
    await store()
      .db.insertInto('refund')
      .values({
        ...{ refund_id: subject, order_id: null, cause: 'by-hand-decided', out_refund_no: `${subject}-1` },
        ...{ out_trade_no: 'yz-foreign', provider: 'wechat-pay', merchant_id: 'm', refund_fen: 400, total_fen: 400 },
        ...{ state: 'due', created_at: new Date(world.clock.now()) },
        next_try_at: new Date(world.clock.now() + 3_600_000),
      })
      .execute()
    expect((await zh.run('show', caseNumber)).text).toContain('机器       先询问，再重发退款，2026-11-18 20:08:10\n')
    expect((await world.run('show', caseNumber, '--json')).value).toMatchObject({
      byItself: { at: new Date(world.clock.now() + 3_600_000).toISOString() },
    })
  })

  it('what is said to be typed is taken as it is typed, in every state', async () => {
    world.desk.hearActs('copy-unclear', { carryOut: { refund: async () => ok({ isUnderWay: false }) } })
    const caseNumber = await world.tell({ amountFen: 9_000 })
    const type = async (from: string, name: string) => {
      const line = /^ +yinzheng cases ((?:act|agree) .*) --config FILE$/m.exec(from)?.[1] ?? ''
      const [verb = '', ...args] = line.replace('NAME', name).split(' ')
      return world.run(verb as 'act', ...args)
    }
    const shown = await world.run('show', caseNumber)
    expect(shown.text).toContain(`Above ¥20.00 another person must then agree`)
    const asked = await type(shown.text ?? '', '王芳')
    expect(asked.exit).toBe(0)
    const waiting = await world.run('show', caseNumber)
    expect(waiting.text).toContain('王芳 (user wang as yinzheng)')
    expect(await type(waiting.text ?? '', '李伟')).toMatchObject({ exit: 0 })
    const ended = await world.run('show', caseNumber)
    expect(ended.text).toContain('It has ended. Nothing more is done about it.')
    expect(ended.value).toBeUndefined()
  })

  it('says where both names of two people were given by one user', async () => {
    world.desk.hearActs('copy-unclear', { carryOut: { refund: async () => ok({ isUnderWay: false }) } })
    const other = createCasesWorld(store(), { givenBy: 'li as yinzheng' })
    const decided = async (second: typeof world) => {
      const caseNumber = await world.tell({ amountFen: 9_000 })
      await world.run('act', caseNumber, 'refund', '--by', '王芳')
      await world.run('disagree', caseNumber, '--by', '王芳')
      await world.run('act', caseNumber, 'close', '--by', '王芳', '--reason', '纸已取走')
      expect(await second.run('agree', caseNumber, '--by', '李伟')).toMatchObject({ exit: 0 })
      const { text = '' } = await world.run('show', caseNumber)
      const { value } = await world.run('show', caseNumber, '--json')
      return { caseNumber, text, value }
    }
    const [byOne, byTwo] = [await decided(world), await decided(other)]
    const words = 'both names were given by one user of the operating system'
    expect(byOne.text).toContain(`Agreed     ${words}\n`)
    expect(byTwo.text).not.toContain(words)
    expect([byOne.value, byTwo.value]).toMatchObject([{ agreedByOneUser: true }, { agreedByOneUser: false }])
    const { text = '' } = await world.run('list', '--all', '--limit', '1000')
    expect(text).toContain(`${byOne.caseNumber}: ${words}.`)
    expect(text).not.toContain(`${byTwo.caseNumber}: ${words}.`)
  })

  it('names the former case and the later one', async () => {
    const first = await world.tell({ subject: 'twice', kind: 'bill-differs' })
    await world.run('act', first, 'close', '--by', '王芳', '--reason', '已查明')
    const second = await world.tell({ subject: 'twice', kind: 'bill-differs' })
    expect((await world.run('show', first)).text).toContain(`After it   ${second}`)
    expect((await world.run('show', second, '--json')).value).toMatchObject({ formerCase: first, laterCase: null })
  })

  it('names other cases of the same order, for one debt may stand in two', async () => {
    const orderId = 'order-of-two-cases'
    const conflict = await world.tell({ subject: 'one', kind: 'outcome-conflict', orderId })
    const refused = await world.tell({ subject: 'another', kind: 'refund-refused', orderId })
    await world.tell({ subject: 'elsewhere', kind: 'refund-refused', orderId: 'another-order' })
    expect((await world.run('show', conflict)).text).toContain(`Beside it  ${refused} refund-refused\n`)
    const { value } = await world.run('show', refused, '--json')
    expect(value).toMatchObject({ sameOrder: [{ caseNumber: conflict, kind: 'outcome-conflict' }] })
    await world.run('act', refused, 'close', '--by', '王芳', '--reason', '已查明')
    expect((await world.run('show', conflict)).text).not.toContain('Beside it')
  })

  it('nothing that a device, a provider or a path of files says steers the terminal', async () => {
    const caseNumber = await world.tell({
      ...{ subject: HOSTILE, byItself: { what: HOSTILE, atMs: null } },
      evidence: [{ source: 'printer', atMs: 1, says: HOSTILE, facts: { [HOSTILE]: HOSTILE } }],
    })
    const { text = '' } = await world.run('show', caseNumber)
    expect(text.replaceAll('\n', '')).not.toMatch(STEERS)
    expect(text).toContain('a\\u{1b}[31mb\\u{9b}2Jc\\u{202e}d\\u{7}e\\u{a}f\\u{2028}g\\u{200b}h')
    expect((await world.run('list')).text?.replaceAll('\n', '')).not.toMatch(STEERS)
  })

  it.each([
    ['C-261129-0000'],
    ['C-261129-000'],
    [''],
    ['C-999999-ZZZZ'],
    ["'; drop table open_case; --"],
    ['x'.repeat(400)],
  ])('a number that no case has: %j', async number => {
    for (const [verb, ...args] of [
      ['show'],
      ['act', 'close', '--by', '王芳', '--reason', '看过了'],
      ['agree', '--by', '王芳'],
      ['disagree', '--by', '王芳'],
    ] as const) {
      const [act, ...more] = args
      const words = act === 'close' ? [number, act, ...more] : [number, ...args]
      const answer = await world.run(verb, ...words)
      expect(answer).toMatchObject({ exit: 3, message: expect.stringMatching(/^no case has/) })
      expect(answer.message?.length).toBeLessThan(80)
    }
  })

  it.each([
    ['list', '--kind', 'nothing'],
    ['list', '--kind', 'constructor'],
    ['list', '--limit', '0'],
    ['list', '--limit', '1001'],
    ['list', '--limit', '1e2'],
    ['list', '--after', 'nonsense'],
    ['act', 'C-261129-0000', 'close'],
    ['agree', 'C-261129-0000'],
  ] as const)('wrong use: %j %j %j', async (verb, ...args) =>
    expect(await world.run(verb, ...args)).toMatchObject({ exit: 2 }),
  )

  describe('ten thousand cases', () => {
    const MANY = 10_000
    beforeAll(async () => {
      world = createCasesWorld(store())
      // Many of one moment, so that a page ends among them; written in one statement, for it is the reading that is looked at.
      await sql`
        insert into open_case (case_number, kind, subject, state, opened_at, last_heard_at)
        select 'C-' || to_char(261200 + i / 1000, 'FM000000') || '-9' || to_char(i % 1000, 'FM000'), 'outcome-missing', 'many-' || i,
          'open', to_timestamp(1800000000 + (i * 7919 % 10000) / 700), now()
        from generate_series(0, ${MANY - 1}::integer) as i`.execute(store().db)
    })

    it('are read page by page, each once, and no page is larger than it was asked for', async () => {
      const seen = new Set<string>()
      let pages = 0
      let longest = 0
      for (let after: string | null = ''; after !== null; ) {
        const more: string[] = after === '' ? [] : ['--after', after]
        const answer = await world.run('list', '--kind', 'outcome-missing', '--limit', '900', '--json', ...more)
        const { cases, total, next } = answer.value as {
          cases: { caseNumber: string }[]
          total: number
          next: string | null
        }
        expect(total).toBe(MANY)
        longest = Math.max(longest, cases.length)
        for (const { caseNumber } of cases) seen.add(caseNumber)
        after = next
        pages++
      }
      expect([seen.size, pages, longest]).toEqual([MANY, 12, 900])
      const back = new Set<string>()
      for (let after = ''; after !== 'end'; ) {
        const more: string[] = after === '' ? [] : ['--after', after]
        const answer = await world.run(
          'list',
          '--all',
          '--kind',
          'outcome-missing',
          '--limit',
          '1000',
          '--json',
          ...more,
        )
        const { cases, next } = answer.value as { cases: { caseNumber: string }[]; next: string | null }
        for (const { caseNumber } of cases) back.add(caseNumber)
        after = next ?? 'end'
      }
      expect(back).toEqual(seen)
    })

    it('say how to go on', async () => {
      const { text = '' } = await world.run('list', '--kind', 'outcome-missing')
      expect(text).toContain(`${MANY} need a hand, the oldest first, of which 100 are shown. `)
      const [, line = ''] = /^The next 100: yinzheng cases (.*) --config FILE$/m.exec(text) ?? []
      const [verb = '', ...args] = line.split(' ')
      expect((await world.run(verb as 'list', ...args)).text).toContain('The next 100')
      expect(text.split('\n').length).toBeLessThan(115)
    })
  })
})
