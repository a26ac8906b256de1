import { describe, expect, it } from 'vitest'
import { POSTGRES_PROGRAMS } from '../peers/postgres.ts'
import { type FloodPlan, runFlood } from './run-flood.ts'

/** A little of the ten thousand of the night. */
const LITTLE = { letters: 60, kills: 2, waitMs: 1 } as const

describe('many letters through a slow relay, by servers that are killed', () => {
  const holds = async (plan: FloodPlan) => {
    const flood = await runFlood(plan)
    expect(flood).toMatchObject({ letters: plan.letters, lost: 0, changed: 0, unknown: 0 })
    expect(flood.killed).toBe(plan.kills * plan.servers)
    // One that was on its way, of each that was killed.
    expect(flood.doubles).toBeLessThanOrEqual(flood.killed)
    return flood
  }

  it('are all sent, and doubled once a kill at most, on PGlite', async () => {
    // Of two kills the second comes before the relay has answered: that one is a double for certain.
    expect((await holds({ ...LITTLE, servers: 1, isPostgres: false })).doubles).toBeGreaterThan(0)
  })

  it.skipIf(POSTGRES_PROGRAMS === null)('likewise by two servers on PostgreSQL', async () => {
    await holds({ ...LITTLE, servers: 2, isPostgres: true })
  })
})
