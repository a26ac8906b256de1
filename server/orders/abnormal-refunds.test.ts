import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { casesOf, differencesInBooks, openAndPay, outcomeOf } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { balanceOf } from '../books/books.ts'
import { checkProviderBalance } from '../books/check-entries.ts'
import { monthlyStatement } from '../books/statement.ts'
import type { SaidAct } from '../cases/judge-act.ts'
import { showCase } from '../cases/read-cases.ts'
import { sayCase } from '../cases/say-cases.ts'
import { createCaseWork } from '../cases/work-on-case.ts'
import type { Store } from '../ground/store/store.ts'
import { merchantsOf } from '../payments/payments.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const NUMBER = '6214831759204636'
const CARD = `示例银行\n${NUMBER}\n张三丰\n`
const WANG = { name: '王芳', user: 'wang' }
const LI = { name: '李伟', user: 'li' }

async function pass(world: OrderWorld, forMs: number, everyMs = MINUTE_MS): Promise<void> {
  for (let passed = 0; passed < forMs; passed += everyMs) {
    await world.clock.advance(everyMs)
    await world.orders().sweep()
  }
}
const sent = ({ double }: OrderWorld) => double.asked.filter(({ call }) => call === 'sendElsewhere').length

/** Every text of the whole database. */
async function everything({ db }: Store): Promise<string> {
  const { rows } = await sql<{ table_name: string }>`
    select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    db,
  )
  const texts = await Promise.all(
    rows.map(({ table_name }) =>
      sql<{ text: string }>`select t::text as text from ${sql.table(table_name)} t`.execute(db),
    ),
  )
  return texts.flatMap(({ rows: lines }) => lines.map(({ text }) => text)).join('\n')
}

describeOnStores('a refund that the provider could not pay out', store => {
  const abnormal = async ({ fourEyesAboveFen = 1_000 } = {}) => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(0)))
    await world.orders().sweep()
    world.double.endRefunds('abnormal')
    await pass(world, 2 * MINUTE_MS)
    const { db } = store()
    const work = createCaseWork({ db, clock: world.clock, isServing: true, desk: world.cases, fourEyesAboveFen })
    const cases = async () => (await casesOf(store(), order)).map(({ kind, state }) => `${kind} ${state}`)
    const caseNumber = (await casesOf(store(), order))[0]?.case_number ?? ''
    const act = (said: SaidAct, isPreview = false) => work.act(caseNumber, said, WANG, isPreview)
    const refund = () =>
      db.selectFrom('refund').selectAll().where('order_id', '=', order.orderId).executeTakeFirstOrThrow()
    expect(await cases()).toEqual(['refund-abnormal open'])
    return { world, order, work, cases, caseNumber, act, refund }
  }
  const toCard: SaidAct = { act: 'refund-to-card', card: CARD }
  const toUs: SaidAct = { act: 'return-to-university' }
  const isSquare = async () =>
    expect([...(await differencesInBooks(store())), ...(await checkProviderBalance(store().db))]).toEqual([])

  it('is sent to a bank card of the payer and ends when it is there; nothing of the card is kept anywhere', async () => {
    const { world, order, act, cases, refund } = await abnormal()
    expect(unwrap(await act(toCard))).toMatchObject({ state: 'under-way', amountFen: 400 })
    expect(await cases()).toEqual(['refund-abnormal under-way'])
    await pass(world, MINUTE_MS)
    expect(world.double.sentElsewhere).toEqual([NUMBER.slice(-4)])
    expect(await refund()).toMatchObject({ state: 'accepted', redirected_to: 'payer-card' })
    world.double.endRefunds('succeeded')
    await pass(world, 10 * MINUTE_MS)
    expect(await refund()).toMatchObject({ state: 'succeeded', returned_at: null })
    expect(await cases()).toEqual(['refund-abnormal ended'])
    expect(await balanceOf(store().db, order.orderId)).toMatchObject({ provider: 0, 'given-back': 0, 'by-hand': 0 })
    await isSquare()
    const kept = await everything(store())
    expect(kept).toContain('refund-to-card')
    for (const secret of [NUMBER, NUMBER.slice(-8), '张三丰', '示例银行']) expect(kept).not.toContain(secret)
  })

  it('is sent back to the university: the debt goes on in a case of its own until a person has paid it', async () => {
    const { world, order, work, act, cases, refund } = await abnormal()
    unwrap(await act(toUs))
    await pass(world, MINUTE_MS)
    expect(world.double.sentElsewhere).toEqual(['merchant'])
    world.double.endRefunds('succeeded')
    await pass(world, 10 * MINUTE_MS)
    expect(await refund()).toMatchObject({ state: 'needs-hand', next_try_at: null, returned_at: expect.any(Date) })
    expect(await cases()).toEqual(['refund-abnormal ended', 'refund-returned open'])
    const { db } = store()
    expect(await balanceOf(db, order.orderId)).toMatchObject({ provider: 0, 'given-back': -400, 'by-hand': 400 })
    await isSquare()
    // However long nobody looks, and whatever is said again, it is owed.
    await pass(world, 40 * DAY_MS, DAY_MS)
    const { out_refund_no } = await refund()
    for (let time = 0; time < 2; time++)
      await world.orders().takeNotice(world.double.merchant, world.double.refundNotice(out_refund_no))
    expect(await cases()).toEqual(['refund-abnormal ended', 'refund-returned open'])
    const returned = (await casesOf(store(), order)).find(({ kind }) => kind === 'refund-returned')
    expect(returned).toMatchObject({ amount_fen: 400, times_heard: 1 })
    expect(returned?.words).toContain("the refund is succeeded: 400 fen; it came to the merchant's own account")
    const byHand = { act: 'refunded-by-hand', reference: '现金收据2026-0412' } as const
    unwrap(await work.act(returned?.case_number ?? '', byHand, WANG))
    expect(await cases()).toEqual(['refund-abnormal ended', 'refund-returned ended'])
    expect(await balanceOf(db, order.orderId)).toMatchObject({ provider: 0, 'given-back': 0, 'by-hand': 0 })
    await isSquare()
    const month = new Date(world.clock.now()).toISOString().slice(0, 7)
    expect((await monthlyStatement(db, 'Asia/Shanghai', month)).ties).toBe(true)
  })

  it('and settled at the provider’s console to the university’s account pays nobody, also by a notice', async () => {
    const { world, order, cases, refund } = await abnormal()
    world.double.endRefunds('succeeded', 'abnormal', 'merchant')
    const { out_refund_no } = await refund()
    const notice = world.double.refundNotice(out_refund_no)
    expect(await world.orders().takeNotice(world.double.merchant, notice)).toBe(true)
    expect(await cases()).toEqual(['refund-abnormal ended', 'refund-returned open'])
    expect(await balanceOf(store().db, order.orderId)).toMatchObject({ 'given-back': -400, 'by-hand': 400 })
    await isSquare()
  })

  it('and called paid at first is owed again when its money turns out to be with the university', async () => {
    const { world, order, cases, refund } = await abnormal()
    world.double.endRefunds('succeeded', 'abnormal')
    await pass(world, DAY_MS + MINUTE_MS, DAY_MS / 2)
    expect(await refund()).toMatchObject({ state: 'succeeded' })
    world.double.endRefunds('succeeded', 'succeeded', 'merchant')
    const notice = world.double.refundNotice((await refund()).out_refund_no)
    await world.orders().takeNotice(world.double.merchant, notice)
    expect(await cases()).toEqual(['refund-abnormal ended', 'refund-returned open'])
    expect(await balanceOf(store().db, order.orderId)).toMatchObject({
      provider: 0,
      'given-back': -400,
      'by-hand': 400,
    })
    await isSquare()
  })

  it('and paid by hand before it came back has been paid once', async () => {
    const { world, order, act, cases, refund } = await abnormal()
    unwrap(await act({ act: 'refunded-by-hand', reference: 'PZ-31' }))
    world.double.endRefunds('succeeded', 'abnormal', 'merchant')
    const notice = world.double.refundNotice((await refund()).out_refund_no)
    await world.orders().takeNotice(world.double.merchant, notice)
    expect(await cases()).toEqual(['refund-abnormal ended'])
    expect(await balanceOf(store().db, order.orderId)).toMatchObject({ provider: 0, 'given-back': 0, 'by-hand': 0 })
    await isSquare()
  })

  it.each(['lost-request', 'lost-reply', 'crash-before', 'crash-after'] as const)(
    'and sent elsewhere with %s is sent once: a query decides',
    async what => {
      const { world, act, refund } = await abnormal()
      unwrap(await act(toCard))
      world.double.faults.push({ on: 'sendElsewhere', what })
      await world.orders().sweep()
      await pass(world, 3 * MINUTE_MS)
      expect(world.double.sentElsewhere).toEqual([NUMBER.slice(-4)])
      expect(await refund()).toMatchObject({ state: 'accepted' })
    },
  )

  it('and the server killed before it was sent: the card is gone, and a person says it again', async () => {
    const { world, act, cases, refund } = await abnormal()
    unwrap(await act(toCard))
    world.restart()
    await pass(world, 2 * MINUTE_MS)
    expect(world.double.sentElsewhere).toEqual([])
    expect(await cases()).toEqual(['refund-abnormal open'])
    expect(await refund()).toMatchObject({ state: 'needs-hand', redirected_to: null })
    unwrap(await act(toCard))
    await pass(world, MINUTE_MS)
    expect(await refund()).toMatchObject({ state: 'accepted' })
  })

  it('and the server killed between request and answer: it is under way, and needs no card', async () => {
    const { world, act, cases, refund } = await abnormal()
    unwrap(await act(toCard))
    world.double.faults.push({ on: 'sendElsewhere', what: 'crash-after' })
    await world.orders().sweep()
    world.restart()
    await pass(world, 2 * MINUTE_MS)
    expect(await refund()).toMatchObject({ state: 'accepted', redirected_to: 'payer-card' })
    expect(await cases()).toEqual(['refund-abnormal under-way'])
    expect(sent(world)).toBe(1)
  })

  it('and sent to the university over a kill is sent all the same', async () => {
    const { world, act, refund } = await abnormal()
    unwrap(await act(toUs))
    world.restart()
    await pass(world, MINUTE_MS)
    expect(await refund()).toMatchObject({ state: 'accepted', redirected_to: 'merchant' })
  })

  it('and refused elsewhere, or abnormal there too, needs a hand again with the words of the provider', async () => {
    const { world, order, act, cases } = await abnormal()
    world.double.refusals.set('sendElsewhere', { kind: 'refused', code: 'PARAM_ERROR', words: '收款用户姓名有误' })
    unwrap(await act(toCard))
    await pass(world, 2 * MINUTE_MS)
    expect(await cases()).toEqual(['refund-abnormal open'])
    expect((await casesOf(store(), order))[0]?.words).toContain('收款用户姓名有误')
    expect(sent(world)).toBe(1)
    world.double.refusals.clear()
    unwrap(await act(toCard))
    await pass(world, MINUTE_MS)
    world.double.endRefunds('abnormal')
    await pass(world, 10 * MINUTE_MS)
    expect(await cases()).toEqual(['refund-abnormal open'])
    unwrap(await act(toUs))
  })

  it('and settled at the console in the meantime is not sent', async () => {
    const { world, act, cases } = await abnormal()
    unwrap(await act(toCard))
    world.double.endRefunds('succeeded', 'abnormal', 'payer')
    await pass(world, MINUTE_MS)
    expect(sent(world)).toBe(0)
    expect(await cases()).toEqual(['refund-abnormal ended'])
  })

  it('is decided about once at a time, taken back while nothing is sent, and not after', async () => {
    const { world, work, act, cases, caseNumber } = await abnormal()
    unwrap(await act(toCard))
    expect(await act(toUs)).toEqual({ ok: false, error: expect.stringContaining('under way') })
    unwrap(await work.takeBack(caseNumber, '卡号有疑问', LI))
    await pass(world, MINUTE_MS)
    expect([await cases(), sent(world)]).toEqual([['refund-abnormal open'], 0])
    unwrap(await act(toCard))
    await world.orders().sweep()
    expect(await work.takeBack(caseNumber, '卡号有疑问', LI)).toEqual({
      ok: false,
      error: 'the provider has been asked for it since',
    })
  })

  it('goes to a card by two people where much is at stake, who both say the same card', async () => {
    const { world, work, act, cases, caseNumber, refund } = await abnormal({ fourEyesAboveFen: 399 })
    expect(unwrap(await act(toCard))).toMatchObject({ state: 'waiting-for-agreement' })
    const shown = await showCase(store().db, caseNumber)
    const saying = { timeZone: 'Asia/Shanghai', fourEyesAboveFen: 399, language: 'en' } as const
    expect(shown && sayCase(shown, saying, world.clock.now())).toContain(
      `yinzheng cases agree ${caseNumber} --by NAME --card /dev/stdin --config FILE\n`,
    )
    await pass(world, 2 * MINUTE_MS)
    expect(sent(world)).toBe(0)
    const card = { bank: '示例银行', number: NUMBER, holderName: '张三丰' }
    const refusals = [
      [await work.agree(caseNumber, LI), 'Whoever agrees says the card as well'],
      [await work.agree(caseNumber, LI, { ...card, number: '6217000000000000004' }), 'not the card that 王芳 has said'],
      [await work.agree(caseNumber, WANG, card), 'another person must agree'],
    ] as const
    for (const [answer, words] of refusals) expect(answer).toEqual({ ok: false, error: expect.stringContaining(words) })
    expect(unwrap(await work.agree(caseNumber, LI, card))).toMatchObject({ state: 'under-way' })
    await pass(world, MINUTE_MS)
    expect(await refund()).toMatchObject({ state: 'accepted' })
    expect(await cases()).toEqual(['refund-abnormal under-way'])
  })

  it('cannot be agreed to once the server that heard the card is gone', async () => {
    const { world, act, caseNumber } = await abnormal({ fourEyesAboveFen: 399 })
    unwrap(await act(toCard))
    const { db } = store()
    const desk = { ...world.cases, cards: new Map() }
    const parts = { db, clock: world.clock, isServing: true, desk, fourEyesAboveFen: 399 }
    const card = { bank: '示例银行', number: NUMBER, holderName: '张三丰' }
    const started = createCaseWork(parts)
    expect(await started.agree(caseNumber, LI, card)).toEqual({
      ok: false,
      error: 'no card is kept, and the server was started after 王芳 had said this one: disagree, and ask anew',
    })
    unwrap(await started.disagree(caseNumber, null, LI))
  })

  it('is looked at before: a preview says what would come of it, and changes nothing', async () => {
    const { world, act, refund, cases } = await abnormal()
    const before = await refund()
    expect(unwrap(await act(toCard, true))).toMatchObject({ state: 'under-way', isPreview: true, amountFen: 400 })
    await pass(world, 10 * MINUTE_MS)
    expect([await refund(), await cases(), sent(world)]).toEqual([before, ['refund-abnormal open'], 0])
  })

  it.each<[string, SaidAct, RegExp]>([
    ['no card', { act: 'refund-to-card' }, /--card is missing/],
    ['a card where none belongs', { act: 'return-to-university', card: CARD }, /--card does not belong/],
    ['a reference', { ...toCard, reference: 'PZ-1' }, /--reference belongs to/],
    ['an amount', { ...toUs, amountFen: '100' }, /--amount-fen does not belong/],
    ['a part of it', { ...toCard, amountFen: '100', reason: '部分' }, /owed whole: 400 fen/],
    [
      'a bank that the provider sends nothing to',
      { ...toCard, card: CARD.replace('示例', '别家') },
      /only to debit cards of 示例银行/,
    ],
    [
      'a wrong digit',
      { ...toCard, card: CARD.replace('6214831759204636', '6214831759204637') },
      /a digit of the number is wrong/,
    ],
  ])('is not sent with %s', async (_, said, words) => {
    const { world, act, cases } = await abnormal()
    expect(await act(said)).toMatchObject({ ok: false, error: expect.stringMatching(words) })
    await pass(world, MINUTE_MS)
    expect([await cases(), sent(world)]).toEqual([['refund-abnormal open'], 0])
  })

  it('is settled at the console where the provider offers nothing else', async () => {
    const { world, act } = await abnormal()
    const { abnormalRefunds: _, ...payments } = world.double.payments
    world.configure(merchantsOf({ ...world.double.merchant, payments }))
    for (const said of [toCard, toUs])
      expect(await act(said)).toEqual({
        ok: false,
        error: expect.stringContaining('settle it at the provider’s console'),
      })
  })
})
