import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { casesOf, openAndPay, outcomeOf } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { CaseNews } from '../cases/cases.ts'
import type { SaidAct } from '../cases/judge-act.ts'
import { showCase } from '../cases/read-cases.ts'
import { sayCase } from '../cases/say-cases.ts'
import { sayWorked } from '../cases/say-worked.ts'
import { inWords } from '../cases/sentences.ts'
import { createCaseWork } from '../cases/work-on-case.ts'
import type { StaffLanguage } from '../ground/commands/language.ts'

const BY = { name: '王芳', user: 'wang' }
const SAYING = { timeZone: 'Asia/Shanghai', fourEyesAboveFen: 1_000_000 }

describeOnStores('what an act means for money is said before it is done', store => {
  const workOn = (world: OrderWorld, fourEyesAboveFen = SAYING.fourEyesAboveFen) =>
    createCaseWork({ db: store().db, clock: world.clock, isServing: true, desk: world.cases, fourEyesAboveFen })
  const numberOf = async (orderId: string) => {
    const orders = store().db.selectFrom('print_order').select('order_number').where('order_id', '=', orderId)
    return (await orders.executeTakeFirstOrThrow()).order_number
  }
  /** An order of so many copies, of which the terminal could not tell of some. */
  const unclear = async (copies: number, delivered: number, unclearCopies: number) => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, copies)
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(delivered, unclearCopies)))
    const number = (await casesOf(store(), order))[0]?.case_number ?? ''
    const shown = async (language: StaffLanguage) => {
      const whole = await showCase(store().db, number)
      return whole ? sayCase(whole, { ...SAYING, language }, world.clock.now()) : ''
    }
    const preview = async (said: SaidAct, language: StaffLanguage) =>
      sayWorked(unwrap(await workOn(world).act(number, said, BY, true)), { ...SAYING, language })
    return { world, order, number, shown, preview }
  }

  it('a copy whose money went back by itself asks for a look, and a refund there is of copies that came out', async () => {
    const { shown, preview } = await unclear(7, 6, 1)
    expect(await shown('en')).toContain(
      'The ¥2.00 of copies that nobody can tell of have gone back or are on their way: nothing more is owed, look and close.',
    )
    expect(await shown('zh')).toContain('无法判断的份的钱 ¥2.00 已退或正在退：不再欠款，核对后结案即可。')
    const byHand = { act: 'refunded-by-hand', reference: 'PZ-881', reason: '已出的一份有缺', amountFen: '200' }
    for (const said of [{ act: 'refund', amountFen: '200', reason: '已出的一份有缺' }, byHand]) {
      expect(await preview(said, 'en')).toContain('no money of copies that nobody can tell of is held any more')
      expect(await preview(said, 'zh')).toContain('注意：无法判断的份已没有待定的钱：这样退的是已出的份的钱。')
    }
    expect(await preview({ act: 'close', reason: '已看过' }, 'en')).not.toContain('Note:')
  })

  it('a free copy of which nobody can tell has cost nothing', async () => {
    const { shown } = await unclear(5, 4, 1)
    expect(await shown('en')).toContain('The copies that nobody can tell of have cost nothing, and nothing is owed')
  })

  it('no refund is offered where nothing is owed', async () => {
    const acts = async (number: string) => (await showCase(store().db, number))?.acts
    const [givenBack, free, held] = [await unclear(7, 6, 1), await unclear(5, 4, 1), await unclear(11, 5, 6)]
    for (const { number, shown } of [givenBack, free]) {
      expect(await acts(number)).toEqual(['reprint-code', 'close'])
      expect(await shown('en')).not.toMatch(/ act C-\S+ refund/)
    }
    expect(await acts(held.number)).toEqual(['refund', 'refunded-by-hand', 'reprint-code', 'close'])
    const { world, order } = free
    const opened = (news: Pick<CaseNews, 'kind' | 'subject'> & Partial<CaseNews>) =>
      store()
        .db.transaction()
        .execute(tx => world.cases.open(tx, { evidence: [], ...news }, new Date(world.clock.now())))
    const ofFree = { subject: order.orderId, orderId: order.orderId }
    for (const kind of ['outcome-missing', 'outcome-conflict'] as const)
      expect(await acts(await opened({ kind, ...ofFree })), kind).toEqual(['close'])
    expect(await acts(await opened({ kind: 'bad-print', ...ofFree }))).toEqual(['reprint-code', 'close'])
    // A free order that only a terminal remembers, and a line of a bill that no order has.
    for (const kind of ['order-forgotten', 'bill-differs'] as const)
      expect(await acts(await opened({ kind, subject: `${kind} ${order.orderId}` })), kind).toEqual(['close'])
  })

  it('no line of a history has a time before the outcome was heard', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    await world.clock.advance(3 * 60_000)
    const heardMs = world.clock.now()
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(6, 1)))
    const [row] = await casesOf(store(), order)
    const whole = await showCase(store().db, row?.case_number ?? '')
    expect(whole?.history.length).toBeGreaterThan(1)
    for (const { at, saidAt } of whole?.history ?? []) expect(Date.parse(saidAt ?? at)).toBeGreaterThanOrEqual(heardMs)
  })

  it('closing where money is held says that it is not paid back then', async () => {
    const { shown, preview } = await unclear(11, 5, 6)
    expect(await shown('en')).not.toContain('nothing more is owed')
    const close = { act: 'close', reason: '已出' }
    expect(await preview(close, 'en')).toContain('Note: the ¥12.00 held is then not paid back.')
    expect(await preview(close, 'zh')).toContain('注意：待定的 ¥12.00 从此不退。')
  })

  it('closing where a refund is owed says that it is not paid back then', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    world.double.refusals.set('refund', { kind: 'refused', code: 'INVALID_REQUEST' })
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(0)))
    for (let minute = 0; minute < 10; minute++) {
      await world.clock.advance(60_000)
      await world.orders().sweep()
    }
    const [refused] = await casesOf(store(), order)
    const close = { act: 'close', reason: '付款人放弃' }
    const looked = unwrap(await workOn(world).act(refused?.case_number ?? '', close, BY, true))
    expect(sayWorked(looked, { ...SAYING, language: 'zh' })).toContain('注意：应退的 ¥4.00 从此不退。')
    expect(sayWorked(looked, { ...SAYING, language: 'en' })).toContain('Note: the ¥4.00 owed is then not paid back.')
    // Who wants to give it back another way is told where it stands, and not that it is on its way.
    const waived = await workOn(world).complain(await numberOf(order.orderId), { act: 'refund', reason: '有黑条' }, BY)
    const number = refused?.case_number
    expect(waived).toMatchObject({
      error: `the refund of 400 fen that is owed for this order is not through (refund-refused): decide in the case ${number}`,
    })
    expect(inWords(waived.ok ? '' : waived.error, 'zh')).toBe(
      `这个订单应退的 ¥4.00 还没有退成，属于退款被拒（refund-refused）：请在事项 ${number} 里办`,
    )
  })

  it('closing a doubt about the payment of a refund writes the refund off, and says so everywhere', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(0)))
    world.double.misstated.push(401, 402)
    await world.orders().sweep()
    await world.clock.advance(60_000)
    const number = (await casesOf(store(), order)).find(({ kind }) => kind === 'amount-differs')?.case_number ?? ''
    const show = async () => {
      const whole = await showCase(store().db, number)
      return whole ? sayCase(whole, { ...SAYING, language: 'zh' }, world.clock.now()) : ''
    }
    const kept = '应退的 ¥4.00 从此不退'
    expect(await show()).toContain(`不退款结案：${kept}`)
    const work = workOn(world, 100)
    expect(await work.act(number, { act: 'close' }, BY)).toMatchObject({ ok: false, isWrongUse: true })
    const asked = unwrap(await work.act(number, { act: 'close', reason: '付款人放弃' }, BY))
    expect(asked.state).toBe('waiting-for-agreement')
    expect(sayWorked(asked, { ...SAYING, language: 'zh' })).toContain(`注意：${kept}。`)
    // The second person reads it in the case.
    expect(await show()).toContain(`服务器    ${kept}`)
    expect(unwrap(await work.agree(number, { name: '李伟', user: 'li' })).state).toBe('ended')
    const refunds = store().db.selectFrom('refund').selectAll().where('order_id', '=', order.orderId)
    expect(await refunds.execute()).toMatchObject([{ state: 'written-off', ended_by: '王芳, 李伟' }])
  })

  it('a reprint of copies whose money went back says so to who gives it, and to who agrees', async () => {
    const { world, order } = await unclear(7, 6, 1)
    const orderNumber = await numberOf(order.orderId)
    const again = { act: 'reprint-code', reason: '有黑条', copies: '1' }
    const en =
      'of the copies that came out or may have, ¥2.00 have gone back or are owed: this prints for nothing what was paid back'
    const zh = '已出或可能已出的份中，¥2.00 已退或应退：这样是退了钱又免费重打'
    const looked = unwrap(await workOn(world).complain(orderNumber, again, BY, true))
    expect(sayWorked(looked, { ...SAYING, language: 'zh' })).toContain(`注意：${zh}。`)
    // Two people decide: the second one reads it in the case.
    const asked = unwrap(await workOn(world, 100).complain(orderNumber, again, BY))
    expect(asked.state).toBe('waiting-for-agreement')
    expect(sayWorked(asked, { ...SAYING, language: 'en' })).toContain(`Note: ${en}.`)
    const whole = await showCase(store().db, asked.caseNumber)
    expect(whole && sayCase(whole, { ...SAYING, language: 'zh' }, world.clock.now())).toContain(zh)
    const done = unwrap(await workOn(world, 100).agree(asked.caseNumber, { name: '李伟', user: 'li' }))
    expect(done.state).toBe('under-way')
  })

  it('of copies whose money was kept a reprint says nothing of money', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(6)))
    const orderNumber = await numberOf(order.orderId)
    const looked = unwrap(
      await workOn(world).complain(orderNumber, { act: 'reprint-code', reason: '有黑条', copies: '1' }, BY, true),
    )
    expect(looked.notes).toBeUndefined()
  })
})
