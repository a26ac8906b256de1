import { describe, expect, it } from 'vitest'
import { type BenchOptions, createPrinterBench, type PrinterBench } from '../sim/page-printer/bench.ts'

async function ready(options: BenchOptions = {}): Promise<PrinterBench> {
  const bench = createPrinterBench(options)
  await bench.pass(500)
  return bench
}
type Manners = Parameters<PrinterBench['sim']['behave']>[0]

describe('no copy comes out twice', () => {
  it.each<[string, Manners]>([
    ['that keeps no history', { forgetsEndedJobs: true }],
    ['that forgets after two seconds', { forgetsAfterMs: 2_000 }],
    ['that cuts names', { namesCutTo: 8 }],
    ['that cuts names and forgets', { namesCutTo: 8, forgetsAfterMs: 2_000 }],
    ['that gives names of its own', { names: 'replaced' }],
    ['that tells no names', { names: 'none' }],
    ['that lists nothing', { list: 'empty' }],
  ])('after a restart of the station at a printer %s', async (_, manners) => {
    for (const darkMs of [1_000, 4_000, 30_000]) {
      const { sim, print, until, printer, pass, restart, resume } = await ready()
      sim.behave(manners)
      print('YZ000001-1-abcdefgh', 2)
      await until(() => sim.received().length === 1)
      await printer.close()
      await pass(darkMs)
      const copy = resume(restart(), 'YZ000001-1-abcdefgh', 2)
      await until(() => copy.outcome() !== null)
      expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 2 })
      expect(sim.papers()).toHaveLength(2)
    }
  })

  it.each<[string, Manners]>([
    ['that lists nothing and counts nothing', { list: 'empty', lifeCounters: 'none' }],
    ['that lists nothing and whose life counter stands still', { list: 'empty', lifeCounters: 'frozen' }],
  ])('after a restart at a printer %s: it cannot be told', async (_, manners) => {
    const { sim, print, until, printer, pass, restart, resume } = await ready()
    sim.behave(manners)
    sim.loseAnswers('Print-Job', 'after')
    print('J-1', 2)
    await until(() => sim.received().length === 1)
    await printer.close()
    await pass(30_000)
    const copy = resume(restart(), 'J-1', 2)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'cannot-be-told' })
  })

  it('after a Print-Job that hung, by a printer that forgets at once', async () => {
    const { sim, print, until } = await ready()
    sim.behave({ forgetsEndedJobs: true })
    sim.holdAnswers('Print-Job', 90_000, { answers: false })
    const copy = print('J-1', 2)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', proof: 'life-counter' })
    expect(sim.received()).toHaveLength(1)
  })

  it('by a printer that says it is busy and prints', async () => {
    const { sim, print, until } = await ready()
    sim.behave({ printJob: 'busy-but-prints' })
    const copy = print('J-1', 2)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
    expect(sim.received()).toHaveLength(1)
  })

  it.each([{}, { lifeCounters: 'none' }] satisfies Manners[])(
    'by a printer that says it is busy and prints, lists nothing and is silent meanwhile (%o)',
    async manners => {
      const { sim, print, until } = await ready()
      sim.behave({ printJob: 'busy-but-prints', list: 'empty', silentAfterJobMs: 10_000, ...manners })
      const copy = print('J-1', 2)
      await until(() => copy.outcome() !== null)
      expect(copy.outcome()?.kind).toBe('lifeCounters' in manners ? 'cannot-be-told' : 'delivered')
      expect(sim.received()).toHaveLength(1)
    },
  )

  it('after a restart that finds, by proof, that the printer never had it', async () => {
    const { sim, print, until, printer, restart, resume, pass } = await ready()
    const first = print('J-1', 1)
    await until(() => first.outcome() !== null)
    sim.loseAnswers('Print-Job', 'before', 100)
    print('J-2', 1)
    await pass(1_000)
    await printer.close()
    const copy = resume(restart(), 'J-2', 1)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'never-arrived' })
  })
})

describe('no copy is charged without paper', () => {
  it('by a count that runs ahead, and then a power cycle', async () => {
    const { sim, print, until, pass } = await ready()
    sim.counters('ahead')
    const copy = print('J-1', 2)
    await until(() => sim.papers().length === 1)
    await pass(600)
    sim.powerOff({ keepJobs: false })
    await pass(10_000)
    sim.powerOn()
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'cannot-be-told' })
  })

  it.each(['queued-in-device', 'at-once'] as const)(
    'by a word that it is completed (%s) before a jam',
    async ending => {
      const { sim, print, until, pass } = await ready()
      sim.behave({ ending, counters: 'ahead' })
      sim.jamAtSheet(2, 'abort')
      const copy = print('J-1', 2)
      await pass(30_000)
      sim.clearJam()
      await until(() => copy.outcome() !== null)
      expect(copy.outcome()?.kind).not.toBe('delivered')
      expect(sim.papers()).toHaveLength(1)
    },
  )
})

describe('no copy is given back that came out, where that can be known', () => {
  it.each<[string, Manners, BenchOptions]>([
    ['a full count that falls again', { counters: 'falls-when-full', endsLateMs: 3_000, lifeCounters: 'none' }, {}],
    [
      'a sheet counter that stands still beside exact impressions',
      { counters: 'sheets-frozen', lifeCounters: 'none' },
      {},
    ],
    ['answers that take six seconds', { statusAfterMs: 6_000 }, {}],
    ['answers that take six seconds, and no life counter', { statusAfterMs: 6_000, lifeCounters: 'none' }, {}],
    ['completed at once, at four seconds a sheet', { ending: 'at-once' }, { msPerSheet: 4_000 }],
    [
      'completed at once, at twelve seconds a sheet, uncounted',
      { ending: 'at-once', lifeCounters: 'none' },
      { msPerSheet: 12_000 },
    ],
    ['no Get-Job-Attributes', { noJobAttributes: true }, {}],
    ['no Get-Job-Attributes, and no life counter', { noJobAttributes: true, lifeCounters: 'none' }, {}],
    ['neither Get-Job-Attributes nor a list', { noJobAttributes: true, list: 'unsupported' }, {}],
    ['completed with errors, although all came out', { ending: 'with-errors' }, {}],
  ])('by %s', async (_, manners, options) => {
    const { sim, print, until } = await ready(options)
    sim.behave(manners)
    const copy = print('J-1', 3)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 3 })
    expect(sim.papers()).toHaveLength(3)
    const told = copy.progress.map(({ sheetsDelivered }) => sheetsDelivered)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  })
})

