import { expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { addressGroup, createGuessWatch } from './guess-watch.ts'
import { createServerLog } from './log.ts'

const WINDOW_MS = 15 * 60_000
const CODE = 'K7QXM2PD9RWT5HNC83VBYZ4FGJ'

describeOnStores('the watch over guesses', store => {
  const start = () => {
    const clock = fakeClock()
    const lines: string[] = []
    const log = createServerLog('info', { write: line => void lines.push(line) })
    const watch = createGuessWatch({ db: store().db, clock, log, key: new Uint8Array(32) })
    return { clock, lines, watch }
  }

  it('makes an address wait after eight wrong codes, and lets it go on later', async () => {
    const { clock, watch } = start()
    for (let miss = 0; miss < 8; miss++) {
      expect(watch.waitSeconds('192.0.2.1', null)).toBe(0)
      await watch.miss('192.0.2.1', null)
    }
    expect(watch.waitSeconds('192.0.2.1', CODE)).toBe(900)
    expect(watch.waitSeconds('192.0.2.2', CODE)).toBe(0)
    await clock.advance(WINDOW_MS)
    expect(watch.waitSeconds('192.0.2.1', CODE)).toBe(0)
  })

  it('makes everybody wait who tries codes with one beginning', async () => {
    const { watch } = start()
    for (let miss = 0; miss < 12; miss++) await watch.miss(`192.0.2.${miss}`, CODE)
    expect(watch.waitSeconds('198.51.100.1', `${CODE.slice(0, 8)}${'0'.repeat(18)}`)).toBe(900)
    expect(watch.waitSeconds('198.51.100.1', `Z${CODE.slice(1)}`)).toBe(0)
  })

  it('writes down that someone tries, but neither the code nor the address', async () => {
    const { watch } = start()
    await watch.miss('203.0.113.77', CODE)
    const entries = await store().db.selectFrom('audit').selectAll().where('event', '=', 'unknown-code-tried').execute()
    const text = JSON.stringify(entries.at(-1))
    expect(text).toMatch(/"address":"[0-9a-f]{16}"/)
    for (const secret of ['203.0.113', CODE, CODE.slice(0, 8)]) expect(text).not.toContain(secret)
  })

  it('says once that many are trying, and stops filling the trail', async () => {
    const { lines, watch } = start()
    const { db } = store()
    const count = async () =>
      (await db.selectFrom('audit').select('seq').where('event', '=', 'unknown-code-tried').execute()).length
    const before = await count()
    for (let miss = 0; miss < 250; miss++) await watch.miss(`2001:db8:${miss.toString(16)}::1`, null)
    expect((await count()) - before).toBe(200)
    expect(lines.filter(line => line.includes('guessing'))).toHaveLength(1)
  })
})

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s counts as %s', (ip, group) => expect(addressGroup(ip)).toBe(group))
