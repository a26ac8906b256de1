import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createServerLog } from '../../ground/log.ts'
import { ROOMS } from '../../rooms.ts'
import { beginRun } from '../retention/carry-out-retention.ts'
import { STOPPED_AFTER_MS } from '../retention/daily-retention.ts'
import { jobRules, retentionRules } from '../retention/rules.ts'
import { createRetentionDesk } from './retention-desk.ts'

const DAY_MS = 24 * 3_600_000
const WANG = { staffId: 'wang', name: '王芳' }

describeOnStores('retention as staff see it', store => {
  const clock = fakeClock()
  const allRules = retentionRules(ROOMS)
  const parts = () => ({ db: store().db, clock, log: createServerLog('silent'), rules: jobRules(allRules), allRules })
  const oldLook = (look_id: string) =>
    store()
      .db.insertInto('look')
      .values({
        ...{ look_id, person_id: 'student/1', staff_id: 's', role: 'auditor', what: '["name"]', reason: 'x' },
        at: new Date(clock.now() - 2_000 * DAY_MS),
      })
      .execute()
  const looks = async () => (await store().db.selectFrom('look').select('look_id').execute()).length

  it('counts what would go and leaves it, then takes it and says how many of what', async () => {
    const desk = createRetentionDesk(parts())
    await oldLook('one')
    await oldLook('two')
    const counted = (await desk.count(WANG))!
    expect(counted).toMatchObject({ isDry: true, askedBy: '王芳', day: null, isStopped: false })
    expect(counted.found).toMatchObject([{ table: 'look', rows: 2, days: 1095, ends: 'deleted', failed: false }])
    expect(counted.found[0]?.what.zh).toBe(allRules.find(({ table }) => table === 'look')?.what.zh)
    expect(await looks()).toBe(2)
    expect((await desk.standing()).lastRun).toBeNull()
    await clock.advance(1)
    const runId = await desk.begin(WANG)
    await expect.poll(async () => (await desk.one(runId!))?.endedAt).not.toBeNull()
    expect((await desk.one(runId!))?.found).toMatchObject([{ table: 'look', rows: 2 }])
    expect(await looks()).toBe(0)
    const { lastRun, rules, runs } = await desk.standing()
    expect([lastRun?.runId, runs.map(({ isDry }) => isDry)]).toEqual([runId, [false, true]])
    expect(rules.filter(({ lastRows }) => lastRows !== 0 && lastRows !== null)).toMatchObject([
      { table: 'look', lastRows: 2 },
    ])
    // What a room takes away by itself, and what no age takes, no run counts.
    expect(rules.filter(({ how }) => how.kind === 'by-rule' || !how.isOfRun).every(one => one.lastRows === null)).toBe(
      true,
    )
    const by = await store().db.selectFrom('audit').select('detail').where('subject', '=', runId).execute()
    expect(by).toEqual([{ detail: { by: 'wang', 'look deleted': 2 } }])
    await desk.close()
  })

  it('begins no second run beside one that is under way, and one again behind one that was stopped', async () => {
    const desk = createRetentionDesk(parts())
    const stopped = await beginRun(parts(), { day: null, isDry: false, askedBy: 'somebody' })
    expect(await desk.begin(WANG)).toBeNull()
    // Counting takes nothing away, and is in nobody's way.
    expect(await desk.count(WANG)).not.toBeNull()
    expect((await desk.one(stopped!))?.isStopped).toBe(false)
    await clock.advance(STOPPED_AFTER_MS)
    expect((await desk.one(stopped!))?.isStopped).toBe(true)
    const runId = await desk.begin(WANG)
    expect(runId).not.toBeNull()
    await expect.poll(async () => (await desk.one(runId!))?.endedAt).not.toBeNull()
    await desk.close()
  })

  it('stops with the server, and the run stands there as not over', async () => {
    const desk = createRetentionDesk(parts())
    const begun = desk.begin(WANG)
    await desk.close()
    const runId = await begun
    await desk.close()
    expect((await desk.one(runId!))?.endedAt).toBeNull()
  })

  it('has rules of which each run can say what it did: none stands there twice', () => {
    const names = jobRules(allRules).map(({ room, table, days, ends }) => `${room} ${table} ${days} ${ends}`)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})
