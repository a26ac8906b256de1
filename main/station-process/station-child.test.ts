import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../native/system-clock.ts'
import { KIOSK_CONTRACT } from '../../src/contract/kiosk.ts'
import { connect } from '../../src/rpc.ts'
import type { ChildEnd } from '../supervisor/supervised-child.ts'
import { type StationChild, startStationChild } from './station-child.ts'

const FAKE_STATION = fileURLToPath(new URL('../../tests/e2e/fake-station.ts', import.meta.url))

let child: StationChild | undefined
let ended: Promise<ChildEnd>
afterEach(async () => {
  child?.kill()
  await ended
})

function start(options: { node?: string; entry?: string } = {}) {
  child = startStationChild({
    node: options.node ?? process.execPath,
    entry: options.entry ?? FAKE_STATION,
    configFile: '/nowhere/kiosk.yaml',
    env: process.env,
    onFatal: () => {},
  })
  const started = child
  ended = new Promise(resolve => started.onEnd(resolve))
  return started
}

const ready = (station: StationChild) => new Promise<void>(resolve => station.onReady(resolve))
const screenOf = (station: StationChild) =>
  connect(KIOSK_CONTRACT, station.openRenderer(), {
    timeoutMs: 10_000,
    schedule: (run, delayMs) => systemClock.after(delayMs, run),
  })

describe('a station as a child process', () => {
  it('gets its configuration file, and serves several screens at once', async () => {
    const station = start()
    await ready(station)
    const [a, b] = [screenOf(station), screenOf(station)]
    const seen = new Promise<number>(resolve =>
      b.on('view', view => view.content.screen === 'attract' && resolve(view.content.freeCopies)),
    )
    expect((await b.call('currentView', null)).terminalName).toEqual({
      zh: `${station.pid}`,
      en: '--config /nowhere/kiosk.yaml',
    })
    await a.call('send', { kind: 'start' })
    expect(await seen).toBe(1)
  })

  it('ends in good order when it is asked', async () => {
    const station = start()
    await ready(station)
    station.terminate()
    expect(await ended).toEqual({ code: 0, signal: null })
  })

  it('closes its screens when it is killed', async () => {
    const station = start()
    await ready(station)
    const port = station.openRenderer()
    const closed = new Promise<void>(resolve => port.onClose(resolve))
    station.kill()
    await closed
    expect(await ended).toEqual({ code: null, signal: 'SIGKILL' })
  })

  it('that can not be started counts as ended', async () => {
    start({ node: '/nowhere/node' })
    expect(await ended).toEqual({ code: null, signal: null })
  })

  it('whose entry is missing ends as a crash', async () => {
    start({ entry: '/nowhere/station.ts' })
    expect(await ended).toMatchObject({ code: 1 })
  })
})
