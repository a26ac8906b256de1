import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { buildHouse, type House } from './house.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
})
afterEach(() => house.pullDown())

const printing = () => (house.view.content.screen === 'printing' ? house.view.content : null)
const stalledBy = (code: string) => house.until(code, () => printing()?.stalled?.code === code)
const LATE = TERMINAL_ROUTES.reportLatePaper.summary
const asked = () => house.server.asked.filter(summary => summary === LATE).length

/** One copy of two sheets, given up while its second sheet waits for paper, at a printer that cancels nothing. */
async function giveUpWithPaperInside(): Promise<void> {
  house.printer.behave({ cancel: 'ignored' })
  house.printer.loadTray(1)
  // The tray holds too little, which this printer does not say.
  house.printer.behave({ trayLevel: 'absent' })
  await house.clock.advance(5_000)
  await house.toPreview(1)
  await house.touch({ kind: 'confirm' })
  await stalledBy('printer-out-of-paper')
  await house.touch({ kind: 'give-up' })
  await house.screen('finished')
}

describe('a copy that was given up and is still in the machine', () => {
  it('lets nobody in before it is gone, and when it came out a person hears of it', async () => {
    await giveUpWithPaperInside()
    expect(house.view.content).toMatchObject({ copiesDelivered: 0 })
    await house.until('told', () => house.order().order.state === 'ended')
    await house.touch({ kind: 'finish' })
    await house.screen('out-of-service')
    house.printer.loadTray(50)
    await house.until('clearing', () => JSON.stringify(house.view.content).includes('printer-clearing'))
    expect(house.view.content.screen).toBe('out-of-service')
    await house.screen('attract')
    expect(house.sheets()).toBe(2)
    await house.until('late paper', () => house.server.latePaper.length === 1)
    expect(house.server.latePaper[0]).toMatchObject({
      copies: [{ copyNumber: 1, end: 'delivered', sheetsCounted: 2 }],
    })
  })

  it('is not forgotten over a restart, nor is the word of it while the server refuses it', async () => {
    await giveUpWithPaperInside()
    house.server.refuse(TERMINAL_ROUTES.reportLatePaper, 'terminal-refused', 403)
    await house.breakPower()
    await house.start()
    await house.until('out of service', () => house.view.content.screen === 'out-of-service')
    house.printer.loadTray(50)
    await house.until('asked', () => asked() > 1)
    await house.breakPower()
    await house.start()
    house.server.refusals.length = 0
    await house.until('late paper', () => house.server.latePaper.length === 1)
    await house.clock.advance(3_600_000)
    expect(house.server.latePaper).toHaveLength(1)
  })
})

describe('paper that came out for nobody, of an order that the server has forgotten', () => {
  const lines = () => house.logged.filter(line => line.includes('late copies told'))
  const lateAndForgotten = async () => {
    await giveUpWithPaperInside()
    await house.until('told', () => house.order().order.state === 'ended')
    house.server.forgetOrders()
    house.printer.loadTray(50)
    await house.until('late', () => asked() > 0)
  }

  it('is told in longer and longer spans, said once in the log, and becomes a case', async () => {
    await lateAndForgotten()
    await house.until('a case', () => house.server.forgotten.length === 1, 4_000_000)
    expect(house.server.forgotten[0]).toMatchObject({
      stationState: 'printed',
      outcome: { copiesDelivered: 1, copies: [{ copyNumber: 1, end: 'delivered', sheetsCounted: 2 }] },
    })
    const times = asked()
    expect(times).toBeLessThan(7)
    expect(lines().filter(line => line.includes('not late copies told yet'))).toHaveLength(1)
    await house.breakPower()
    await house.start()
    await house.screen('attract')
    await house.clock.advance(3_600_000)
    expect(asked()).toBe(times)
  })
})

