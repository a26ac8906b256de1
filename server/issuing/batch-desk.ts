import { type BatchParts, type BatchProgress, openBatch, runBatch } from './batch.ts'
import type { BatchWish } from './batch-list.ts'

/** Batches inside the running server, one after the other, behind the visitors at the kiosks. */
export interface BatchDesk {
  /** Issues a list, or goes on with it. Resolves when nothing waits any more, or at `close`. */
  issue(wishes: readonly BatchWish[], onProgress?: (progress: BatchProgress) => void): Promise<BatchProgress>
  /** Stops after the documents under way. */
  close(): Promise<void>
}

/** `parts.issuer` should be the background lane; `atOnce` is the number of render threads. */
export function createBatchDesk(parts: BatchParts, atOnce: number): BatchDesk {
  const stop = new AbortController()
  let last: Promise<unknown> = Promise.resolve()
  return {
    issue: (wishes, onProgress) => {
      const mine = last.then(async () => {
        const batchId = await openBatch(parts.db, wishes, new Date(parts.clock.now()))
        const progress = onProgress ? { onProgress } : {}
        return runBatch(parts, batchId, { atOnce, signal: stop.signal, ...progress })
      })
      last = mine.catch(() => undefined)
      return mine
    },
    close: async () => {
      stop.abort()
      await last
    },
  }
}
