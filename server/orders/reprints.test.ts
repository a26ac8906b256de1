import { beforeEach, expect, it } from 'vitest'
import type { Reprint } from '../../src/contract/reprints-api.ts'
import { fault } from '../../src/fault.ts'
import { unwrap } from '../../src/result.ts'
import { REPRINT_CODE_VALID_MS } from '../../tests/peers/order-world.ts'
import { createReprintWorld, REPRINT_WITHIN_MS, type ReprintWorld } from '../../tests/peers/reprint-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import type { PersonId } from '../records/records.ts'

const JAM = fault('printer-jam')

describeOnStores('a reprint by the printer’s record', store => {
  let world: ReprintWorld
  beforeEach(async () => {
    world = await createReprintWorld(store())
  })
  const again = (jobId: string, more: Partial<Parameters<ReprintWorld['reprints']['byRule']>[1]> = {}) =>
    world.reprints.byRule(world.terminalId, {
      ...{ jobId, visitId: world.visitId, reprintJobId: randomId(), copies: 1, reported: [JAM], ...more },
    })

  it('is an order of no price that takes no free copy, of the same file, and names the first', async () => {
    const first = await world.printed(2)
    const used = await world.used()
    const { order, document } = unwrap(await again(first.jobId))
    expect(order).toMatchObject({
      ...{ state: 'ready', documentId: first.documentId, codeUrl: null, payment: null },
      quote: { copies: 1, freeCopies: 0, unitPriceFen: 0, amountFen: 0 },
    })
    expect(order.orderNumber).toMatch(/^\d{6}-[0-9A-Z]{7}$/)
    expect(document).toMatchObject({ documentId: first.documentId, pages: 2, sha256: '0'.repeat(64) })
    expect(await world.tell(order.jobId, 1)).toMatchObject({
      ...{ state: 'ended', settlement: { copiesDelivered: 1, refundFen: 0, quotaGivenBack: 0 } },
    })
    expect(await world.used()).toBe(used)
    const row = await store()
      .db.selectFrom('print_order')
      .selectAll()
      .where('order_id', '=', order.orderId)
      .executeTakeFirst()
    expect(row?.reprint_of).toBe(first.orderId)
    expect([first.reprintOf, order.reprintOf]).toEqual([null, first.orderNumber])
    const events = await store().db.selectFrom('audit').selectAll().where('subject', '=', order.orderId).execute()
    expect(events).toMatchObject([
      {
        event: 'reprint-opened',
        terminal_id: world.terminalId,
        detail: { reprintOf: first.orderId, copies: 1, by: 'rule' },
      },
      { event: 'order-printed' },
    ])
  })

  it('is the same one when it is asked for again, and no other', async () => {
    const first = await world.printed(2)
    const reprintJobId = randomId()
    const one = unwrap(await again(first.jobId, { reprintJobId }))
    const two = unwrap(await again(first.jobId, { reprintJobId }))
    expect(two.order.orderId).toBe(one.order.orderId)
    expect(await again(first.jobId)).toMatchObject({
      error: { code: 'reprint-done-before' },
    })
    expect(await again(first.jobId, { reprintJobId: first.jobId })).toMatchObject({ error: { code: 'order-conflict' } })
  })

  it('is one when it is asked for many times at once', async () => {
    const first = await world.printed(3)
    const answers = await Promise.all(Array.from({ length: 6 }, () => again(first.jobId)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('may be asked for again when nothing came out of it', async () => {
    const first = await world.printed(2)
    const { order } = unwrap(await again(first.jobId))
    await world.tell(order.jobId, 0)
    expect(await again(first.jobId)).toMatchObject({ ok: true })
  })

  it('is opened where the order itself was stopped by what may spoil a copy', async () => {
    const first = await world.printed(3, 2, { fault: JAM })
    expect(await again(first.jobId, { reported: [] })).toMatchObject({ ok: true })
  })

  it.each([
    ['nothing was reported', { reported: [] }, 'reprint-not-reported'],
    ['more copies than came out', { copies: 3 }, 'reprint-refused'],
    ['another visit', { visitId: 'nobody' }, 'visit-expired'],
  ])('is refused where %s', async (_what, more, code) => {
    const first = await world.printed(2)
    expect(await again(first.jobId, more)).toMatchObject({ ok: false, error: { code } })
  })

  it('is refused to another visit of the same person, to another terminal, and after the time', async () => {
    const first = await world.printed(2)
    const visitId = await world.visitOf(world.personId)
    expect(await again(first.jobId, { visitId })).toMatchObject({ error: { code: 'order-unknown' } })
    const other = await world.addTerminal()
    const wish = { jobId: first.jobId, visitId: world.visitId, reprintJobId: randomId(), copies: 1, reported: [JAM] }
    expect(await world.reprints.byRule(other, wish)).toMatchObject({ error: { code: 'order-unknown' } })
    await world.clock.advance(REPRINT_WITHIN_MS + 1)
    expect(await again(first.jobId)).toMatchObject({ ok: false })
  })

  it('is no way to a reprint of a reprint', async () => {
    const first = await world.printed(2)
    const { order } = unwrap(await again(first.jobId))
    await world.tell(order.jobId, 1)
    expect(await again(order.jobId)).toMatchObject({ error: { detail: 'it is a reprint itself' } })
  })

  it('is refused for a document that was taken back', async () => {
    const first = await world.printed(2)
    await store()
      .db.updateTable('document')
      .set({ revoked_at: new Date(), revocation_reason: 'withdrawn' })
      .where('document_id', '=', first.documentId)
      .execute()
    expect(await again(first.jobId)).toMatchObject({ error: { code: 'document-unavailable' } })
  })
})

describeOnStores('a reprint with a code of staff', store => {
  let world: ReprintWorld
  beforeEach(async () => {
    world = await createReprintWorld(store())
  })
  const codeFor = async (orderNumber: string, copies = 1) => {
    const answer = await world.run(
      'reprint',
      orderNumber,
      '--copies',
      String(copies),
      '--by',
      '王芳',
      '--reason',
      '有黑条',
      '--json',
    )
    const { caseNumber, tells } = answer.value as {
      caseNumber: string
      tells: { reprintCode: string; expiresAt: string }
    }
    return { caseNumber, code: tells.reprintCode, expiresAt: tells.expiresAt }
  }
  const redeem = async (code: string, at: { terminalId?: string; personId?: PersonId; jobId?: string } = {}) => {
    const { terminalId = world.terminalId, personId = world.personId, jobId = randomId() } = at
    return world.reprints.byCode(terminalId, { visitId: await world.visitOf(personId, terminalId), jobId, code })
  }
  const caseOf = async (caseNumber: string) =>
    (await world.run('show', caseNumber, '--json')).value as {
      state: string
      history: { step: string; words: string; facts: object }[]
    }

  it('is shown once, stored as a hash, and named in the case with what came of it', async () => {
    const first = await world.printed(3)
    const said = await world.run('reprint', first.orderNumber, '--copies', '2', '--by', '王芳', '--reason', '有黑条')
    expect(said.text).toMatch(
      /^C-\d{6}-....: the reprint code for 2 copies is under way\.\nreprint code, shown this once: \d{4}-\d{4}-\d{4}\ngood until: /,
    )
    const code = /shown this once: (\S+)/.exec(said.text ?? '')?.[1] ?? ''
    const rows = await store().db.selectFrom('reprint_code').selectAll().execute()
    const history = await store().db.selectFrom('case_history').selectAll().execute()
    const audit = await store().db.selectFrom('audit').selectAll().execute()
    for (const table of [rows, history, audit]) {
      expect(JSON.stringify(table)).not.toContain(code)
      expect(JSON.stringify(table)).not.toContain(code.replace('-', ''))
    }
    const { order } = unwrap(await redeem(code.toLowerCase().replaceAll('-', ' ')))
    expect(order.quote).toMatchObject({ copies: 2, amountFen: 0, freeCopies: 0 })
    await world.endCodes()
    const caseNumber = said.text?.slice(0, 13) ?? ''
    expect(await caseOf(caseNumber)).toMatchObject({ state: 'under-way' })
    await world.tell(order.jobId, 2)
    await world.endCodes()
    const ended = await caseOf(caseNumber)
    expect(ended.state).toBe('ended')
    expect(ended.history.map(({ step, words }) => [step, words])).toEqual([
      ...[
        ['opened', null],
        ['evidence', 'the order is ended'],
        ['evidence', '有黑条'],
        ['asked', '有黑条'],
        ['begun', null],
      ],
      ...[
        ['evidence', 'the reprint has come out'],
        ['ended', 'the reprint has come out'],
      ],
    ])
    expect(ended.history[5]?.facts).toMatchObject({ orderNumber: order.orderNumber, copiesDelivered: 2 })
  })

  it('stands in the case with the order, the kiosk and what came out', async () => {
    const first = await world.printed(3)
    const { caseNumber } = await codeFor(first.orderNumber.toLowerCase().replace('-', ''))
    const { text = '' } = await world.run('show', caseNumber)
    expect(text).toContain(`Order      ${first.orderNumber}\nKiosk      Kiosk 1\n`)
    expect(text).toContain('copies that came out: 3\n')
    expect(text).toContain('By itself  waits until the reprint code is used or expires, at 2026-11-25 19:06:40')
    const listed = await world.run('list', '--kind', 'bad-print')
    const line = listed.text?.split('\n').find(one => one.startsWith(caseNumber))
    expect(line).toMatch(new RegExp(`^${caseNumber}  bad-print  under way .*  ${first.orderNumber}  Kiosk 1$`))
  })

  it('is good at any terminal, for the person of the document alone', async () => {
    const first = await world.printed(1)
    const { code } = await codeFor(first.orderNumber)
    const other = await world.addTerminal()
    const stranger = randomId() as PersonId
    expect(await redeem(code, { personId: stranger })).toMatchObject({ error: { code: 'reprint-code-refused' } })
    const { order } = unwrap(await redeem(code, { terminalId: other }))
    expect(order.state).toBe('ready')
  })

  it('is good once: not while its copies may come out, not after one did, again when none did', async () => {
    const first = await world.printed(1)
    const { code } = await codeFor(first.orderNumber)
    const jobId = randomId()
    const one = unwrap(await redeem(code, { jobId }))
    expect(unwrap(await redeem(code, { jobId })).order.orderId).toBe(one.order.orderId)
    expect(await redeem(code)).toMatchObject({ error: { code: 'reprint-code-refused' } })
    await world.tell(jobId, 0)
    await world.endCodes()
    const two = unwrap(await redeem(code))
    await world.tell(two.order.jobId, 1)
    expect(await redeem(code)).toMatchObject({ error: { code: 'reprint-code-refused' } })
    await world.endCodes()
    expect(await redeem(code)).toMatchObject({ error: { code: 'reprint-code-refused' } })
  })

  it('of several copies is good for those that did not come out, at any kiosk, and ends with the last one', async () => {
    const first = await world.printed(3)
    const { code, caseNumber } = await codeFor(first.orderNumber, 3)
    const one = unwrap(await redeem(code))
    await world.tell(one.order.jobId, 1)
    await world.endCodes()
    expect(await caseOf(caseNumber)).toMatchObject({ state: 'under-way' })
    expect(await world.reprints.hasCode(world.personId)).toBe(true)
    const two = unwrap(await redeem(code, { terminalId: await world.addTerminal() }))
    expect(two.order.quote.copies).toBe(2)
    await world.tell(two.order.jobId, 0)
    const three = unwrap(await redeem(code))
    expect(three.order.quote.copies).toBe(2)
    await world.tell(three.order.jobId, 2)
    expect(await redeem(code)).toMatchObject({ error: { code: 'reprint-code-refused' } })
    await world.endCodes()
    expect(await caseOf(caseNumber)).toMatchObject({ state: 'ended' })
    expect(await world.reprints.hasCode(world.personId)).toBe(false)
  })

  it('of several copies that expires with some of them printed says so, and what is left of it can be taken back', async () => {
    const first = await world.printed(2)
    const { code, caseNumber } = await codeFor(first.orderNumber, 2)
    await world.tell(unwrap(await redeem(code)).order.jobId, 1)
    expect(await world.run('take-back', caseNumber, '--by', '李伟', '--reason', '其余退款')).toMatchObject({ exit: 0 })
    expect(await redeem(code)).toMatchObject({ error: { code: 'reprint-code-refused' } })
    const second = await world.printed(2)
    const later = await codeFor(second.orderNumber, 2)
    await world.tell(unwrap(await redeem(later.code)).order.jobId, 1)
    await world.clock.advance(REPRINT_CODE_VALID_MS)
    await world.endCodes()
    expect((await caseOf(later.caseNumber)).history.at(-1)?.words).toBe(
      'the reprint code has expired, and not all of its copies have come out',
    )
  })

  it('opens one order when it is typed at many terminals at once', async () => {
    const first = await world.printed(1)
    const { code } = await codeFor(first.orderNumber)
    const terminals = await Promise.all(Array.from({ length: 5 }, () => world.addTerminal()))
    const answers = await Promise.all(terminals.map(terminalId => redeem(code, { terminalId })))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('expires, and the case ends with that', async () => {
    const first = await world.printed(1)
    const { code, caseNumber } = await codeFor(first.orderNumber)
    await world.clock.advance(REPRINT_CODE_VALID_MS - 1)
    await world.endCodes()
    expect(await caseOf(caseNumber)).toMatchObject({ state: 'under-way' })
    await world.clock.advance(1)
    expect(await redeem(code)).toMatchObject({ error: { code: 'reprint-code-refused' } })
    await world.endCodes()
    const { state, history } = await caseOf(caseNumber)
    expect([state, history.at(-1)?.words]).toEqual(['ended', 'the reprint code has expired'])
    expect((await codeFor(first.orderNumber)).caseNumber).not.toBe(caseNumber)
  })

  it('is taken back by a person while nothing has come out under it, and another one may be given', async () => {
    const first = await world.printed(1)
    const { code, caseNumber } = await codeFor(first.orderNumber)
    const takeBack = () => world.run('take-back', caseNumber, '--by', '李伟', '--reason', '码给错了人')
    const { order } = unwrap(await redeem(code))
    expect(await takeBack()).toMatchObject({ exit: 3, message: 'copies may be coming out under its code just now' })
    await world.tell(order.jobId, 0)
    expect(await takeBack()).toMatchObject({ exit: 0 })
    expect(await caseOf(caseNumber)).toMatchObject({ state: 'open' })
    expect(await redeem(code)).toMatchObject({ error: { code: 'reprint-code-refused' } })
    const again = await codeFor(first.orderNumber)
    expect(again.caseNumber).toBe(caseNumber)
    const used = unwrap(await redeem(again.code))
    await world.tell(used.order.jobId, 1)
    expect(await takeBack()).toMatchObject({ exit: 3, message: 'copies have come out under its code' })
    await world.endCodes()
    expect(await caseOf(caseNumber)).toMatchObject({ state: 'ended' })
  })

  it('does not expire while its copies are being printed', async () => {
    const first = await world.printed(1)
    const { code, caseNumber } = await codeFor(first.orderNumber)
    await world.clock.advance(REPRINT_CODE_VALID_MS - 1)
    const { order } = unwrap(await redeem(code))
    await world.clock.advance(60_000)
    await world.endCodes()
    expect(await caseOf(caseNumber)).toMatchObject({ state: 'under-way' })
    await world.tell(order.jobId, 1)
    await world.endCodes()
    expect((await caseOf(caseNumber)).history.at(-1)?.words).toBe('the reprint has come out')
  })

  it('allows some slips of the finger, no guessing, and the right code when the time is over', async () => {
    const first = await world.printed(1)
    const { code } = await codeFor(first.orderNumber)
    for (let slips = 0; slips < 5; slips++)
      expect(await redeem('0000-0000-0000')).toMatchObject({ error: { code: 'reprint-code-refused' } })
    expect(await redeem(code)).toMatchObject({ error: { code: 'reprint-tries-over' } })
    expect(await redeem('1', { personId: randomId() as PersonId })).toMatchObject({
      error: { code: 'reprint-code-refused' },
    })
    await world.clock.advance(15 * 60_000)
    expect(await redeem(code)).toMatchObject({ ok: true })
  })

  it('is offered to whom it was given, while it can be used', async () => {
    const first = await world.printed(1)
    const has = () => world.reprints.hasCode(world.personId)
    expect(await has()).toBe(false)
    const { code } = await codeFor(first.orderNumber)
    expect([await has(), await world.reprints.hasCode(randomId())]).toEqual([true, false])
    const jobId = randomId()
    await redeem(code, { jobId })
    expect(await has()).toBe(false)
    await world.tell(jobId, 0)
    expect(await has()).toBe(true)
    await world.clock.advance(REPRINT_CODE_VALID_MS)
    expect(await has()).toBe(false)
  })

  it.each(['', '0000-0000', 'x'.repeat(40), '\u0000', "'; --"])('a wrong code opens nothing: %j', async code => {
    const first = await world.printed(1)
    await codeFor(first.orderNumber)
    expect(await redeem(code)).toMatchObject({ error: { code: 'reprint-code-refused' } })
  })

  it('is given once an order at a time, and not twice by two people at once', async () => {
    const first = await world.printed(2)
    const give = () => world.run('reprint', first.orderNumber, '--by', '王芳', '--reason', '有黑条')
    const answers = await Promise.all([give(), give(), give()])
    expect(answers.filter(({ exit }) => exit === 0)).toHaveLength(1)
    expect(await give()).toMatchObject({ exit: 3, message: expect.stringContaining('under way') })
  })

  it.each([
    ['more copies than came out', '3', 3, 'of this order 2 copies came out or may have'],
    ['no number', 'two', 2, '--copies: a number from 1 to 99'],
    ['nought', '0', 2, '--copies: a number from 1 to 99'],
    ['a hundred', '100', 2, '--copies: a number from 1 to 99'],
  ])('is refused for %s, and then there is no case', async (_what, copies, exit, why) => {
    const first = await world.printed(2)
    const answer = await world.run(
      'reprint',
      first.orderNumber,
      '--copies',
      copies,
      '--by',
      '王芳',
      '--reason',
      '有黑条',
    )
    expect(answer).toMatchObject({ exit, message: why })
    const left = await store().db.selectFrom('open_case').selectAll().where('subject', '=', first.orderId).execute()
    expect(left).toEqual([])
  })

  it('is refused for an order that nobody knows, and for one that has not come out', async () => {
    const answer = await world.run('reprint', '261129-0000000', '--by', '王芳', '--reason', '有黑条')
    expect(answer).toMatchObject({ exit: 3, message: 'no order has the number 261129-0000000' })
    const nothing = await world.printed(1, 0)
    expect(await world.run('reprint', nothing.orderNumber, '--by', '王芳', '--reason', '有黑条')).toMatchObject({
      ...{ exit: 3, message: 'of this order 0 copies came out or may have' },
    })
  })

  it('is worth its copies: above the set amount two people decide', async () => {
    const first = await world.printed(20)
    const answer = await world.run(
      'reprint',
      first.orderNumber,
      '--copies',
      '11',
      '--by',
      '王芳',
      '--reason',
      '全有黑条',
    )
    expect(answer.text).toContain('¥22.00 are at stake')
    const caseNumber = answer.text?.slice(0, 13) ?? ''
    const agreed = await world.run('agree', caseNumber, '--by', '李伟', '--json')
    const { tells, copies } = agreed.value as { tells: { reprintCode: string }; copies: number }
    expect(copies).toBe(11)
    const reprint: Reprint = unwrap(await redeem(tells.reprintCode))
    expect(reprint.order.quote.copies).toBe(11)
    const few = await world.printed(10)
    expect(
      await world.run('reprint', few.orderNumber, '--copies', '10', '--by', '王芳', '--reason', '有黑条'),
    ).toMatchObject({
      ...{ exit: 0, text: expect.stringContaining('under way') },
    })
  })
})

describeOnStores('a reprint of copies of which nobody can tell', store => {
  let world: ReprintWorld
  let caseNumber: string
  let orderId: string
  let code: string
  beforeEach(async () => {
    world = await createReprintWorld(store())
    const first = await world.printed(15, 5, { copiesUnclear: 10 })
    orderId = first.orderId
    expect(first.settlement).toMatchObject({ heldFen: 2_000 })
    const found = await store().db.selectFrom('open_case').selectAll().where('subject', '=', orderId).execute()
    expect(found).toMatchObject([{ kind: 'copy-unclear', amount_fen: 2_000 }])
    caseNumber = found[0]?.case_number ?? ''
    const given = await world.run('act', caseNumber, 'reprint-code', '--copies', '10', '--by', '王芳', '--json')
    code = (given.value as { tells: { reprintCode: string } }).tells.reprintCode
  })
  const stateOf = async () =>
    (await store().db.selectFrom('open_case').select('state').where('case_number', '=', caseNumber).executeTakeFirst())
      ?.state
  const heldFen = async () =>
    (await store().db.selectFrom('print_order').select('held_fen').where('order_id', '=', orderId).executeTakeFirst())
      ?.held_fen

  it('ends the case when the copies have come out', async () => {
    expect([await stateOf(), await heldFen()]).toEqual(['under-way', 0])
    const visitId = await world.visitOf(world.personId)
    const jobId = randomId()
    expect(unwrap(await world.reprints.byCode(world.terminalId, { visitId, jobId, code })).order.quote.copies).toBe(10)
    await world.tell(jobId, 10)
    await world.endCodes()
    expect(await stateOf()).toBe('ended')
  })

  it('leaves the case to a person when the code has expired, for money may be owed', async () => {
    await world.clock.advance(REPRINT_CODE_VALID_MS)
    await world.endCodes()
    expect(await stateOf()).toBe('open')
    expect(await world.run('act', caseNumber, 'refund', '--by', '王芳', '--json')).toMatchObject({
      ...{ exit: 0, value: { state: 'under-way', amountFen: 2_000 } },
    })
  })
})

describeOnStores('money for copies that came out badly', store => {
  let world: ReprintWorld
  beforeEach(async () => {
    world = await createReprintWorld(store())
  })
  const waive = (orderNumber: string, ...more: string[]) =>
    world.run('waive', orderNumber, '--by', '王芳', '--reason', '机器待修，不能重打', '--json', ...more)
  const stateOf = async (caseNumber: string) =>
    ((await world.run('show', caseNumber, '--json')).value as { state: string }).state
  const paidBack = async () => {
    await world.orders().sweep()
    world.double.endRefunds('succeeded')
    await world.clock.advance(120_000)
    await world.orders().sweep()
  }
  const refunds = (orderId: string) =>
    store().db.selectFrom('refund').selectAll().where('order_id', '=', orderId).execute()

  it('goes back through the provider, and the case ends with its word', async () => {
    const first = await world.printed(7)
    const answer = await waive(first.orderNumber)
    expect(answer).toMatchObject({ exit: 0, value: { state: 'under-way', amountFen: 400 } })
    const { caseNumber } = answer.value as { caseNumber: string }
    expect(await refunds(first.orderId)).toMatchObject([{ cause: 'by-hand-decided', refund_fen: 400, state: 'due' }])
    await paidBack()
    expect(await refunds(first.orderId)).toMatchObject([{ state: 'succeeded' }])
    expect(await stateOf(caseNumber)).toBe('ended')
  })

  it('goes back in part, and then no more than is left of it', async () => {
    const first = await world.printed(8)
    const part = await waive(first.orderNumber, '--amount', '2.50')
    await paidBack()
    expect(await stateOf((part.value as { caseNumber: string }).caseNumber)).toBe('ended')
    expect(await waive(first.orderNumber, '--amount-fen', '351')).toMatchObject({
      ...{ exit: 2, message: expect.stringContaining('the case is about ¥3.50') },
    })
    expect(await waive(first.orderNumber)).toMatchObject({ exit: 0, value: { amountFen: 350 } })
  })

  it('goes back once, whoever asks at once', async () => {
    const first = await world.printed(7)
    const answers = await Promise.all([waive(first.orderNumber), waive(first.orderNumber), waive(first.orderNumber)])
    expect(answers.filter(({ exit }) => exit === 0)).toHaveLength(1)
    expect(await refunds(first.orderId)).toHaveLength(1)
  })

  it('of more than the set amount is asked for by one and agreed to by another', async () => {
    const first = await world.printed(20)
    const asked = await waive(first.orderNumber)
    expect(asked).toMatchObject({ value: { state: 'waiting-for-agreement', amountFen: 3_000 } })
    expect(await refunds(first.orderId)).toEqual([])
    const { caseNumber } = asked.value as { caseNumber: string }
    expect(await world.run('agree', caseNumber, '--by', '王芳')).toMatchObject({ exit: 3 })
    expect(await world.run('agree', caseNumber, '--by', '李伟')).toMatchObject({ exit: 0 })
    expect(await refunds(first.orderId)).toMatchObject([{ refund_fen: 3_000 }])
  })

  it('is nothing where nothing was paid', async () => {
    const first = await world.printed(2)
    const nothing = { exit: 3, message: 'nothing was paid for this order, so nothing can be given back' }
    expect(await waive(first.orderNumber)).toMatchObject(nothing)
    expect(await waive(first.orderNumber, '--amount-fen', '200')).toMatchObject(nothing)
    expect(await refunds(first.orderId)).toEqual([])
  })

  it('is nothing where all has gone back already, and says so whether a sum is named or not', async () => {
    const first = await world.printed(7)
    expect(await waive(first.orderNumber)).toMatchObject({ exit: 0 })
    for (const sum of [[], ['--amount-fen', '200']]) {
      const again = await waive(first.orderNumber, ...sum)
      expect(again).toMatchObject({ exit: 3, message: expect.stringContaining('nothing more is owed') })
    }
    expect(await refunds(first.orderId)).toHaveLength(1)
  })

  it('is not given while a code for a reprint is open', async () => {
    const first = await world.printed(7)
    await world.run('reprint', first.orderNumber, '--by', '王芳', '--reason', '有黑条')
    expect(await waive(first.orderNumber)).toMatchObject({ exit: 3, message: expect.stringContaining('under way') })
  })
})
