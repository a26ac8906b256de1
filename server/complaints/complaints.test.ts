import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { type ComplaintsWorld, createComplaintsWorld } from '../../tests/peers/complaints-world.ts'
import { staffCaller } from '../../tests/peers/staff-callers.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { StaffCaller } from '../ground/callers.ts'
import { COMPLAINTS_RETENTION } from './complaints-retention.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

describeOnStores('complaints', store => {
  let world: ComplaintsWorld
  let caller: StaffCaller
  beforeAll(async () => {
    world = await createComplaintsWorld(store())
    caller = await staffCaller(store().db, { name: '王芳', role: 'finance', nowMs: world.clock.now() })
  })
  afterAll(() => world?.close())
  beforeEach(() => {
    world.wechat.gateway.faults([])
    world.wechat.received.length = 0
  })
  const db = () => store().db
  const now = () => ({ ...caller, steppedUpAtMs: world.clock.now() })
  const look = async (complaintId: string) => unwrap(await world.room().handlers.staffComplaint({ complaintId }, now()))
  const casesOf = (complaintId: string) =>
    db().selectFrom('open_case').selectAll().where('subject', '=', complaintId).orderBy('opened_at').execute()
  /** A complaint that was heard of. */
  const heard = async (more: Parameters<ComplaintsWorld['complain']>[1] = {}, isOurs = true) => {
    const order = await world.paid({ isOurs })
    const complaintId = world.complain(order.outTradeNo, more)
    await world.sweep(11 * MINUTE_MS)
    return { ...order, complaintId }
  }
  const want = async (complaintId: string, act: string, more: object = {}) => {
    const { seen } = await look(complaintId)
    const wish = { complaintId, seen, isPreview: false, act, ...more } as never
    return unwrap(await world.room().handlers.actOnComplaint(wish, now()))
  }
  const answersAt = async (complaintId: string) => {
    const lines = unwrap(await world.merchant.payments.complaints!.lines(complaintId))
    return lines.filter(({ by }) => by === 'merchant').map(({ what, words }) => `${what} ${words}`.trim())
  }

  it('are found by the list without any notice, with their order, their clock and a case', async () => {
    const { complaintId, orderNumber } = await heard({ phone: '13800138000' })
    const one = await look(complaintId)
    expect(one).toMatchObject({
      ...{ complaintId, orderNumber, state: 'pending', words: '付了两份只出了一份', phoneMasked: '*******8000' },
      lines: [{ by: 'payer', what: 'USER_CREATE_COMPLAINT' }],
    })
    expect(Date.parse(one.answerBy!) - Date.parse(one.at)).toBe(24 * HOUR_MS)
    expect(Date.parse(one.completeBy!) - Date.parse(one.at)).toBe(72 * HOUR_MS)
    const [ofCase] = await casesOf(complaintId)
    expect(ofCase).toMatchObject({ kind: 'complaint', state: 'open', case_number: one.caseNumber })
    expect(ofCase?.by_itself_at?.toISOString()).toBe(one.answerBy)
    // What the payer wrote, and their telephone, stand in no history that is kept for ever, and no log.
    const history = await db().selectFrom('case_history').selectAll().execute()
    const trail = await db().selectFrom('audit').selectAll().execute()
    for (const text of ['付了两份', '13800138000', '8000']) expect(JSON.stringify([history, trail])).not.toContain(text)
    expect(JSON.stringify(await db().selectFrom('complaint').selectAll().execute())).not.toContain('13800138000')
  })

  it('whose payment no order here has are said to be so, and dropped by nobody', async () => {
    const { complaintId } = await heard({}, false)
    const one = await look(complaintId)
    expect(one).toMatchObject({ orderNumber: null, terminal: null, payments: [{ amountFen: 400 }] })
    const history = await db()
      .selectFrom('case_history')
      .select('words')
      .where('case_number', '=', one.caseNumber!)
      .execute()
    expect(JSON.stringify(history)).toContain('no order here has its payment')
    const north = await staffCaller(db(), { name: '北区', role: 'finance', sites: ['north'], nowMs: world.clock.now() })
    const seen = await world.room().handlers.staffComplaint({ complaintId }, north)
    expect(seen).toMatchObject({ ok: false, error: { code: 'case-unknown' } })
  })

  it('are asked about once a notice comes, twice, late or out of order; a forged one is no reason', async () => {
    const { outTradeNo, complaintId } = await heard()
    await world.wechat.gateway.idle()
    world.wechat.received.length = 0
    const asked = async () => (await look(complaintId)).lines.length
    world.wechat.gateway.faults([
      { kind: 'duplicateNotice', copies: 2, match: { out_trade_no: outTradeNo } },
      { kind: 'lateNotice', ms: 5 * MINUTE_MS, match: { out_trade_no: outTradeNo } },
    ])
    world.wechat.gateway.payerSays(complaintId, '第一')
    world.wechat.gateway.payerSays(complaintId, '第二')
    expect(await world.hearNotices()).toBe(3)
    await world.sweep()
    expect(await asked()).toBe(3)
    await world.clock.advance(5 * MINUTE_MS)
    // The first one comes behind the second, and what it brings is known.
    expect(await world.hearNotices()).toBe(1)
    const before = await look(complaintId)
    await world.sweep()
    expect(await look(complaintId)).toEqual(before)
    world.wechat.gateway.faults([{ kind: 'badTag', match: { out_trade_no: outTradeNo }, times: 'always' }])
    world.wechat.gateway.payerSays(complaintId, '第三')
    expect(await world.hearNotices()).toBe(0)
    await world.sweep()
    expect(await asked()).toBe(3)
    world.wechat.gateway.faults([])
    await world.sweep(11 * MINUTE_MS)
    expect(await asked()).toBe(4)
    expect(await casesOf(complaintId)).toHaveLength(1)
  })

  it('are answered and called dealt with, in that order, and the case ends by the word of WeChat', async () => {
    const { complaintId } = await heard()
    expect((await look(complaintId)).acts).toEqual(['reply'])
    expect(await want(complaintId, 'reply', { words: '已查明，退款已办' })).toMatchObject({ outcome: 'done' })
    expect(await want(complaintId, 'complete')).toMatchObject({ outcome: 'done' })
    expect(await answersAt(complaintId)).toEqual([])
    await world.sweep()
    expect(await answersAt(complaintId)).toEqual(['MERCHANT_RESPONSE 已查明，退款已办'])
    expect(await look(complaintId)).toMatchObject({ state: 'processing', answerBy: null })
    await world.sweep(MINUTE_MS)
    expect(await look(complaintId)).toMatchObject({ state: 'processed', completeBy: null, acts: [] })
    const [ofCase] = await casesOf(complaintId)
    expect(ofCase?.state).toBe('ended')
    // Complained of anew: another case, which names the first, and the clock begins again.
    await world.clock.advance(DAY_MS)
    world.wechat.gateway.payerSays(complaintId, '没有收到')
    await world.hearNotices()
    await world.sweep()
    const one = await look(complaintId)
    expect(one).toMatchObject({ state: 'pending', times: 2 })
    expect(Date.parse(one.answerBy!)).toBeGreaterThan(world.clock.now() + 23 * HOUR_MS)
    expect((await casesOf(complaintId)).at(-1)).toMatchObject({ state: 'open', former_case: ofCase?.case_number })
  })

  it('are answered once where WeChat does it and its answer is lost, and a restart comes between', async () => {
    const { outTradeNo, complaintId } = await heard()
    await want(complaintId, 'reply', { words: '正在核对' })
    world.wechat.gateway.faults([
      { kind: 'reset', where: 'after', match: { out_trade_no: outTradeNo, path: '/response' } },
    ])
    await world.sweep()
    const errand = async () => (await look(complaintId)).errands[0]
    expect(await errand()).toMatchObject({ state: 'due', tries: 1, failure: { isRefused: false } })
    // It may have happened: it is taken back by nobody before that is known.
    const wish = { complaintId, errandId: (await errand())!.errandId }
    expect(unwrap(await world.room().handlers.takeBackComplaintErrand(wish, now()))).toMatchObject({
      outcome: 'refused',
    })
    world.restart()
    await world.sweep(2 * MINUTE_MS)
    expect(await errand()).toMatchObject({ state: 'done', failure: null })
    expect(await answersAt(complaintId)).toEqual(['MERCHANT_RESPONSE 正在核对'])
  })

  it('whose answer is refused say why, are tried again and not given up, and can be taken back', async () => {
    const { outTradeNo, complaintId } = await heard()
    await want(complaintId, 'reply', { words: '您好' })
    world.wechat.gateway.faults([
      { kind: 'error', status: 403, code: 'NO_AUTH', times: 2, match: { out_trade_no: outTradeNo, path: '/response' } },
    ])
    await world.sweep()
    const errand = async () => (await look(complaintId)).errands.at(-1)!
    expect(await errand()).toMatchObject({ state: 'due', failure: { code: 'NO_AUTH', isRefused: true } })
    const rows = unwrap(await world.room().handlers.staffComplaints({ state: 'open', limit: 200 }, now())).rows
    expect(rows.find(row => row.complaintId === complaintId)).toMatchObject({ isRefused: true })
    await world.sweep(6 * MINUTE_MS)
    expect(await errand()).toMatchObject({ state: 'due', tries: 2 })
    await world.sweep(16 * MINUTE_MS)
    expect(await errand()).toMatchObject({ state: 'done', tries: 3, failure: null })
    await want(complaintId, 'reply', { words: '再见' })
    world.wechat.gateway.faults([
      { kind: 'error', status: 400, code: 'PARAM_ERROR', match: { out_trade_no: outTradeNo, path: '/response' } },
    ])
    await world.sweep()
    const wish = { complaintId, errandId: (await errand()).errandId }
    expect(unwrap(await world.room().handlers.takeBackComplaintErrand(wish, now()))).toMatchObject({ outcome: 'done' })
    await world.sweep(DAY_MS)
    expect(await answersAt(complaintId)).toEqual(['MERCHANT_RESPONSE 您好'])
  })

  it('about money are agreed to or refused, and neither gives any back', async () => {
    const agreed = await heard({ problem_type: 'REFUND' })
    expect((await look(agreed.complaintId)).acts).toEqual(['reply', 'agree-refund', 'refuse-refund'])
    await want(agreed.complaintId, 'agree-refund', { withinDays: 1 })
    await world.sweep()
    expect(await answersAt(agreed.complaintId)).toEqual(['MERCHANT_APPROVE_REFUND'])
    expect(await look(agreed.complaintId)).toMatchObject({ state: 'processing', acts: ['reply', 'complete'] })
    const refused = await heard({ problem_type: 'REFUND' })
    expect(await want(refused.complaintId, 'refuse-refund')).toMatchObject({ outcome: 'refused' })
    await want(refused.complaintId, 'refuse-refund', { words: '两份都已出纸' })
    await world.sweep()
    expect(await look(refused.complaintId)).toMatchObject({ state: 'processed', acts: [] })
    expect(await db().selectFrom('refund').selectAll().execute()).toEqual([])
  })

  it('are found however long the server was away, in pieces of thirty days', async () => {
    const { outTradeNo } = await world.paid()
    const early = world.complain(outTradeNo)
    await world.clock.sleep(50 * DAY_MS)
    const late = world.complain(outTradeNo)
    await world.sweep()
    for (const complaintId of [early, late]) expect(await look(complaintId)).toMatchObject({ state: 'pending' })
    const { looked_until: until, failed_code: code } = await db()
      .selectFrom('complaint_look')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect([until, code]).toEqual([new Date(world.clock.now() + 8 * HOUR_MS).toISOString().slice(0, 10), null])
  })

  it('lose what the payer wrote a year after they were dealt with, and keep what became of them', async () => {
    const { complaintId } = await heard({ problem_type: 'REFUND', phone: '13800138000' })
    await want(complaintId, 'refuse-refund', { words: '已出纸' })
    await world.sweep()
    const before = new Date(world.clock.now() + 1)
    const { sql } = await import('kysely')
    for (const rule of COMPLAINTS_RETENTION) {
      if (!('by' in rule) || !('where' in rule.by)) continue
      const where = sql.raw(rule.by.where.replaceAll('$1', `'${before.toISOString()}'`))
      await (rule.ends === 'deleted'
        ? sql`delete from ${sql.table(rule.table)} where ${where}`
        : sql`update ${sql.table(rule.table)} set ${sql.raw(rule.by.set!)} where ${where}`
      ).execute(db())
    }
    await world.sweep(2 * DAY_MS)
    expect(await look(complaintId)).toMatchObject({
      ...{ isEmptied: true, words: '', phoneMasked: null, lines: [], state: 'processed', askedFen: 400 },
    })
  })

  it('that WeChat does not know are let go, and one whose answers cannot be read stays to be asked about', async () => {
    const { outTradeNo, complaintId } = await heard()
    await db()
      .insertInto('complaint_to_ask')
      .values({
        ...{ complaint_id: 'never-made', provider: 'wechat-pay', merchant_id: world.merchant.merchantId },
        due_at: new Date(world.clock.now()),
      })
      .execute()
    world.wechat.gateway.faults([
      { kind: 'badSignature', times: 'always', match: { operation: 'complaint', out_trade_no: outTradeNo } },
    ])
    for (let hours = 0; hours < 30; hours++) await world.sweep(HOUR_MS)
    const left = await db().selectFrom('complaint_to_ask').select(['complaint_id', 'last_code']).execute()
    expect(left.map(one => one.complaint_id)).not.toContain('never-made')
    expect(left.find(one => one.complaint_id === complaintId)?.last_code).not.toBeNull()
  })

  it('have a case that no person closes while WeChat has them open', async () => {
    const { complaintId } = await heard()
    const [ofCase] = await casesOf(complaintId)
    const acts = world.cases.actsOf('complaint')!
    const closed = await db()
      .transaction()
      .execute(tx => acts.carryOut.close!(tx, { subject: complaintId } as never, new Date(world.clock.now())))
    expect(closed).toMatchObject({ ok: false })
    expect(ofCase?.state).toBe('open')
  })
})
