import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPrinterBench, type PrinterBench } from '../sim/page-printer/bench.ts'
import { PRINTER_TROUBLE_NAMES } from '../sim/page-printer/troubles.ts'

const VERBS: Readonly<Record<string, (bench: PrinterBench) => void>> = {
  empty: ({ sim }) => sim.emptyTray(),
  load: ({ sim }) => sim.loadTray(50),
  jam: ({ sim }) => sim.jam('hold'),
  'jam for good': ({ sim }) => sim.jam('abort'),
  clear: ({ sim }) => sim.clearJam(),
  off: ({ sim }) => sim.powerOff({ keepJobs: true }),
  'off, forgetting': ({ sim }) => sim.powerOff({ keepJobs: false }),
  on: ({ sim }) => sim.powerOn(),
  nonsense: ({ sim }) => sim.answerNonsense(true),
  sense: ({ sim }) => sim.answerNonsense(false),
  slow: ({ sim }) => sim.goSlow(2_000),
  swift: ({ sim }) => sim.goSlow(0),
  'lose the job': ({ sim }) => sim.loseAnswers('Print-Job', 'before'),
  'lose the answer': ({ sim }) => sim.loseAnswers('Print-Job', 'after'),
  'lose some looks': ({ sim }) => sim.loseAnswers('Get-Job-Attributes', 'after', 3),
  cancel: ({ printer }) => void printer.cancelCopy('J-1'),
  ...Object.fromEntries(
    PRINTER_TROUBLE_NAMES.flatMap(name => [
      [name, ({ sim }: PrinterBench) => sim.setTrouble(name, true)],
      [`no more ${name}`, ({ sim }: PrinterBench) => sim.setTrouble(name, false)],
    ]),
  ),
}
const MENDED = PRINTER_TROUBLE_NAMES.map(name => `no more ${name}`)

const schedule = fc.array(
  fc.record({ verb: fc.constantFrom(...Object.keys(VERBS)), thenMs: fc.constantFrom(0, 300, 1_000, 4_000, 15_000) }),
  { maxLength: 8 },
)
const counter = fc.constantFrom('sheets' as const, 'impressions' as const, 'lagging' as const, 'none' as const)

describe('whatever happens to the printer', () => {
  it('a copy comes to an end, is printed at most once, and no sheet is claimed that did not come out', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, schedule, counter, async (before, during, counts) => {
        const bench = createPrinterBench({ lostAfterMs: 20_000, cancelGraceMs: 10_000, counterGraceMs: 3_000 })
        bench.sim.counters(counts)
        const perform = async (steps: typeof before) => {
          for (const { verb, thenMs } of steps) {
            VERBS[verb]!(bench)
            await bench.pass(thenMs)
          }
        }
        await perform(before)
        const copy = bench.print('J-1', 3)
        await perform(during)
        // In the end someone comes and puts everything right.
        for (const verb of ['on', 'sense', 'swift', 'load', 'clear', ...MENDED]) VERBS[verb]!(bench)
        await bench.until(() => copy.outcome() !== null)

        const outcome = copy.outcome()!
        const sheets = bench.sim.papers().map(({ sheet }) => sheet)
        expect(new Set(sheets).size).toBe(sheets.length)
        expect(outcome.sheetsDelivered).toBeLessThanOrEqual(sheets.length)
        if (outcome.kind === 'delivered') expect(sheets).toEqual([1, 2, 3])
        const told = copy.progress.map(step => step.sheetsDelivered)
        expect(told).toEqual(told.toSorted((a, b) => a - b))
        await bench.printer.close()
      }),
      { numRuns: 300 },
    )
  })
})