describe('a life counter that has followed paper, and then stops counting', () => {
  const outcomes = async (counters: 'sheets' | 'ahead') => {
    const { sim, print, until } = await ready()
    sim.counters(counters)
    const kinds: (string | undefined)[] = []
    for (const name of ['J-1', 'J-2', 'J-3']) {
      const copy = print(name, 1)
      await until(() => copy.outcome() !== null)
      kinds.push(copy.outcome()?.kind)
      sim.behave({ lifeLagMs: 3_600_000 })
    }
    return kinds
  }

  it('does not belie a job that was counted sheet by sheet, and is not waited for again', async () => {
    expect(await outcomes('sheets')).toEqual(['delivered', 'delivered', 'delivered'])
  })

  it('belies one copy of a count that may run ahead, and no more', async () => {
    expect(await outcomes('ahead')).toEqual(['delivered', 'cannot-be-told', 'delivered'])
  })
})

describe('a life counter that comes late', () => {
  it('is no proof that nothing came out while it stands still', async () => {
    const { sim, print, until, pass } = await ready()
    sim.behave({ lifeLagMs: 8_000, list: 'empty' })
    const first = print('J-1', 2)
    await until(() => first.outcome() !== null)
    await pass(60_000)
    sim.loseAnswers('Print-Job', 'after')
    const second = print('J-2', 2)
    await until(() => second.outcome() !== null)
    expect(sim.papers()).toHaveLength(4)
    expect(second.outcome()?.kind).not.toBe('not-delivered')
  })

  it('does not pay for a copy with the sheets of the one before', async () => {
    const { sim, print, until, pass } = await ready()
    sim.behave({ lifeLagMs: 12_000, forgetsEndedJobs: true })
    const first = print('J-1', 1)
    await until(() => first.outcome() !== null)
    await pass(8_000)
    sim.jam()
    const second = print('J-2', 1)
    await pass(2_000)
    sim.powerOff()
    await pass(10_000)
    sim.clearJam()
    sim.powerOn()
    await until(() => second.outcome() !== null)
    expect(sim.papers()).toHaveLength(1)
    expect(second.outcome()?.kind).not.toBe('delivered')
  })
})

describe('what the printer does otherwise than ordered', () => {
  it('is read in the answer: the copy is stopped at once, and nobody orders until it can do it again', async () => {
    const { sim, print, until, printer } = await ready({ sides: 'two-sided-long-edge' })
    sim.behave({ duplex: 'dropped' })
    const copy = print('J-1', 5)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'not-delivered', fault: { code: 'printer-refused' } })
    expect(copy.outcome()?.sheetsDelivered).toBeLessThanOrEqual(3)
    expect(sim.papers().length).toBeLessThanOrEqual(1)
    expect(printer.fault()?.code).toBe('printer-refused')
  })
})

describe('a printer that has the copy and does not begin', () => {
  it('says so after a few seconds, and no longer once it prints', async () => {
    const { sim, print, until, clock, pass } = await ready()
    sim.behave({ wakesForMs: 20_000 })
    const copy = print('J-1', 1)
    const startMs = clock.monotonic()
    await until(() => copy.stalled() === 'printer-pending')
    expect(clock.monotonic() - startMs).toBeLessThan(11_000)
    await pass(10_000)
    expect(copy.stalled()).toBe('printer-pending')
    await until(() => copy.stalled() === null)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', proof: 'counted' })
  })
})

describe('a printer that is busy for ever', () => {
  it('is told as a stall after a few seconds, so that it can be given up', async () => {
    const { sim, print, until, clock, printer, pass } = await ready()
    sim.behave({ printJob: 'busy' })
    const copy = print('J-1', 1)
    const startMs = clock.monotonic()
    await until(() => copy.stalled() === 'printer-busy')
    expect(clock.monotonic() - startMs).toBeLessThan(10_000)
    await printer.cancelCopy('J-1')
    await pass(5_000)
    expect(copy.outcome()).toMatchObject({ kind: 'not-delivered' })
    expect(sim.received()).toHaveLength(0)
  })
})

describe('the record of a copy', () => {
  it('has the standing of the printer before its first byte leaves, and the number as soon as it is known', async () => {
    const { sim, print, until, sent } = await ready()
    sim.foreignJob()
    await until(() => sim.state().state === 'idle')
    sim.holdAnswers('Print-Job', 60_000, { acts: 'never', answers: false })
    const copy = print('J-1', 2)
    await until(() => sent('J-1', 2).standing !== null)
    expect(sim.received()).toHaveLength(0)
    expect(sent('J-1', 2)).toMatchObject({
      printerJobId: null,
      standing: {
        ...{ impressionsEver: 4_211, sheetsEver: 2_978, highestJobId: 1, newestEndedJobId: 1, atWork: false },
        sides: ['one-sided', 'two-sided-long-edge', 'two-sided-short-edge'],
      },
    })
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
    expect(sent('J-1', 2).printerJobId).toBe(2)
  })
})
