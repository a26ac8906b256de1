import { describe, expect, it } from 'vitest'
import { type BenchOptions, createPrinterBench, type PrinterBench } from '../sim/page-printer/bench.ts'
import { samplePdf } from '../sim/page-printer/sample-pdf.ts'

async function ready(options: BenchOptions = {}): Promise<PrinterBench> {
  const bench = createPrinterBench(options)
  await bench.pass(500)
  return bench
}

describe('a copy whose acceptance was not heard', () => {
  it('is found at the printer and not sent again', async () => {
    const { print, until, sim } = await ready()
    sim.loseAnswers('Print-Job', 'after')
    const copy = print('J-1', 3)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toEqual({ kind: 'delivered', sheetsDelivered: 3, evidence: 'counted' })
    expect(sim.received()).toHaveLength(1)
  })

  it('is found when its name comes back with a language', async () => {
    const { print, until, sim } = await ready()
    sim.behave({ names: 'with-language' })
    sim.loseAnswers('Print-Job', 'after')
    const copy = print('J-1', 1)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
    expect(sim.received()).toHaveLength(1)
  })

  it('is found although the job had ended by then', async () => {
    const { print, until, sim } = await ready({ sendTimeoutMs: 5_000 })
    sim.goSlow(5_500)
    const copy = print('J-1', 2)
    await until(() => sim.papers().length === 2)
    sim.goSlow(0)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
    expect(sim.received()).toHaveLength(1)
  })

  it('is sent again when the printer never got it', async () => {
    const { print, until, sim } = await ready()
    sim.loseAnswers('Print-Job', 'before')
    const copy = print('J-1', 2)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
    expect(sim.papers()).toHaveLength(2)
  })

  it('is given up when it is lost again and again', async () => {
    const { print, until, sim } = await ready({ lostAfterMs: 10_000 })
    sim.loseAnswers('Print-Job', 'before', 1_000)
    const copy = print('J-1', 2)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({
      kind: 'not-delivered',
      sheetsDelivered: 0,
      fault: { code: 'printer-unreachable' },
    })
  })

  it('is not sent again to a printer whose list is known to prove nothing', async () => {
    const { print, until, sim } = await ready()
    sim.behave({ names: 'replaced' })
    const first = print('J-1', 1)
    await until(() => first.outcome() !== null)
    expect(first.outcome()).toMatchObject({ kind: 'delivered' })
    sim.loseAnswers('Print-Job', 'after')
    const second = print('J-2', 1)
    await until(() => second.outcome() !== null)
    expect(second.outcome()).toMatchObject({ kind: 'unknown', fault: { code: 'printer-outcome-unknown' } })
    expect(sim.received()).toHaveLength(2)
  })

  it('is not sent again to a printer that went dark meanwhile', async () => {
    const { print, until, pass, sim } = await ready()
    sim.loseAnswers('Print-Job', 'after')
    const copy = print('J-1', 3)
    await pass(0)
    sim.powerOff()
    await pass(5_000)
    sim.powerOn()
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'unknown', sheetsDelivered: 0 })
    expect(sim.received()).toHaveLength(1)
  })
})

describe('a printer that is lost in the midst of a copy', () => {
  it('leaves the outcome unknown after its time, with the sheets seen', async () => {
    const { print, until, sim, clock } = await ready({ lostAfterMs: 30_000 })
    const copy = print('J-1', 5)
    await until(() => copy.progress.length === 2)
    sim.powerOff()
    const darkMs = clock.monotonic()
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({
      kind: 'unknown',
      sheetsDelivered: 2,
      fault: { code: 'printer-outcome-unknown' },
    })
    expect(clock.monotonic() - darkMs).toBeGreaterThanOrEqual(29_000)
    expect(clock.monotonic() - darkMs).toBeLessThan(32_000)
  })

  it('that comes back without its jobs leaves the outcome unknown at once', async () => {
    const { print, until, pass, sim } = await ready()
    const copy = print('J-1', 5)
    await until(() => copy.progress.length === 2)
    sim.powerOff({ keepJobs: false })
    await pass(3_000)
    sim.powerOn()
    await pass(1_000)
    expect(copy.outcome()).toMatchObject({ kind: 'unknown', sheetsDelivered: 2 })
    expect(sim.received()).toHaveLength(1)
  })

  it('that gives the number of the job to another is not believed about it', async () => {
    const { print, until, pass, restart, sim } = await ready()
    const copy = print('J-1', 5)
    await until(() => copy.progress.length === 1)
    sim.powerOff({ keepJobs: false })
    sim.powerOn()
    void restart().printCopy({ jobName: 'J-2', pages: 9, pdf: samplePdf(9) }, () => {})
    await pass(10_000)
    expect(sim.state().jobs.map(job => [job.id, job.name])).toEqual([[1, 'J-2']])
    expect(copy.outcome()).toMatchObject({ kind: 'unknown', sheetsDelivered: 1 })
  })

  it('that forgets ended jobs is believed as far as it had counted', async () => {
    const { print, until, sim } = await ready()
    sim.behave({ forgetsEndedJobs: true })
    const short = print('J-1', 2)
    await until(() => short.outcome() !== null)
    expect(short.outcome()).toMatchObject({ kind: 'unknown', sheetsDelivered: 1 })
    sim.counters('one-too-high')
    const full = print('J-2', 2)
    await until(() => full.outcome() !== null)
    expect(full.outcome()).toEqual({ kind: 'delivered', sheetsDelivered: 2, evidence: 'counted' })
  })
})

