import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { randomId } from '../../ground/random-id.ts'
import type { PersonId } from '../../records/records.ts'
import { createWebSessions } from './web-sessions.ts'

const MINUTE_MS = 60_000

describeOnStores('a session on the web', store => {
  const start = () => {
    const clock = fakeClock()
    const sessions = createWebSessions(store().db, clock)
    const personIds = [randomId() as PersonId, randomId() as PersonId]
    const claimOf = (people: readonly PersonId[], providerSession: string | null = null) => ({
      ...{ personIds: [...people], providerSession },
      proof: { way: 'cas', atMs: clock.now() } as const,
    })
    return { clock, sessions, personIds, claimOf }
  }

  it('is used by its token, with what was proven, until it is ended', async () => {
    const { sessions, personIds, claimOf, clock } = start()
    const { token } = await sessions.begin(claimOf(personIds.slice(0, 1)), 'Firefox, Windows')
    expect(await sessions.use(token)).toMatchObject({
      personId: personIds[0],
      hasChosen: true,
      proofs: [{ way: 'cas', atMs: clock.now() }],
    })
    expect(await sessions.use(`${token}x`)).toBeNull()
    await sessions.end(token)
    expect(await sessions.use(token)).toBeNull()
  })

  it('ends by itself after half an hour without a word, and after half a day in any case', async () => {
    const { clock, sessions, personIds, claimOf } = start()
    const idle = await sessions.begin(claimOf(personIds), 'a')
    const busy = await sessions.begin(claimOf(personIds), 'b')
    for (let at = 0; at < 11 * 60; at += 20) {
      await clock.advance(20 * MINUTE_MS)
      expect(await sessions.use(busy.token)).not.toBeNull()
    }
    expect(await sessions.use(idle.token)).toBeNull()
    await clock.advance(25 * MINUTE_MS)
    expect(await sessions.use(busy.token)).not.toBeNull()
    await clock.advance(25 * MINUTE_MS)
    expect(await sessions.use(busy.token)).not.toBeNull()
    await clock.advance(20 * MINUTE_MS)
    expect(await sessions.use(busy.token)).toBeNull()
  })

  it('is about one register of several, which its person may change', async () => {
    const { sessions, personIds, claimOf } = start()
    const { token } = await sessions.begin(claimOf(personIds), 'a')
    const session = await sessions.use(token)
    expect(session).toMatchObject({ personId: personIds[0], hasChosen: false })
    expect(await sessions.choose(session!, 'somebody else' as PersonId)).toBe(false)
    expect(await sessions.choose(session!, personIds[1]!)).toBe(true)
    expect(await sessions.use(token)).toMatchObject({ personId: personIds[1], hasChosen: true })
  })

  it('lists the person’s own and ends one of them, and nobody else’s', async () => {
    const { sessions, personIds, claimOf } = start()
    const [here, there, stranger] = [
      await sessions.begin(claimOf(personIds), 'Firefox, Windows'),
      await sessions.begin(claimOf(personIds), 'WeCom, Android'),
      await sessions.begin(claimOf([randomId() as PersonId]), 'Chrome, Linux'),
    ]
    const session = (await sessions.use(here.token))!
    const foreign = (await sessions.list((await sessions.use(stranger.token))!))[0]!
    const listed = await sessions.list(session)
    expect(listed.map(({ browser, isThis }) => [browser, isThis])).toEqual(
      expect.arrayContaining([
        ['Firefox, Windows', true],
        ['WeCom, Android', false],
      ]),
    )
    expect(listed).toHaveLength(2)
    expect(await sessions.endOne(session, foreign.handle)).toBe(false)
    expect(await sessions.endOne(session, listed.find(({ isThis }) => !isThis)!.handle)).toBe(true)
    expect(await sessions.use(there.token)).toBeNull()
    expect(await sessions.use(stranger.token)).not.toBeNull()
  })

  it('ends when its provider says so', async () => {
    const { sessions, personIds, claimOf } = start()
    const told = randomId()
    const [one, other] = [
      await sessions.begin(claimOf(personIds, told), 'a'),
      await sessions.begin(claimOf(personIds, randomId()), 'b'),
    ]
    await sessions.endOfProvider(told)
    expect(await sessions.use(one.token)).toBeNull()
    expect(await sessions.use(other.token)).not.toBeNull()
  })
})
