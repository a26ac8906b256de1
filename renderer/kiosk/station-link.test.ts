import { describe, expect, it } from 'vitest'
import { KIOSK_CONTRACT } from '../../src/contract/kiosk.ts'
import type { KioskCommand } from '../../src/contract/kiosk-command.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import type { Port } from '../../src/port.ts'
import { serve } from '../../src/rpc.ts'
import { memoryPorts } from '../../src/transport/memory-pair.ts'
import { SAMPLE_DOCUMENT } from './fixture.ts'
import { FIXTURES } from './fixtures.ts'
import { openStationLink } from './station-link.ts'

const viewOf = (name: string): KioskView => FIXTURES.find(fixture => fixture.name === name)!.view

/** A station that can be killed, and that can go deaf. */
function station() {
  const commands: KioskCommand[] = []
  let view = viewOf('attract')
  let far: Port | null = null
  let emit: (view: KioskView) => void = () => {}
  let deaf = false
  let opened = 0
  let file: Uint8Array | null = new Uint8Array([37, 80, 68, 70])
  const next = async () => {
    opened += 1
    const [near, other] = memoryPorts()
    far = other
    if (!deaf) {
      const server = serve(
        KIOSK_CONTRACT,
        {
          send: command => {
            commands.push(command)
            return null
          },
          currentView: () => view,
          previewFile: () => file,
          previewDrawn: () => null,
        },
        other,
        error => {
          throw error
        },
      )
      emit = changed => server.emit('view', changed)
    }
    return near
  }
  return {
    source: { next },
    commands,
    opened: () => opened,
    kill: () => far!.close(),
    goDeaf: (isDeaf: boolean) => {
      deaf = isDeaf
    },
    show: (changed: KioskView) => {
      view = changed
      emit(changed)
    },
    loseFile: () => {
      file = null
    },
  }
}

const start = async () => {
  const there = station()
  const clock = fakeClock()
  const link = openStationLink(there.source, clock)
  const seen: string[] = []
  link.subscribe(() => seen.push(`${link.state().status} ${link.state().view?.content.screen}`))
  return { there, clock, link, seen }
}

describe('link to the station', () => {
  it('has no view until the station answers, then the station’s', async () => {
    const { clock, link, seen } = await start()
    expect(link.state()).toEqual({ status: 'connecting', view: null })
    await clock.advance(0)
    expect(link.state().view).toEqual(viewOf('attract'))
    expect(seen).toEqual(['live attract'])
  })

  it('follows the view and carries touches', async () => {
    const { there, clock, link, seen } = await start()
    await clock.advance(0)
    there.show(viewOf('choosing'))
    link.send({ kind: 'select-offer', index: 1 })
    await clock.advance(0)
    expect(seen).toEqual(['live attract', 'live choosing'])
    expect(there.commands).toEqual([{ kind: 'select-offer', index: 1 }])
  })

  it('keeps the last view while the station is away, and shows the new one when it is back', async () => {
    const { there, clock, link, seen } = await start()
    await clock.advance(0)
    there.show(viewOf('printing'))
    await clock.advance(0)
    there.kill()
    await clock.advance(0)
    expect(link.state()).toEqual({ status: 'lost', view: viewOf('printing') })
    link.send({ kind: 'give-up' })
    await clock.advance(200)
    expect(seen.at(-1)).toBe('live printing')
    expect(there.commands).toEqual([])
  })

  it('waits longer and longer while nothing answers, but never more than three seconds', async () => {
    const { there, clock } = await start()
    await clock.advance(0)
    there.goDeaf(true)
    const gaps: number[] = []
    for (let attempt = 0; attempt < 8; attempt++) {
      const before = there.opened()
      there.kill()
      let waitedMs = 0
      while (there.opened() === before) {
        await clock.advance(50)
        waitedMs += 50
      }
      gaps.push(waitedMs)
    }
    expect(gaps[0]).toBe(100)
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b))
    expect(gaps.at(-1)).toBe(3000)
  })

  it('starts over quickly after a station that was well', async () => {
    const { there, clock, link } = await start()
    for (let crash = 0; crash < 5; crash++) {
      await clock.advance(100)
      expect(link.state().status).toBe('live')
      there.kill()
    }
    expect(there.opened()).toBe(5)
  })

  it('gives up a station that is there but deaf', async () => {
    const { there, clock, link } = await start()
    there.goDeaf(true)
    await clock.advance(0)
    there.kill()
    await clock.advance(100)
    const opened = there.opened()
    there.goDeaf(false)
    await clock.advance(10_000 + 3_000)
    expect(there.opened()).toBe(opened + 1)
    expect(link.state().status).toBe('live')
  })

  it('brings the file, or null when the station has moved on or is away', async () => {
    const { there, clock, link } = await start()
    await clock.advance(0)
    expect(await link.previewFile(SAMPLE_DOCUMENT)).toEqual(new Uint8Array([37, 80, 68, 70]))
    there.loseFile()
    expect(await link.previewFile(SAMPLE_DOCUMENT)).toBeNull()
    there.kill()
    await clock.advance(0)
    expect(await link.previewFile(SAMPLE_DOCUMENT)).toBeNull()
  })
})
