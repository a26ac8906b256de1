import { sql, type Transaction } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { err, ok } from '../../src/result.ts'
import { type CasesWorld, createCasesWorld } from '../../tests/peers/cases-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { CommandAnswer } from '../ground/commands/command.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { CaseActs, TakenAct } from './cases.ts'

describeOnStores('what people do about cases', store => {
  let world: CasesWorld
  let taken: TakenAct[]
  /** A room that begins refunds, and does the rest at once. */
  const hear = (refund: CaseActs['carryOut']['refund']) =>
    world.desk.hearActs('copy-unclear', {
      carryOut: {
        refund: (tx, act, now) => {
          taken.push(act)
          return refund?.(tx, act, now) ?? Promise.resolve(err('no'))
        },
      },
    })
  const underWay: CaseActs['carryOut']['refund'] = async () =>
    ok({ isUnderWay: true, byItself: { what: 'asks the provider', atMs: null } })
  beforeEach(() => {
    world = createCasesWorld(store())
    taken = []
  })
  const row = (caseNumber: string) =>
    store().db.selectFrom('open_case').selectAll().where('case_number', '=', caseNumber).executeTakeFirstOrThrow()
  const steps = async (caseNumber: string) => {
    const { db } = store()
    const lines = await db
      .selectFrom('case_history')
      .selectAll()
      .where('case_number', '=', caseNumber)
      .orderBy('seq')
      .execute()
    return lines.map(({ step, by_name, by_user, words }) => [step, by_name, by_user, words].filter(one => one !== null))
  }
  const settle = (subject: string) =>
    store()
      .db.transaction()
      .execute(tx => world.desk.settle(tx, { kind: 'copy-unclear', subject, because: 'paid back' }, new Date(0)))
  const failed = (subject: string) =>
    store()
      .db.transaction()
      .execute(tx =>
        world.desk.failed(
          tx,
          {
            ...{ kind: 'copy-unclear', subject, because: 'NOT_ENOUGH' },
            evidence: [{ source: 'provider', atMs: 0, says: 'NOT_ENOUGH' }],
          },
          new Date(0),
        ),
      )

  it('one person refunds a small amount; the machine carries it out and ends the case by proof', async () => {
    hear(underWay)
    const caseNumber = await world.tell({ subject: 'small' })
    const answer = await world.run('act', caseNumber, 'refund', '--by', '王芳')
    expect(answer).toEqual({ exit: 0, text: `${caseNumber}: the refund of ¥5.00 is under way.` })
    expect(taken).toEqual([
      {
        ...{ caseNumber, kind: 'copy-unclear', subject: 'small', orderId: null, act: 'refund' },
        ...{ amountFen: 500, copies: null, reference: null, reason: null, card: null, by: ['王芳'] },
      },
    ])
    expect(await row(caseNumber)).toMatchObject({ state: 'under-way', by_itself: 'asks the provider' })
    for (const verb of ['refund', 'close'])
      expect(await world.run('act', caseNumber, verb, '--by', '李伟', '--reason', '另一人')).toMatchObject({
        ...{ exit: 3, message: expect.stringContaining('under way') },
      })
    await settle('small')
    expect(await row(caseNumber)).toMatchObject({ state: 'ended', asked_seq: null, by_itself: null })
    expect(await steps(caseNumber)).toEqual([
      ...[['opened'], ['evidence', 'completed'], ['asked', '王芳', 'yinzheng'], ['begun'], ['ended', 'paid back']],
    ])
    expect(await world.run('act', caseNumber, 'refund', '--by', '王芳')).toMatchObject({
      ...{ exit: 3, message: 'this case has ended, and stays as it is' },
    })
  })

  it('an act that led to nothing leaves a case that needs a hand again', async () => {
    hear(underWay)
    const caseNumber = await world.tell({ subject: 'again' })
    await failed('again')
    expect(await row(caseNumber)).toMatchObject({ state: 'open' })
    expect(await steps(caseNumber)).toHaveLength(2)
    await world.run('act', caseNumber, 'refund', '--by', '王芳')
    await world.tell({ subject: 'again' })
    expect(await row(caseNumber), 'a repeat of the cause does not set it back').toMatchObject({ state: 'under-way' })
    await failed('again')
    expect(await row(caseNumber)).toMatchObject({ state: 'open', asked_seq: null, by_itself: null })
    expect((await steps(caseNumber)).slice(-2)).toEqual([
      ['evidence', 'NOT_ENOUGH'],
      ['failed', 'NOT_ENOUGH'],
    ])
    expect(await world.run('act', caseNumber, 'refund', '--by', '王芳')).toMatchObject({ exit: 0 })
  })

  it('above the set amount one asks and another agrees; both are named for ever', async () => {
    hear(underWay)
    const caseNumber = await world.tell({ amountFen: 2_001 })
    const asked = await world.run('act', caseNumber, 'refund', '--by', '王芳')
    expect(asked.text).toContain('above ¥20.00 two people decide')
    expect(asked.text).toContain(`yinzheng cases agree ${caseNumber} --by NAME`)
    expect(taken).toEqual([])
    expect(await row(caseNumber)).toMatchObject({ state: 'waiting-for-agreement' })
    expect(await world.run('act', caseNumber, 'close', '--by', '李伟', '--reason', '不退')).toMatchObject({
      ...{ exit: 3, message: expect.stringContaining('waits for a second person') },
    })
    expect(await world.run('agree', caseNumber, '--by', '李伟')).toMatchObject({ exit: 0 })
    expect(taken).toMatchObject([{ amountFen: 2_001, by: ['王芳', '李伟'] }])
    expect(await steps(caseNumber)).toEqual([
      ...[['opened'], ['evidence', 'completed'], ['asked', '王芳', 'yinzheng'], ['agreed', '李伟', 'yinzheng']],
      ['begun'],
    ])
    expect(await world.run('agree', caseNumber, '--by', '赵敏')).toMatchObject({
      ...{ exit: 3, message: 'nothing on this case waits for a second person' },
    })
    expect(taken).toHaveLength(1)
  })

  it('at the set amount one person is enough', async () => {
    hear(underWay)
    const caseNumber = await world.tell({ amountFen: 2_000 })
    await world.run('act', caseNumber, 'refund', '--by', '王芳')
    expect(await row(caseNumber)).toMatchObject({ state: 'under-way' })
  })

  it.each([
    ['the same name', '王芳', '王芳'],
    ['blanks and case', 'Wang Fang', ' wang  FANG '],
    ['dots and accents', 'José Li', 'jose·li'],
    ['wide letters', 'Lin', 'Ｌｉｎ'],
    ['a radical that looks like the character', '方文', '⽅文'],
  ])('nobody agrees with themselves: %s', async (_what, one, same) => {
    hear(underWay)
    const caseNumber = await world.tell({ amountFen: 9_000 })
    expect(await world.run('act', caseNumber, 'refund', '--by', one)).toMatchObject({ exit: 0 })
    expect(await world.run('agree', caseNumber, '--by', same)).toMatchObject({
      ...{ exit: 3, message: expect.stringContaining('another person must agree') },
    })
    expect(taken).toEqual([])
    expect(await row(caseNumber)).toMatchObject({ state: 'waiting-for-agreement' })
  })

  it.each([
    ['letters that look like Latin ones', 'Wаng'],
    ['a character that can’t be seen', '王\u200b芳'],
    ['a terminal’s escape', '\u001b[31m王芳'],
    ['dots alone', '···'],
    ['nothing', ' '],
    ['a digit behind the name of another one', '王芳1'],
    ['one letter', 'W'],
    ['a novel', '王'.repeat(41)],
    ['two lines that end in a bell', '王\n芳\u0007'],
  ])('a name is a name: %s', async (_what, name) => {
    const caseNumber = await world.tell()
    expect(await world.run('act', caseNumber, 'close', '--by', name, '--reason', '看过了')).toMatchObject({
      ...{ exit: 2, message: expect.stringContaining('--by') },
    })
    expect(await steps(caseNumber)).toHaveLength(2)
  })

  it('a second person may decline, with a reason or without; the first may take it back', async () => {
    hear(underWay)
    const caseNumber = await world.tell({ amountFen: 9_000 })
    await world.run('act', caseNumber, 'refund', '--by', '王芳')
    const declined = await world.run('disagree', caseNumber, '--by', '李伟', '--reason', '纸已取走')
    expect(declined.text).toBe(`${caseNumber}: the refund of ¥90.00 is not done; the case is open again.`)
    expect(await row(caseNumber)).toMatchObject({ state: 'open', asked_seq: null })
    await world.run('act', caseNumber, 'refund', '--by', '王芳')
    await world.run('disagree', caseNumber, '--by', '王芳')
    expect((await steps(caseNumber)).slice(2)).toEqual([
      ...[
        ['asked', '王芳', 'yinzheng'],
        ['declined', '李伟', 'yinzheng', '纸已取走'],
      ],
      ...[
        ['asked', '王芳', 'yinzheng'],
        ['declined', '王芳', 'yinzheng'],
      ],
    ])
    expect(await world.run('disagree', caseNumber, '--by', '李伟')).toMatchObject({ exit: 3 })
    expect(taken).toEqual([])
  })

  it('what is under way is taken back by a named person with a reason, where its room says that nothing has left', async () => {
    let hasLeft = true
    const takenBack: unknown[] = []
    world.desk.hearActs('copy-unclear', {
      carryOut: { refund: async () => ok({ isUnderWay: true }), 'reprint-code': async () => ok({ isUnderWay: true }) },
      takeBack: {
        refund: async (_, { subject, by, reason, begunAt }) => {
          if (hasLeft) return err('it has been sent')
          takenBack.push([subject, by, reason, begunAt.getTime()])
          return ok(null)
        },
      },
    })
    const caseNumber = await world.tell({ subject: 'back' })
    const takeBack = (...more: string[]) => world.run('take-back', caseNumber, '--by', '李伟', ...more)
    expect(await takeBack('--reason', '错单')).toMatchObject({ exit: 3, message: 'nothing on this case is under way' })
    const begunMs = world.clock.now()
    await world.run('act', caseNumber, 'refund', '--by', '王芳')
    expect(await takeBack()).toMatchObject({ exit: 2 })
    expect(await takeBack('--reason', '错单')).toMatchObject({ exit: 3, message: 'it has been sent' })
    expect(await row(caseNumber)).toMatchObject({ state: 'under-way' })
    hasLeft = false
    await world.clock.advance(1_000)
    expect(await takeBack('--reason', '错单')).toMatchObject({ exit: 0 })
    expect(takenBack).toEqual([['back', '李伟', '错单', begunMs]])
    expect(await row(caseNumber)).toMatchObject({ state: 'open', asked_seq: null, by_itself: null })
    expect((await steps(caseNumber)).at(-1)).toEqual(['taken-back', '李伟', 'yinzheng', '错单'])
    await world.run('act', caseNumber, 'reprint-code', '--by', '王芳', '--copies', '1')
    expect(await takeBack('--reason', '错单')).toMatchObject({
      ...{ exit: 3, message: expect.stringContaining('reprint-code cannot be taken back once it has begun') },
    })
    await settle('back')
    expect(await takeBack('--reason', '错单')).toMatchObject({ exit: 3, message: expect.stringContaining('has ended') })
  })

  it('what waits for a second person is taken back with disagree alone', async () => {
    hear(underWay)
    const caseNumber = await world.tell({ amountFen: 2_001 })
    await world.run('act', caseNumber, 'refund', '--by', '王芳')
    expect(await world.run('take-back', caseNumber, '--by', '王芳', '--reason', '错单')).toMatchObject({
      ...{ exit: 3, message: expect.stringContaining('disagree takes it back') },
    })
  })

  it('nothing is kept without a reason, nor given back in part, nor waived', async () => {
    hear(underWay)
    const caseNumber = await world.tell()
    const wants = async (number: string, ...args: string[]) =>
      expect(await world.run('act', number, ...args, '--by', '王芳')).toMatchObject({
        ...{ exit: 2, message: expect.stringContaining('--reason is missing') },
      })
    await wants(caseNumber, 'close')
    await wants(caseNumber, 'refund', '--amount-fen', '499')
    await wants(await world.tell({ kind: 'bad-print' }), 'refund')
    expect(
      await world.run('act', caseNumber, 'refund', '--amount-fen', '499', '--by', '王芳', '--reason', '一份'),
    ).toEqual(expect.objectContaining({ exit: 0 }))
    expect(taken).toMatchObject([{ amountFen: 499, reason: '一份' }])
  })

  it('keeping much money needs two people as giving it does', async () => {
    const caseNumber = await world.tell({ amountFen: 9_000 })
    await world.run('act', caseNumber, 'close', '--by', '王芳', '--reason', '纸已取走')
    expect(await row(caseNumber)).toMatchObject({ state: 'waiting-for-agreement' })
    const part = await world.tell({ amountFen: 9_000 })
    hear(underWay)
    await world.run('act', part, 'refund', '--amount-fen', '1', '--by', '王芳', '--reason', '只退一分')
    expect(await row(part)).toMatchObject({ state: 'waiting-for-agreement' })
    await world.run('agree', caseNumber, '--by', '李伟')
    expect(await row(caseNumber)).toMatchObject({ state: 'ended' })
    expect((await steps(caseNumber)).at(-1)).toEqual(['ended', '纸已取走'])
  })

  it('a refund by hand names where it is found', async () => {
    world.desk.hearActs('copy-unclear', { carryOut: { 'refunded-by-hand': async () => ok({ isUnderWay: false }) } })
    const caseNumber = await world.tell()
    const byHand = (...more: string[]) => world.run('act', caseNumber, 'refunded-by-hand', '--by', '王芳', ...more)
    expect(await byHand()).toMatchObject({ exit: 2, message: expect.stringContaining('--reference is missing') })
    for (const reference of ['', '123', 'x'.repeat(65), '50300\u001b[2J', '!!!!'])
      expect(await byHand('--reference', reference)).toMatchObject({ message: expect.stringContaining('--reference') })
    expect(await byHand('--reference', '50300 0041')).toMatchObject({ exit: 0 })
    const shown = await world.run('show', caseNumber, '--json')
    expect(shown.value).toMatchObject({
      state: 'ended',
      history: expect.arrayContaining([
        expect.objectContaining({
          step: 'ended',
          facts: { how: 'act', act: 'refunded-by-hand', amountFen: 500, copies: null, reference: '50300 0041' },
        }),
      ]),
    })
  })

  it('a voucher is noted for one refund: in another case it is refused, in a preview, in the act and in agreeing', async () => {
    world.desk.hearActs('copy-unclear', { carryOut: { 'refunded-by-hand': async () => ok({ isUnderWay: false }) } })
    const byHand = (caseNumber: string, reference: string, ...more: string[]) =>
      world.run('act', caseNumber, 'refunded-by-hand', '--by', '王芳', '--reference', reference, ...more)
    const [first, second] = [await world.tell(), await world.tell()]
    expect(await byHand(first, '凭证 V-0501')).toMatchObject({ exit: 0 })
    const said = `--reference: 凭证 v-0501 is noted in the case ${first} already: each refund by hand has a number of its own`
    for (const more of [['--preview'], []])
      expect(await byHand(second, '凭证 v-0501', ...more)).toEqual({ exit: 3, message: said })
    expect(await row(second)).toMatchObject({ state: 'open' })
    // What waits for a second person has its number too, until it is declined.
    const much = await world.tell({ amountFen: 9_000 })
    expect(await byHand(much, 'V-0502')).toMatchObject({ exit: 0 })
    expect(await byHand(second, 'V-0502')).toMatchObject({ exit: 3, message: expect.stringContaining(much) })
    await world.run('disagree', much, '--by', '李伟')
    expect(await byHand(second, 'V-0502')).toMatchObject({ exit: 0 })
    expect(await byHand(much, 'V-0502')).toMatchObject({ exit: 3, message: expect.stringContaining(second) })
    // Who agrees is told as well, where the number was noted elsewhere since it was asked for.
    const [older, since] = [await world.tell({ amountFen: 9_000 }), await world.tell()]
    expect(await byHand(older, 'V-0503')).toMatchObject({ exit: 0 })
    const facts = JSON.stringify({ how: 'act', act: 'refunded-by-hand', reference: 'V-0503' })
    await sql`insert into case_history (case_number, at, step, detail) values (${since}, now(), 'ended', ${facts})`.execute(
      store().db,
    )
    expect(await world.run('agree', older, '--by', '李伟')).toMatchObject({
      ...{ exit: 3, message: expect.stringContaining(since) },
    })
    expect(await row(older)).toMatchObject({ state: 'waiting-for-agreement' })
  })

  it.each([
    [['refund', '--amount-fen', '0'], '--amount-fen'],
    [['refund', '--amount-fen', '-5'], '--amount-fen'],
    [['refund', '--amount-fen', '5.5'], '--amount-fen'],
    [['refund', '--amount-fen', '1e3'], '--amount-fen'],
    [['refund', '--amount-fen', '501'], 'no more is paid back'],
    [['refund', '--amount-fen', '99999999999999999999'], '--amount-fen'],
    [['refund', '--reference', '50300'], '--reference belongs to refunded-by-hand'],
    [['close', '--amount-fen', '5', '--reason', '不退'], '--amount-fen does not belong to close'],
    [['delete'], 'is ended by refund, refunded-by-hand, reprint-code, close'],
    [['constructor'], 'is ended by'],
    [['close', '--reason', ' '], '--reason'],
    [['close', '--reason', '...'], '--reason'],
    [['close', '--reason', 'x'.repeat(10_000)], '500 characters at most'],
    [['close', '--reason', 'a\u001b]0;owned\u0007'], '--reason'],
    [['close', '--reason', 'a\u202eb'], '--reason'],
    [['close', '--reason', 'a\u009b2J'], '--reason'],
  ])('%j is refused, and nothing of it is kept', async (args, why) => {
    hear(underWay)
    const caseNumber = await world.tell()
    const answer = await world.run('act', caseNumber, ...args, '--by', '王芳')
    expect(answer.exit, 'it was said wrongly').toBe(2)
    expect(answer.message).toContain(why)
    expect(await row(caseNumber)).toMatchObject({ state: 'open' })
    expect(await steps(caseNumber)).toHaveLength(2)
    expect(taken).toEqual([])
  })

  it('of a case without an amount, one is said, and it is one that can be paid', async () => {
    const caseNumber = await world.tell({ kind: 'outcome-conflict', amountFen: null })
    const byHand = (...more: string[]) =>
      world.run(
        'act',
        caseNumber,
        'refunded-by-hand',
        '--reference',
        '50300',
        '--reason',
        '已付现金',
        '--by',
        '王芳',
        ...more,
      )
    expect(await byHand()).toMatchObject({ exit: 2, message: '--amount is missing: the case names no amount' })
    const tooMuch = await byHand('--amount-fen', '10000001')
    expect(tooMuch).toMatchObject({
      ...{ exit: 2, message: expect.stringContaining('--amount-fen: a whole number of fen, from 1 to 10000000') },
    })
    expect(await byHand('--amount', '8')).toMatchObject({ exit: 2, message: expect.stringContaining('--amount: yuan') })
    expect((await byHand('--amount', '¥80.00', '--preview')).text).toContain('the refund by hand of ¥80.00 would wait')
    expect(await byHand('--amount-fen', '10000000')).toMatchObject({ exit: 0 })
    expect(await row(caseNumber)).toMatchObject({ state: 'waiting-for-agreement' })
  })

  it('a reason that was pasted with its line breaks is one line', async () => {
    const caseNumber = await world.tell()
    await world.run('act', caseNumber, 'close', '--by', '王芳', '--reason', ' 学生\r\n\t已取走 ')
    expect((await steps(caseNumber)).at(-1)).toEqual(['ended', '学生 已取走'])
  })

  it('where the room refuses, nothing has happened and nothing is written', async () => {
    hear(async (tx, act) => {
      await sql`update open_case set by_itself = 'half done' where case_number = ${act.caseNumber}`.execute(tx)
      return err('the order has nothing left to pay back')
    })
    const caseNumber = await world.tell()
    expect(await world.run('act', caseNumber, 'refund', '--by', '王芳')).toEqual({
      ...{ exit: 3, message: 'the order has nothing left to pay back' },
    })
    expect(await row(caseNumber)).toMatchObject({ state: 'open', by_itself: null })
    expect(await steps(caseNumber)).toHaveLength(2)
  })

  it('where the room breaks, nothing has happened and nothing is written', async () => {
    hear(async () => {
      throw new Error('broken')
    })
    const caseNumber = await world.tell({ amountFen: 9_000 })
    await world.run('act', caseNumber, 'refund', '--by', '王芳')
    await expect(world.run('agree', caseNumber, '--by', '李伟')).rejects.toThrow('broken')
    expect(await row(caseNumber)).toMatchObject({ state: 'waiting-for-agreement' })
    expect((await steps(caseNumber)).at(-1)).toEqual(['asked', '王芳', 'yinzheng'])
  })

  it('no more is paid back than is at stake when the second person agrees', async () => {
    hear(underWay)
    const caseNumber = await world.tell({ subject: 'less', amountFen: 9_000 })
    await world.run('act', caseNumber, 'refund', '--by', '王芳')
    await world.tell({ subject: 'less', amountFen: 4_000 })
    expect(await world.run('agree', caseNumber, '--by', '李伟')).toMatchObject({
      ...{ exit: 3, message: expect.stringContaining('less is at stake by now') },
    })
    expect(taken).toEqual([])
  })

  it('what was asked for lapses when the cause is gone', async () => {
    hear(underWay)
    const caseNumber = await world.tell({ subject: 'gone', amountFen: 9_000 })
    await world.run('act', caseNumber, 'refund', '--by', '王芳')
    await settle('gone')
    expect((await steps(caseNumber)).slice(-2)).toEqual([['lapsed'], ['ended', 'paid back']])
    expect(await world.run('agree', caseNumber, '--by', '李伟')).toMatchObject({ exit: 3 })
    expect(taken).toEqual([])
  })

  describe('at once', () => {
    const countOf = (answers: readonly { exit: number }[]) => answers.filter(({ exit }) => exit === 0).length

    it('two people act: one wins', async () => {
      hear(underWay)
      const caseNumber = await world.tell()
      const acts = ['王芳', '李伟', '赵敏', '孙丽'].map(name => world.run('act', caseNumber, 'refund', '--by', name))
      expect(countOf(await Promise.all(acts))).toBe(1)
      expect(taken).toHaveLength(1)
      expect((await steps(caseNumber)).filter(([step]) => step === 'asked')).toHaveLength(1)
    })

    it('two people agree: it is done once', async () => {
      hear(underWay)
      const caseNumber = await world.tell({ amountFen: 9_000 })
      await world.run('act', caseNumber, 'refund', '--by', '王芳')
      const acts = ['李伟', '赵敏', '孙丽'].map(name => world.run('agree', caseNumber, '--by', name))
      expect(countOf(await Promise.all(acts))).toBe(1)
      expect(taken).toHaveLength(1)
    })

    it('one agrees while the other takes it back: one of the two is done', async () => {
      hear(underWay)
      const caseNumber = await world.tell({ amountFen: 9_000 })
      await world.run('act', caseNumber, 'refund', '--by', '王芳')
      const acts = [world.run('agree', caseNumber, '--by', '李伟'), world.run('disagree', caseNumber, '--by', '王芳')]
      expect(countOf(await Promise.all(acts))).toBe(1)
      expect((await row(caseNumber)).state).toBe(taken.length === 1 ? 'under-way' : 'open')
    })

    it('a person acts while the machine ends it, in either order', async () => {
      hear(underWay)
      for (let round = 0; round < 10; round++) {
        const subject = `race-${round}`
        const before = taken.length
        const caseNumber = await world.tell({ subject })
        const act = () => world.run('act', caseNumber, 'refund', '--by', '王芳')
        const [first, second] = round % 2 === 0 ? [act, () => settle(subject)] : [() => settle(subject), act]
        const answers = await Promise.all([first(), second()])
        const done = countOf(answers.flatMap(one => (one === undefined ? [] : [one])))
        expect(taken.length - before).toBe(done)
        expect(await row(caseNumber)).toMatchObject({ state: 'ended' })
      }
    })

    it('a room’s rows are locked before the case, as the machine locks them, so the two never wait for each other', async () => {
      const { db } = store()
      const lockRows = (tx: Transaction<Tables>) => sql`select pg_advisory_xact_lock(4711)`.execute(tx)
      world.desk.hearActs('bad-print', { lock: lockRows, carryOut: {} })
      const caseNumber = await world.tell({ kind: 'bad-print', subject: 'in-order' })
      let acting: Promise<CommandAnswer> | undefined
      await db.transaction().execute(async tx => {
        await lockRows(tx)
        acting = world.run('act', caseNumber, 'close', '--by', '王芳', '--reason', '没有缺陷')
        // Until the act waits for the room's rows; on a store of one connection it has not begun.
        for (let polls = 0; polls < 500; polls++) {
          const waiting = await sql`select 1 from pg_locks where locktype = 'advisory' and not granted`.execute(tx)
          if (waiting.rows.length > 0) break
        }
        await world.desk.settle(tx, { kind: 'bad-print', subject: 'in-order', because: 'proved' }, new Date(0))
      })
      expect(await acting).toMatchObject({ exit: 3, message: 'this case has ended, and stays as it is' })
    })
  })

  describe('without a server', () => {
    beforeEach(() => {
      world = createCasesWorld(store(), { isServing: false })
    })
    it('what a room carries out is refused, and says that the server must run', async () => {
      for (const [amountFen, ...args] of [
        [500, 'refund'],
        [500, 'close', '--reason', '不退'],
        [500, 'refunded-by-hand', '--reference', '50301'],
        [9_000, 'close', '--reason', '不退'],
      ] as const) {
        const caseNumber = await world.tell({ amountFen })
        expect(await world.run('act', caseNumber, ...args, '--by', '王芳')).toEqual({
          ...{ exit: 3, message: 'this is carried out by the running server: start it, then give the command again' },
        })
        expect(await row(caseNumber)).toMatchObject({ state: 'open' })
      }
    })

    it('what nobody else has to know of is done', async () => {
      const caseNumber = await world.tell({ kind: 'sheets-differ', amountFen: null })
      expect(await world.run('act', caseNumber, 'close', '--by', '王芳', '--reason', '机器卡纸后重数')).toMatchObject({
        exit: 0,
      })
      expect(await row(caseNumber)).toMatchObject({ state: 'ended' })
    })
  })

  it.each([
    ['refund', []],
    ['refunded-by-hand', ['--reference', 'PZ-77']],
  ])('%s that nobody carries out is refused', async (act, more) => {
    const caseNumber = await world.tell({ kind: 'paid-unknown' })
    expect(await world.run('act', caseNumber, act, '--by', '王芳', ...more)).toEqual({
      ...{ exit: 3, message: `nothing here carries out ${act} for paid-unknown` },
    })
    expect(await row(caseNumber)).toMatchObject({ state: 'open' })
  })

  it('nobody is asked to agree to what cannot be paid back', async () => {
    const whyNot = async (_tx: unknown, act: TakenAct) => ((act.amountFen ?? 0) > 400 ? '400 fen are left' : null)
    world.desk.hearActs('outcome-conflict', { whyNot, carryOut: { refund: async () => ok({ isUnderWay: false }) } })
    const caseNumber = await world.tell({ kind: 'outcome-conflict', amountFen: null })
    const refused = await world.run(
      'act',
      caseNumber,
      'refund',
      '--amount-fen',
      '9999999',
      '--by',
      '王芳',
      '--reason',
      '有缺',
    )
    expect(refused).toEqual({ exit: 3, message: '¥4.00 are left' })
    expect(await row(caseNumber)).toMatchObject({ state: 'open' })
    expect(await steps(caseNumber)).toHaveLength(2)
  })

  it('the audit trail has the acts without the names', async () => {
    hear(underWay)
    const caseNumber = await world.tell({ amountFen: 9_000, subject: 'audited' })
    await world.run('act', caseNumber, 'refund', '--by', '王芳')
    await world.run('disagree', caseNumber, '--by', '李伟')
    await world.run('act', caseNumber, 'refund', '--by', '王芳')
    await world.run('agree', caseNumber, '--by', '李伟')
    await failed('audited')
    const events = await store()
      .db.selectFrom('audit')
      .selectAll()
      .where('subject', '=', caseNumber)
      .orderBy('seq')
      .execute()
    expect(events.map(({ event }) => event)).toEqual([
      ...['case-opened', 'case-act-asked', 'case-act-declined', 'case-act-asked', 'case-act-begun', 'case-act-failed'],
    ])
    expect(JSON.stringify(events)).not.toMatch(/王芳|李伟/)
  })
})

