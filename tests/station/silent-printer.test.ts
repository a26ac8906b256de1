import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHouse, type House } from './house.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
})
afterEach(() => house.pullDown())

/** A screen is told of what its station knows within this. */
const SAID_WITHIN_MS = 5_000
const SOON_MS = 200

const printing = () => (house.view.content.screen === 'printing' ? house.view.content : null)
const sheets = (count: number) => house.until(`${count} sheets`, () => (printing()?.sheetsDelivered ?? 0) === count)
/** Time goes by until the rule of the house is up. */
const pass = async () => {
  for (let ms = 0; ms < SAID_WITHIN_MS + SOON_MS; ms += 100) await house.clock.advance(100)
}
const order = async (copies: number) => {
  await house.toPreview(copies)
  await house.touch({ kind: 'confirm' })
}

describe('a printer that falls silent while somebody waits for paper', () => {
  it('is said to be silent within five seconds, in the middle of a copy, and goes on when it speaks again', async () => {
    await order(3)
    await sheets(3)
    house.printer.hang(true)
    await pass()
    expect(printing()).toMatchObject({ stalled: { code: 'printer-unreachable' }, stopping: false, copiesDelivered: 1 })
    expect(house.view.countdown?.kind).toBe('paper')
    house.printer.hang(false)
    await house.screen('finished')
    expect(house.view.content).toMatchObject({ copiesDelivered: 3, copiesUnclear: 0, fault: null })
    expect(house.sheets()).toBe(6)
  })

  it('is said to be silent within five seconds of the first copy, and between two', async () => {
    await order(2)
    house.printer.hang(true)
    await house.screen('printing')
    await pass()
    expect(printing()).toMatchObject({ stalled: { code: 'printer-unreachable' }, sheetsDelivered: 0 })
    house.printer.hang(false)
    await house.until('the first copy', () => printing()?.copiesDelivered === 1)
    house.printer.hang(true)
    await pass()
    expect(printing()).toMatchObject({ stalled: { code: 'printer-unreachable' }, copiesDelivered: 1 })
    house.printer.hang(false)
    await house.screen('finished')
    expect(house.view.content).toMatchObject({ copiesDelivered: 2, fault: null })
  })

  it('is said to be silent within five seconds after a restart in the middle of a copy', async () => {
    await order(2)
    await sheets(3)
    await house.breakPower()
    house.printer.hang(true)
    await house.start()
    await house.screen('printing')
    expect(printing()).toMatchObject({ recovering: true, stalled: null, sheetsDelivered: 3 })
    await pass()
    expect(printing()).toMatchObject({ stalled: { code: 'printer-unreachable' }, sheetsDelivered: 3 })
    house.printer.hang(false)
    await house.screen('finished')
    expect(house.view.content).toMatchObject({ copiesDelivered: 2, fault: null })
    expect(house.sheets()).toBe(4)
  })

  it('is waited for with patience where it only answers late: nothing is taken back while sheets come out', async () => {
    await order(4)
    await sheets(1)
    house.printer.behave({ answersAfterMs: 6_000, sheetMs: 25_000 })
    await pass()
    expect(printing()).toMatchObject({ stalled: { code: 'printer-unreachable' } })
    const sinceMs = house.clock.monotonic()
    await house.screen('finished')
    expect(house.view.content).toMatchObject({ copiesDelivered: 4, copiesUnclear: 0, fault: null })
    // Longer than paper is waited for.
    expect(house.clock.monotonic() - sinceMs).toBeGreaterThan(120_000)
  })

  it('and stays so is asked for a minute, then the copy is one of which nobody can tell', async () => {
    await order(2)
    await sheets(3)
    house.printer.hang(true)
    await house.screen('finished')
    expect(house.view.content).toMatchObject({ copiesDelivered: 1, copiesUnclear: 1 })
    expect(house.view.content).toMatchObject({ fault: { code: 'printer-outcome-unknown' } })
  })
})
