import { Worker } from 'node:worker_threads'
import type { Clock } from '../../src/clock.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { FileCheck } from '../../src/verification/file-check.ts'
import type { TrustAnchors } from '../signing/signing.ts'

export interface CheckJob extends TrustAnchors {
  /** The multipart form as it came. It is gone afterwards. */
  readonly body: Uint8Array<ArrayBuffer>
  readonly contentType: string
  readonly field: string
  readonly nowMs: number
}
export type CheckAnswer = { readonly kind: 'no-file' } | { readonly kind: 'checked'; readonly check: FileCheck }

/** Checks what strangers upload, in a thread that may use little memory and little time and knows nothing of ours. */
export interface ApartChecker {
  /** Refuses with `busy` when enough are under way, `no-file` for a form without one, `gave-up` when a thread was ended. */
  check(job: Omit<CheckJob, 'nowMs'>): Promise<Result<FileCheck, 'busy' | 'no-file' | 'gave-up'>>
}

const AT_ONCE = 2
const MEMORY_MB = 256
const TIME_MS = 5_000
const PROGRAM = new URL('./check-worker.ts', import.meta.url)

export function createApartChecker(clock: Clock, program: URL = PROGRAM): ApartChecker {
  let running = 0
  return {
    check: async job => {
      if (running >= AT_ONCE) return err('busy')
      running++
      try {
        const answer = await runApart(clock, program, { ...job, nowMs: clock.now() })
        if (answer === null) return err('gave-up')
        return answer.kind === 'checked' ? ok(answer.check) : err('no-file')
      } finally {
        running--
      }
    },
  }
}

function runApart(clock: Clock, program: URL, workerData: CheckJob): Promise<CheckAnswer | null> {
  return new Promise(resolve => {
    const worker = new Worker(program, {
      workerData,
      // Handed over, not copied: nobody here looks at it again.
      transferList: [workerData.body.buffer],
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    })
    const end = (answer: CheckAnswer | null) => {
      stopTimer()
      void worker.terminate()
      resolve(answer)
    }
    const stopTimer = clock.after(TIME_MS, () => end(null))
    worker.on('message', (answer: CheckAnswer) => end(answer))
    worker.on('error', () => end(null))
    worker.on('exit', () => end(null))
  })
}
