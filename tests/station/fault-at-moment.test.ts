import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { buildHouse, type House } from './house.ts'
import { MOMENT_NAMES, type Moment, STATION_FAULTS, type StationFault } from './station-faults.ts'
import { expectLastWords, expectTruth, settled } from './truth.ts'

const { openOrder, reportOutcome } = TERMINAL_ROUTES
/** Three copies of two sheets: one is free, two are paid. */
const ORDERED = { copies: 3, usedBefore: 4 }
const SHEETS = 6

let house: House
beforeEach(async () => {
  house = await buildHouse()
  house.server.quota.used = ORDERED.usedBefore
})
afterEach(() => house.pullDown())

const pay = () => house.server.pay(house.order().order.jobId)
const asked = (route: { summary: string }) => house.server.asked.includes(route.summary)
const order = async () => {
  await house.toPreview(ORDERED.copies)
  await house.touch({ kind: 'confirm' })
}
const orderAndPay = async () => {
  await order()
  await house.screen('paying')
  pay()
}
const payAndWaitFor = async (sheets: number) => {
  await orderAndPay()
  await house.until('sheets', () => house.sheets() === sheets)
}

/** The moments of an order as the kiosk lives through them. The fault begins where this resolves. */
const MOMENTS: Readonly<Record<Moment, () => Promise<void>>> = {
  'while the order is being made': async () => {
    house.server.loseAnswerTo = openOrder
    await order()
    await house.until('order', () => house.server.orders.size === 1)
  },
  'while the payment is awaited': async () => {
    await order()
    await house.screen('paying')
  },
  'when it is paid and nothing is printing': orderAndPay,
  'while the first copy is being sent': async () => {
    await orderAndPay()
    await house.until('sending', () => house.printer.received().length === 1)
  },
  'between two copies': () => payAndWaitFor(2),
  'while the last copy is under way': () => payAndWaitFor(5),
  'while the outcome is being told': async () => {
    house.server.loseAnswerTo = reportOutcome
    await payAndWaitFor(6)
    await house.until('told', () => asked(reportOutcome))
  },
  'after the end': async () => {
    await payAndWaitFor(6)
    await house.until('settled', () => settled(house))
  },
  'when the station starts': async () => {
    await payAndWaitFor(2)
    await house.breakPower()
  },
}

/** A program that has met a bug ends, and is started again; only a fault that lets it meet one is an excuse for that. */
async function pass(forMs: number, mayEndStation: boolean): Promise<void> {
  for (let passedMs = 0; passedMs < forMs; passedMs += 1_000) {
    await house.clock.advance(Math.min(1_000, forMs - passedMs))
    if (house.bugs.length === 0) continue
    if (!mayEndStation) throw house.bugs[0]
    house.bugs.length = 0
    await house.breakPower()
    await house.start()
  }
}

async function strike(fault: StationFault, isOff: boolean): Promise<void> {
  if (isOff && fault.needsKiosk) await house.start()
  await fault.begin(house)
  if (isOff && !fault.needsKiosk) await house.start()
  await pass(fault.lastsMs, fault.mayEndStation ?? false)
  await fault.end(house)
}

describe.each(STATION_FAULTS)('$name', fault => {
  it.each(MOMENT_NAMES)('%s: what came out is paid for, and nothing else', async moment => {
    await MOMENTS[moment]()
    await strike(fault, moment === 'when the station starts')
    const held = [...house.server.orders.values()].at(-1)
    if (held?.order.state === 'awaiting-payment' && house.view.content.screen === 'paying') pay()
    await house.until('settled', () => settled(house) && house.ledger.open().length === 0, 2_400_000)
    expectTruth(house, { ...ORDERED, mayHidePaper: fault.mayHidePaper ?? false })
    expectLastWords(house)
    expect(house.server.forgotten).toEqual([])
    // Where it should, printing goes on to the last sheet, and whoever waits for it reads the end of it; nowhere else.
    const isWhole = house.sheets() === SHEETS && held?.order.settlement?.copiesDelivered === ORDERED.copies
    expect(isWhole).toBe(!fault.stopsAt.includes(moment))
    if (isWhole && !fault.nobodyStays) expect(house.lastWords.at(-1)?.screen).toBe('finished')
  })
})
