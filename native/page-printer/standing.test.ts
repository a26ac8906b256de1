import { expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { ok } from '../../src/result.ts'
import { attribute } from '../ipp/message.ts'
import type { PrinterConnection } from './connection.ts'
import { createSightings } from './sightings.ts'
import { newlyLearned, recall, takeStanding } from './standing.ts'

/** A printer that is idle and has printed 500 sides in its life. */
function world() {
  const clock = fakeClock()
  const said = new Map(
    [attribute.enum('printer-state', 3), attribute.integer('printer-impressions-completed', 500)].map(
      ({ name, values }) => [name, values] as const,
    ),
  )
  const connection = { jobs: async () => ok([]), printer: async () => ok(said) } as unknown as PrinterConnection
  const learned = newlyLearned()
  const take = async () => {
    const standing = await takeStanding({ connection, clock, sightings: createSightings(clock), learned })
    if (!standing.ok) throw new Error('no answer')
    return standing.value
  }
  return { learned, take }
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
