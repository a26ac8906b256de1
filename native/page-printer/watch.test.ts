import { describe, expect, it } from 'vitest'
import type { PrinterFaultCode } from '../../src/fault.ts'
import { createPrinterBench } from '../sim/page-printer/bench.ts'
import {
  PRINTER_TROUBLE_NAMES,
  PRINTER_TROUBLES,
  type PrinterTroubleName,
  stopsPaper,
} from '../sim/page-printer/troubles.ts'

/** What a visitor and staff are told of each trouble; the table of the simulated printer does not know the house's words. */
const TOLD: Readonly<Record<PrinterTroubleName, PrinterFaultCode>> = {
  'cover-open': 'printer-cover-open',
  'no-toner': 'printer-no-toner',
  'output-full': 'printer-output-full',
  'waste-full': 'printer-stopped',
  paused: 'printer-stopped',
  'toner-low': 'printer-toner-low',
  'output-nearly-full': 'printer-output-nearly-full',
  'waste-nearly-full': 'printer-waste-nearly-full',
}

describe('an idle printer', () => {
  it('is unreachable until it has answered', async () => {
    const { printer, pass, faults } = createPrinterBench()
    expect(printer.fault()).toEqual({ code: 'printer-unreachable', detail: 'not asked yet' })
    await pass(500)
    expect(printer.fault()).toBeNull()
    expect(faults).toEqual([null])
  })

  it('tells each change of its fault, once', async () => {
    const { sim, pass, faults, printer } = createPrinterBench()
    const steps = [
      sim.emptyTray,
      () => sim.setTrouble('cover-open', true),
      () => sim.setTrouble('cover-open', false),
      () => sim.loadTray(100),
      () => sim.setTrouble('output-full', true),
      () => sim.setTrouble('output-full', false),
    ]
    for (const step of steps) {
      await pass(7_000)
      step()
    }
    await pass(7_000)
    expect(faults.map(fault => fault?.code ?? null)).toEqual([
      ...[
        null,
        'printer-out-of-paper',
        'printer-cover-open',
        'printer-out-of-paper',
        null,
        'printer-output-full',
        null,
      ],
    ])
    await printer.close()
  })

  it('that is switched off is unreachable, and is found again', async () => {
    const { sim, pass, printer } = createPrinterBench()
    await pass(500)
    sim.powerOff()
    await pass(3_500)
    expect(printer.fault()).toEqual({ code: 'printer-unreachable', detail: 'unreachable: no power' })
    sim.powerOn()
    await pass(3_500)
    expect(printer.fault()).toBeNull()
  })

  it('that talks nonsense is unreachable, though not for one slip', async () => {
    const { sim, pass, printer } = createPrinterBench()
    await pass(500)
    sim.loseAnswers('Get-Printer-Attributes', 'after')
    await pass(4_000)
    expect(printer.fault()).toBeNull()
    sim.answerNonsense(true)
    await pass(7_000)
    expect(printer.fault()?.code).toBe('printer-unreachable')
  })

  it('that runs low is warned of and still prints', async () => {
    const { sim, pass, printer, print, until } = createPrinterBench()
    sim.lowPaper()
    await pass(3_500)
    expect(printer.fault()).toBeNull()
    expect(printer.warnings()).toEqual([{ code: 'printer-paper-low', detail: 'media-low-warning' }])
    const copy = print('J-1', 2)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
  })

  it('that would refuse our copies is known before anyone pays', async () => {
    const { pass, printer } = createPrinterBench({ media: 'na_letter_8.5x11in' })
    await pass(500)
    expect(printer.fault()).toEqual({
      code: 'printer-refused',
      detail: 'client-error-attributes-or-values-not-supported',
    })
  })

  it('may say a reason that means nothing at this site', async () => {
    const { sim, pass, printer } = createPrinterBench({ ignoredReasons: ['media-low-warning'] })
    sim.lowPaper()
    await pass(3_500)
    expect(printer.warnings()).toEqual([])
  })

  it.each(PRINTER_TROUBLE_NAMES)(
    '%s: stops the machine or warns of it, as grave as the printer says, until it is mended',
    async name => {
      const { sim, pass, printer } = createPrinterBench()
      const told = () => [printer.fault(), printer.warnings()]
      const fault = { code: TOLD[name], detail: PRINTER_TROUBLES[name].reason }
      sim.setTrouble(name, true)
      await pass(7_000)
      expect(told()).toEqual(stopsPaper(name) ? [fault, []] : [null, [fault]])
      sim.setTrouble(name, false)
      await pass(7_000)
      expect(told()).toEqual([null, []])
      await printer.close()
    },
  )

  it('is asked seldom, and often while a copy is under way', async () => {
    const { sim, clock, pass, print, until, printer } = createPrinterBench()
    await pass(500)
    const copy = print('J-1', 3)
    await until(() => copy.progress.length === 1)
    sim.setTrouble('cover-open', true)
    const openedMs = clock.monotonic()
    await until(() => printer.fault() !== null)
    expect(clock.monotonic() - openedMs).toBeLessThanOrEqual(700)
  })

  it('that hangs is known for it five seconds after its last word', async () => {
    const { sim, clock, pass, until, printer } = createPrinterBench()
    await pass(10_000)
    expect(printer.fault()).toBeNull()
    sim.hang(true)
    const hungMs = clock.monotonic()
    await until(() => printer.fault() !== null)
    expect(clock.monotonic() - hungMs).toBeLessThanOrEqual(5_100)
    expect(printer.fault()?.code).toBe('printer-unreachable')
    sim.hang(false)
    await until(() => printer.fault() === null)
  })

  it('that takes six seconds for an answer serves nobody, and does not flicker', async () => {
    const { sim, pass, printer, faults } = createPrinterBench()
    await pass(1_000)
    sim.behave({ statusAfterMs: 6_000 })
    await pass(60_000)
    expect(printer.fault()?.code).toBe('printer-unreachable')
    expect(faults.filter(fault => fault === null)).toHaveLength(1)
  })

  it.each(['gone', 'gone-and-strict', 'dropped'] as const)(
    'whose duplex unit is taken out (%s) is out of service before the next visitor pays, until it is back',
    async duplex => {
      const { sim, pass, until, printer } = createPrinterBench({ sides: 'two-sided-long-edge' })
      await pass(10_000)
      sim.behave({ duplex })
      await pass(3_000)
      expect(printer.fault()?.code).toBe('printer-refused')
      sim.behave({ duplex: 'works' })
      await until(() => printer.fault() === null)
    },
  )

  it('whose duplex unit goes in silence is out of service within a minute of a copy that shows it', async () => {
    const { sim, pass, until, printer, print } = createPrinterBench({ sides: 'two-sided-long-edge' })
    await pass(1_000)
    sim.behave({ duplex: 'dropped-silently', tellsLittle: true })
    const copy = print('J-1', 3)
    await until(() => copy.outcome() !== null)
    expect(sim.papers()).toHaveLength(3)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 2 })
    expect(copy.progress.every(step => step.sheetsDelivered <= 2)).toBe(true)
    expect(printer.fault()?.code).toBe('printer-refused')
  })

  it('that refuses what it says it takes is left alone, longer each time', async () => {
    const { sim, pass, until, printer, print } = createPrinterBench()
    await pass(1_000)
    sim.behave({ printJob: 'refused-with-job' })
    for (const [name, leastMs] of [
      ['J-1', 59_000],
      ['J-2', 119_000],
    ] as const) {
      const copy = print(name, 1)
      await until(() => copy.outcome() !== null)
      expect(copy.outcome()).toMatchObject({ kind: 'not-delivered' })
      expect(printer.fault()?.code).toBe('printer-refused')
      await pass(leastMs)
      expect(printer.fault()?.code).toBe('printer-refused')
      await until(() => printer.fault() === null)
    }
  })

  it('that has taken a copy since is left alone no longer than the first time', async () => {
    const { sim, pass, until, printer, print } = createPrinterBench()
    const refuse = async (name: string) => {
      sim.behave({ printJob: 'refused-with-job' })
      const copy = print(name, 1)
      await until(() => copy.outcome() !== null)
      expect(printer.fault()?.code).toBe('printer-refused')
      sim.behave({ printJob: 'honest' })
      await pass(70_000)
      expect(printer.fault()).toBeNull()
    }
    await pass(1_000)
    await refuse('J-1')
    const taken = print('J-2', 1)
    await until(() => taken.outcome() !== null)
    expect(taken.outcome()).toMatchObject({ kind: 'delivered' })
    await refuse('J-3')
  })

  it('is tried again every minute, in silence', async () => {
    const { sim, pass, printer } = createPrinterBench({ media: 'na_letter_8.5x11in', validateAgainMs: 60_000 })
    await pass(1_000)
    expect(printer.fault()?.code).toBe('printer-refused')
    sim.powerOff()
    sim.powerOn()
    await pass(120_000)
    expect(printer.fault()?.code).toBe('printer-refused')
  })

  it('tells how many sheets are left where it knows, and each time that it changes', async () => {
    const { sim, pass, printer, print, until } = createPrinterBench({ traySheets: 20 })
    const told: (number | null)[] = []
    printer.onSupplies(() => told.push(printer.sheetsLeft()))
    await pass(1_000)
    expect(printer.sheetsLeft()).toBe(20)
    const copy = print('J-1', 2)
    await until(() => copy.outcome() !== null)
    await pass(3_500)
    expect(told).toEqual([20, 19, 18])
    sim.behave({ trayLevel: 'some' })
    await pass(3_500)
    expect(printer.sheetsLeft()).toBeNull()
    sim.behave({ trayLevel: 'beside-auto' })
    await pass(3_500)
    expect(printer.sheetsLeft()).toBe(18)
  })

  it('is asked no more after the end', async () => {
    const { clock, pass, printer } = createPrinterBench()
    await pass(500)
    await printer.close()
    expect(clock.pending()).toBe(0)
  })
})