describeOnStores('what is only looked at', store => {
  it('says what would come of it, and leaves the case as it was', async () => {
    const world = createCasesWorld(store())
    let taken = 0
    world.desk.hearActs('copy-unclear', {
      carryOut: {
        refund: async () => {
          taken++
          return ok({ isUnderWay: true, tells: { code: '1234' } })
        },
      },
    })
    const caseNumber = await world.tell({})
    const show = async () => (await world.run('show', caseNumber, '--json')).value
    const before = await show()
    const looked = await world.run('act', caseNumber, 'refund', '--by', '王芳', '--preview')
    expect(looked).toEqual({
      exit: 0,
      text: 'the refund of ¥5.00 would begin within seconds. Nothing was done: give the command again without --preview.',
    })
    const asJson = await world.run('act', caseNumber, 'refund', '--by', '王芳', '--preview', '--json')
    expect(asJson.value).toMatchObject({ state: 'under-way', isPreview: true, tells: {} })
    expect([taken, await show()]).toEqual([2, before])
    expect(
      await world.run('act', caseNumber, 'refund', '--by', '王芳', '--amount-fen', '501', '--preview'),
    ).toMatchObject({
      exit: 2,
      message: expect.stringContaining('no more is paid back'),
    })
    await world.run('act', caseNumber, 'close', '--by', '王芳', '--reason', '已核对', '--preview')
    expect(await show()).toEqual(before)
    const much = await world.tell({ amountFen: 5_000 })
    expect((await world.run('act', much, 'refund', '--by', '王芳', '--preview')).text).toContain(
      'would wait for a second person: ¥50.00 are at stake, and above ¥20.00 two people decide',
    )
    expect((await world.run('show', much, '--json')).value).toMatchObject({ state: 'open' })
  })
})
