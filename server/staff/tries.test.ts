import { expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createServerLog } from '../ground/log.ts'
import { openStaffKeys } from './staff-keys.ts'
import { createTries, LONGEST_WAIT_MS } from './tries.ts'

const SECOND_MS = 1_000
const HOUR_MS = 3_600 * SECOND_MS
let worlds = 0

describeOnStores('wrong tries', store => {
  const start = async () => {
    const { db } = store()
    // A day of its own: what other worlds have counted is no matter here.
    const clock = fakeClock(1_795_000_000_000 + ++worlds * 10 * 24 * HOUR_MS)
    const lines: string[] = []
    const log = createServerLog('info', { write: line => void lines.push(line) })
    const keys = await openStaffKeys(db, new Date(clock.now()))
    const account = `account ${worlds}`
    const make = () => createTries(db, { clock, log, keys })
    const tries = make()
    /** Whether it was looked at. */
    const wrong = async (ip = `10.0.${worlds}.1`, who: string | null = account) => {
      const attempt = await tries.begin(who, ip)
      await attempt?.wrong()
      return attempt !== null
    }
    return { db, clock, lines, account, tries, make, wrong }
  }

  it('of an account are free five times, then wait 15 s and twice as long each time, up to a day', async () => {
    const { clock, wrong } = await start()
    for (let free = 0; free < 5; free++) expect(await wrong()).toBe(true)
    const waits = []
    for (let n = 0; n < 15; n++) {
      let waitMs = 15 * SECOND_MS
      expect(await wrong(`10.1.${n}.1`)).toBe(false)
      while (waitMs < LONGEST_WAIT_MS && n > 0 && waitMs < 15 * SECOND_MS * 2 ** n) waitMs *= 2
      waitMs = Math.min(waitMs, LONGEST_WAIT_MS)
      await clock.advance(waitMs - 1)
      expect(await wrong(`10.1.${n}.1`)).toBe(false)
      await clock.advance(1)
      expect(await wrong(`10.1.${n}.1`)).toBe(true)
      waits.push(waitMs / SECOND_MS)
    }
    expect(waits.slice(0, 5)).toEqual([15, 30, 60, 120, 240])
    expect(waits.at(-1)).toBe(86_400)
  })

  it('are counted over a restart, and forgotten with the right one', async () => {
    const { account, make, wrong, clock } = await start()
    for (let free = 0; free < 5; free++) await wrong()
    const anew = make()
    expect(await anew.begin(account, '10.9.9.9')).toBeNull()
    await clock.advance(15 * SECOND_MS)
    await (await anew.begin(account, '10.9.9.9'))!.right()
    for (let free = 0; free < 5; free++) expect(await wrong('10.9.9.8')).toBe(true)
    expect(await wrong('10.9.9.8')).toBe(false)
    await anew.forgive(account)
    expect(await wrong('10.9.9.8')).toBe(true)
  })

  it('of an address are free twenty times, whatever accounts they name, and forgotten after an hour', async () => {
    const { clock, wrong } = await start()
    for (let n = 0; n < 20; n++) expect(await wrong('2001:db8:9::1', n % 2 ? null : `${worlds}.${n}`)).toBe(true)
    expect(await wrong('2001:db8:9::2', 'another')).toBe(false)
    expect(await wrong('2001:db8:10::2', `${worlds} another`)).toBe(true)
    await clock.advance(15 * SECOND_MS)
    expect([await wrong('2001:db8:9::1', null), await wrong('2001:db8:9::1', null)]).toEqual([true, false])
    await clock.advance(2 * HOUR_MS)
    for (let n = 0; n < 20; n++) expect(await wrong('2001:db8:9::1', null)).toBe(true)
    expect(await wrong('2001:db8:9::1', null)).toBe(false)
  })

  it('that come at once are counted before any is looked at', async () => {
    const { account, tries } = await start()
    const begun = await Promise.all(Array.from({ length: 12 }, () => tries.begin(account, '10.8.8.8')))
    expect(begun.filter(one => one !== null)).toHaveLength(5)
  })

  it('ring once at the eighth, with pseudonyms alone', async () => {
    const { db, account, clock, lines, wrong } = await start()
    for (let n = 0; n < 12; n++) {
      await clock.advance(HOUR_MS)
      await wrong('203.0.113.7')
    }
    expect(lines.filter(line => line.includes('guessing'))).toHaveLength(1)
    const entries = await db.selectFrom('audit').selectAll().where('event', '=', 'staff-tries-alarm').execute()
    const text = JSON.stringify([entries, await db.selectFrom('staff_try').selectAll().execute(), lines])
    for (const secret of ['203.0.113', account]) expect(text).not.toContain(secret)
  })

  it('do not wait for ever when the clock is set back', async () => {
    const { clock, wrong } = await start()
    for (let free = 0; free < 5; free++) await wrong()
    clock.setOffMs(-365 * 24 * HOUR_MS)
    expect(await wrong()).toBe(true)
  })
})
