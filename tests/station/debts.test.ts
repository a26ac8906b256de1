import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import type { FaultCode } from '../../src/fault.ts'
import { buildHouse, type House } from './house.ts'

const { reportOutcome, openOrder, closeOrder, reportForgottenOrder } = TERMINAL_ROUTES
const HOUR_MS = 3_600_000

let house: House
beforeEach(async () => {
  house = await buildHouse()
})
afterEach(() => house.pullDown())

const money = () => ('money' in house.view.content ? house.view.content.money : null)
const asked = (route: { summary: string }) => house.server.asked.filter(one => one === route.summary).length
const jobId = () => house.order().order.jobId
const openRows = () => house.ledger.open().map(({ state }) => state)

/** Seven copies, five free and two paid, and a printer that jams at the first sheet. */
const payForNothing = async () => {
  house.printer.jamAtSheet(1)
  await house.toPreview(7)
  await house.touch({ kind: 'confirm' })
  await house.screen('paying')
  house.server.pay(jobId())
  await house.until('jam', () => house.view.content.screen === 'printing' && house.view.content.stalled !== null)
}
/** Asks for seven copies, is shown the code and gives up while the server can't be reached; then pays all the same. */
const payAfterGivingUp = async () => {
  await house.toPreview(7)
  await house.touch({ kind: 'confirm' })
  await house.screen('paying')
  house.server.down = true
  await house.touch({ kind: 'finish' })
  await house.screen('refused')
  house.server.pay(jobId())
}

const REFUSALS: readonly [string, FaultCode, number][] = [
  ['a clock that is off', 'terminal-refused', 401],
  ['a suspended terminal', 'terminal-refused', 403],
  ['a false word that it is not known', 'order-unknown', 404],
  ['another state than expected', 'order-conflict', 409],
  ['too many requests', 'server-busy', 429],
  ['a request that it does not understand', 'server-nonsense', 400],
]

describe('an outcome that the server refuses', () => {
  it.each(REFUSALS)(
    'for %s is told again, and nothing is called refunded before it was heard',
    async (_, code, status) => {
      await payForNothing()
      house.server.refuse(reportOutcome, code, status, 4)
      await house.touch({ kind: 'give-up' })
      await house.screen('finished')
      await house.until('refusals', () => asked(reportOutcome) >= 3)
      expect(money()).toEqual({ kind: 'to-be-refunded', chargedFen: 0, refundFen: 400 })
      expect(house.view.content).toMatchObject({ freeCopiesLeft: null })
      expect(openRows()).toEqual(['printed'])
      await house.until('refund', () => house.order().refundedFen === 400, 60_000)
      await house.until('acknowledged', () => openRows().length === 0)
    },
  )

  it('is told soon after a terminal was suspended for ten seconds, and the screen says so', async () => {
    await payForNothing()
    house.server.refuse(null, 'terminal-refused', 403)
    await house.touch({ kind: 'give-up' })
    await house.screen('finished')
    await house.clock.advance(10_000)
    expect(money()).toMatchObject({ kind: 'to-be-refunded' })
    house.server.refusals.length = 0
    await house.until('told', () => money()?.kind === 'refunded', 12_000)
    expect(house.order().refundedFen).toBe(400)
  })

  it('is told at once when the server lets a terminal in again that it had shut out for long', async () => {
    await payForNothing()
    house.server.refuse(null, 'terminal-refused', 403)
    await house.touch({ kind: 'give-up' })
    await house.screen('finished')
    await house.clock.advance(HOUR_MS / 4)
    house.server.refusals.length = 0
    // Not yet quite itself: what was hurried is not put off for long again.
    house.server.refuse(reportOutcome, 'order-conflict', 409, 1)
    await house.until('told', () => house.order().refundedFen === 400, 5_000)
  })

  it('is told over a restart, and for ever: no time ends what is owed', async () => {
    await payForNothing()
    house.server.refuse(reportOutcome, 'terminal-refused', 401)
    await house.touch({ kind: 'give-up' })
    await house.screen('finished')
    await house.breakPower()
    await house.start()
    await house.clock.advance(HOUR_MS)
    expect(openRows()).toEqual(['printed'])
    house.server.refusals.length = 0
    await house.until('refund', () => house.order().refundedFen === 400, 301_000)
    expect(house.server.quota.used).toBe(0)
    await house.until('acknowledged', () => openRows().length === 0)
  })

  it('or hears and does not take down is told again: an order that a backup has put back to its payment', async () => {
    await payForNothing()
    const held = house.order()
    held.order = { ...held.order, state: 'awaiting-payment' }
    await house.touch({ kind: 'give-up' })
    await house.screen('finished')
    await house.until('heard', () => asked(reportOutcome) > 2)
    expect(openRows()).toEqual(['printed'])
    held.order = { ...held.order, state: 'ready' }
    await house.until('refund', () => held.refundedFen === 400)
    await house.until('acknowledged', () => openRows().length === 0)
  })

  it('is not told in a hurry for that, and the log says each change once', async () => {
    await payForNothing()
    house.server.refuse(reportOutcome, 'order-conflict', 409)
    await house.touch({ kind: 'give-up' })
    await house.screen('finished')
    await house.clock.advance(HOUR_MS)
    expect(asked(reportOutcome)).toBeGreaterThan(15)
    expect(asked(reportOutcome)).toBeLessThan(25)
    const lines = house.logged.filter(line => line.includes('order-conflict'))
    expect(lines).toHaveLength(1)
  })
})

