import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { unwrap } from '../../../src/result.ts'
import { openAndPay, outcomeOf } from '../../../tests/peers/debt-world.ts'
import { createOrderWorld } from '../../../tests/peers/order-world.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createServerLog } from '../../ground/log.ts'
import { goesByAge } from '../../ground/retention.ts'
import type { RoomPlan } from '../../ground/room.ts'
import { ROOMS } from '../../rooms.ts'
import { beginRun, carryOutRetention } from './carry-out-retention.ts'
import { dailyRetention } from './daily-retention.ts'
import { jobRules, retentionRules } from './rules.ts'
import { retentionTable } from './say-retention.ts'

const plans: readonly RoomPlan[] = ROOMS
const RULES = retentionRules(plans)
const JOB = jobRules(RULES)
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Nothing personal stands in them, and they say what somebody did or asked. */
const LOGS = [
  ...['audit', 'account_try', 'account_password_link', 'staff_session', 'staff_try', 'staff_recovery_code'],
  ...['request_nonce', 'spent_captcha', 'open_case', 'case_history'],
  ...['terminal_beat', 'terminal_device', 'terminal_device_change', 'terminal_serving', 'fleet_gap', 'fleet_alert'],
  ...['fleet_robot_message', 'reminder'],
]

describe('how long things are kept', () => {
  it('is said of every table with something personal, and of every log, by the room whose it is', () => {
    const personal = plans.flatMap(({ personal: { rows, keptBack } }) => [
      ...rows.map(({ table }) => table),
      ...Object.keys(keptBack),
    ])
    const ruled = new Set(RULES.map(({ table }) => table))
    expect([...personal, ...LOGS].filter(table => !ruled.has(table))).toEqual([])
    for (const { name, tables, retention } of plans)
      for (const { table } of retention) expect(tables, `${name}: ${table}`).toContain(table)
  })

  it('names sweeps that there are, and whole days', () => {
    for (const rule of RULES) {
      if (!goesByAge(rule)) continue
      expect(Number.isInteger(rule.days) && rule.days >= 0, rule.table).toBe(true)
      if (!('sweep' in rule.by)) continue
      const folder = join(import.meta.dirname, '..', '..', rule.room)
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
        /(?<!\.test)\.ts$/.test(file),
      )
      const text = files.map(file => readFileSync(join(folder, file), 'utf8')).join('\n')
      expect(text, `${rule.room}: ${rule.by.sweep}`).toContain(`name: '${rule.by.sweep}'`)
    }
  })

  it('stands in the documentation as the plans say it (docs/privacy.md)', () => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'privacy.md'), 'utf8')
    expect(page).toContain(`\n${retentionTable(RULES)}\n`)
  })
})

