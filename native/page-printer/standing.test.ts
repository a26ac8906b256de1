import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { err, ok } from '../../src/result.ts'
import { attribute, type IppAttribute } from '../ipp/message.ts'
import type { PrinterConnection } from './connection.ts'
import type { JobReading } from './job-state.ts'
import { createSightings } from './sightings.ts'
import { learnNames, look, newlyLearned, recall, takeStanding } from './standing.ts'

/** A printer that is idle and has printed 500 sides in its life. */
function world(more: readonly IppAttribute[] = [], jobs: readonly Partial<JobReading>[] = []) {
  const clock = fakeClock()
  const idle = [attribute.enum('printer-state', 3), attribute.integer('printer-impressions-completed', 500)]
  const said = new Map([...idle, ...more].map(({ name, values }) => [name, values] as const))
  const asked: (readonly [names: readonly string[], patient: boolean | undefined])[] = []
  const connection = {
    jobs: async () => ok(jobs),
    printer: async (names: readonly string[], patient?: boolean) => {
      asked.push([names, patient])
      return ok(said)
    },
  } as unknown as PrinterConnection
  const learned = newlyLearned()
  const sightings = createSightings(clock)
  const parts = { connection, clock, sightings, learned }
  const take = async () => {
    const standing = await takeStanding(parts)
    if (!standing.ok) throw new Error('no answer')
    return standing.value
  }
  return { ...parts, take, asked }
}

it('has what was found out of the life counter, and a later start takes it over', async () => {
  const { learned, take } = world()
  expect((await take()).lifeCounters).toBe('unproven')
  learned.life.followed(0)
  const standing = await take()
  expect(standing).toMatchObject({ lifeCounters: 'moves', impressionsEver: 500, sheetsEver: null })
  const later = newlyLearned()
  recall(later, { ...standing, keepsNames: true })
  expect([later.life.worth(), later.keepsNames]).toEqual(['moves', true])
  recall(later, { ...standing, lifeCounters: 'frozen', keepsNames: false })
  expect([later.life.worth(), later.keepsNames]).toEqual(['moves', true])
})

describe('what is known of a printer before a copy leaves', () => {
  it('is what it says it can do, within bounds', async () => {
    const sides = Array.from({ length: 20 }, (_, at) => `side-${at}-${'x'.repeat(80)}`)
    const { take, asked } = world([
      attribute.keyword('sides-supported', ...sides),
      {
        name: 'operations-supported',
        values: [
          { kind: 'enum', value: 2 },
          { kind: 'integer', value: 4 },
        ],
      },
    ])
    const standing = await take()
    expect(standing.sides).toEqual(sides.slice(0, 16).map(side => side.slice(0, 64)))
    expect(standing.operations).toEqual([2])
    expect(asked[0]?.[0]).toEqual(expect.arrayContaining(['printer-state', 'sides-supported', 'operations-supported']))
    const many = Array.from({ length: 200 }, (_, at) => at)
    expect((await world([attribute.enum('operations-supported', ...many)]).take()).operations).toHaveLength(128)
  })

  it('is nothing where it does not say', async () => {
    expect(await world().take()).toMatchObject({ sides: null, operations: null, atWork: false })
  })

  it('is that it works while it prints, or has something to print', async () => {
    expect((await world([attribute.enum('printer-state', 4)]).take()).atWork).toBe(true)
    expect((await world([attribute.integer('queued-job-count', 1)]).take()).atWork).toBe(true)
  })

  it('is not known from half an answer', async () => {
    const { connection, clock, sightings, learned, asked } = world()
    const silent = err({ kind: 'unreachable', detail: 'no answer' } as const)
    const mute = { ...connection, printer: async () => silent }
    expect(await takeStanding({ connection: mute, clock, sightings, learned })).toEqual(silent)
    const jobless = { ...connection, jobs: async () => silent }
    expect(await look(jobless, clock, sightings)).toEqual(silent)
    expect([asked, sightings.latest()]).toEqual([[], null])
  })
})

it('a look is noted, asked for with patience and for nothing more than was wanted', async () => {
  const { connection, clock, sightings, asked } = world()
  expect((await look(connection, clock, sightings)).ok).toBe(true)
  expect(sightings.latest()).toMatchObject({ state: 'idle', impressionsEver: 500 })
  expect(asked.map(([names, patient]) => [names.filter(name => !/^(?:printer|queued)-/.test(name)), patient])).toEqual([
    [[], true],
  ])
})

it('a printer keeps names when it lists a job under the one that it was sent with', () => {
  const learned = newlyLearned()
  const job = (id: number, name: string) => ({ id, name }) as JobReading
  learnNames(learned, null, 7, 'J-1')
  learnNames(learned, [job(6, 'J-1')], 7, 'J-1')
  expect(learned.keepsNames).toBeNull()
  learnNames(learned, [job(6, 'other'), job(7, 'J-1')], 7, 'J-1')
  expect(learned.keepsNames).toBe(true)
  learnNames(learned, [job(7, 'remote job')], 7, 'J-1')
  expect(learned.keepsNames).toBe(false)
})
