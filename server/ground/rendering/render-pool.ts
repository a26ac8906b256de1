import { Worker } from 'node:worker_threads'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { RenderAnswer, Rendering, RenderJob, RenderWorkerData } from './render-messages.ts'

/** Why nothing was rendered. `message` is the engine's own; it may hold a character of the document and is not for logs. */
export type RenderFailure =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'timed-out' | 'crashed' | 'busy' | 'closed' }

export interface RenderPoolOptions extends RenderWorkerData {
  readonly workers: number
  readonly clock: Clock
  /** One job's time, its wait in the queue not counted. */
  readonly timeLimitMs?: number
  /** Jobs that may wait; the next is refused as `busy`. */
  readonly queueLimit?: number
  /**
   * A worker is replaced after so many jobs, should they leave something behind that it cannot forget. Not sooner than needed: the
   * new one's fonts come to lie beside what the old one held, and that costs more memory than it gives back.
   */
  readonly jobsPerWorker?: number
  /** The worker's program, for a build that puts it elsewhere and for tests. */
  readonly program?: URL
}

/** Renders documents on worker threads. */
export interface RenderPool {
  render(job: RenderJob): Promise<Result<Rendering, RenderFailure>>
  /** Refuses what waits, lets nothing new in and ends the threads. */
  close(): Promise<void>
}

interface Waiting {
  readonly job: RenderJob
  readonly settle: (result: Result<Rendering, RenderFailure>) => void
}

interface Seat {
  worker: Worker
  jobsDone: number
  ready: boolean
  current: Waiting | null
  stopTimer: () => void
}

const PROGRAM = new URL('./render-worker.ts', import.meta.url)

/**
 * A pool of worker threads. A thread that crashes or takes too long fails its own job alone and is replaced; a hung one is
 * left behind, since native code does not notice that its thread is to end.
 */
export function createRenderPool(options: RenderPoolOptions): RenderPool {
  const { clock, timeLimitMs = 20_000, queueLimit = 64, jobsPerWorker = 10_000, program = PROGRAM } = options
  const workerData: RenderWorkerData = { templatesDir: options.templatesDir, fontDirs: options.fontDirs }
  const queue: Waiting[] = []
  const seats = new Set<Seat>()
  let closed = false

  const sit = () => {
    const worker = new Worker(program, { workerData, execArgv: [] })
    const seat: Seat = { worker, jobsDone: 0, ready: false, current: null, stopTimer: () => {} }
    seats.add(seat)
    worker.on('message', (answer: RenderAnswer) => hear(seat, answer))
    // An uncaught error is followed by `exit`, which does the work.
    worker.on('error', () => {})
    worker.on('exit', () => leave(seat, { kind: 'crashed' }))
  }

  /** Takes the worker out, fails what it was doing and fills the seat again. */
  const leave = (seat: Seat, failure: RenderFailure) => {
    if (!seats.delete(seat)) return
    seat.stopTimer()
    seat.current?.settle(err(failure))
    seat.current = null
    void seat.worker.terminate()
    if (closed) return
    // A program that cannot even start would be started again for ever: wait for work to ask for it.
    if (seat.ready || queue.length > 0) {
      if (!seat.ready) queue.shift()?.settle(err(failure))
      sit()
    }
  }

  const hear = (seat: Seat, answer: RenderAnswer) => {
    if (!seats.has(seat)) return
    if (answer.kind === 'ready') seat.ready = true
    else {
      const { current } = seat
      seat.stopTimer()
      seat.current = null
      seat.jobsDone++
      current?.settle(answer.kind === 'rendered' ? ok({ pdf: answer.pdf, pages: answer.pages }) : err(answer))
      if (seat.jobsDone >= jobsPerWorker) return leave(seat, { kind: 'crashed' })
    }
    serve()
  }

  const serve = () => {
    for (const seat of seats) {
      if (!seat.ready || seat.current) continue
      const next = queue.shift()
      if (!next) return
      seat.current = next
      seat.stopTimer = clock.after(timeLimitMs, () => leave(seat, { kind: 'timed-out' }))
      seat.worker.postMessage(next.job)
    }
  }

  for (let index = 0; index < options.workers; index++) sit()
  return {
    render: job =>
      new Promise(settle => {
        if (closed) return settle(err({ kind: 'closed' }))
        if (queue.length >= queueLimit) return settle(err({ kind: 'busy' }))
        queue.push({ job, settle })
        while (seats.size < options.workers) sit()
        serve()
      }),
    close: async () => {
      closed = true
      for (const { settle } of queue.splice(0)) settle(err({ kind: 'closed' }))
      const leaving = [...seats].map(seat => {
        seat.stopTimer()
        seat.current?.settle(err({ kind: 'closed' }))
        seat.current = null
        return seat.worker.terminate()
      })
      seats.clear()
      await Promise.all(leaving)
    },
  }
}
