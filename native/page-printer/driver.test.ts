import { describe, expect, it } from 'vitest'
import { type BenchOptions, createPrinterBench, type PrinterBench } from '../sim/page-printer/bench.ts'
import { samplePdf } from '../sim/page-printer/sample-pdf.ts'

/** A bench whose driver has had its first answers. */
async function ready(options: BenchOptions = {}): Promise<PrinterBench> {
  const bench = createPrinterBench(options)
  await bench.pass(500)
  return bench
}

const counts = (progress: readonly { sheetsDelivered: number }[]) => progress.map(step => step.sheetsDelivered)

describe('a copy that goes well', () => {
  it('is told sheet by sheet and is delivered by the count', async () => {
    const { print, until, sim } = await ready()
    const copy = print('J-1', 3)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 3, proof: 'counted' })
    expect(counts(copy.progress)).toEqual([1, 2, 3])
    expect(sim.papers().map(({ jobName, sheet, pages }) => ({ jobName, sheet, pages }))).toEqual([
      { jobName: 'J-1', sheet: 1, pages: [1] },
      { jobName: 'J-1', sheet: 2, pages: [2] },
      { jobName: 'J-1', sheet: 3, pages: [3] },
    ])
  })

  it('reaches the printer byte for byte, as ordered', async () => {
    const { print, until, sim } = await ready({ sides: 'two-sided-long-edge' })
    const copy = print('印证-1', 2)
    await until(() => copy.outcome() !== null)
    expect(sim.received()).toMatchObject([
      { jobName: '印证-1', bytes: samplePdf(2), sides: 'two-sided-long-edge', media: 'iso_a4_210x297mm' },
    ])
  })

  it.each(['sheets', 'impressions'] as const)('counts whole sheets when two-sided, by %s', async counter => {
    const { print, until, sim } = await ready({ sides: 'two-sided-long-edge' })
    sim.counters(counter)
    const copy = print('J-1', 5)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 3, proof: 'counted' })
    expect(counts(copy.progress)).toEqual([1, 2, 3])
    expect(sim.papers().map(sheet => sheet.pages)).toEqual([[1, 2], [3, 4], [5]])
  })

  it('is delivered although its last sheet was the last in the tray', async () => {
    const { print, until } = await ready({ traySheets: 2 })
    const copy = print('J-1', 2)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 2 })
  })

  it('is printed once when it is asked for twice at the same time', async () => {
    const { print, until, sim } = await ready()
    const [first, second] = [print('J-1', 2), print('J-1', 2)]
    await until(() => first.outcome() !== null && second.outcome() !== null)
    expect(second.outcome()).toEqual(first.outcome())
    expect(sim.papers()).toHaveLength(2)
  })

  it('waits while the printer is busy with the job of someone else', async () => {
    const { print, until, restart, sim, pass } = await ready({ queueLength: 0 })
    const other = print('J-other', 4)
    await pass(200)
    const printer = restart()
    let outcome: unknown = null
    void printer.printCopy({ jobName: 'J-1', pages: 1, pdf: samplePdf(1) }, () => {}).then(end => (outcome = end))
    await until(() => other.outcome() !== null)
    expect(outcome).toBeNull()
    await until(() => outcome !== null)
    expect(outcome).toMatchObject({ kind: 'delivered' })
    expect(sim.received().map(file => file.jobName)).toEqual(['J-other', 'J-1'])
  })
})

describe('what counters are worth', () => {
  it.each([
    ['one-too-high', { kind: 'delivered', sheetsDelivered: 3, proof: 'counted' }],
    ['lagging', { kind: 'delivered', sheetsDelivered: 3, proof: 'counted' }],
    ['sheets-frozen', { kind: 'delivered', sheetsDelivered: 3, proof: 'counted' }],
    ['falls-when-full', { kind: 'delivered', sheetsDelivered: 3, proof: 'counted' }],
    ['at-the-end', { kind: 'delivered', sheetsDelivered: 3, proof: 'counted' }],
    ['none', { kind: 'delivered', sheetsDelivered: 3, proof: 'job-completed' }],
    ['frozen', { kind: 'cannot-be-told', sheetsDelivered: 1, fault: { code: 'printer-outcome-unknown' } }],
  ] as const)('a counter that is %s, at a printer without a life counter', async (counter, outcome) => {
    const { print, until, sim } = await ready()
    sim.behave({ counters: counter, lifeCounters: 'none' })
    const copy = print('J-1', 3)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject(outcome)
    expect(Math.max(0, ...counts(copy.progress))).toBeLessThanOrEqual(3)
  })

  it.each(['none', 'frozen', 'sheets-frozen', 'lagging', 'falls-when-full', 'ahead', 'at-the-end'] as const)(
    'a counter that is %s, at a printer that counts its life',
    async counter => {
      const { print, until, sim } = await ready()
      sim.counters(counter)
      const copy = print('J-1', 3)
      await until(() => copy.outcome() !== null)
      expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 3 })
      expect(sim.papers()).toHaveLength(3)
    },
  )

  it('a frozen counter that the site has told the driver to ignore', async () => {
    const { print, until, sim } = await ready({ counter: 'ignored' })
    sim.behave({ counters: 'frozen', lifeCounters: 'none' })
    const copy = print('J-1', 3)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 3, proof: 'job-completed' })
    expect(copy.progress).toEqual([])
  })
})

