import { Worker } from 'node:worker_threads'
import { type CheckLine, type CheckOrder, type CommandReason, type PoolSetup, refusedLine } from './verify-line.ts'

export interface PoolOptions extends PoolSetup {
  /** Threads that check at the same time. */
  readonly threads: number
  /** For one file. */
  readonly timeLimitMs: number
  readonly memoryLimitMb: number
  /** The thread's program, where it is not the usual one. */
  readonly program?: URL
}

export interface VerifyPool {
  /** Checks one file. Never rejects: a check that ran over its limits is a line that says so. */
  check(order: CheckOrder): Promise<CheckLine>
  close(): Promise<void>
}

interface Task {
  readonly order: CheckOrder
  readonly resolve: (line: CheckLine) => void
}

/** What of a thread's memory is for fresh objects; the rest is for what stays. */
const YOUNG_MB = 64

/**
 * Threads that check files, each file within its limits. A thread is used again and again; one that ran over a limit is
 * ended, and another takes its place for the next file.
 */
export function createVerifyPool(options: PoolOptions): VerifyPool {
  const waiting: Task[] = []
  const idle: Worker[] = []
  const all = new Set<Worker>()

  const start = (): Worker => {
    const worker = new Worker(options.program ?? new URL('./verify-worker.ts', import.meta.url), {
      workerData: { verifier: options.verifier } satisfies PoolSetup,
      resourceLimits: {
        maxOldGenerationSizeMb: options.memoryLimitMb - YOUNG_MB,
        maxYoungGenerationSizeMb: YOUNG_MB,
      },
    })
    all.add(worker)
    return worker
  }

  const run = (worker: Worker, { order, resolve }: Task) => {
    const began = performance.now()
    const settle = (line: CheckLine, keeps: boolean) => {
      clearTimeout(timer)
      worker.removeAllListeners()
      // A thread that is being ended may still fail, and nobody waits for it any more.
      worker.on('error', () => {})
      if (keeps) idle.push(worker)
      else {
        all.delete(worker)
        void worker.terminate()
      }
      resolve(line)
      next()
    }
    const fail = (code: CommandReason) =>
      settle(refusedLine(order.file, code, null, Math.round(performance.now() - began)), false)
    const timer = setTimeout(() => fail('time-limit'), options.timeLimitMs)
    worker.removeAllListeners()
    worker.once('message', (line: CheckLine) => settle(line, true))
    worker.once('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory-limit' : 'check-broke'),
    )
    worker.once('exit', () => fail('check-broke'))
    worker.postMessage(order)
  }

  const next = () => {
    const task = waiting[0]
    if (!task) return
    const worker = idle.pop() ?? (all.size < options.threads ? start() : null)
    if (!worker) return
    waiting.shift()
    run(worker, task)
  }

  return {
    check: order =>
      new Promise(resolve => {
        waiting.push({ order, resolve })
        next()
      }),
    close: async () => {
      await Promise.all([...all].map(worker => worker.terminate()))
    },
  }
}
