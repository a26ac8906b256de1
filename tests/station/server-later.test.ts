import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fault } from '../../src/fault.ts'
import { buildHouse, type House } from './house.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
})
afterEach(() => house.pullDown())

const content = () => house.view.content
const settled = () => [...house.server.orders.values()].every(({ order }) => order.state === 'ended')

/** Seven copies, five of them free, come as far as `moment` when station and server lose their power together. */
const MOMENTS: Record<string, () => Promise<void>> = {
  'before a payment that is made while both are away': async () => {},
  'between payment and print': async () => house.server.pay(house.order().order.jobId),
  'when the first copy has gone to the printer': async () => {
    await MOMENTS['between payment and print']!()
    await house.until('sending', () => house.printer.received().length === 1)
  },
  'in the middle of the third copy': async () => {
    await MOMENTS['between payment and print']!()
    await house.until('sheet', () => house.sheets() === 5)
  },
}

const bothLosePower = async (moment: string) => {
  await house.toPreview(7)
  await house.touch({ kind: 'confirm' })
  await house.screen('paying')
  await MOMENTS[moment]!()
  house.server.down = true
  await house.breakPower()
  await house.clock.advance(3_000)
  if (moment.startsWith('before')) house.server.pay(house.order().order.jobId)
  await house.start()
}

describe('the server comes back later than the station', () => {
  for (const moment of Object.keys(MOMENTS)) {
    it.each([5_000, 60_000])(`${moment}, by %i ms: printing goes on`, async laterMs => {
      await bothLosePower(moment)
      const startedMs = house.clock.now()
      await house.until('time', () => house.clock.now() - startedMs >= laterMs)
      // Whoever waits is told that nothing is lost, and is not sent to another machine.
      expect(['paying', 'printing']).toContain(content().screen)
      house.server.down = false
      await house.until('settled', settled)
      expect(house.sheets()).toBe(14)
      expect(new Set(house.printer.received().map(file => file.jobName)).size).toBe(7)
      expect(house.order()).toMatchObject({ paidFen: 400, refundedFen: 0 })
      expect(house.order().order.settlement).toMatchObject({ copiesDelivered: 7, chargedFen: 400 })
      await house.screen('finished')
      expect(content()).toMatchObject({ copiesDelivered: 7, money: { kind: 'charged', amountFen: 400 } })
    })
  }

  it('says that it waits for it, for how long, and lets who will not wait have the rest back', async () => {
    await bothLosePower('in the middle of the third copy')
    await house.until('waiting', () => content().screen === 'printing' && house.view.countdown?.kind === 'paper')
    expect(content()).toMatchObject({ stalled: { code: 'server-awaited' }, stopping: false })
    const out = house.sheets()
    await house.touch({ kind: 'give-up' })
    await house.screen('finished')
    expect(content()).toMatchObject({ money: { kind: 'to-be-refunded', chargedFen: 0, refundFen: 400 } })
    house.server.down = false
    await house.until('settled', settled)
    expect(house.sheets()).toBe(out)
    expect(house.order()).toMatchObject({ refundedFen: 400 })
    expect(house.server.quota.used).toBe(3)
  })

  it.each([
    ['a few times, and printing goes on', 9_000, 7],
    ['again and again, and the rest is given back', 600_000, 3],
  ])('and something else is given out for the file of what was paid: %s', async (_, wrongMs, copiesDelivered) => {
    await bothLosePower('in the middle of the third copy')
    const { pdf } = house.server
    house.server.pdf = new TextEncoder().encode('<html>Welcome to our network</html>')
    house.server.down = false
    const startedMs = house.clock.now()
    await house.until('time', () => house.clock.now() - startedMs >= wrongMs || content().screen === 'finished')
    house.server.pdf = pdf
    await house.screen('finished')
    expect(content()).toMatchObject({ copiesDelivered })
    await house.until('settled', settled)
    expect(house.sheets()).toBe(2 * copiesDelivered)
  })

  it('is not waited for longer than for paper: then the rest is given back', async () => {
    await bothLosePower('in the middle of the third copy')
    await house.screen('finished')
    expect(content()).toMatchObject({ copiesDelivered: 3, money: { kind: 'to-be-refunded' } })
    await house.clock.advance(600_000)
    expect(house.order().refundedFen).toBe(0)
    house.server.down = false
    await house.until('settled', settled)
    expect(house.order()).toMatchObject({ refundedFen: 400 })
  })

  it('is asked about a payment for as long as somebody may stand there; after that all of it is given back', async () => {
    await bothLosePower('before a payment that is made while both are away')
    await house.until('asking', () => content().screen === 'paying')
    expect(content()).toMatchObject({ phase: 'closing', codeUrl: '' })
    const startedMs = house.clock.now()
    await house.screen('refused')
    expect(house.clock.now() - startedMs).toBeGreaterThan(120_000)
    expect(house.clock.now() - startedMs).toBeLessThanOrEqual(181_000)
    expect(content()).toMatchObject({ fault: { code: 'payment-unclear' }, money: { kind: 'being-checked' } })
    house.server.down = false
    await house.until('refund', () => house.order().refundedFen === 400)
    expect(house.sheets()).toBe(0)
  })

  it('shows the code again where nothing was paid, and says so where the order was closed', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    house.server.down = true
    await house.breakPower()
    await house.start()
    await house.until('asking', () => content().screen === 'paying')
    house.server.down = false
    await house.until(
      'the code',
      () => content().screen === 'paying' && JSON.stringify(content()).includes('weixin://'),
    )
    house.server.down = true
    await house.breakPower()
    await house.start()
    house.server.close(house.order().order.jobId)
    house.server.down = false
    await house.screen('refused')
    expect(content()).toMatchObject({ fault: { code: 'payment-expired' }, money: { kind: 'nothing-charged' } })
  })

  it('and refuses a file for good: that is not waited for', async () => {
    await bothLosePower('in the middle of the third copy')
    house.server.refuseFile = fault('document-unavailable')
    house.server.down = false
    const startedMs = house.clock.now()
    await house.until('settled', settled)
    expect(house.clock.now() - startedMs).toBeLessThan(60_000)
    expect(house.order()).toMatchObject({ refundedFen: 400 })
  })

  it('is asked nothing more by a station that has ended, and no wait of that is written down', async () => {
    await bothLosePower('in the middle of the third copy')
    await house.until('waiting', () => content().screen === 'printing' && house.view.countdown?.kind === 'paper')
    await house.breakPower()
    const asked = house.server.asked.length
    await house.clock.advance(60_000)
    expect(house.server.asked.length).toBe(asked)
    house.server.down = false
    await house.start()
    await house.until('settled', settled)
    expect(house.sheets()).toBe(14)
  })

  it('and does not let the station in at first, when a payment is asked about: that is waited for too', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    await house.breakPower()
    house.server.pay(house.order().order.jobId)
    house.server.refuse(null, 'terminal-refused', 401)
    await house.start()
    await house.clock.advance(20_000)
    expect(content()).toMatchObject({ screen: 'paying', phase: 'closing' })
    house.server.refusals.length = 0
    await house.until('settled', settled)
    expect(house.sheets()).toBe(14)
  })

  it('and does not let the station in at first, for a clock that is not yet right: that is waited for too', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    await MOMENTS['in the middle of the third copy']!()
    await house.breakPower()
    await house.clock.advance(3_000)
    house.server.refuse(null, 'terminal-refused', 401)
    await house.start()
    await house.until('waiting', () => content().screen === 'printing' && house.view.countdown?.kind === 'paper')
    house.server.refusals.length = 0
    await house.until('settled', settled)
    expect(house.sheets()).toBe(14)
  })
})
