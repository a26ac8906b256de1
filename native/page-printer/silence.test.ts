import { describe, expect, it } from 'vitest'
import { err } from '../../src/result.ts'
import type { IppExchange } from '../ipp/client.ts'
import { createPrinterBench, type PrinterBench } from '../sim/page-printer/bench.ts'

/** Every span in which a printer has said nothing is known after so long. */
const KNOWN_MS = 5_000
/** A bench moves in steps of so much. */
const STEP_MS = 100

interface Silence {
  fall(): void
  end(): void
}

/** A printer that stops answering in each way that a line has for it. Each leaves the sheets on their way. */
const SILENCES: Readonly<Record<string, () => { readonly bench: PrinterBench; readonly silence: Silence }>> = {
  'takes connections and says nothing': () => {
    const bench = createPrinterBench()
    return { bench, silence: { fall: () => bench.sim.hang(true), end: () => bench.sim.hang(false) } }
  },
  'lets no connection come about, and refuses none': () => {
    let isDark = false
    const line =
      (printer: IppExchange): IppExchange =>
      (uri, operation, attributes, options) => {
        if (!isDark) return printer(uri, operation, attributes, options)
        return new Promise(resolve => {
          const failure = err({ kind: 'unreachable' as const, detail: 'no answer' })
          options.clock.after(options.timeoutMs, () => resolve(failure))
        })
      }
    const bench = createPrinterBench({ line })
    const set = (to: boolean) => () => {
      isDark = to
    }
    return { bench, silence: { fall: set(true), end: set(false) } }
  },
  'answers after six seconds': () => {
    const bench = createPrinterBench()
    const { sim } = bench
    return {
      bench,
      silence: {
        fall: () => sim.behave({ answersAfterMs: 6_000 }),
        end: () => sim.behave({ answersAfterMs: null }),
      },
    }
  },
}

describe.each(Object.entries(SILENCES))('a printer that %s', (_, build) => {
  const ready = async () => {
    const { bench, silence } = build()
    await bench.pass(500)
    return { ...bench, silence }
  }

  it('is said to be silent within five seconds in the middle of a copy, and nothing is judged by it', async () => {
    const { print, pass, until, silence } = await ready()
    const copy = print('J-1', 12)
    await until(() => copy.progress.at(-1)?.sheetsDelivered === 2)
    silence.fall()
    await pass(KNOWN_MS + STEP_MS)
    expect(copy.stalled()).toBe('printer-unreachable')
    expect(copy.outcome()).toBeNull()
    silence.end()
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 12 })
  })

  it('is said to be silent within five seconds of the first copy', async () => {
    const { print, pass, until, silence } = await ready()
    silence.fall()
    const copy = print('J-1', 1)
    await pass(KNOWN_MS + STEP_MS)
    expect(copy.stalled()).toBe('printer-unreachable')
    silence.end()
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
  })

  it('is said to be silent within five seconds between two copies', async () => {
    const { print, pass, until, silence } = await ready()
    const first = print('J-1', 1)
    await until(() => first.outcome() !== null)
    silence.fall()
    const second = print('J-2', 1)
    await pass(KNOWN_MS + STEP_MS)
    expect(second.stalled()).toBe('printer-unreachable')
    expect(second.outcome()).toBeNull()
  })

  it('is said to be silent within five seconds after a restart', async () => {
    const { print, pass, printer, restart, resume, until, silence } = await ready()
    const before = print('J-1', 12)
    await until(() => before.progress.at(-1)?.sheetsDelivered === 2)
    await printer.close()
    silence.fall()
    const copy = resume(restart(), 'J-1', 12)
    await pass(KNOWN_MS + STEP_MS)
    expect(copy.stalled()).toBe('printer-unreachable')
    expect(copy.progress.at(-1)?.sheetsDelivered).toBe(2)
    silence.end()
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered', sheetsDelivered: 12 })
  })

  it('is said to be silent once while it stays so, and the word is taken back when it speaks', async () => {
    const { print, pass, until, silence } = await ready()
    const copy = print('J-1', 30)
    await until(() => copy.progress.at(-1)?.sheetsDelivered === 2)
    silence.fall()
    await pass(20_000)
    const words = copy.progress.map(({ stalled }) => stalled?.code ?? null)
    const turns = words.filter((word, nth) => word !== (words[nth - 1] ?? null))
    expect(turns).toEqual(['printer-unreachable'])
    silence.end()
    await until(() => copy.stalled() === null)
  })

  it('whose driver is closed has nothing more said of it', async () => {
    const { print, pass, printer, until, silence } = await ready()
    const copy = print('J-1', 12)
    await until(() => copy.progress.at(-1)?.sheetsDelivered === 2)
    silence.fall()
    await printer.close()
    await pass(60_000)
    expect(copy.stalled()).toBeNull()
  })
})

/** A printer that is silent to one kind of question alone, while `held` says so. */
function silentTo(operations: readonly string[]) {
  const held = { is: false }
  const line =
    (printer: IppExchange): IppExchange =>
    (uri, operation, attributes, options) => {
      if (!held.is || !operations.includes(operation)) return printer(uri, operation, attributes, options)
      return new Promise(resolve => {
        options.clock.after(options.timeoutMs, () => resolve(err({ kind: 'timeout', detail: 'no answer' })))
      })
    }
  return { ...createPrinterBench({ line }), held }
}

describe('a printer that is silent to one kind of question', () => {
  it.each(['Get-Jobs', 'Print-Job'])('is said to be when a copy waits for %s alone', async operation => {
    const { print, pass, until, held } = silentTo([operation])
    await pass(500)
    const first = print('J-1', 1)
    await until(() => first.outcome() !== null)
    held.is = true
    const second = print('J-2', 1)
    await pass(KNOWN_MS + STEP_MS)
    expect(second.stalled()).toBe('printer-unreachable')
    expect(second.outcome()).toBeNull()
    held.is = false
    await until(() => second.outcome() !== null)
    expect(second.outcome()).toMatchObject({ kind: 'delivered' })
  })

  it('is not said to be while it says that it prints', async () => {
    const { print, pass, until, held } = silentTo(['Get-Job-Attributes'])
    await pass(500)
    const copy = print('J-1', 20)
    await until(() => copy.progress.at(-1)?.sheetsDelivered === 2)
    held.is = true
    await pass(KNOWN_MS + 2_000)
    expect(copy.stalled()).toBeNull()
  })
})

describe('a printer that is not silent', () => {
  it.each([
    ['that takes a document in for ten seconds', { printJob: 'after-the-work' }],
    ['whose answers take four seconds', { answersAfterMs: 4_000 }],
  ] as const)('%s is not said to be', async (_, manners) => {
    const { sim, print, pass, until } = createPrinterBench()
    await pass(500)
    sim.behave(manners)
    const copy = print('J-1', 8)
    await until(() => copy.outcome() !== null)
    expect(copy.outcome()).toMatchObject({ kind: 'delivered' })
    expect(copy.progress.filter(({ stalled }) => stalled !== null)).toEqual([])
  })
})
