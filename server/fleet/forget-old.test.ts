import { expect, it } from 'vitest'
import { createFleetWorld, JAMMED } from '../../tests/peers/fleet-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { RetentionRule } from '../ground/retention.ts'
import { FLEET } from './fleet-plan.ts'

const DAY_MS = 86_400_000

describeOnStores('what terminals have said', store => {
  it('goes a moment behind the edge of its last day, and what is so still stays', async () => {
    const world = createFleetWorld(store())
    const { clock, db, say } = world
    const one = await world.enrol('Old')
    await say(one)
    await clock.advance(30_000)
    await say(one, JAMMED)
    const forget = async () => {
      const sweep = world.room().sweeps?.find(({ name }) => name === 'old heartbeats')
      await sweep?.run(new AbortController().signal)
    }
    const rows = async () => {
      const changes = await db
        .selectFrom('terminal_device_change')
        .select('seq')
        .where('terminal_id', '=', one)
        .execute()
      const spans = await db.selectFrom('terminal_serving').select('serving').where('terminal_id', '=', one).execute()
      return [changes.length, spans.map(({ serving }) => serving).toSorted()]
    }
    const all = await rows()
    await clock.advance(400 * DAY_MS - 30_000)
    await forget()
    expect(await rows()).toEqual(all)
    await clock.advance(30_001)
    await forget()
    // Of the span that lasts still, and of the last word and the devices in it, there is one a terminal: they stay.
    expect(await rows()).toEqual([0, ['cannot']])
    const kept = await db.selectFrom('terminal_device').select('kind').where('terminal_id', '=', one).execute()
    expect(kept.length).toBeGreaterThan(0)
    world.close()
  })

  it('has a rule for each of its tables, with the days of the configuration as they are where it says none', () => {
    const ruled = FLEET.retention.map(({ table }) => table)
    // Of the watch there is one row.
    expect([...FLEET.tables].filter(table => !ruled.includes(table))).toEqual(['fleet_watch'])
    const { fleet } = FLEET.config(path => path)
    const { keptDays } = fleet.parse(undefined)
    const rules: readonly RetentionRule[] = FLEET.retention
    for (const rule of rules) if ('days' in rule) expect(rule.days).toBe(keptDays)
  })
})
