import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { BREAK_VARIABLE } from './broken/take-out.ts'
import type { SeedOrder, SeedReport } from './worker.ts'

export type { SeedReport } from './worker.ts'

export interface PoolOrder extends Omit<SeedOrder, 'seed' | 'tell'> {
  readonly seeds: readonly number[]
  readonly processes: number
  /** How many failing seeds are told as stories. */
  readonly stories: number
  readonly onReport?: (report: SeedReport) => void
  /** Lives without one mend of the house; see `broken/`. */
  readonly without?: string
  /** Ends early: no seed is begun any more after a report of which this is true. */
  readonly enough?: (report: SeedReport) => boolean
}

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))
/** A world takes a second or two, and a story a hundred worlds. One that goes on for longer hangs, which is a fault. */
const SEED_WITHIN_MS = 300_000

/** Lives through seeds, on so many processes at once. Reports come in the order of the seeds. */
export async function runPool(order: PoolOrder): Promise<SeedReport[]> {
  const { seeds, processes, rate, visitors } = order
  const waiting = [...seeds]
  const reports = new Map<number, SeedReport>()
  let storiesLeft = order.stories
  const take = (report: SeedReport) => {
    reports.set(report.seed, report)
    if (report.story !== null) storiesLeft -= 1
    order.onReport?.(report)
    if (order.enough?.(report)) waiting.length = 0
  }
  const work = async () => {
    while (waiting.length > 0) {
      const worker = await startWorker(order.without)
      try {
        for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
          const report = await worker.ask({ seed, rate, visitors, tell: storiesLeft > 0 })
          take(report ?? gone(seed))
          if (!report) break
        }
      } finally {
        worker.end()
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(processes, seeds.length) }, work))
  return seeds.flatMap(seed => reports.get(seed) ?? [])
}

const gone = (seed: number): SeedReport => ({
  ...{ seed, visits: 0, faults: 0, hash: '', story: null },
  violations: [{ invariant: 'bug', what: `seed ${seed} ended its process, or did not come to an end` }],
})

async function startWorker(without: string | undefined) {
  const child = fork(fileOf(without === undefined ? './worker.ts' : './worker-without.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'json',
    env: without === undefined ? process.env : { ...process.env, [BREAK_VARIABLE]: without },
  })
  if ((await answerOf(child)) === null) throw new Error('a process for simulated worlds did not start')
  return {
    ask: async (order: SeedOrder) => {
      child.send(order)
      return (await answerOf(child)) as SeedReport | null
    },
    end: () => {
      if (child.connected) child.disconnect()
      child.kill('SIGKILL')
    },
  }
}

/** The next word of a process; null when it ends first, or takes too long. */
function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise(resolve => {
    const tooLong = setTimeout(() => done(null), SEED_WITHIN_MS)
    const done = (answer: unknown) => {
      clearTimeout(tooLong)
      child.off('message', done)
      child.off('exit', ended)
      resolve(answer)
    }
    const ended = () => done(null)
    child.once('message', done)
    child.once('exit', ended)
  })
}
