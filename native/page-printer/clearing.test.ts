import { describe, expect, it } from 'vitest'
import type { Cleared, PagePrinter } from '../../src/contract/devices.ts'
import { createPrinterBench, type PrinterBench } from '../sim/page-printer/bench.ts'

/** A copy of two sheets whose second one waits for paper, given up by its visitor. */
async function givenUp(manners: Parameters<PrinterBench['sim']['behave']>[0] = {}) {
  const bench = createPrinterBench({ traySheets: 1 })
  await bench.pass(500)
  bench.sim.behave(manners)
  const copy = bench.print('J-1', 2)
  await bench.until(() => copy.stalled() === 'printer-out-of-paper')
  await bench.printer.cancelCopy('J-1')
  await bench.until(() => copy.outcome() !== null)
  return { ...bench, copy }
}

function clear({ sent }: PrinterBench, printer: PagePrinter): () => Cleared | null {
  let cleared: Cleared | null = null
  void printer.clearCopy(sent('J-1', 2)).then(end => {
    cleared = end
  })
  return () => cleared
}

describe('a copy that was given back', () => {
  it('is gone once the printer is idle again, and so long nobody is served', async () => {
    const bench = await givenUp()
    expect(bench.copy.outcome()).toMatchObject({ kind: 'not-delivered', atPrinter: true })
    const cleared = clear(bench, bench.printer)
    await bench.pass(600_000)
    expect(cleared()).toBeNull()
    expect(bench.printer.fault()).not.toBeNull()
    bench.sim.loadTray(50)
    await bench.until(() => bench.printer.fault()?.code === 'printer-clearing')
    await bench.until(() => cleared() !== null)
    expect(cleared()).toMatchObject({ sheetsDelivered: 1, cameOut: false })
    expect(bench.printer.fault()).toBeNull()
    expect(bench.sim.papers()).toHaveLength(1)
  })

  it.each(['ignored', 'refused', 'unsupported', 'told-but-prints'] as const)(
    'and that the printer does not stop (%s) comes out in front of nobody, and is known to have come out',
    async cancel => {
      const bench = await givenUp({ cancel })
      const cleared = clear(bench, bench.printer)
      const served: boolean[] = []
      bench.sim.onChange(() => {
        if (bench.sim.papers().length === 2) served.push(bench.printer.fault() === null)
      })
      await bench.pass(30_000)
      bench.sim.loadTray(50)
      await bench.until(() => cleared() !== null)
      expect(bench.sim.papers()).toHaveLength(2)
      expect(served[0]).toBe(false)
      expect(cleared()).toMatchObject({ sheetsDelivered: 2, cameOut: true })
      await bench.until(() => bench.printer.fault() === null)
    },
  )

  it('is cleared by the next start as well', async () => {
    const bench = await givenUp({ cancel: 'ignored' })
    await bench.printer.close()
    const again = bench.restart()
    const cleared = clear(bench, again)
    await bench.pass(30_000)
    expect(again.fault()).not.toBeNull()
    bench.sim.loadTray(50)
    await bench.until(() => cleared() !== null)
    expect(cleared()).toMatchObject({ cameOut: true })
  })

  it('is cleared when the printer was cut off for a minute, in which it was refunded', async () => {
    const bench = createPrinterBench()
    await bench.pass(500)
    const copy = bench.print('J-1', 2)
    await bench.until(() => bench.sim.papers().length === 1)
    bench.sim.emptyTray()
    bench.sim.unplugNetwork()
    await bench.until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'cannot-be-told', atPrinter: true })
    const cleared = clear(bench, bench.printer)
    bench.sim.plugNetwork()
    await bench.until(() => bench.sim.state().jobs[0]?.state === 'canceled')
    bench.sim.loadTray(50)
    await bench.until(() => cleared() !== null)
    expect(bench.sim.papers()).toHaveLength(1)
    expect(cleared()).toMatchObject({ sheetsDelivered: 1, cameOut: false, isProven: true })
  })

  it.each(['exact', 'frozen'] as const)(
    'is proven not to have come out only by a life counter that moves: %s',
    async lifeCounters => {
      const bench = createPrinterBench()
      bench.sim.behave({ lifeCounters })
      await bench.pass(500)
      const before = bench.print('J-0', 2)
      await bench.until(() => before.outcome() !== null)
      bench.sim.emptyTray()
      const copy = bench.print('J-1', 2)
      await bench.until(() => copy.stalled() === 'printer-out-of-paper')
      bench.sim.unplugNetwork()
      await bench.until(() => copy.outcome() !== null)
      expect(copy.outcome()).toMatchObject({ kind: 'cannot-be-told', atPrinter: true })
      const cleared = clear(bench, bench.printer)
      bench.sim.plugNetwork()
      await bench.until(() => bench.sim.state().jobs.some(({ state }) => state === 'canceled'))
      bench.sim.loadTray(50)
      await bench.until(() => cleared() !== null)
      expect(cleared()).toMatchObject({ sheetsDelivered: 0, cameOut: false, isProven: lifeCounters === 'exact' })
    },
  )

  it('is looked for once, however often that is asked', async () => {
    const bench = await givenUp()
    const [one, other] = [clear(bench, bench.printer), clear(bench, bench.printer)]
    bench.sim.loadTray(50)
    await bench.until(() => one() !== null && other() !== null)
    expect(other()).toEqual(one())
    expect(bench.printer.fault()).toBeNull()
  })

  it('leaves no timer behind when the driver is closed meanwhile', async () => {
    const bench = await givenUp()
    const cleared = clear(bench, bench.printer)
    await bench.pass(3_000)
    await bench.printer.close()
    await bench.pass(200)
    expect(bench.clock.pending()).toBe(0)
    expect(cleared()).toBeNull()
  })
})
