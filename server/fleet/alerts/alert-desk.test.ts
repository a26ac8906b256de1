import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Campus, startCampus } from '../../../demo/campus/campus.ts'
import type { Supplies } from '../../../src/contract/heartbeat-api.ts'
import { unwrap } from '../../../src/result.ts'
import { wallTimeOfDay } from '../../../src/rules/wall-time.ts'
import { WEEKDAYS } from '../../../src/settings/opening-hours.ts'
import { createFleetWorld, JAMMED } from '../../../tests/peers/fleet-world.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'

import { createClockNotes } from '../../terminals/note-clock.ts'

const MAIL = ['duty@example.edu.cn']
const MINUTE = 60_000

describeOnStores('who is told of terminals', store => {
  let campus: Campus
  beforeAll(async () => {
    campus = await startCampus({ robot: {} })
  })
  afterAll(() => campus?.close())

  const open = async (alerts: Record<string, unknown> = { mail: MAIL }) => {
    await store().db.deleteFrom('fleet_alert').execute()
    await store().db.updateTable('terminal').set({ state: 'retired' }).execute()
    const world = createFleetWorld(store(), { alerts })
    const texts = () => world.letters.map(({ text }) => text)
    /** Lets time go on in steps of a sweep, while some terminals speak. */
    const pass = async (ms: number, speak: () => Promise<unknown> = async () => null) => {
      for (let gone = 0; gone < ms; gone += 15_000) {
        await speak()
        await world.room().doors.watch()
        await world.clock.advance(15_000)
      }
    }
    await world.room().doors.watch()
    return { ...world, texts, pass }
  }

  it('is told once that one is silent and once that it is well', async () => {
    const { enrol, say, pass, texts, letters } = await open()
    const [one, other] = [await enrol('Kiosk 1'), await enrol('Kiosk 2')]
    await say(one)
    await pass(10 * MINUTE, () => say(other))
    expect(texts()).toHaveLength(1)
    expect(texts()[0]).toMatch(/^Kiosks: 1 in trouble\n● Kiosk 1 \(Hall, Main campus\): not heard since 20/)
    expect(letters[0]).toMatchObject({ to: MAIL[0], language: 'en', purpose: 'fleet-alert' })
    await pass(5 * MINUTE, () => Promise.all([say(one), say(other)]))
    expect(texts()).toHaveLength(2)
    expect(texts()[1]).toMatch(/^Kiosks: 1 well again\n○ Kiosk 1 .*: can serve again/)
  })

  it('is told why one cannot serve, and not of one that flaps', async () => {
    const { enrol, say, pass, texts } = await open()
    const one = await enrol('Jams')
    let nth = 0
    await pass(10 * MINUTE, () => say(one, nth++ % 2 === 0 ? JAMMED : {}))
    expect(texts()).toEqual([])
    await pass(5 * MINUTE, () => say(one, JAMMED))
    expect(texts()).toEqual([expect.stringMatching(/Jams .*: can't serve since .*: the page printer, E-PRN-/)])
  })

  it('is not told again by a server that was down, nor of terminals that had no chance to speak', async () => {
    const { enrol, say, pass, texts, restart, clock } = await open()
    const [one, other, third] = [await enrol('Gone'), await enrol('There'), await enrol('Third')]
    await say(one)
    await pass(5 * MINUTE, () => Promise.all([say(other), say(third)]))
    expect(texts()).toHaveLength(1)
    await clock.advance(120 * MINUTE)
    restart()
    await pass(2 * MINUTE)
    expect(texts()).toHaveLength(1)
    await pass(10 * MINUTE, () => Promise.all([say(other), say(third)]))
    expect(texts()).toHaveLength(1)
    // Its database was away, and this server with it.
    await clock.advance(30 * MINUTE)
    await pass(2 * MINUTE)
    expect(texts()).toHaveLength(1)
    await pass(3 * MINUTE, () => say(third))
    expect(texts().slice(1)).toEqual([expect.stringContaining('There')])
  })

  it('is told once of a whole site, and who is still missing when it is back', async () => {
    const { enrol, say, pass, texts, site } = await open()
    await site('south')
    const all = [await enrol('South 1', 'south'), await enrol('South 2', 'south'), await enrol('South 3', 'south')]
    const elsewhere = await enrol('Elsewhere')
    for (const [nth, one] of all.entries()) {
      await say(one)
      await pass((nth + 1) * 15_000, () => say(elsewhere))
    }
    await pass(10 * MINUTE, () => say(elsewhere))
    expect(texts()).toEqual([expect.stringMatching(/● south: no kiosk was heard since/)])
    await pass(5 * MINUTE, () => Promise.all([say(elsewhere), say(all[0]!), say(all[1]!)]))
    expect(texts().slice(1)).toEqual([expect.stringMatching(/○ south: heard again; still silent: South 3/)])
  })

  it('is told that a clock is off, of a terminal that speaks and is refused for that alone', async () => {
    const { enrol, say, pass, texts, clock, db, room, staff } = await open()
    const [one, other] = [await enrol('Late'), await enrol('Right')]
    await pass(MINUTE, () => Promise.all([say(one), say(other)]))
    const createdNote = createClockNotes(db, clock)
    const { public_key: key } = await db
      .selectFrom('terminal')
      .select('public_key')
      .where('terminal_id', '=', one)
      .executeTakeFirstOrThrow()
    await pass(6 * MINUTE, () => Promise.all([createdNote(one, key, 47 * MINUTE), say(other)]))
    const page = unwrap(await room().handlers.fleetTerminal({ terminalId: one }, staff()))
    expect(page.serving).toMatchObject({ kind: 'cannot', missing: { part: 'clock', minutesAhead: 47 } })
    expect(texts()).toEqual([expect.stringMatching(/● Late .*can't serve since .*: its clock is off, ahead by 47 min/)])
    await pass(4 * MINUTE, () => Promise.all([say(one), say(other)]))
    expect(texts().slice(1)).toEqual([expect.stringMatching(/○ Late .*can serve again/)])
  })

  it('is told nothing outside opening hours', async () => {
    const { enrol, say, pass, texts, hours, clock } = await open()
    const [one, other] = [await enrol('Night'), await enrol('Day')]
    await say(one)
    const minute = (ms: number) => wallTimeOfDay(clock.now() + ms, 'Asia/Shanghai')
    const opens = [{ opens: minute(20 * MINUTE), closes: '24:00' }]
    const day = () => ({ week: Object.fromEntries(WEEKDAYS.map(name => [name, opens])), closedDays: [] })
    hours.now = day() as unknown as typeof hours.now
    await pass(20 * MINUTE, () => say(other))
    expect(texts()).toEqual([])
    await pass(2 * MINUTE, () => say(other))
    expect(texts()).toEqual([])
    await pass(4 * MINUTE, () => say(other))
    expect(texts()).toEqual([expect.stringContaining('Night')])
  })

  it('is told once of settings that do not run, beside whatever else is wrong, and once when they do', async () => {
    const { enrol, say, pass, texts, db, clock } = await open()
    const [one, other] = [await enrol('Drifts'), await enrol('Beside')]
    const at = new Date(clock.now())
    const issued = { terminal_id: one, content_hash: 'c', text: '{}', signature: 's', issued_at: at }
    await db
      .insertInto('issued_settings')
      .values({ ...issued, version: 3, hash: 'new' })
      .execute()
    await db
      .insertInto('running_settings')
      .values({ terminal_id: one, version: 2, hash: 'old', since: at, said_at: at, drift_told_at: at })
      .execute()
    await pass(2 * MINUTE, () => Promise.all([say(one), say(other)]))
    expect(texts()).toEqual([
      expect.stringMatching(/● Drifts .*: runs version 2 of its settings, and not version 3 that was published/),
    ])
    await pass(4 * MINUTE, () => Promise.all([say(one, JAMMED), say(other)]))
    expect(texts().slice(1)).toEqual([expect.stringMatching(/● Drifts .*: can't serve since/)])
    await db.updateTable('running_settings').set({ version: 3, hash: 'new', drift_told_at: null }).execute()
    await pass(4 * MINUTE, () => Promise.all([say(one, JAMMED), say(other)]))
    expect(texts().slice(2)).toEqual([
      expect.stringMatching(/○ Drifts .*: runs the settings again that were published/),
    ])
  })

  it('is told of paper and toner by what is set, and not of what the printer does not tell', async () => {
    const { enrol, say, pass, texts, maintenance } = await open()
    const one = await enrol('Short')
    const supplies = (sheets: number, toner: number) => ({
      supplies: {
        markers: [
          { name: 'Black', kind: 'toner', color: '#000', level: { kind: 'known', value: toner } },
          { name: 'Waste', kind: 'waste-toner', color: '', level: { kind: 'known', value: 1 } },
        ],
        trays: [
          { name: 'Tray 1', sizeMm: null, level: { kind: 'known', value: sheets }, maxSheets: 500 },
          { name: 'Tray 2', sizeMm: null, level: { kind: 'unknown' }, maxSheets: null },
        ],
        ...{ sources: null, reasons: [] },
      } satisfies Supplies,
    })
    await pass(2 * MINUTE, () => say(one, supplies(2, 2)))
    expect(texts()).toEqual([])
    maintenance.now = { ...maintenance.now, paperLowSheets: 80, tonerLowPercent: 10 }
    await pass(2 * MINUTE, () => say(one, supplies(79, 30)))
    expect(texts()).toEqual([expect.stringMatching(/● Short .*: is short of paper: Tray 1 79 sheets$/)])
    await pass(2 * MINUTE, () => say(one, { supplies: null }))
    expect(texts()).toHaveLength(1)
    await pass(3 * MINUTE, () => say(one, supplies(500, 9)))
    expect(texts().slice(1)).toEqual([
      expect.stringMatching(/● Short .*: is short of toner: Black 9%$/),
      expect.stringMatching(/○ Short .*: has paper enough again$/),
    ])
  })

  it('brings back at its time what was taken out until then, where that is set', async () => {
    const { enrol, say, pass, maintenance, terminals, clock, db } = await open()
    const [one, other] = [await enrol('Until'), await enrol('For good')]
    const reason = { zh: '换墨', en: 'New toner' }
    const out = async () =>
      (await db.selectFrom('terminal').select('terminal_id').where('taken_out_at', 'is not', null).execute()).map(
        row => row.terminal_id,
      )
    await terminals.takeOut(one, { reason, until: new Date(clock.now() + 5 * MINUTE) }, 'test')
    await terminals.takeOut(other, { reason, until: null }, 'test')
    await pass(6 * MINUTE, () => say(one))
    expect(await out()).toHaveLength(2)
    maintenance.now = { ...maintenance.now, backByItself: true }
    await pass(MINUTE, () => say(one))
    expect(await out()).toEqual([other])
    const last = await db
      .selectFrom('audit')
      .selectAll()
      .where('event', '=', 'terminal-brought-back')
      .executeTakeFirst()
    expect(last).toMatchObject({ subject: one, detail: { by: 'by itself' } })
  })

  it('reads it from a robot too, which may be away, busy or wrong', async () => {
    const robot = campus.robot!
    robot.reset()
    const world = await open({ robotUrlFile: 'robot.txt' })
    const { enrol, say, pass, folder, room, clock, db } = world
    writeFileSync(join(folder, 'robot.txt'), `${robot.url()}\n`)
    const send = () =>
      room()
        .sweeps?.find(({ name }) => name === 'robot')
        ?.run(new AbortController().signal)
    const one = await enrol('Told')
    await pass(3 * MINUTE, () => say(one, JAMMED))
    robot.faults([{ kind: 'errcode', errcode: 45_009 }, { kind: 'http502', where: 'before' }, { kind: 'malformed' }])
    for (let nth = 0; nth < 3; nth++) {
      await send()
      await clock.advance(600_000)
    }
    expect(robot.messages()).toEqual([])
    await send()
    expect(robot.messages()).toEqual([expect.stringContaining('Told')])
    await clock.advance(600_000)
    await send()
    expect(robot.messages()).toHaveLength(1)
    const rows = () => db.selectFrom('fleet_robot_message').selectAll().execute()
    expect(await rows()).toMatchObject([{ tries: 4, due_at: null, reply: '0 ok' }])
    // One that will never be taken is not tried for ever.
    await db
      .updateTable('fleet_robot_message')
      .set({ due_at: new Date(clock.now()), sent_at: null })
      .execute()
    robot.faults([{ kind: 'errcode', errcode: 93_000 }])
    await send()
    expect(await rows()).toMatchObject([{ due_at: null, sent_at: null, reply: '93000 invalid webhook url' }])
    await db.deleteFrom('fleet_robot_message').execute()
  })
})
