import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createLimits, type LimitRule } from './limit.ts'
import { createRateCounts } from './rate-counts.ts'

const KEY = new Uint8Array(32)
const MINUTE_MS = 60_000
let limits = 0

describeOnStores('a limit', store => {
  /** As many servers on one database as are asked for, all with one clock. */
  const start = (rule: Partial<LimitRule> = {}) => {
    const clock = fakeClock()
    const counts = createRateCounts(store().db, clock, KEY)
    const name = `limit-${limits++}`
    const server = () =>
      createLimits(createRateCounts(store().db, clock, KEY), clock)(name, {
        ...{ times: 2, timesOfAll: 100, windowMs: MINUTE_MS },
        ...rule,
      })
    return { clock, counts, name, server }
  }
  const inTurn = async <T>(whos: readonly T[], ask: (who: T) => Promise<boolean>) => {
    const answers = []
    for (const who of whos) answers.push(await ask(who))
    return answers
  }

  it('counts each caller alone, and begins anew after its window', async () => {
    const { clock, server } = start()
    const limit = server()
    expect(await inTurn(['a', 'a', 'a', 'b'], limit.allow)).toEqual([true, true, false, true])
    await clock.advance(MINUTE_MS - 1)
    expect(await limit.allow('a')).toBe(false)
    await clock.advance(1)
    expect(await inTurn(['a', 'a', 'a'], limit.allow)).toEqual([true, true, false])
  })

  it('holds for every server on the database, and after a restart', async () => {
    const { server } = start()
    const [one, other] = [server(), server()]
    expect([await one.allow('a'), await other.allow('a'), await one.allow('a')]).toEqual([true, true, false])
    expect(await server().allow('a')).toBe(false)
  })

  it('counts by address group', async () => {
    const limit = start().server()
    const from = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::2', '2001:db8:1:2:3:4:5:6', '2001:db8:1:3::1']
    expect(await inTurn(from, limit.allow)).toEqual([true, true, false, true])
    expect(await inTurn(['::ffff:192.0.2.1', '192.0.2.1', '192.0.2.1'], limit.allow)).toEqual([true, true, false])
  })

  it('has a ceiling for everybody together', async () => {
    const { clock, server } = start({ timesOfAll: 3 })
    const limit = server()
    expect(await inTurn(['a', 'b', 'c', 'd', 'e'], limit.allow)).toEqual([true, true, true, false, false])
    await clock.advance(MINUTE_MS)
    expect(await limit.allow('d')).toBe(true)
  })

  it('lets exactly as many through of those that come at once', async () => {
    const limit = start({ times: 5 }).server()
    const answers = await Promise.all(Array.from({ length: 40 }, () => limit.allow('a')))
    expect(answers.filter(Boolean)).toHaveLength(5)
  })

  it('is not lifted by a clock that is set on or back, nor held for ever', async () => {
    const { clock, server } = start()
    const limit = server()
    await inTurn(['a', 'a', 'a'], limit.allow)
    clock.setOffMs(-MINUTE_MS / 2)
    expect(await server().allow('a')).toBe(false)
    clock.setOffMs(-365 * 86_400_000)
    await clock.advance(1)
    expect(await server().allow('a')).toBe(true)
  })

  it('keeps no address, and nothing that has run out', async () => {
    const { clock, counts, name, server } = start()
    await server().allow('203.0.113.77')
    const rows = () => store().db.selectFrom('rate_count').selectAll().where('name', '=', name).execute()
    expect(await rows()).toHaveLength(1)
    expect(JSON.stringify(await rows())).not.toContain('203.0.113')
    await clock.advance(MINUTE_MS)
    await counts.tidy()
    expect(await rows()).toEqual([])
  })
})
