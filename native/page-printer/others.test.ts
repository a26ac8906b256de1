import { describe, expect, it } from 'vitest'
import { type BenchOptions, createPrinterBench, type PrinterBench } from '../sim/page-printer/bench.ts'

async function ready(options: BenchOptions = {}): Promise<PrinterBench> {
  const bench = createPrinterBench(options)
  await bench.pass(500)
  return bench
}

/** Somebody else's sheet comes out, then the printer forgets everything; the driver's own life ends too where that is told. */
async function cutOffAfterTheirs(bench: PrinterBench): Promise<void> {
  const { sim, until } = bench
  await until(() => sim.papers().length === 1)
  expect(sim.papers()[0]).toMatchObject({ foreign: true })
  sim.powerOff()
  await bench.pass(20_000)
}

describe('work of somebody else beside a copy', () => {
  it('is not taken for the copy after the printer has forgotten it, nor over a restart of the station', async () => {
    const bench = await ready()
    const { sim, printer, print, restart, resume, sent, until } = bench
    sim.foreignJob({ pages: 1 })
    await bench.pass(100)
    print('J-1', 1)
    await cutOffAfterTheirs(bench)
    expect(sent('J-1', 1)).toMatchObject({ othersSeen: true })
    await printer.close()
    sim.powerOn()
    const taken = resume(restart(), 'J-1', 1)
    await until(() => taken.outcome() !== null)
    expect(taken.outcome()).toMatchObject({ kind: 'cannot-be-told' })
  })

  it('is seen by the printer\u2019s number for the copy, when it came in between', async () => {
    const bench = await ready()
    const { sim, print, sent, until } = bench
    const first = print('J-1', 1)
    await until(() => first.outcome() !== null)
    const second = print('J-2', 1)
    sim.foreignJob({ pages: 1 })
    await until(() => second.outcome() !== null)
    expect(sent('J-2', 1)).toMatchObject({ othersSeen: true })
  })

  it('is seen by how many jobs wait, whoever sent them', async () => {
    const bench = await ready()
    const { sim, print, sent, until } = bench
    sim.behave({ list: 'empty' })
    const copy = print('J-1', 3)
    await until(() => sim.received().length === 1)
    expect(sent('J-1', 3)).toMatchObject({ othersSeen: false })
    sim.foreignJob({ pages: 1 })
    await bench.pass(1_000)
    expect(sent('J-1', 3)).toMatchObject({ othersSeen: true })
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', proof: 'counted' })
  })

  it('is forgotten when the copy is offered anew, for then the printer has told of it', async () => {
    const bench = await ready()
    const { sim, print, sent, until } = bench
    const first = print('J-0', 1)
    await until(() => first.outcome() !== null)
    sim.behave({ printJob: 'busy' })
    const copy = print('J-1', 1)
    await bench.pass(500)
    sim.foreignJob({ pages: 1 })
    await bench.pass(4_000)
    sim.behave({ printJob: 'honest' })
    await until(() => copy.outcome() !== null)
    expect(sent('J-1', 1)).toMatchObject({ othersSeen: false })
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
  })
})