describeOnStores('what is over by its age', store => {
  const clock = fakeClock()
  const log = createServerLog('silent')
  const parts = (rules = JOB) => ({ db: store().db, clock, log, rules })
  const run = async (isDry: boolean, rules = JOB) => {
    const runId = await beginRun(parts(), { day: null, isDry, askedBy: 'wang' })
    return (await carryOutRetention(parts(rules), { isDry, runId: runId! }))!
  }
  const rowsOf = (report: Awaited<ReturnType<typeof run>>, table: string, ends = 'deleted') =>
    report.find(one => one.table === table && one.ends === ends)?.rows
  const looks = async () => {
    const rows = await store().db.selectFrom('look').select('look_id').orderBy('look_id').execute()
    return rows.map(({ look_id }) => look_id)
  }
  const look = (look_id: string, at: number) =>
    store()
      .db.insertInto('look')
      .values({
        ...{ look_id, person_id: 'student/1', staff_id: 's', role: 'auditor', what: '["name"]', reason: 'x' },
        at: new Date(at),
      })
      .execute()

  it('is found by statements that run', async () => {
    for (const isDry of [true, false])
      expect((await run(isDry)).filter(({ rows, failed }) => rows > 0 || failed)).toEqual([])
    expect(JOB.length).toBeGreaterThan(10)
  })

  it('goes a moment behind the edge of its last day and not at it, and is only counted when that is asked', async () => {
    const edge = clock.now() - 1095 * DAY_MS
    await look('at the edge', edge)
    await look('behind it', edge - 1)
    expect(rowsOf(await run(true), 'look')).toBe(1)
    expect(await looks()).toEqual(['at the edge', 'behind it'])
    expect(rowsOf(await run(false), 'look')).toBe(1)
    expect(await looks()).toEqual(['at the edge'])
    const kept = await store().db.selectFrom('retention_run').selectAll().orderBy('begun_at', 'desc').execute()
    expect(kept.every(({ ended_at, asked_by }) => ended_at !== null && asked_by === 'wang')).toBe(true)
    const events = await store()
      .db.selectFrom('audit')
      .select(['event', 'detail'])
      .orderBy('seq', 'desc')
      .limit(2)
      .execute()
    expect(events).toEqual([
      { event: 'retention-carried-out', detail: { 'look deleted': 1 } },
      { event: 'retention-counted', detail: { 'look deleted': 1 } },
    ])
    await clock.advance(1)
    expect(rowsOf(await run(false), 'look')).toBe(1)
  })

  it('is never a visit on which an order stands; how its person had logged in goes once nothing is owed', async () => {
    const world = await createOrderWorld(store())
    const visitRow = async () => {
      const rows = await store().db.selectFrom('visit').select(['proofs', 'ended_at']).execute()
      expect(rows).toHaveLength(1)
      return rows[0]!
    }
    const order = await openAndPay(world, 7)
    await store()
      .db.updateTable('visit')
      .set({
        proofs: JSON.stringify([{ way: 'cas', atMs: 1 }]),
        last_seen_at: new Date(world.clock.now()),
        ended_at: new Date(world.clock.now()),
      })
      .execute()
    const later = { ...parts(), clock: { now: () => world.clock.now() + 201 * DAY_MS } }
    const runLater = async () => {
      const runId = await beginRun(later, { day: null, isDry: false, askedBy: 'wang' })
      return (await carryOutRetention(later, { isDry: false, runId: runId! }))!
    }
    expect((await runLater()).filter(({ table, rows }) => table === 'visit' && rows > 0)).toEqual([])
    expect((await visitRow()).proofs).toEqual([{ way: 'cas', atMs: 1 }])
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(7)))
    await store()
      .db.updateTable('print_order')
      .set({ over_at: new Date(world.clock.now()) })
      .execute()
    const report = await runLater()
    expect([rowsOf(report, 'visit'), rowsOf(report, 'visit', 'emptied')]).toEqual([0, 1])
    expect((await visitRow()).proofs).toEqual([])
    expect(rowsOf(await runLater(), 'visit', 'emptied')).toBe(0)
  })

  it('goes table by table: one that fails is told of and holds none of the others up', async () => {
    await look('old', clock.now() - 2000 * DAY_MS)
    const broken = { ...JOB[0]!, table: 'visit', by: { where: 'no_such_column < $1' } }
    const report = await run(false, [broken, ...JOB.filter(({ table }) => table === 'look')])
    expect(report.map(({ rows, failed }) => [rows, failed])).toEqual([
      [0, true],
      [1, false],
    ])
  })

  it('goes once a day, by the first server that looks after the set time, and again where that one was stopped', async () => {
    const daily = (ending?: AbortSignal) =>
      dailyRetention({ ...parts(), timeZone: 'Asia/Shanghai', at: '03:30' }, ending)
    const days = async () => {
      const rows = await store()
        .db.selectFrom('retention_run')
        .select(['day', 'ended_at'])
        .where('day', 'is not', null)
        .execute()
      return rows.map(({ day, ended_at }) => [day, ended_at !== null])
    }
    // 19:29 UTC is 03:29 of the next day there.
    const begin = new Date(clock.now())
    begin.setUTCDate(begin.getUTCDate() + 1)
    begin.setUTCHours(19, 29, 59, 999)
    await clock.advance(begin.getTime() - clock.now())
    await daily()
    expect(await days()).toEqual([])
    await clock.advance(1)
    await Promise.all([daily(AbortSignal.abort()), daily(AbortSignal.abort())])
    const day = new Date(begin.getTime() + 8 * HOUR_MS).toISOString().slice(0, 10)
    expect(await days()).toEqual([[day, false]])
    await clock.advance(HOUR_MS)
    await daily()
    expect(await days()).toEqual([[day, false]])
    await clock.advance(HOUR_MS)
    await Promise.all([daily(), daily()])
    expect(await days()).toEqual([[day, true]])
    await clock.advance(22 * HOUR_MS)
    await daily()
    expect(await days()).toHaveLength(2)
  })
})
