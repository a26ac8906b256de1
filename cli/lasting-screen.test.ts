import { describe, expect, it } from 'vitest'
import type { KioskView } from '../src/contract/kiosk-view.ts'
import { fakeClock } from '../src/fake-clock.ts'
import { walk } from '../src/session/fixture-walk.ts'
import { type KioskScreen, ScreenLost } from './kiosk-screen.ts'
import { lastingScreen } from './lasting-screen.ts'

const { view: ATTRACT } = walk()
const OTHER: KioskView = { ...ATTRACT, aside: 1 }

/** A screen that shows one view, until its station is killed. */
function mortal(view: KioskView) {
  const killed = Promise.withResolvers<never>()
  killed.promise.catch(() => undefined)
  let isKilled = false
  let touches = 0
  const screen: KioskScreen = {
    view: () => view,
    touch: () => {
      touches += 1
      return isKilled ? killed.promise : Promise.resolve()
    },
    previewFile: () => (isKilled ? killed.promise : Promise.resolve(new Uint8Array(1))),
    until: (_, holds) => (holds(view) ? Promise.resolve(view) : killed.promise),
    screen: () => (isKilled ? killed.promise : Promise.resolve('attract')),
    close: () => {},
    breaks: () => 0,
  }
  const kill = () => {
    isKilled = true
    killed.reject(new ScreenLost())
  }
  return { screen, kill, touches: () => touches }
}

/** Stations that come one after the other; null: none answers. */
async function house(...stations: readonly (KioskScreen | null)[]) {
  const clock = fakeClock()
  let opened = 0
  let hasEnded = false
  let told = 0
  const open = async () => {
    const next = stations[Math.min(opened++, stations.length - 1)]
    if (!next) throw new Error('ECONNREFUSED')
    return next
  }
  const screen = await lastingScreen(open, {
    ...{ clock, mayComeBack: () => !hasEnded },
    tell: () => {
      told += 1
    },
  })
  const end = () => {
    hasEnded = true
  }
  return { clock, screen, told: () => told, end }
}

describe('a screen that outlives its station', () => {
  it('waits on at the station that is started again, and says so once', async () => {
    const first = mortal(ATTRACT)
    const { clock, screen, told } = await house(first.screen, null, null, mortal(OTHER).screen)
    const waiting = screen.until('another view', view => view === OTHER, 1_000)
    first.kill()
    await clock.advance(5_000)
    expect(await waiting).toBe(OTHER)
    expect([screen.view(), screen.breaks(), told()]).toEqual([OTHER, 1, 1])
  })

  it('touches nothing twice: what a lost touch has done is seen on the screen', async () => {
    const [first, second] = [mortal(ATTRACT), mortal(OTHER)]
    const { clock, screen } = await house(first.screen, second.screen)
    first.kill()
    const touching = screen.touch({ kind: 'confirm' })
    await clock.advance(5_000)
    await touching
    expect([first.touches(), second.touches(), screen.breaks()]).toEqual([1, 0, 1])
  })

  it('gives up after a minute', async () => {
    const first = mortal(ATTRACT)
    const { clock, screen } = await house(first.screen, null)
    const waiting = expect(screen.until('another view', () => false, 1_000)).rejects.toBeInstanceOf(ScreenLost)
    first.kill()
    await clock.advance(61_000)
    await waiting
    await expect(screen.touch({ kind: 'finish' })).rejects.toBeInstanceOf(ScreenLost)
  })

  it('gives up at once where nobody is there any more who would start it again', async () => {
    const first = mortal(ATTRACT)
    const { clock, screen, end } = await house(first.screen, null)
    const waiting = expect(screen.until('another view', () => false, 1_000)).rejects.toBeInstanceOf(ScreenLost)
    end()
    first.kill()
    await clock.advance(1_000)
    await waiting
  })

  it('does not follow a station that dies again and again', async () => {
    const dying = () => {
      const one = mortal(ATTRACT)
      one.kill()
      return one.screen
    }
    const { clock, screen } = await house(...Array.from({ length: 20 }, dying))
    const waiting = expect(screen.until('another view', () => false, 1_000)).rejects.toBeInstanceOf(ScreenLost)
    await clock.advance(120_000)
    await waiting
  })
})
