import { expect, it, vi } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import type { ChildEnd } from '../supervisor/supervised-child.ts'
import { hostStation, type StationForPages } from './station-host.ts'

function hosted() {
  const clock = fakeClock()
  const stations: (StationForPages & { ready(): void; die(end: ChildEnd): void })[] = []
  const onEvent = vi.fn()
  const spawn = () => {
    let ready = () => {}
    let die = (_: ChildEnd) => {}
    stations.push({
      pid: stations.length,
      onEnd: listener => {
        die = listener
      },
      onAlive: () => {},
      onReady: listener => {
        ready = listener
      },
      terminate: () => die({ code: 0, signal: null }),
      kill: () => {},
      attachPage: () => {},
      ready: () => ready(),
      die: end => die(end),
    })
    return stations.at(-1)!
  }
  return { clock, stations, onEvent, host: hostStation(spawn, clock, onEvent) }
}

it('keeps a page waiting until the station is up', () => {
  const { host, stations } = hosted()
  const attach = vi.fn()
  host.eachTime(attach)
  host.start()
  expect(attach).not.toHaveBeenCalled()
  stations[0]!.ready()
  expect(attach.mock.calls).toEqual([[stations[0]]])
})

it('serves a page at once when the station is up', () => {
  const { host, stations } = hosted()
  host.start()
  stations[0]!.ready()
  const attach = vi.fn()
  host.eachTime(attach)
  expect(attach).toHaveBeenCalledTimes(1)
})

it('offers each new station to the newest page', async () => {
  const { clock, host, stations } = hosted()
  host.start()
  stations[0]!.ready()
  const [old, newest] = [vi.fn(), vi.fn()]
  host.eachTime(old)
  host.eachTime(newest)
  stations[0]!.die({ code: null, signal: 'SIGKILL' })
  await clock.advance(500)
  stations[1]!.ready()
  expect(old.mock.calls).toEqual([[stations[0]]])
  expect(newest.mock.calls).toEqual([[stations[0]], [stations[1]]])
})

it('keeps a page waiting while the station is being restarted', async () => {
  const { clock, host, stations } = hosted()
  host.start()
  stations[0]!.ready()
  stations[0]!.die({ code: 1, signal: null })
  const attach = vi.fn()
  host.eachTime(attach)
  await clock.advance(500)
  expect(attach).not.toHaveBeenCalled()
  stations[1]!.ready()
  expect(attach.mock.calls).toEqual([[stations[1]]])
})

it('stops the station', async () => {
  const { host, stations, onEvent } = hosted()
  host.start()
  stations[0]!.ready()
  await host.stop()
  expect(onEvent.mock.calls.map(([event]) => event.kind)).toEqual(['up'])
})