describe('an order that nobody waits for', () => {
  it('and that turns out to be paid is given back, also when its outcome is refused once', async () => {
    await payAfterGivingUp()
    house.server.refuse(reportOutcome, 'terminal-refused', 401, 1)
    house.server.down = false
    await house.until('refund', () => house.order().refundedFen === 400)
    expect(house.server.quota.used).toBe(0)
    expect(house.sheets()).toBe(0)
    await house.until('acknowledged', () => openRows().length === 0)
  })

  it('stays owed over a restart between two refusals', async () => {
    await payAfterGivingUp()
    house.server.refuse(reportOutcome, 'order-conflict', 409)
    house.server.down = false
    await house.until('refused', () => asked(reportOutcome) > 0)
    await house.clock.advance(HOUR_MS / 4)
    expect(openRows()).toEqual(['abandoned'])
    await house.breakPower()
    await house.clock.advance(HOUR_MS)
    await house.start()
    house.server.refusals.length = 0
    await house.until('refund', () => house.order().refundedFen === 400)
    await house.until('acknowledged', () => openRows().length === 0)
  })

  it('is undone when its request was refused after one whose answer was lost: the first may have made it', async () => {
    await house.toPreview(1)
    house.server.loseAnswerTo = openOrder
    await house.touch({ kind: 'confirm' })
    await house.until('order', () => house.server.orders.size === 1)
    expect(house.server.quota.used).toBe(1)
    house.server.refuse(openOrder, 'visit-expired', 403)
    await house.screen('refused')
    await house.until('given back', () => house.server.quota.used === 0)
    await house.until('acknowledged', () => openRows().length === 0)
    expect(house.sheets()).toBe(0)
  })

  it('is closed at once when its only request was refused for what nothing can stand behind', async () => {
    await house.toPreview(5)
    house.server.quota.used = 4
    await house.touch({ kind: 'confirm' })
    await house.until('refused', () => house.view.content.screen === 'previewing' && house.view.content.fault !== null)
    expect(openRows()).toEqual([])
    expect(asked(closeOrder)).toBe(0)
  })

  it('is closed when the terminal is shut out meanwhile, and however often closing is refused', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    house.server.refuse(closeOrder, 'terminal-refused', 403)
    await house.touch({ kind: 'finish' })
    await house.screen('refused')
    await house.clock.advance(HOUR_MS)
    expect(openRows()).toEqual(['abandoned'])
    // By one hand, with growing pauses.
    expect(asked(closeOrder)).toBeLessThan(25)
    house.server.refusals.length = 0
    await house.until('closed', () => house.order().order.state === 'closed')
    expect(house.server.quota.used).toBe(0)
  })

  it('and that is heard of only after the visitor was sent away is undone, not left lying', async () => {
    await house.toPreview(7)
    const waiting: (() => void)[] = []
    house.server.holdAnswers = { route: openOrder, waiting }
    await house.touch({ kind: 'confirm' })
    await house.until('held', () => waiting.length === 1)
    house.server.refuse(closeOrder, 'terminal-refused', 403)
    await house.screen('refused')
    expect(openRows()).toEqual(['abandoned'])
    house.server.holdAnswers = null
    waiting[0]!()
    await house.clock.advance(300_000)
    expect(openRows()).toEqual(['abandoned'])
    // Given up by the visit and once more when it was heard of: one hand undoes it.
    expect(asked(closeOrder)).toBeLessThan(11)
    house.server.refusals.length = 0
    await house.until('closed', () => house.order().order.state === 'closed')
    await house.until('acknowledged', () => openRows().length === 0)
    expect(house.server.quota.used).toBe(0)
  })
})

describe('an order that is closed while it is paid', () => {
  it('is not taken up again by an answer that comes when it has been given back', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    const waiting: (() => void)[] = []
    house.server.holdAnswers = { route: closeOrder, waiting }
    house.server.pay(jobId())
    await house.touch({ kind: 'finish' })
    await house.screen('refused')
    await house.until('undone', () => waiting.length === 2)
    house.server.holdAnswers = null
    waiting[1]!()
    await house.until('refund', () => house.order().refundedFen === 400)
    await house.until('acknowledged', () => openRows().length === 0)
    waiting[0]!()
    await house.clock.advance(1_000)
    expect(openRows()).toEqual([])
    await house.breakPower()
    await house.start()
    await house.clock.advance(30_000)
    expect(house.sheets()).toBe(0)
  })
})

