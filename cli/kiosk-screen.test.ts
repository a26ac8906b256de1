import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAcceptancePort } from '../main/station/acceptance-port.ts'
import { systemClock } from '../native/system-clock.ts'
import { KIOSK_CONTRACT } from '../src/contract/kiosk.ts'
import { fakeClock } from '../src/fake-clock.ts'
import { serve } from '../src/rpc.ts'
import { walk } from '../src/session/fixture-walk.ts'
import { WAIT_AT_MOST_MS } from '../tests/patience.ts'
import { acceptanceAddressOf, openKioskScreen, ScreenLost } from './kiosk-screen.ts'
import { noticeSilence } from './silence.ts'

let folder: string
let station: { close(): void }
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-screen-'))
  const { view } = walk()
  const handlers = { send: () => null, currentView: () => view, previewFile: () => null, previewDrawn: () => null }
  station = await openAcceptancePort(folder, 0, port => void serve(KIOSK_CONTRACT, handlers, port, () => undefined))
})
afterEach(() => {
  station.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the screen of a station that goes', () => {
  it('ends whatever waits for a view, touches or asks for the file', async () => {
    const screen = await openKioskScreen(acceptanceAddressOf(folder))
    const waiting = screen.until('what never comes', () => false, WAIT_AT_MOST_MS)
    station.close()
    await expect(waiting).rejects.toBeInstanceOf(ScreenLost)
    await expect(screen.until('what never comes', () => false, WAIT_AT_MOST_MS)).rejects.toBeInstanceOf(ScreenLost)
    await expect(screen.touch({ kind: 'start' })).rejects.toBeInstanceOf(ScreenLost)
  })

  it('has shown what it has shown: a view that holds is given all the same', async () => {
    const screen = await openKioskScreen(acceptanceAddressOf(folder))
    const waiting = screen.until('what never comes', () => false, WAIT_AT_MOST_MS)
    station.close()
    await waiting.catch(() => undefined)
    expect((await screen.until('the first screen', () => true, WAIT_AT_MOST_MS)).content.screen).toBe('attract')
  })

  it('is let go of by its other end too', async () => {
    const screen = await openKioskScreen(acceptanceAddressOf(folder), { clock: systemClock })
    screen.close()
    await expect(screen.touch({ kind: 'start' })).rejects.toBeInstanceOf(ScreenLost)
  })
})

describe('a station that says nothing any more', () => {
  it('is given up after a while, and not while it answers', async () => {
    const clock = fakeClock()
    let asked = 0
    let pong = () => {}
    let isOver = false
    const line = {
      ping: () => {
        asked += 1
        if (asked < 4) pong()
      },
      on: (_: 'pong', hear: () => void) => {
        pong = hear
      },
      terminate: () => {
        isOver = true
      },
    }
    const end = noticeSilence(line, clock)
    await clock.advance(20_000)
    expect([asked, isOver]).toEqual([4, false])
    await clock.advance(10_000)
    expect(isOver).toBe(true)
    end()
    expect(clock.pending()).toBe(0)
  })
})
