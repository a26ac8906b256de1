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
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 3, proof: 'counted' })
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

  it('is found under another name by all else that is known of it', async () => {
    const { print, until, sim } = await ready()
    sim.behave({ names: 'replaced' })
    const first = print('J-1', 1)
    await until(() => first.outcome() !== null)
    expect(first.outcome()).toMatchObject({ kind: 'delivered' })
    sim.loseAnswers('Print-Job', 'after')
    const second = print('J-2', 1)
    await until(() => second.outcome() !== null)
    expect(second.outcome()).toMatchObject({ kind: 'delivered' })
    expect(sim.received()).toHaveLength(2)
  })

  it.each(['before', 'after'] as const)(
    'is not sent again to a printer that lists no jobs and counts nothing (answer lost %s)',
    async when => {
      const { print, until, sim } = await ready()
      sim.behave({ list: 'empty', lifeCounters: 'none' })
      sim.loseAnswers('Print-Job', when)
      const copy = print('J-1', 1)
      await until(() => copy.outcome() !== null)
      expect(copy.outcome()).toMatchObject({
        kind: 'cannot-be-told',
        atPrinter: true,
        fault: { code: 'printer-outcome-unknown' },
      })
      expect(sim.received().length).toBeLessThanOrEqual(1)
      expect(sim.papers()).toHaveLength(when === 'after' ? 1 : 0)
    },
  )

  it('is not sent again to a printer that went dark meanwhile', async () => {
    const { print, until, pass, sim } = await ready()
    sim.loseAnswers('Print-Job', 'after')
    const copy = print('J-1', 3)
    await until(() => sim.received().length === 1)
    sim.powerOff()
    await pass(5_000)
    sim.powerOn()
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'cannot-be-told', sheetsDelivered: 0 })
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
      kind: 'cannot-be-told',
      sheetsDelivered: 2,
      fault: { code: 'printer-outcome-unknown' },
    })
    expect(clock.monotonic() - darkMs).toBeGreaterThanOrEqual(29_000)
    expect(clock.monotonic() - darkMs).toBeLessThan(32_000)
  })

  it('that comes back without its jobs leaves the outcome unknown as soon as it has settled', async () => {
    const { print, until, pass, sim } = await ready()
    const copy = print('J-1', 5)
    await until(() => copy.progress.length === 2)
    sim.powerOff({ keepJobs: false })
    await pass(3_000)
    sim.powerOn()
    await pass(8_000)
    expect(copy.outcome()).toMatchObject({ kind: 'cannot-be-told', sheetsDelivered: 2 })
    expect(sim.received()).toHaveLength(1)
  })

  it('that gives the number of the job to another is not believed about it', async () => {
    const { print, until, restart, sim } = await ready()
    const copy = print('J-1', 5)
    await until(() => copy.progress.length === 1)
    sim.powerOff({ keepJobs: false })
    sim.powerOn()
    void restart().printCopy({ jobName: 'J-2', pages: 9, pdf: samplePdf(9) }, () => {})
    await until(() => copy.outcome() !== null)
    expect(sim.state().jobs.map(job => [job.id, job.name])).toEqual([[1, 'J-2']])
    expect(copy.outcome()).toMatchObject({ kind: 'cannot-be-told', sheetsDelivered: 1 })
  })

  it('that forgets ended jobs is believed by its life counter', async () => {
    const { print, until, sim } = await ready()
    sim.behave({ forgetsEndedJobs: true })
    const copy = print('J-1', 2)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 2, proof: 'life-counter' })
  })

  it.each(['sheets', 'one-too-high', 'ahead'] as const)(
    'that forgets ended jobs and has no life counter is not believed, however full its count was: %s',
    async counters => {
      const { print, until, sim } = await ready()
      sim.behave({ forgetsEndedJobs: true, lifeCounters: 'none', counters })
      const copy = print('J-1', 2)
      await until(() => copy.outcome() !== null)
      expect(copy.outcome()).toMatchObject({ kind: 'cannot-be-told' })
    },
  )
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
    const { print, until, restart, resume, sim, printer } = await ready()
    const before = print('J-1', 5)
    await until(() => before.progress.length === 2)
    await printer.close()
    const again = restart()
    const copy = resume(again, 'J-1', 5)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 5, proof: 'counted' })
    expect(before.outcome()).toBeNull()
    expect(sim.received()).toHaveLength(1)
  })

  it('a copy that has ended meanwhile tells its end', async () => {
    const { print, until, restart, resume, sim, printer, pass } = await ready()
    sim.jamAtSheet(2, 'abort')
    const before = print('J-1', 3)
    await until(() => before.progress.length === 1)
    await printer.close()
    await pass(5_000)
    const copy = resume(restart(), 'J-1', 3)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'not-delivered', sheetsDelivered: 1, fault: { code: 'printer-jam' } })
  })

  it('leaves a copy that the printer does not know unknown', async () => {
    const { restart, resume, until } = await ready()
    const copy = resume(restart(), 'J-1', 1)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'cannot-be-told', sheetsDelivered: 0 })
  })

  it('waits for a printer that is still off, within bounds', async () => {
    const { print, restart, resume, sim, pass, until, printer } = await ready()
    const before = print('J-1', 4)
    await until(() => before.progress.length === 1)
    await printer.close()
    sim.powerOff({ keepJobs: true })
    const copy = resume(restart(), 'J-1', 4)
    await pass(20_000)
    sim.powerOn()
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 4 })
    sim.powerOff()
    const gone = resume(restart(), 'J-1', 4)
    await until(() => gone.outcome() !== null)
    expect(gone.outcome()).toMatchObject({ kind: 'cannot-be-told' })
  })

  it('is judged by the life counter of a printer that takes two minutes to start, withdrawn or not', async () => {
    for (const withdraw of [false, true]) {
      const { print, until, restart, resume, sim, printer, pass } = await ready()
      print('J-1', 2)
      await until(() => sim.papers().length === 2)
      await printer.close()
      sim.powerOff()
      const copy = resume(restart(), 'J-1', 2, { withdraw })
      await pass(120_000)
      expect(copy.outcome()).toBeNull()
      sim.powerOn()
      await until(() => copy.outcome() !== null)
      expect(copy.outcome()).toMatchObject({ kind: 'delivered', proof: 'life-counter' })
    }
  })

  it('is withdrawn when nobody waits for it any more', async () => {
    const { print, until, restart, resume, sim, printer } = await ready()
    const before = print('J-1', 5)
    await until(() => before.progress.length === 1)
    await printer.close()
    const again = restart()
    const copy = resume(again, 'J-1', 5, { withdraw: true })
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'not-delivered' })
    expect(sim.state().jobs[0]?.state).toBe('canceled')
    expect(sim.papers().length).toBeLessThan(5)
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
