import { Worker } from 'node:worker_threads'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { PictureAnswer, PictureJob } from './picture-messages.ts'
import { createPictureShelf } from './picture-shelf.ts'

/** `busy`: enough wait; `undrawn`: the page cannot be drawn, or not in time. */
export type PictureFailure = 'busy' | 'undrawn'

/** Pages of files as pictures, drawn by a thread of its own and kept for a while in memory. */
export interface PagePictures {
  /**
   * A page, from 1, as PNG. `sha256` names the file; it is fetched with `pdf` where the page has not been drawn lately, and null is
   * none. Who may see it is for the caller to have asked.
   */
  of(sha256: string, page: number, pdf: () => Promise<Uint8Array | null>): Promise<Result<Uint8Array, PictureFailure>>
  close(): Promise<void>
}

export interface PagePictureOptions {
  readonly clock: Clock
  /** Sharp across a phone, and few enough to come quickly. */
  readonly widthPx?: number
  /** Whether they are of invented people, and must be of no use as paper. */
  readonly isSample?: boolean
  readonly keptBytes?: number
  readonly program?: URL
}

const WIDTH_PX = 1_080
const KEPT_BYTES = 48 * 1024 * 1024
const TIME_LIMIT_MS = 10_000
const QUEUE_LIMIT = 32
const MEMORY_MB = 512
/** Nobody looks at pages for hours: then there need be no thread either. */
const IDLE_MS = 120_000
const PROGRAM = new URL('./picture-worker.ts', import.meta.url)

export function createPagePictures(options: PagePictureOptions): PagePictures {
  const { clock, widthPx = WIDTH_PX, isSample = false, keptBytes = KEPT_BYTES, program = PROGRAM } = options
  const shelf = createPictureShelf(keptBytes)
  const underWay = new Map<string, Promise<Result<Uint8Array, PictureFailure>>>()
  let thread: Thread | null = null
  let last: Promise<unknown> = Promise.resolve()
  let stopIdle = () => {}
  let isClosed = false

  const end = async () => {
    stopIdle()
    const ending = thread
    thread = null
    await ending?.end()
  }
  const drawNow = async (job: PictureJob): Promise<Uint8Array | null> => {
    if (isClosed) return null
    stopIdle()
    thread ??= startThread(program)
    const png = await thread.draw(job, clock)
    // One that has not answered in time may hang for ever.
    if (png === null) await end()
    else stopIdle = clock.after(IDLE_MS, () => void end())
    return png
  }
  const make = async (key: string, page: number, pdf: () => Promise<Uint8Array | null>) => {
    const bytes = await pdf()
    if (bytes === null) return err('undrawn' as const)
    const mine = last.then(() => drawNow({ pdf: bytes, page, widthPx, isSample }))
    last = mine.catch(() => null)
    const png = await mine
    if (png === null) return err('undrawn' as const)
    shelf.put(key, png)
    return ok(png)
  }

  return {
    of: async (sha256, page, pdf) => {
      const key = `${sha256}/${page}`
      const kept = shelf.get(key)
      if (kept) return ok(kept)
      const begun = underWay.get(key)
      if (begun) return begun
      if (underWay.size >= QUEUE_LIMIT) return err('busy')
      const making = make(key, page, pdf).finally(() => underWay.delete(key))
      underWay.set(key, making)
      return making
    },
    close: async () => {
      isClosed = true
      await end()
    },
  }
}

interface Thread {
  /** Null when it cannot, or not in time. One job at a time. */
  draw(job: PictureJob, clock: Clock): Promise<Uint8Array | null>
  end(): Promise<unknown>
}

function startThread(program: URL): Thread {
  const worker = new Worker(program, {
    ...{ execArgv: [], env: {} },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 64 },
  })
  worker.unref()
  let settle: (png: Uint8Array | null) => void = () => {}
  let isOver = false
  const fail = () => {
    isOver = true
    settle(null)
  }
  worker.on('message', (answer: PictureAnswer) => {
    if (answer.kind === 'drawn') settle(answer.png)
  })
  worker.on('error', fail)
  worker.on('exit', fail)
  return {
    draw: (job, clock) =>
      new Promise(resolve => {
        if (isOver) return resolve(null)
        const stopTimer = clock.after(TIME_LIMIT_MS, () => settle(null))
        settle = png => {
          stopTimer()
          settle = () => {}
          resolve(png)
        }
        worker.postMessage(job)
      }),
    end: () => worker.terminate(),
  }
}
