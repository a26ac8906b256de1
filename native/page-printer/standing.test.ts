import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { ok } from '../../src/result.ts'
import { attribute } from '../ipp/message.ts'
import type { PrinterConnection } from './connection.ts'
import type { CopyLayout } from './job-state.ts'
import { createSightings } from './sightings.ts'
import { newlyLearned, recall, takeStanding } from './standing.ts'

const layout: CopyLayout = { pages: 2, sides: 'one-sided', counter: 'reported' }

/** A printer that says what it is told to say. */
function world() {
  const clock = fakeClock()
  let impressions = 500
  const said = () =>
    new Map(
      [
        attribute.enum('printer-state', 3),
        attribute.integer('printer-up-time', Math.floor(clock.monotonic() / 1000) + 100),
        attribute.integer('printer-impressions-completed', impressions),
      ].map(({ name, values }) => [name, values] as const),
    )
  const connection = { jobs: async () => ok([]), printer: async () => ok(said()) } as unknown as PrinterConnection
  const parts = { connection, clock, sightings: createSightings(clock), learned: newlyLearned() }
  const take = async () => {
    const standing = await takeStanding(parts)
    if (!standing.ok) throw new Error('no answer')
    return standing.value
  }
  const print = (pages: number) => {
    impressions += pages
  }
  return { clock, learned: parts.learned, take, print }
}

/** A copy that came out by its job's word a second ago, after which the life counter has moved by `pages`. */
async function afterCopy(pages: number, laterMs: number) {
  const { clock, learned, take, print } = world()
  const standing = await take()
  learned.delivered = { standing, layout, endedMs: clock.monotonic() }
  print(pages)
  await clock.advance(laterMs)
  return { word: (await take()).lifeCounters, learned, take }
}

describe('what a life counter is worth, by the copy before', () => {
  it('nothing is known of it at first', async () => {
    expect((await world().take()).lifeCounters).toBe('unproven')
  })

  it.each([
    ['moves', 'it has taken in all', 2, 1_000],
    ['lagging', 'it has taken in nothing so far', 0, 1_000],
    ['lagging', 'it has taken in a part so far', 1, 1_000],
    ['frozen', 'it has taken in nothing in ten seconds', 0, 10_001],
    ['unproven', 'it stopped at a part', 1, 10_001],
    ['unproven', 'something else moved it as well', 7, 1_000],
  ] as const)('%s: %s', async (worth, _, pages, laterMs) => {
    expect((await afterCopy(pages, laterMs)).word).toBe(worth)
  })

  it('what was found out stays, over a start of the station too', async () => {
    const { take } = await afterCopy(2, 1_000)
    const later = await take()
    expect(later.lifeCounters).toBe('moves')
    const { learned } = world()
    recall(learned, later)
    expect(learned.life).toBe('moves')
    recall(learned, { ...later, lifeCounters: 'lagging', keepsNames: true })
    expect(learned).toMatchObject({ life: 'moves', keepsNames: true })
  })
})
