import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHouse, type House } from './house.ts'

const CODE = '30719264'
let house: House
beforeEach(async () => {
  house = await buildHouse()
  house.server.settings = { ...house.server.settings, hasPhoneLogin: true, hasPickups: true }
  house.server.pickups.add(CODE)
  await house.breakPower()
  await house.start()
  await house.screen('attract')
})
afterEach(() => house.pullDown())

const printed = async () => {
  await house.toPreview(1)
  await house.touch({ kind: 'confirm' })
  await house.until('told', () => house.view.content.screen === 'finished' && house.view.content.canTakeAlong)
  await house.touch({ kind: 'take-along' })
  await house.until('a code', () => handover()?.step === 'showing', 5_000)
}
const handover = () => (house.view.content.screen === 'handing-over' ? house.view.content.handover : null)

/** How far somebody has come when the station goes. */
const MIDWAY: Readonly<Record<string, () => Promise<void>>> = {
  'a code that waits for a phone': async () => {
    await house.touch({ kind: 'phone-login' })
    await house.screen('phone-login')
  },
  'digits of a code of collection': async () => {
    await house.touch({ kind: 'collect' })
    for (const digit of CODE.slice(0, 7)) await house.touch({ kind: 'type-digit', digit })
  },
  'a document that was collected': async () => {
    await house.touch({ kind: 'collect' })
    for (const digit of CODE) await house.touch({ kind: 'type-digit', digit })
    await house.screen('previewing')
  },
  'a document of the own': () => house.toPreview(2),
  'a code for the file': printed,
  'a phone that asks for the file': async () => {
    await printed()
    house.server.handovers.ask('47')
    await house.until('a phone', () => handover()?.step === 'asked', 5_000)
  },
}

describe('a station that is started again in the middle', () => {
  it.each(Object.keys(MIDWAY))(
    'of %s shows nobody, gives nothing to anybody, and serves the next one',
    async midway => {
      await MIDWAY[midway]!()
      const orders = house.server.orders.size
      await house.breakPower()
      await house.start()
      await house.screen('attract')
      expect(house.view.visitor).toBeNull()
      await house.clock.advance(15_000)
      expect(house.view.content.screen).toBe('attract')
      expect([house.server.handovers.isGiven, house.server.orders.size]).toEqual([false, orders])
      expect(house.logged.join('')).not.toContain(CODE)
      await house.toPreview(1)
      expect(house.view.content.screen).toBe('previewing')
    },
  )
})
