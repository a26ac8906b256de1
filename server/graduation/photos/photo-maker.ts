import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { createPhotoLane, type PhotoLane, type PhotoLaneOptions } from './photo-lane.ts'
import type { MadePhoto, MarkJob, PhotoFlaw, PhotoJob } from './photo-messages.ts'

/** Works on photographs in processes of their own, so that a file that is made to take a server down takes down one of them alone. */
export interface PhotoMaker {
  /** Makes one anew, or in a trial measures it alone. `too-heavy`: the process took too long or too much memory over it, or died; the next photograph has a new one. */
  make(bytes: Uint8Array, options?: { readonly isTrial: boolean }): Promise<Result<MadePhoto, PhotoFlaw | 'too-heavy'>>
  /** Draws one that was made here for a screen, with words over it, as JPEG. */
  mark(job: Omit<MarkJob, 'is'>): Promise<Result<Uint8Array, PhotoFlaw | 'too-heavy'>>
  close(): void
}

export interface PhotoMakerOptions extends Omit<PhotoLaneOptions, 'clock'> {
  readonly clock: Pick<Clock, 'after'>
  /** Each takes a processor; a photograph waits for the one that has least to do. */
  readonly processes?: number
}

const PROCESSES = 2

export function createPhotoMaker({ processes = PROCESSES, ...options }: PhotoMakerOptions): PhotoMaker {
  const lanes = Array.from({ length: processes }, () => ({ waiting: 0, lane: createPhotoLane(options) }))
  const run = async (job: PhotoJob): ReturnType<PhotoLane['run']> => {
    const least = lanes.reduce((best, one) => (one.waiting < best.waiting ? one : best))
    least.waiting++
    try {
      return await least.lane.run(job)
    } finally {
      least.waiting--
    }
  }
  return {
    make: async (bytes, { isTrial } = { isTrial: false }) => {
      const answer = await run({ is: 'make', bytes, isTrial })
      if (answer === 'too-heavy') return err(answer)
      return answer.is === 'made' ? ok(answer.photo) : err(flawOf(answer))
    },
    mark: async job => {
      const answer = await run({ is: 'mark', ...job })
      if (answer === 'too-heavy') return err(answer)
      return answer.is === 'marked' ? ok(answer.jpeg) : err(flawOf(answer))
    },
    close: () => {
      for (const { lane } of lanes) lane.close()
    },
  }
}

const flawOf = (answer: { readonly is: string; readonly flaw?: PhotoFlaw }): PhotoFlaw => {
  if (answer.flaw === undefined) throw new Error(`the process of photographs has answered another job: ${answer.is}`)
  return answer.flaw
}
