import { describe, expect, it } from 'vitest'
import type { ScreenName } from '../contract/kiosk-view.ts'
import { followWay, SCREEN_NAMES } from './way-to-preview.ts'

/** One who plays a visitor before screens that come one after another, each with the next act or by itself. */
function follower(screens: readonly ScreenName[]) {
  const acts: string[] = []
  let at = 0
  return {
    acts,
    screen: async (wanted: (name: ScreenName) => boolean) => {
      for (; at < screens.length; at++) if (wanted(screens[at]!)) return screens[at]!
      throw new Error('no such screen came')
    },
    tap: async () => {
      acts.push('tap')
      at++
    },
    choose: async () => void acts.push('choose'),
    touch: async ({ kind }: { kind: string }) => {
      acts.push(kind)
      at++
    },
  }
}

const WAY = ['attract', 'identifying', 'choosing', 'preparing', 'previewing'] as const

describe('the way to the preview', () => {
  it('is a card, a choice and a touch; what comes by itself is waited for', async () => {
    const visitor = follower(WAY)
    expect(await followWay(visitor)).toBe('previewing')
    expect(visitor.acts).toEqual(['tap', 'choose', 'preview'])
  })

  it('leads over the choice of a register', async () => {
    const visitor = follower(['attract', 'identifying', 'choosing-register', 'choosing', 'preparing', 'previewing'])
    expect(await followWay(visitor)).toBe('previewing')
    expect(visitor.acts).toEqual(['tap', 'select-register', 'choose', 'preview'])
  })

  it('goes on from wherever it has come to', async () => {
    const visitor = follower(WAY.slice(1))
    expect(await followWay(visitor)).toBe('previewing')
    expect(visitor.acts).toEqual(['choose', 'preview'])
  })

  it('goes no further than is asked', async () => {
    const visitor = follower(WAY)
    expect(await followWay(visitor, 'choosing')).toBe('choosing')
    expect(visitor.acts).toEqual(['tap'])
  })

  it.each<[string, readonly ScreenName[]]>([
    ['a refusal', ['attract', 'identifying', 'refused']],
    ['a machine that serves nobody', ['out-of-service']],
    ['somebody who pays', ['paying']],
  ])('ends before %s', async (_, screens) => {
    expect(await followWay(follower(screens))).toBe(screens.at(-1))
  })

  it('does not take the screen that it has left for the next one', async () => {
    const visitor = follower(['attract', 'attract', 'choosing'])
    const tapped = { ...visitor, tap: async () => void visitor.acts.push('tap') }
    expect(await followWay(tapped, 'choosing')).toBe('choosing')
    expect(visitor.acts).toEqual(['tap'])
  })

  it('knows every screen', () => {
    expect(SCREEN_NAMES).toEqual(expect.arrayContaining([...WAY, 'paying', 'printing', 'finished', 'refused']))
  })
})
