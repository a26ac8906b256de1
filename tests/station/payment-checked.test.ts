import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { buildHouse, type House } from './house.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
})
afterEach(() => house.pullDown())

describe('an order whose code the server has taken back, and that is neither paid nor closed', () => {
  const takeCodeBack = () => {
    const held = house.order()
    held.order = { ...held.order, codeUrl: null, payWithinMs: null }
    return held
  }

  it('shows no code for long: the payment is being checked, and nothing is printed', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    takeCodeBack()
    const sinceMs = house.clock.now()
    await house.screen('refused')
    expect(house.clock.now() - sinceMs).toBeLessThan(8_000)
    expect(house.view.content).toMatchObject({ fault: { code: 'payment-unclear' }, money: { kind: 'being-checked' } })
    expect(house.sheets()).toBe(0)
  })

  it('goes on where the doubt lasts for one answer only', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    const held = takeCodeBack()
    const asked = () => house.server.asked.filter(summary => summary === TERMINAL_ROUTES.order.summary).length
    const before = asked()
    await house.until('asked once', () => asked() > before)
    held.order = { ...held.order, codeUrl: 'weixin://wxpay/bizpayurl?pr=TEST', payWithinMs: 200_000 }
    await house.clock.advance(10_000)
    expect(house.view.content.screen).toBe('paying')
  })
})
