import { describe, expect, it } from 'vitest'
import { type BenchOptions, createPrinterBench } from '../sim/page-printer/bench.ts'

async function ready(options: BenchOptions = {}) {
  const bench = createPrinterBench(options)
  await bench.pass(500)
  const printed = async (name: string, pages = 1) => {
    const copy = bench.print(name, pages)
    await bench.until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
    await bench.pass(4_000)
  }
  const told = () => ({
    warnings: bench.printer.warnings().map(({ code, detail }) => `${code}: ${detail}`),
    fault: bench.printer.fault()?.code ?? null,
  })
  return { ...bench, printed, told }
}
const NOTHING = { warnings: [], fault: null }

describe('a printer that puts out more than it was sent', () => {
  it('is warned of at one copy, and serves nobody after two in a row, until it is switched on anew', async () => {
    const { sim, printed, told, pass } = await ready()
    sim.behave({ printsTwice: true })
    await printed('J-1', 2)
    expect(sim.papers()).toHaveLength(4)
    expect(told()).toEqual({ warnings: ['printer-surplus: 4 sheets for 2'], fault: null })
    await printed('J-2')
    expect(told()).toEqual({ warnings: ['printer-surplus: 2 sheets for 1'], fault: 'printer-surplus' })
    await pass(600_000)
    expect(told().fault).toBe('printer-surplus')
    sim.powerOff()
    await pass(10_000)
    sim.behave({ printsTwice: false })
    sim.powerOn()
    await pass(10_000)
    expect(told()).toEqual(NOTHING)
  })

  it('is seen between the copies of one order too', async () => {
    const { sim, print, until, told } = await ready()
    sim.behave({ printsTwice: true })
    for (const name of ['J-1', 'J-2', 'J-3']) {
      const copy = print(name, 1)
      await until(() => copy.outcome() !== null)
    }
    expect(told().fault).toBe('printer-surplus')
  })

  it('is not when a copy between came out once', async () => {
    const { sim, printed, told } = await ready()
    sim.behave({ printsTwice: true })
    await printed('J-1')
    sim.behave({ printsTwice: false })
    await printed('J-2')
    expect(told().warnings).toEqual(['printer-surplus: 2 sheets for 1'])
    await printed('J-3')
    expect(told()).toEqual(NOTHING)
    sim.behave({ printsTwice: true })
    await printed('J-4')
    expect(told().fault).toBeNull()
  })

  it('is not when somebody else printed, or where the house does not go by its counts', async () => {
    const { sim, print, until, pass, told } = await ready()
    for (const name of ['J-1', 'J-2']) {
      const copy = print(name, 1)
      sim.foreignJob({ pages: 1 })
      await until(() => copy.outcome() !== null)
      await pass(4_000)
    }
    expect(sim.papers()).toHaveLength(4)
    expect(told()).toEqual(NOTHING)
    const ignored = await ready({ counter: 'ignored' })
    ignored.sim.behave({ printsTwice: true })
    await ignored.printed('J-1')
    await ignored.printed('J-2')
    expect(ignored.told()).toEqual(NOTHING)
  })
})
