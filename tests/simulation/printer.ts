import type { IppExchange } from '../../native/ipp/client.ts'
import { createInMemoryPagePrinter, type InMemoryPagePrinter } from '../../native/sim/page-printer/in-memory.ts'
import type { Manner } from '../../native/sim/page-printer/manner.ts'
import { MANNER_NAMES, type MannerName, type Manners, PRINTER_MANNERS } from '../../native/sim/page-printer/manners.ts'
import type { PagePrinter } from '../../src/contract/devices.ts'
import { err } from '../../src/result.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import type { Life } from './life.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What goes wrong on the cable to the printer. The words are those of a story. */
export const CABLE_FAULTS = [
  ...([
    [2, 'no connection'],
    [2, 'cut before it was heard'],
    [3, 'cut before the answer'],
    [2, 'hangs unheard'],
  ] as const),
  ...([
    [2, 'hangs, and yet done'],
    [2, '6 s late'],
    [1, 'nonsense'],
  ] as const),
] as const

/** Manners that are drawn by themselves: what others are drawn by stays what it was. */
const RARE: readonly MannerName[] = ['lifeLagMs', 'abortsWhenDone', 'wakesForMs']
/** What nobody can keep from coming out twice has a test of its own. */
const NEVER: readonly MannerName[] = ['printsTwice']

/** Every manner that is not that of a good printer, as one word of a story each. */
export const ODD_MANNERS = oddOf(MANNER_NAMES.filter(name => !RARE.includes(name) && !NEVER.includes(name)))
const RARE_MANNERS = oddOf(RARE)

function oddOf(names: readonly MannerName[]): ReadonlyMap<string, Partial<Manners>> {
  return new Map(
    names.flatMap(name =>
      oddValues(PRINTER_MANNERS[name]).map(value => [`${name}=${value}`, { [name]: value }] as const),
    ),
  )
}

function oddValues(manner: Manner): (string | number | boolean)[] {
  if (manner.kind === 'switch') return [true]
  return manner.kind === 'amount' ? [manner.usual] : Object.keys(manner.choices).slice(1)
}

/** The printer of one kiosk: the simulated one, byte for byte, and the cable to it. */
export interface PrinterLine {
  readonly uri: string
  readonly sides: PagePrinter['sides']
  readonly sim: InMemoryPagePrinter
  exchangeFor(life: Life): IppExchange
}

export interface PrinterParts {
  readonly name: string
  readonly time: VirtualClock
  readonly chance: Chance
  readonly faults: Faults
  readonly pagesOf: (pdf: Uint8Array) => number | null
  /** Told before a request leaves and when its answer has come. */
  readonly passing: (when: 'before' | 'after', operation: string) => void
}

export function createPrinterLine(parts: PrinterParts): PrinterLine {
  const { name, time, faults, chance } = parts
  const where = `printer of ${name}`
  const sim = createInMemoryPagePrinter({
    clock: time,
    msPerSheet: 700 + Math.floor(chance('speed', name) * 2_500),
    traySheets: 200,
    countPages: async pdf => parts.pagesOf(pdf),
  })
  const kinds = [...ODD_MANNERS.keys()].map(kind => [1, kind] as const)
  for (const nth of ['first', 'second']) {
    const kind = faults.at(`${nth} oddity of the printer of ${name}`, kinds, 6)
    if (kind) sim.behave(ODD_MANNERS.get(kind)!)
  }

  const rare = [...RARE_MANNERS.keys()].map(kind => [1, kind] as const)
  const kind = faults.at(`rare oddity of the printer of ${name}`, rare, 2)
  if (kind) sim.behave(RARE_MANNERS.get(kind)!)

  const exchange: IppExchange = async (uri, operation, attributes, options) => {
    const heard = () => sim.exchange(uri, operation, attributes, options)
    const pause = (ms: number) => new Promise<void>(resolve => options.clock.after(ms, resolve))
    const timeOut = async () => {
      await pause(options.timeoutMs)
      return err({ kind: 'timeout' as const, detail: 'no answer' })
    }
    const fault = faults.at(where, CABLE_FAULTS, operation === 'Print-Job' || operation === 'Cancel-Job' ? 2 : 0.25)
    await pause(5)
    switch (fault) {
      case 'no connection':
        return err({ kind: 'unreachable', detail: 'ECONNREFUSED' })
      case 'cut before it was heard':
        return err({ kind: 'lost', detail: 'ECONNRESET' })
      case 'cut before the answer':
        await heard()
        return err({ kind: 'lost', detail: 'ECONNRESET' })
      case 'hangs unheard':
        return timeOut()
      case 'hangs, and yet done':
        void heard()
        return timeOut()
      case '6 s late': {
        const answer = heard()
        await pause(Math.min(6_000, options.timeoutMs))
        return options.timeoutMs <= 6_000 ? err({ kind: 'timeout', detail: 'no answer' }) : answer
      }
      case 'nonsense':
        await heard()
        return err({ kind: 'nonsense', detail: 'not IPP' })
      default:
        return heard()
    }
  }

  return {
    uri: sim.uri,
    sides: chance('sides', name) < 0.4 ? 'two-sided-long-edge' : 'one-sided',
    sim,
    exchangeFor: life => (uri, operation, attributes, options) => {
      if (life.isOver()) return new Promise(() => undefined)
      parts.passing('before', operation)
      if (life.isOver()) return new Promise(() => undefined)
      return life.held(exchange(uri, operation, attributes, options)).then(answer => {
        parts.passing('after', operation)
        return life.isOver() ? new Promise(() => undefined) : answer
      })
    },
  }
}
