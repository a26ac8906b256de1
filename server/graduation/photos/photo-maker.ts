import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { MadePhoto, PhotoAnswer, PhotoFlaw, PhotoJob } from './photo-messages.ts'

/** Makes photographs anew in processes of their own, so that a file that is made to take a server down takes down one of them alone. */
export interface PhotoMaker {
  /** `too-heavy`: the process took too long or too much memory over it, or died; the next photograph has a new one. */
  make(bytes: Uint8Array): Promise<Result<MadePhoto, PhotoFlaw | 'too-heavy'>>
  close(): void
}

export interface PhotoMakerOptions {
  readonly clock: Pick<Clock, 'after'>
  readonly timeoutMs?: number
  readonly memoryBytes?: number
  readonly program?: URL
}

const TIMEOUT_MS = 20_000
const MEMORY_BYTES = 1_024 * 1024 * 1024
const PROGRAM = new URL('./photo-process.ts', import.meta.url)
/** The shell sets the limit and becomes the process; a limit of data counts what is allocated, and not what is only reserved. */
const LIMITED = 'ulimit -d "$1" && shift && exec "$@"'

/** Each takes a processor; a photograph waits for the one that has least to do. */
const PROCESSES = 2

export function createPhotoMaker(options: PhotoMakerOptions): PhotoMaker {
  const lanes = Array.from({ length: PROCESSES }, () => ({ waiting: 0, maker: createOneMaker(options) }))
  return {
    make: async bytes => {
      const lane = lanes.reduce((best, one) => (one.waiting < best.waiting ? one : best))
      lane.waiting++
      try {
        return await lane.maker.make(bytes)
      } finally {
        lane.waiting--
      }
    },
    close: () => {
      for (const { maker } of lanes) maker.close()
    },
  }
}

function createOneMaker(options: PhotoMakerOptions): PhotoMaker {
  const { clock, timeoutMs = TIMEOUT_MS, memoryBytes = MEMORY_BYTES, program = PROGRAM } = options
  let child: ChildProcess | null = null
  let last: Promise<unknown> = Promise.resolve()

  const started = (): ChildProcess => {
    const argv = [String(Math.floor(memoryBytes / 1024)), process.execPath, fileURLToPath(program)]
    // Nothing of the server's environment; neither does it hear what the process says.
    return spawn('/bin/sh', ['-c', LIMITED, 'photographs', ...argv], {
      ...{ env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' },
    })
  }
  const one = (job: PhotoJob): Promise<Result<MadePhoto, PhotoFlaw | 'too-heavy'>> =>
    new Promise(resolve => {
      child ??= started()
      const at = child
      const end = (answer: Result<MadePhoto, PhotoFlaw | 'too-heavy'>) => {
        stopTimer()
        at.removeAllListeners()
        if (!answer.ok && answer.error === 'too-heavy') {
          child = null
          at.on('error', () => undefined)
          at.kill('SIGKILL')
        }
        resolve(answer)
      }
      const stopTimer = clock.after(timeoutMs, () => end(err('too-heavy')))
      at.on('message', (answer: PhotoAnswer) => {
        if (answer.is === 'made') end(ok(answer.photo))
        if (answer.is === 'refused') end(err(answer.flaw))
      })
      at.on('error', () => end(err('too-heavy')))
      at.on('exit', () => end(err('too-heavy')))
      at.send(job, error => {
        if (error) end(err('too-heavy'))
      })
    })
  return {
    make: bytes => {
      const mine = last.then(() => one({ bytes }))
      last = mine
      return mine
    },
    close: () => {
      child?.removeAllListeners()
      child?.kill('SIGKILL')
      child = null
    },
  }
}