describe('an answer that goes astray', () => {
  it('is no stall', async () => {
    const { print, until, sim } = await ready()
    const copy = print('J-1', 4)
    await until(() => copy.progress.length === 1)
    sim.loseAnswers('Get-Job-Attributes', 'after', 3)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 4 })
    expect(copy.progress.every(step => step.stalled === null)).toBe(true)
  })
})

describe('after a restart of the station', () => {
  it('a copy under way is known and followed to its end', async () => {
    const { print, until, restart, follow, sim, printer } = await ready()
    const before = print('J-1', 5)
    await until(() => before.progress.length === 2)
    await printer.close()
    const again = restart()
    expect(await again.has('J-1')).toBe('yes')
    const copy = follow(again, 'J-1', 5)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toEqual({ kind: 'delivered', sheetsDelivered: 5, evidence: 'counted' })
    expect(before.outcome()).toBeNull()
    expect(sim.received()).toHaveLength(1)
  })

  it('a copy that has ended meanwhile tells its end', async () => {
    const { print, until, restart, follow, sim, printer, pass } = await ready()
    sim.jamAtSheet(2, 'abort')
    const before = print('J-1', 3)
    await until(() => before.progress.length === 1)
    await printer.close()
    await pass(5_000)
    const copy = follow(restart(), 'J-1', 3)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'not-delivered', sheetsDelivered: 1, fault: { code: 'printer-jam' } })
  })

  it('says no of a copy that the printer never had, and unreachable of a printer that is off', async () => {
    const { restart, sim } = await ready()
    const printer = restart()
    expect(await printer.has('J-1')).toBe('no')
    sim.powerOff()
    expect(await printer.has('J-1')).toBe('unreachable')
  })

  it('leaves a copy that the printer does not know unknown', async () => {
    const { restart, follow, until } = await ready()
    const copy = follow(restart(), 'J-1', 1)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'unknown', sheetsDelivered: 0 })
  })

  it('waits for a printer that is still off, within bounds', async () => {
    const { print, restart, follow, sim, pass, until, printer } = await ready()
    const before = print('J-1', 4)
    await until(() => before.progress.length === 1)
    await printer.close()
    sim.powerOff({ keepJobs: true })
    const copy = follow(restart(), 'J-1', 4)
    await pass(20_000)
    sim.powerOn()
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 4 })
    sim.powerOff()
    const gone = follow(restart(), 'J-1', 4)
    await until(() => gone.outcome() !== null)
    expect(gone.outcome()).toMatchObject({ kind: 'unknown' })
  })

  it('can cancel a copy that it has not begun to follow', async () => {
    const { print, until, restart, sim, printer, pass } = await ready()
    const before = print('J-1', 5)
    await until(() => before.progress.length === 1)
    await printer.close()
    await restart().cancelCopy('J-1')
    await pass(500)
    expect(sim.state().jobs[0]?.state).toBe('canceled')
  })

  it('leaves no timer behind when it is closed in the midst of a copy', async () => {
    const { print, until, printer, sim, clock, pass } = await ready()
    const copy = print('J-1', 5)
    await until(() => copy.progress.length === 2)
    await printer.close()
    sim.emptyTray()
    await pass(200)
    expect(clock.pending()).toBe(0)
    expect(copy.outcome()).toBeNull()
  })
})
