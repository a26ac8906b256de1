import type { InMemoryPagePrinter } from '../../native/sim/page-printer/in-memory.ts'
import { goodValue } from '../../native/sim/page-printer/manner.ts'
import { MANNER_NAMES, PRINTER_MANNERS } from '../../native/sim/page-printer/manners.ts'
import type { PagePrinter } from '../../src/contract/devices.ts'

/** How a printer behaves all through a visit, and what puts it right in the end. */
export interface Behaviour {
  readonly name: string
  /** Two-sided where it is about that. */
  readonly sides?: PagePrinter['sides']
  /** It leaves enough evidence that both copies are known to be delivered, where no power goes. */
  readonly clear: boolean
  begin(sim: InMemoryPagePrinter): void
}

/** Manners in which no copy comes out, or not as ordered. */
const UNCLEAR: readonly string[] = [
  ...['nonsense true', 'printJob busy', 'printJob refused-with-job'],
  ...['duplex gone', 'duplex gone-and-strict', 'duplex dropped', 'duplex dropped-whatever'],
]

/**
 * Each manner of the simulated printer in each way that is not good: the table grows with the simulator's. What nobody can keep from
 * coming out twice has a test of its own.
 */
export const MANNERS: readonly Behaviour[] = MANNER_NAMES.filter(name => name !== 'printsTwice').flatMap(name => {
  const manner = PRINTER_MANNERS[name]
  const values: readonly unknown[] =
    manner.kind === 'choice'
      ? Object.keys(manner.choices).filter(choice => choice !== goodValue(manner))
      : [manner.kind === 'switch' ? true : manner.usual]
  return values.map(value => ({
    name: `${name} ${String(value)}`,
    ...(name === 'duplex' ? { sides: 'two-sided-long-edge' as const } : {}),
    clear: !UNCLEAR.includes(`${name} ${String(value)}`),
    begin: (sim: InMemoryPagePrinter) => sim.behave({ [name]: value }),
  }))
})

const both = (name: string, manners: Parameters<InMemoryPagePrinter['behave']>[0]): Behaviour => ({
  name,
  clear: false,
  begin: sim => sim.behave(manners),
})

/** What happens once, and printers that are bad in more than one way. */
export const HAPPENINGS: readonly Behaviour[] = [
  { name: 'honest', clear: true, begin: () => {} },
  { name: 'the answer to Print-Job is lost', clear: true, begin: sim => sim.loseAnswers('Print-Job', 'after') },
  { name: 'Print-Job is lost', clear: true, begin: sim => sim.loseAnswers('Print-Job', 'before') },
  { name: 'Print-Job hangs', clear: true, begin: sim => sim.holdAnswers('Print-Job', 60_000, { answers: false }) },
  {
    name: 'the connection breaks once Print-Job is there, and its job shows eight seconds later',
    clear: true,
    begin: sim => sim.holdAnswers('Print-Job', 8_000, { acts: 'after-hanging-up' }),
  },
  { name: 'one sheet in the tray', clear: false, begin: sim => sim.loadTray(1) },
  { name: 'an empty tray', clear: false, begin: sim => sim.emptyTray() },
  { name: 'a jam that goes on', clear: false, begin: sim => sim.jamAtSheet(2) },
  { name: 'a jam that ends the job', clear: false, begin: sim => sim.jamAtSheet(2, 'abort') },
  both('no list, no life counter', { list: 'empty', lifeCounters: 'none' }),
  both('no list, a frozen life counter', { list: 'empty', lifeCounters: 'frozen' }),
  both('forgets at once, names replaced, no life counter', {
    ...{ forgetsEndedJobs: true, names: 'replaced', lifeCounters: 'none' },
  }),
  both('forgets at once, counts ahead, no life counter', {
    ...{ forgetsEndedJobs: true, counters: 'ahead', lifeCounters: 'none' },
  }),
  both('counts nothing at all', { counters: 'none', lifeCounters: 'none' }),
  both('counts ahead and completes at once, no life counter', {
    ...{ counters: 'ahead', ending: 'at-once', lifeCounters: 'none' },
  }),
  both('tells what came out as aborted, no life counter', { abortsWhenDone: true, lifeCounters: 'none' }),
  both('busy, yet prints, and lists nothing', { printJob: 'busy-but-prints', list: 'empty' }),
  both('no Get-Job-Attributes, no list', { noJobAttributes: true, list: 'unsupported' }),
  {
    name: 'an empty tray, and cancels nothing',
    clear: false,
    begin: sim => {
      sim.behave({ cancel: 'ignored' })
      sim.loadTray(1)
    },
  },
  {
    name: 'an empty tray, and tells cancels that it does not do',
    clear: false,
    begin: sim => {
      sim.behave({ cancel: 'told-but-prints' })
      sim.loadTray(1)
    },
  },
  {
    name: 'the answer to Print-Job is lost by one that forgets at once',
    clear: true,
    begin: sim => {
      sim.behave({ forgetsEndedJobs: true })
      sim.loseAnswers('Print-Job', 'after')
    },
  },
  {
    name: 'the answer to Print-Job is lost by one that tells nothing',
    clear: false,
    begin: sim => {
      sim.behave({ list: 'empty', lifeCounters: 'none', counters: 'none', upTime: 'none' })
      sim.loseAnswers('Print-Job', 'after')
    },
  },
]
