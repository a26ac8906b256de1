import type { Faults } from '../simulation/faults.ts'
import type { Violation } from '../simulation/invariants.ts'
import { runSeed, type SeedResult } from '../simulation/run-seed.ts'
import type { Workshop } from '../simulation/workshop.ts'
import { failingFiles, failingStore, MADE_HERE, makeLedgersFail } from './failing-stores.ts'
import { type CalledPlace, type FailingCall, onlyThese } from './one-fault.ts'

/** A visit whose calls are made to fail, one after the other. */
export interface Story {
  readonly name: string
  /** What goes wrong in it anyway. */
  readonly always: readonly FailingCall[]
  /** What must be read in its journal where nothing else goes wrong: it is the visit that it is meant to be. */
  readonly has: readonly RegExp[]
}

/** Seven copies, two free and five paid. */
const PLAN = {
  copies: 7,
  offer: 0,
  paying: 'soon',
  leavesAt: null,
  touchesEverything: false,
  patienceMs: 6_000,
} as const
const SEED = 1

export const STORIES: readonly Story[] = [
  { name: 'a paid visit', always: [], has: [/pays on the phone: paid/, /7 of 7 copies.*"charged","amountFen":1000/] },
  {
    name: 'a paid visit with a jam',
    always: [{ where: 'paper of kiosk 1', nth: 3, kind: 'jams' }],
    has: [/pays on the phone: paid/, /touches give-up/, /2 of 7 copies.*"refundFen":1000/],
  },
]

/** What became of a visit in which one call failed. */
export interface LoopReport {
  readonly story: string
  readonly call: FailingCall
  readonly violations: readonly Violation[]
  readonly happened: SeedResult['happened']
}

export interface LoopOptions {
  /** Of so many ways of failing one is tried: 1 for all. */
  readonly stride: number
  /** Which of the first `stride` ways is the first, from 1. */
  readonly first: number
  /** Only places whose name holds this. */
  readonly only: string
  readonly onReport?: (report: LoopReport) => void
}

/**
 * Makes the 1st, 2nd, 3rd … call at every place of each story fail in every way, up to the last call that a visit has in which nothing
 * else goes wrong: the next run would be that visit again.
 */
export async function failOneByOne(shop: Workshop, options: LoopOptions): Promise<LoopReport[]> {
  const { stride, first, only, onReport } = options
  const run = visitsOf(shop)
  const reports: LoopReport[] = []
  // What is made at the first start of a server is made here, and no visit differs by being the first.
  await run([])
  for (const story of STORIES) {
    const { places, result } = await run(story.always)
    expectStory(story, result)
    // What goes wrong in the story itself goes wrong in one way alone.
    const isTaken = (call: FailingCall) =>
      story.always.some(({ where, nth }) => where === call.where && nth === call.nth)
    const calls = callsOf(places).filter(call => call.where.includes(only) && !isTaken(call))
    for (const call of calls.filter((_, at) => at % stride === first - 1)) {
      const { happened, violations, strikes } = (await run([...story.always, call])).result
      if (!strikes.some(({ id }) => id === `${call.where}#${call.nth}:${call.kind}`))
        throw new Error(`${story.name}: ${JSON.stringify(call)} did not come`)
      reports.push({ story: story.name, call, violations: violations.filter(isTrue), happened })
      onReport?.(reports.at(-1)!)
    }
  }
  return reports
}

/** Every way in which every call of a visit can go wrong. */
function callsOf(places: ReadonlyMap<string, CalledPlace>): FailingCall[] {
  return [...places].flatMap(([where, { calls, kinds }]) =>
    [...kinds].flatMap(kind => Array.from({ length: calls }, (_, at) => ({ where, nth: at + 1, kind }))),
  )
}

/** Throws unless the visit in which nothing else goes wrong is the one that it is meant to be. */
function expectStory({ name, has }: Story, { happened, violations }: SeedResult): void {
  const journal = happened.map(({ what }) => what)
  for (const words of has)
    if (!journal.some(what => words.test(what))) throw new Error(`${name} has no ${words}:\n${journal.join('\n')}`)
  if (violations.length > 0) throw new Error(`${name}: ${JSON.stringify(violations)}`)
}

/** A program that logs as a bug that its database failed is right: whatever made it fail is the test. */
const isTrue = ({ invariant, what }: Violation) => invariant !== 'bug' || !what.includes(MADE_HERE)

/** Lives through the visit, with these calls failing. The whole process is given over to it. */
function visitsOf(shop: Workshop) {
  let current: Faults | null = null
  const faults = () => current
  makeLedgersFail(faults)
  const failing = { ...shop, store: failingStore(shop.store, faults) }
  return async (calls: readonly FailingCall[]) => {
    const places = new Map<string, CalledPlace>()
    const choose = onlyThese(calls, places)
    const result = await runSeed(failing, {
      ...{ seed: SEED, rate: 0, visitors: 1, kiosks: 1, plan: PLAN },
      faults: options => {
        current = choose(options)
        return current
      },
      filesThrough: files => failingFiles(files, faults),
    })
    current = null
    return { places, result }
  }
}
