import { beforeAll, describe, expect, it } from 'vitest'
import type { ReportName, ReportRows, VisitReport } from '../../src/contract/reports-api.ts'
import { unwrap } from '../../src/result.ts'
import { createOrderWorld, FREE_COPIES, type OrderWorld, UNIT_PRICE_FEN } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { monthlyStatement } from '../books/statement.ts'
import { randomId } from '../ground/random-id.ts'
import { sendMonthlyLetter } from './monthly-letter.ts'
import { csvOfReport, reportOf } from './report-of.ts'
import { takeVisits } from './take-visits.ts'

const ZONE = 'Asia/Shanghai'
const EVERYWHERE = ['*']
let jobs = 0

describeOnStores('reports', store => {
  let world: OrderWorld
  const dayOf = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)
  const today = () => dayOf(world.clock.now())
  const month = () => today().slice(0, 7)
  const lastDay = () =>
    new Date(Date.UTC(Number(month().slice(0, 4)), Number(month().slice(5)), 0)).toISOString().slice(0, 10)
  const report = async (of: ReportName, by: ReportRows = 'day', more: object = {}) => {
    const wish = { of, by, from: `${month()}-01`, until: lastDay(), sites: EVERYWHERE, ...more }
    const table = await reportOf(store().db, wish, ZONE, new Date(world.clock.now()))
    if (!table) throw new Error('no report')
    return table
  }
  const order = async (copiesDelivered: number) => {
    const { terminalId, visitId, documentId } = world
    const jobId = `report-job-${++jobs}`
    const now = new Date(world.clock.now())
    await store().db.updateTable('visit').set({ last_seen_at: now, started_at: now }).execute()
    const wish = { visitId, documentId, jobId, copies: 2, expectedAmountFen: 2 * UNIT_PRICE_FEN }
    const opened = unwrap(await world.orders().open(terminalId, wish as never))
    world.double.pay(opened.paymentReference!)
    await world.notify(opened.paymentReference!)
    const outcome = { copiesDelivered, copiesUnclear: 0, sheetsDelivered: 2 * copiesDelivered, copies: [], fault: null }
    unwrap(await world.orders().reportOutcome(terminalId, jobId as never, outcome))
  }

  beforeAll(async () => {
    world = await createOrderWorld(store())
    const used = { quota_key: `ever/*/${world.personId}`, used: FREE_COPIES, last_taken: 0 }
    await store().db.insertInto('quota_use').values(used).execute()
    for (let n = 0; n < 4; n++) {
      await order(n % 2 === 0 ? 2 : 1)
      await world.orders().sweep()
      world.double.endRefunds('succeeded')
      await world.clock.advance(10 * 60_000)
      await world.orders().sweep()
    }
  })

  it.each(['day', 'week', 'month', 'hour', 'terminal', 'site', 'kind', 'group'] as const)(
    'of money agree with the books to the fen, by %s',
    async by => {
      const { total } = await report('money', by)
      const books = (await monthlyStatement(store().db, ZONE, month())).total
      const { receivedFen, chargedFen, refundedFen, refundedByHandFen } = books
      expect(receivedFen).toBe(1_600)
      expect(refundedFen).toBeGreaterThan(0)
      const net = receivedFen - refundedFen - refundedByHandFen
      expect(total).toEqual([receivedFen, chargedFen, refundedFen, refundedByHandFen, net])
    },
  )

  it('by group merge what is of few people, and say so', async () => {
    const { rows, notes } = await report('paper', 'group')
    expect(rows).toMatchObject([{ key: 'few', label: { en: 'small groups together' } }])
    expect(notes[0]?.en).toContain('fewer than 5 people')
    expect(csvOfReport(await report('money', 'group'), 'zh')).toContain('人数较少的合并')
  })

  it('of paper count what the statement counts', async () => {
    const { total, columns } = await report('paper', 'terminal')
    const books = (await monthlyStatement(store().db, ZONE, month())).total
    const of = Object.fromEntries(columns.map(({ key }, at) => [key, total?.[at]]))
    expect(of).toEqual({ orders: 4, free: books.copiesFree, paid: books.copiesPaid, reprinted: 0, sheets: 12 })
  })

  it('name their rows, and are of the sites of whoever asks', async () => {
    expect((await report('money', 'terminal')).rows.map(({ label }) => label)).toEqual([
      { zh: '大厅 · 一号机', en: 'Hall · Kiosk 1' },
    ])
    expect((await report('money', 'kind')).rows[0]?.label).toEqual({ zh: '成绩单', en: 'Transcript' })
    for (const of of ['money', 'paper', 'visits'] as const)
      expect((await report(of, 'day', { sites: ['north'] })).rows, of).toEqual([])
    expect((await report('money', 'day', { siteId: 'main' })).rows).not.toEqual([])
    expect((await report('money', 'day', { siteId: 'north' })).rows).toEqual([])
    expect((await report('money', 'day', { kind: 'nothing' })).rows).toEqual([])
  })

  it('refuse days that are none, and more of them than four hundred', async () => {
    const wish = { of: 'money', by: 'day', sites: EVERYWHERE } as const
    const now = new Date(world.clock.now())
    for (const days of [
      { from: '2026-02-02', until: '2026-02-01' },
      { from: '2024-01-01', until: '2026-02-01' },
    ])
      expect(await reportOf(store().db, { ...wish, ...days }, ZONE, now)).toBeNull()
  })

  it('are tables of which no text becomes a formula', async () => {
    const { db } = store()
    await db.updateTable('terminal').set({ place_zh: '=cmd|1' }).execute()
    const csv = csvOfReport(await report('money', 'terminal'), 'zh')
    await db.updateTable('terminal').set({ place_zh: '大厅' }).execute()
    expect(csv).toContain("'=cmd|1 · 一号机,16.00,")
    expect(csv.charCodeAt(0)).toBe(0xfeff)
  })

  describe('of visits', () => {
    const visit = (more: Partial<VisitReport> = {}): VisitReport => ({
      ...{ reportId: randomId(), beganAt: new Date(world.clock.now()).toISOString(), outcome: 'completed' },
      ...{ step: 'collect', fault: null, tookMs: { identify: 2_000, print: 9_000 } },
      ...more,
    })

    it('count each once, however often it is told, with the step where they stopped', async () => {
      const { db } = store()
      const now = new Date(world.clock.now())
      const told = [
        visit(),
        visit({ outcome: 'given-up', step: 'pay' }),
        visit({ outcome: 'failed', step: 'print', fault: 'printer-jam' }),
      ]
      await takeVisits(db, world.terminalId, told, now)
      await takeVisits(db, world.terminalId, told, now)
      expect((await report('visits', 'month')).total).toEqual([1, 1, 1])
      const steps = await report('steps')
      const row = (key: string) => steps.rows.find(one => one.key === key)
      expect(row('pay')?.values.slice(0, 3)).toEqual([0, 0, 1])
      expect(row('print')?.values).toEqual([0, 1, 0, 9])
      expect(row('choose')?.values.at(-1)).toBeNull()
    })

    it('of a clock that is ahead count for now', async () => {
      const now = new Date(world.clock.now())
      await takeVisits(store().db, world.terminalId, [visit({ beganAt: '2999-01-01T00:00:00.000Z' })], now)
      expect((await report('visits', 'month')).total).toEqual([2, 1, 1])
    })
  })

  it('of availability share the time in which a kiosk could serve, could not, and was silent', async () => {
    const { db } = store()
    const nowMs = world.clock.now()
    const hour = (hours: number) => new Date(nowMs - hours * 3_600_000)
    const row = (serving: 'can' | 'cannot' | 'silent', from: number, until: number | null) => ({
      ...{ terminal_id: world.terminalId, serving, from_at: hour(from) },
      until_at: until === null ? null : hour(until),
    })
    await db.deleteFrom('terminal_serving').execute()
    await db
      .insertInto('terminal_serving')
      .values([row('can', 4, 2), row('silent', 2, 1), row('can', 1, null)])
      .execute()
    const days = { from: dayOf(nowMs - 5 * 3_600_000), until: today() }
    const { rows } = await report('availability', 'terminal', days)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.values).toEqual([75, 3, 0, 1, 0])
    expect((await report('availability', 'site', { ...days, sites: ['north'] })).rows).toEqual([])
    // Taken out by staff, and closed: no failure of the machine, and no part of the share.
    await db.deleteFrom('terminal_serving').execute()
    const cannot = (part: string, code: string, from: number, until: number) => ({
      ...row('cannot', from, until),
      ...{ part, code },
    })
    await db
      .insertInto('terminal_serving')
      .values([
        cannot('staff', 'taken-out', 10, 7),
        cannot('hours', 'outside-hours', 7, 5),
        ...[cannot('page-printer', 'printer-jam', 5, 4), row('can', 4, 1), { ...row('can', 1, null) }],
      ])
      .execute()
    const longer = { from: dayOf(nowMs - 11 * 3_600_000), until: today() }
    expect((await report('availability', 'terminal', longer)).rows[0]?.values).toEqual([80, 4, 1, 0, 5])
  })

  it('say that too little is known to forecast anything', async () => {
    const { rows, notes } = await report('forecast')
    expect(rows).toEqual([])
    expect(notes[0]?.en).toContain('nothing is forecast')
    expect((await report('peaks')).rows).toEqual([])
  })

  it('go out once a month by mail, when it is over', async () => {
    const posted: { subject: string; text: string }[] = []
    const mail = {
      sends: { letters: true, texts: false },
      post: async (_: unknown, letter: { subject: string; text: string }) => {
        posted.push(letter)
        return { ok: true, value: '1' }
      },
    }
    const next = new Date(Date.parse(`${lastDay()}T12:00:00Z`) + 3 * 86_400_000).getTime()
    const parts = {
      ...{ db: store().db, log: { error: () => undefined }, clock: { now: () => next }, mail },
      ...{ house: { timeZone: ZONE }, to: ['finance@example.edu.cn'], language: 'zh' },
    }
    await sendMonthlyLetter(parts as never)
    await sendMonthlyLetter(parts as never)
    expect(posted).toHaveLength(1)
    expect(posted[0]?.subject).toBe(`${month()} 自助打印月报`)
    expect(posted[0]?.text).toContain('收款 ¥16.00')
  })
})
