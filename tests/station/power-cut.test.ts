import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { WECHAT_PAY } from '../../src/session/fixtures.ts'
import { buildHouse, type House } from './house.ts'
import { expectTruth, settled } from './truth.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
})
afterEach(() => house.pullDown())

/** The moments at which the plug is pulled, each reached on a visit of seven copies, five of them free. */
const MOMENTS: Record<string, () => Promise<void>> = {
  'while the order is being opened': async () => {
    house.server.loseAnswerTo = TERMINAL_ROUTES.openOrder
    await house.touch({ kind: 'confirm' })
    await house.until('order', () => house.server.orders.size === 1)
  },
  'while the code is shown': async () => {
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
  },
  'between payment and print': async () => {
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    house.server.pay(house.order().order.jobId)
  },
  'when the first copy has gone to the printer': async () => {
    await MOMENTS['between payment and print']!()
    await house.until('sending', () => house.printer.received().length === 1)
  },
  'in the middle of the third copy': async () => {
    await MOMENTS['between payment and print']!()
    await house.until('sheet', () => house.sheets() === 5)
  },
  'when the last sheet has come out': async () => {
    await MOMENTS['between payment and print']!()
    await house.until('sheet', () => house.sheets() === 14)
  },
}

const ORDERED = { copies: 7, usedBefore: 0 }

describe('the plug is pulled', () => {
  for (const [moment, reach] of Object.entries(MOMENTS)) {
    it(`${moment}, and the visitor still stands there: the visit goes on`, async () => {
      await house.toPreview(7)
      await reach()
      await house.breakPower()
      await house.clock.advance(3_000)
      await house.start()
      if (moment === 'while the code is shown') {
        await house.screen('paying')
        house.server.pay(house.order().order.jobId)
      }
      await house.until('settled', () => settled(house))
      expectTruth(house, ORDERED)
      if (moment !== 'while the order is being opened') {
        expect(house.sheets()).toBe(14)
        expect(house.order().order.settlement).toMatchObject({ copiesDelivered: 7, chargedFen: 400, refundFen: 0 })
      }
    })

    it(`${moment}, for half an hour: everything is given back that is not paper`, async () => {
      await house.toPreview(7)
      await reach()
      await house.breakPower()
      await house.clock.advance(1_800_000)
      const before = house.sheets()
      await house.start()
      await house.until('settled', () => settled(house), 1_500_000)
      expectTruth(house, ORDERED)
      // Nobody stands there any more: no further copy may come out.
      expect(house.sheets()).toBe(before)
      await house.screen('attract')
    })
  }
})

describe('a visit that was taken up again', () => {
  it('still says with what it was paid, on the screen and to the end', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    await house.breakPower()
    await house.start()
    await house.screen('paying')
    expect(house.view.content).toMatchObject({ providerName: WECHAT_PAY.name })
    house.server.pay(house.order().order.jobId)
    await house.until('sheet', () => house.sheets() > 0)
    await house.breakPower()
    await house.start()
    await house.screen('finished')
    expect(house.view.content).toMatchObject({ providerName: WECHAT_PAY.name })
  })
})

describe('the printer is lost with the power', () => {
  it('counts what it had said before, and gives the rest back', async () => {
    await house.toPreview(2)
    await house.touch({ kind: 'confirm' })
    await house.until(
      'first copy',
      () => house.view.content.screen === 'printing' && house.view.content.copiesDelivered === 1,
    )
    house.printer.powerOff()
    await house.screen('finished')
    expect(house.view.content).toMatchObject({ copiesDelivered: 1, copiesGivenBack: 1, quotaGivenBack: 1 })
    await house.until('told', () => settled(house))
    expect(house.server.quota.used).toBe(1)
  })
})