describe('an order that the server does not know any more', () => {
  const MAY_TURN_UP_MS = 600_000

  it('takes no money any more: its code leaves the screen, but not for one false word', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    house.server.refuse(TERMINAL_ROUTES.order, 'order-unknown', 404, 2)
    await house.clock.advance(10_000)
    expect(house.view.content).toMatchObject({ screen: 'paying', phase: 'showing-code' })
    house.server.forgetOrders()
    await house.until('no code', () => house.view.content.screen === 'refused', 15_000)
    expect(money()).toMatchObject({ kind: 'being-checked', amountFen: 400 })
    await house.until('told', () => house.server.forgotten.length === 1, MAY_TURN_UP_MS + 300_000)
  })

  it('and for which a code was shown goes to a person, with what the ledger knows of it', async () => {
    await payAfterGivingUp()
    const { orderNumber, paymentReference, documentId } = house.order().order
    house.server.forgetOrders()
    house.server.down = false
    await house.until('asked', () => asked(closeOrder) > 1)
    await house.clock.advance(MAY_TURN_UP_MS / 2)
    expect(house.server.forgotten).toEqual([])
    expect(openRows()).toEqual(['abandoned'])
    await house.until('told', () => house.server.forgotten.length === 1, MAY_TURN_UP_MS + 300_000)
    const [told] = house.server.forgotten
    expect(told).toEqual({
      ...{ jobId: told!.jobId, orderNumber, documentId, paymentReference },
      ...{ copies: 7, freeCopies: 5, unitPriceFen: 200, stationState: 'abandoned', outcome: null },
    })
    await house.until('handed over', () => openRows().length === 0)
    expect(house.ledger.job(told!.jobId)).toMatchObject({ state: 'closed', caseNumber: 'CASE1' })
  })

  it('stays owed until a person has it: not acknowledged is not told', async () => {
    await payAfterGivingUp()
    house.server.forgetOrders()
    house.server.refuse(reportForgottenOrder, 'terminal-refused', 403)
    house.server.down = false
    await house.clock.advance(HOUR_MS)
    expect(openRows()).toEqual(['abandoned'])
    await house.breakPower()
    await house.start()
    house.server.refusals.length = 0
    await house.until('told', () => house.server.forgotten.length === 1, MAY_TURN_UP_MS + 600_000)
    await house.until('handed over', () => openRows().length === 0)
  })

  it('and whose copies came out goes to a person with its outcome', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    house.server.pay(jobId())
    await house.until('sheets', () => house.sheets() > 0)
    house.server.forgetOrders()
    await house.screen('finished')
    await house.until('told', () => house.server.forgotten.length === 1, MAY_TURN_UP_MS + 600_000)
    expect(house.server.forgotten[0]).toMatchObject({
      stationState: 'printed',
      outcome: { copiesDelivered: 7, sheetsDelivered: 14, copiesUnclear: 0 },
    })
    expect(house.server.forgotten[0]?.outcome?.copies).toHaveLength(7)
    await house.until('handed over', () => openRows().length === 0)
  })

  it('is settled after all when it turns up in time', async () => {
    await payForNothing()
    house.server.refuse(reportOutcome, 'order-unknown', 404)
    await house.touch({ kind: 'give-up' })
    await house.screen('finished')
    await house.clock.advance(MAY_TURN_UP_MS / 2)
    house.server.refusals.length = 0
    await house.until('refund', () => house.order().refundedFen === 400)
    expect(house.server.forgotten).toEqual([])
  })

  it('nor ever did, as it says for as long as a request may be under way, owes nothing', async () => {
    await house.toPreview(7)
    house.server.down = true
    await house.touch({ kind: 'confirm' })
    await house.screen('refused')
    house.server.down = false
    await house.until('asked', () => asked(closeOrder) > 2)
    expect(openRows()).toEqual(['abandoned'])
    await house.until('closed', () => openRows().length === 0, MAY_TURN_UP_MS + 600_000)
    expect(house.server.forgotten).toEqual([])
  })

  it('and that was free and brought no paper owes nothing', async () => {
    await house.toPreview(1)
    house.server.loseAnswerTo = openOrder
    await house.touch({ kind: 'confirm' })
    await house.until('order', () => house.server.orders.size === 1)
    house.server.down = true
    await house.screen('refused')
    house.server.forgetOrders()
    house.server.down = false
    await house.until('closed', () => openRows().length === 0, MAY_TURN_UP_MS + 600_000)
    expect(house.server.forgotten).toEqual([])
  })
})
