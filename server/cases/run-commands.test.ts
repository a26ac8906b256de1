import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ok } from '../../src/result.ts'
import { type CasesWorld, createCasesWorld } from '../../tests/peers/cases-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'

const HOSTILE = 'a\u001b[31mb\u009b2Jc\u202ed\u0007e\nf\u2028g\u200bh'
const STEERS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/u

describeOnStores('what is said of cases', store => {
  let world: CasesWorld
  beforeEach(() => {
    world = createCasesWorld(store(), { givenBy: 'wang as yinzheng' })
  })

  it('nothing needs a hand', async () => {
    expect(await world.run('list')).toEqual({ exit: 0, text: '没有需要处理的事项。\nNothing needs a hand.' })
    expect(await world.run('list', '--all')).toMatchObject({ text: expect.stringContaining('There are no cases.') })
    expect(await world.run('list', '--json')).toEqual({ exit: 0, value: { cases: [], total: 0, next: null } })
  })

  it('a table, the oldest first, with the sentence of each kind', async () => {
    const first = await world.tell({ amountFen: 1_200_005 })
    await world.clock.advance(61_000)
    const second = await world.tell({ kind: 'sheets-differ', amountFen: null })
    const { text = '' } = await world.run('list')
    expect(text.split('\n').map(line => line.trimEnd())).toEqual([
      ...['2 need a hand, the oldest first.', ''],
      'NUMBER         KIND           STATE  AMOUNT     SINCE                ORDER  KIOSK',
      `${first}  copy-unclear   open   ¥12000.05  2026-11-18 19:06:40`,
      `${second}  sheets-differ  open              2026-11-18 19:07:41`,
      '',
      ...['copy-unclear   无法判断一份是否已打印出来；请核对证据，决定是否退款。'],
      '               It cannot be told whether a copy came out: look at the evidence and decide about its money.',
      'sheets-differ  打印机数出的张数与订单对不上；请到机器旁核对。',
      '               The sheets that a printer has counted and those of the orders differ: look at the machine.',
      ...['', 'More of one: yinzheng cases show NUMBER --config FILE'],
    ])
    expect((await world.run('list', '--kind', 'sheets-differ')).text).not.toContain(first)
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
    expect(text).toContain(`${caseNumber}  copy-unclear  open\n\n无法判断一份是否已打印出来`)
    expect(text).toContain('Amount     ¥5.00 (500 fen)\nOpened     2026-11-18 19:06:40 (Asia/Shanghai)\n')
    expect(text).toContain('By itself  asks the printer again, at 2026-11-18 19:07:40')
    expect(text.slice(text.indexOf('What was said'), text.indexOf('What may'))).toBe(
      [
        'What was said and done, in the order in which it was heard:',
        '  2026-11-18 19:06:40  opened',
        '                                 amountFen: ¥5.00 (500 fen)',
        '  2026-11-18 19:06:35  station   copy 3 of 7',
        '                                 heldFen: ¥5.00 (500 fen)',
        '                                 sentAtMs: 2026-11-18 19:06:31',
        '  2026-11-18 19:06:36  printer   media-jam',
        '  2026-11-18 19:06:39  provider  SUCCESS',
        '                                 total: 1400',
        '                                 isPaid: true',
        '',
        '',
      ].join('\n'),
    )
    expect(text.slice(text.indexOf('What may')).split('\n')).toEqual([
      'What may be done:',
      '  由机器原路退款 The machine pays it back through the provider',
      `    yinzheng cases act ${caseNumber} refund --by NAME --config FILE`,
      '  已用其他方式退款，登记凭证 It was paid back another way: note the reference',
      `    yinzheng cases act ${caseNumber} refunded-by-hand --by NAME --reference NUMBER --config FILE`,
      '  给一个免费重打码，在自助机上输入 A code for a free reprint, typed at any kiosk',
      `    yinzheng cases act ${caseNumber} reprint-code --by NAME --config FILE`,
      '  不退款结案 Ends it and pays nothing back',
      `    yinzheng cases act ${caseNumber} close --by NAME --reason TEXT --config FILE`,
    ])
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
      expect(answer).toMatchObject({ exit: 1, message: expect.stringMatching(/^no case has/) })
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
      expect(text).toContain(`${MANY} need a hand, the oldest first, of which 100 are shown.`)
      const [, line = ''] = /^The next 100: yinzheng cases (.*) --config FILE$/m.exec(text) ?? []
      const [verb = '', ...args] = line.split(' ')
      expect((await world.run(verb as 'list', ...args)).text).toContain('The next 100')
      expect(text.split('\n').length).toBeLessThan(115)
    })
  })
})
