import { expect, it } from 'vitest'
import { fault } from '../fault.ts'
import { DEFAULT_DELAYS } from '../session/delays.ts'
import { atChoice } from '../session/fixture-walk.ts'
import { READY, SETTINGS } from '../session/fixtures.ts'
import { reduce } from '../session/reduce.ts'
import { newSession } from '../session/state.ts'
import { viewOf } from '../session/view.ts'
import { FILE_SETTINGS } from './fixture.ts'
import { delaysWith, NOTHING_SET, setHereAt, withPublished } from './for-station.ts'

const ZONE = 'Asia/Shanghai'
const at = (wall: string) => Date.parse(`${wall}:00+08:00`)
const CLOSED = { ...NOTHING_SET, closed: { opensAt: '2026-11-23T00:00:00.000Z', reason: null } }

it('is silent in its quiet hours, over midnight too', () => {
  const sounds = { volumePercent: 40, touches: true, quietHours: { from: '22:00', to: '07:00' } }
  const volumeAt = (wall: string) => setHereAt({ ...FILE_SETTINGS, sounds }, at(wall), ZONE).sounds.volumePercent
  expect(['2026-11-22T21:59', '2026-11-22T22:00', '2026-11-23T06:59', '2026-11-23T07:00'].map(volumeAt)).toEqual([
    ...[40, 0, 0, 40],
  ])
})

it('takes what was published before the terminal’s own file, span by span', () => {
  const delays = delaysWith(DEFAULT_DELAYS, { ...FILE_SETTINGS.delays, idleSeconds: 90 })
  expect(delays).toEqual({ ...DEFAULT_DELAYS, idleMs: 90_000 })
})

it('shows published prices and free copies in place of what the server says besides', () => {
  const published = { ...FILE_SETTINGS, prices: { zhFen: 300, enFen: 700 } }
  expect(withPublished(SETTINGS, published)).toMatchObject({
    ...{ freeCopies: 5, maxCopies: 20, helpPhone: FILE_SETTINGS.help.phone },
    tariff: [{ unitPriceFen: 300 }, { unitPriceFen: 700 }],
  })
})

it('says when it opens again, before whatever else is wrong, and serves again when it is open', () => {
  const told = (set: typeof NOTHING_SET, readiness = READY) =>
    ({ kind: 'readiness-changed', readiness, settings: SETTINGS, set: { here: set, delays: DEFAULT_DELAYS } }) as const
  const begun = newSession(DEFAULT_DELAYS)
  const closed = reduce(begun, told(CLOSED, { ...READY, printer: fault('printer-jam') })).session
  const { content } = viewOf(closed, { screenWidthMm: 336, remainingMs: () => 0 })
  expect(content).toMatchObject({
    ...{ screen: 'out-of-service', fault: { code: 'outside-hours' } },
    closed: { opensAt: '2026-11-23T00:00:00.000Z' },
  })
  expect(reduce(closed, told(NOTHING_SET)).session.stage.kind).toBe('attract')
})

it('lets a visit that runs come to its end', () => {
  const here = { here: CLOSED, delays: DEFAULT_DELAYS }
  const running = atChoice().on({ kind: 'readiness-changed', readiness: READY, settings: SETTINGS, set: here })
  expect(running.session.stage.kind).toBe('choosing')
  expect(running.touch({ kind: 'finish' }).session.stage).toMatchObject({
    ...{ kind: 'out-of-service', fault: { code: 'outside-hours' } },
  })
})