describe('sheets on the screen', () => {
  it('never fall over a restart, that of the copy under way among them', async () => {
    await house.toPreview(2)
    await house.touch({ kind: 'confirm' })
    await house.until('third sheet', () => (printing()?.sheetsDelivered ?? 0) === 3)
    await house.breakPower()
    await house.start()
    await house.screen('printing')
    expect(printing()?.sheetsDelivered).toBe(3)
    await house.screen('finished')
    expect(house.view.content).toMatchObject({ sheetsDelivered: 4, copiesDelivered: 2 })
    expect(house.sheets()).toBe(4)
  })
})

describe('what the server is told of each copy', () => {
  it('is its end and on what that rests', async () => {
    house.printer.jamAtSheet(2, 'abort')
    await house.toPreview(2)
    await house.touch({ kind: 'confirm' })
    await house.screen('finished')
    await house.until('told', () => house.order().order.state === 'ended')
    const { copies } = house.server.outcomes.at(-1)!
    expect(copies).toMatchObject([{ copyNumber: 1, end: 'not-delivered', sheetsCounted: 1 }])
    expect(copies[0]?.evidence).toMatch(/^printer-said-no: job 1 aborted aborted-by-system; impressions 1\/2 sheets 1/)
  })
})

describe('too little paper', () => {
  it('is said before anybody pays, and fewer copies are had', async () => {
    house.printer.loadTray(5)
    await house.until('level', () => JSON.stringify(house.view.content).includes('printer-paper-low'))
    await house.toPreview(4)
    await house.touch({ kind: 'confirm' })
    await house.screen('refused')
    expect(house.view.content).toMatchObject({ fault: { code: 'printer-paper-short' }, paperFor: 2 })
    expect(house.server.orders.size).toBe(0)
    await house.touch({ kind: 'back' })
    await house.screen('choosing')
    expect(house.view.content).toMatchObject({ copies: 2, maxCopies: 2 })
  })
})

describe('a copy of which nobody could tell', () => {
  const ABSENT = TERMINAL_ROUTES.reportAbsentCopies

  /** One copy before, so that the printer's life counter is seen to move; the next waits for paper while the printer is cut off. */
  async function cutOffWithEmptyTray(): Promise<void> {
    house.printer.loadTray(2)
    house.printer.behave({ trayLevel: 'absent' })
    await house.clock.advance(5_000)
    await house.toPreview(2)
    await house.touch({ kind: 'confirm' })
    await stalledBy('printer-out-of-paper')
    house.printer.unplugNetwork()
    await house.screen('finished')
    expect(house.view.content).toMatchObject({ copiesDelivered: 1, copiesUnclear: 1 })
    await house.until('told', () => house.order().order.state === 'ended')
    await house.touch({ kind: 'finish' })
    house.printer.plugNetwork()
    await house.until('stopped there', () => house.printer.state().jobs.some(({ state }) => state === 'canceled'))
    house.printer.loadTray(50)
  }

  it('is told to be absent when the printer proves it, and comes out for nobody', async () => {
    await cutOffWithEmptyTray()
    await house.until('told', () => house.server.absent.length === 1)
    expect(house.server.absent[0]).toMatchObject({
      copies: [{ copyNumber: 2, end: 'not-delivered', sheetsCounted: 0 }],
    })
    await house.screen('attract')
    await house.clock.advance(600_000)
    expect(house.sheets()).toBe(2)
    expect(house.server.latePaper).toHaveLength(0)
  })

  it('is told so over refusals and a restart, and once', async () => {
    house.server.refuse(ABSENT, 'terminal-refused', 403)
    await cutOffWithEmptyTray()
    const askedFor = () => house.server.asked.filter(summary => summary === ABSENT.summary).length
    await house.until('asked', () => askedFor() > 0)
    await house.breakPower()
    await house.start()
    house.server.refusals.length = 0
    await house.until('told', () => house.server.absent.length === 1)
    await house.clock.advance(3_600_000)
    expect(house.server.absent).toHaveLength(1)
  })
})
