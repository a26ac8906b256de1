import { type BatchParts, type BatchProgress, openBatch, retryFailed, runBatch } from './batch.ts'
import type { BatchWish } from './batch-list.ts'
import { batchReport } from './batch-report.ts'

export interface BatchOptions {
  readonly onProgress?: (progress: BatchProgress) => void
  /** Stops after the documents under way. */
  readonly signal?: AbortSignal
  /** Tries again what has failed before. */
  readonly again?: boolean
}

/** Batches, one after the other; inside the running server behind the visitors at the kiosks. */
export interface BatchDesk {
  /** Issues a list, or goes on with it. Resolves when nothing waits any more, at a signal, or at `close`. */
  issue(wishes: readonly BatchWish[], options?: BatchOptions): Promise<BatchProgress>
  /** Writes a list down as a batch and gives its id; the same list is the same batch. */
  open(wishes: readonly BatchWish[]): Promise<string>
  /** Goes on with a batch that was opened, behind those that were before. */
  goOn(batchId: string, options?: BatchOptions): Promise<BatchProgress>
  /** What became of each line of a list, CSV. */
  report(wishes: readonly BatchWish[]): Promise<string>
  /** Stops after the documents under way. */
  close(): Promise<void>
}

/** @param atOnce Documents at once: as many as there are render threads. */
export function createBatchDesk(parts: BatchParts, atOnce: number): BatchDesk {
  const { db, clock } = parts
  const stop = new AbortController()
  let last: Promise<unknown> = Promise.resolve()
  const batchOf = (wishes: readonly BatchWish[]) => openBatch(db, wishes, new Date(clock.now()))
  const goOn = (batchOf: () => Promise<string>, { onProgress, signal, again = false }: BatchOptions) => {
    const mine = last.then(async () => {
      const batchId = await batchOf()
      if (again) await retryFailed(db, batchId)
      const stopped = signal ? AbortSignal.any([stop.signal, signal]) : stop.signal
      return runBatch(parts, batchId, { atOnce, signal: stopped, ...(onProgress && { onProgress }) })
    })
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    issue: (wishes, options = {}) => goOn(() => batchOf(wishes), options),
    open: batchOf,
    goOn: (batchId, options = {}) => goOn(async () => batchId, options),
    report: async wishes => batchReport(db, await batchOf(wishes)),
    close: async () => {
      stop.abort()
      await last
    },
  }
}