describe('a copy that stalls', () => {
  it.each([
    ['printer-out-of-paper', bench => bench.sim.emptyTray(), bench => bench.sim.loadTray(50)],
    [
      'printer-cover-open',
      bench => bench.sim.setTrouble('cover-open', true),
      bench => bench.sim.setTrouble('cover-open', false),
    ],
    [
      'printer-output-full',
      bench => bench.sim.setTrouble('output-full', true),
      bench => bench.sim.setTrouble('output-full', false),
    ],
    ['printer-jam', bench => bench.sim.jam('hold'), bench => bench.sim.clearJam()],
    ['printer-unreachable', bench => bench.sim.powerOff({ keepJobs: true }), bench => bench.sim.powerOn()],
    ['printer-unreachable', bench => bench.sim.answerNonsense(true), bench => bench.sim.answerNonsense(false)],
  ] satisfies [string, (bench: PrinterBench) => void, (bench: PrinterBench) => void][])(
    'by %s goes on with the same job once that is put right',
    async (code, strike, mend) => {
      const bench = await ready()
      const copy = bench.print('J-1', 5)
      await bench.until(() => copy.progress.at(-1)?.sheetsDelivered === 2)
      strike(bench)
      await bench.until(() => copy.stalled() === code)
      await bench.pass(20_000)
      expect(copy.outcome()).toBeNull()
      mend(bench)
      await bench.until(() => copy.outcome() !== null)
      expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 5, proof: 'counted' })
      expect(copy.stalled()).toBeNull()
      expect(bench.sim.received()).toHaveLength(1)
      expect(bench.sim.papers()).toHaveLength(5)
    },
  )

  it('is told to wait when the printer holds the job without a word', async () => {
    const { print, until, pass, sim } = await ready()
    sim.holdJobs(true)
    const copy = print('J-1', 1)
    await pass(4_000)
    expect(copy.progress).toEqual([])
    await pass(3_000)
    expect(copy.progress).toEqual([
      { sheetsDelivered: 0, stalled: { code: 'printer-stopped', detail: 'the job is held' } },
    ])
    sim.holdJobs(false)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
  })

  it('counts as stalled when no sheet comes and nothing is said', async () => {
    const { print, until } = await ready({ msPerSheet: 200_000, quietAfterMs: 120_000 })
    const copy = print('J-1', 1)
    await until(() => copy.stalled() === 'printer-stopped')
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
  })

  it('bears a printer that answers slowly', async () => {
    const { print, until, sim } = await ready()
    sim.goSlow(3_000)
    const copy = print('J-1', 3)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 3 })
    expect(copy.stalled()).toBeNull()
  })
})

describe('a copy that does not come out', () => {
  it.each(['abort', 'abort-on-clear'] as const)('a jam at sheet 2 of 3 that ends the job (%s)', async kind => {
    const { print, until, sim, pass } = await ready()
    sim.jamAtSheet(2, kind)
    const copy = print('J-1', 3)
    await pass(6_000)
    sim.clearJam()
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({
      kind: 'not-delivered',
      sheetsDelivered: 1,
      fault: { code: 'printer-jam', detail: 'media-jam-error' },
    })
    expect(sim.papers()).toHaveLength(1)
  })

  it('is cancelled while it waits for paper', async () => {
    const { print, until, printer } = await ready({ traySheets: 1 })
    const copy = print('J-1', 3)
    await until(() => copy.stalled() === 'printer-out-of-paper')
    await printer.cancelCopy('J-1')
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({
      kind: 'not-delivered',
      sheetsDelivered: 1,
      fault: { code: 'printer-out-of-paper' },
    })
  })

  it('is cancelled while it prints', async () => {
    const { print, until, printer, sim } = await ready()
    const copy = print('J-1', 5)
    await until(() => copy.progress.length === 2)
    await printer.cancelCopy('J-1')
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({
      kind: 'not-delivered',
      sheetsDelivered: 2,
      fault: { code: 'printer-aborted', detail: 'job-canceled-by-user' },
    })
    expect(sim.papers()).toHaveLength(2)
  })

  it('is cancelled before it could be sent', async () => {
    const { print, until, printer, sim, pass } = await ready()
    sim.powerOff()
    const copy = print('J-1', 1)
    await pass(3_000)
    expect(copy.stalled()).toBe('printer-unreachable')
    await printer.cancelCopy('J-1')
    sim.powerOn()
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'not-delivered', sheetsDelivered: 0 })
    expect(sim.received()).toEqual([])
  })

  it('finds no printer', async () => {
    const { print, until, sim } = await ready({ lostAfterMs: 10_000 })
    sim.powerOff()
    const copy = print('J-1', 1)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({
      kind: 'not-delivered',
      sheetsDelivered: 0,
      fault: { code: 'printer-unreachable' },
    })
  })

  it('finds the printer busy for too long', async () => {
    const { print, until, sim } = await ready({ queueLength: 0, busyForMs: 8_000 })
    sim.behave({ printJob: 'busy' })
    const copy = print('J-1', 1)
    await until(() => copy.stalled() === 'printer-busy')
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({
      kind: 'not-delivered',
      fault: { code: 'printer-refused', detail: 'server-error-busy' },
    })
    expect(sim.received()).toHaveLength(0)
  })

  it('is refused, with the option that the printer lacks', async () => {
    const { print, until } = await ready({ media: 'na_letter_8.5x11in' })
    const copy = print('J-1', 1)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({
      kind: 'not-delivered',
      sheetsDelivered: 0,
      fault: { code: 'printer-refused', detail: 'client-error-attributes-or-values-not-supported media' },
    })
  })

  it('is no PDF that the printer can read', async () => {
    const { printer, until } = await ready()
    let outcome: unknown = null
    const pdf = new TextEncoder().encode('%PDF-1.7 torn')
    void printer.printCopy({ jobName: 'J-1', pages: 1, pdf }, () => {}).then(end => (outcome = end))
    await until(() => outcome !== null)
    expect(outcome).toMatchObject({
      kind: 'not-delivered',
      fault: { code: 'printer-refused', detail: 'document-format-error' },
    })
  })
})
