import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createServerLog } from '../log.ts'
import { createGuessWatch, MISS_DELAY_MAX_MS, MISS_DELAY_MS, type Miss } from './guess-watch.ts'
import { createRateCounts } from './rate-counts.ts'

const WINDOW_MS = 15 * 60_000
const CODE = 'K7QXM2PD9RWT5HNC83VBYZ4FGJ'
const KEY = new Uint8Array(32)
let worlds = 0

describeOnStores('the watch over guesses', store => {
  const start = () => {
    const { db } = store()
    const clock = fakeClock()
    const lines: string[] = []
    const log = createServerLog('info', { write: line => void lines.push(line) })
    // A key of its own: what other worlds have counted is no matter here.
    const counts = createRateCounts(db, clock, new Uint8Array(32).fill(++worlds))
    const watch = createGuessWatch({ db, clock, log, key: KEY, counts })
    const miss = (caller: string, code: string | null = null, more: Partial<Miss> = {}) =>
      watch.miss({ subject: 'verification', caller, code, ...more })
    /** How long the answer is held back, in ms. */
    const delayOf = async (...said: Parameters<typeof miss>) => {
      const beganMs = clock.monotonic()
      let isOver = false
      const over = miss(...said).then(() => {
        isOver = true
      })
      while (!isOver) {
        await new Promise(resolve => setImmediate(resolve))
        if (clock.pending() > 0) await clock.advance(100)
      }
      await over
      return clock.monotonic() - beganMs
    }
    return { db, clock, lines, watch, miss, delayOf }
  }

  it('makes each further wrong code of an address dearer, and forgets it later', async () => {
    const { clock, delayOf } = start()
    const delays = []
    for (let miss = 0; miss < 12; miss++) delays.push(await delayOf('192.0.2.1'))
    expect(delays).toEqual([...Array(8).fill(MISS_DELAY_MS), 1_200, 2_400, 4_800, MISS_DELAY_MAX_MS])
    expect(await delayOf('192.0.2.2')).toBe(MISS_DELAY_MS)
    await clock.advance(WINDOW_MS)
    expect(await delayOf('192.0.2.1')).toBe(MISS_DELAY_MS)
  })

  it('makes codes with one beginning dearer, from wherever they come', async () => {
    const { delayOf } = start()
    for (let miss = 0; miss < 12; miss++) expect(await delayOf(`192.0.2.${miss}`, CODE)).toBe(MISS_DELAY_MS)
    expect(await delayOf('198.51.100.1', `${CODE.slice(0, 8)}${'0'.repeat(18)}`)).toBe(2 * MISS_DELAY_MS)
    expect(await delayOf('198.51.100.2', `Z${CODE.slice(1)}`)).toBe(MISS_DELAY_MS)
  })

  it('holds back so many answers of one caller and no more, and lets them go in time', async () => {
    const { clock, miss } = start()
    const held = Array.from({ length: 20 }, () => miss('192.0.2.1'))
    expect(await miss('192.0.2.1')).toBe('too-many')
    const other = miss('192.0.2.2')
    while (clock.pending() < 21) await new Promise(resolve => setImmediate(resolve))
    await clock.advance(MISS_DELAY_MAX_MS)
    expect(new Set(await Promise.all([...held, other]))).toEqual(new Set(['waited']))
    const again = miss('192.0.2.1')
    while (clock.pending() < 1) await new Promise(resolve => setImmediate(resolve))
    await clock.advance(MISS_DELAY_MAX_MS)
    expect(await again).toBe('waited')
  })

  it('writes down that someone tries, but neither the code nor the address', async () => {
    const { db, delayOf } = start()
    await delayOf('203.0.113.77', CODE)
    await delayOf('203.0.113.77', null, { subject: 'enrolment' })
    const entries = await db.selectFrom('audit').selectAll().where('event', '=', 'unknown-code-tried').execute()
    expect(entries.slice(-2).map(({ subject }) => subject)).toEqual(['verification', 'enrolment'])
    const text = JSON.stringify(entries.slice(-2))
    expect(text).toMatch(/"address":"[0-9a-f]{16}"/)
    for (const secret of ['203.0.113', CODE, CODE.slice(0, 8)]) expect(text).not.toContain(secret)
  })

  it('says once that many are trying, and stops filling the trail', async () => {
    const { db, lines, delayOf } = start()
    const count = async () =>
      (await db.selectFrom('audit').select('seq').where('event', '=', 'unknown-code-tried').execute()).length
    const before = await count()
    for (let miss = 0; miss < 250; miss++) await delayOf(`2001:db8:${miss.toString(16)}::1`)
    expect((await count()) - before).toBe(200)
    expect(lines.filter(line => line.includes('guessing'))).toHaveLength(1)
  })
})
