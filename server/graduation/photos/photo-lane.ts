import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Clock } from '../../../src/clock.ts'
import type { PhotoAnswer, PhotoJob } from './photo-messages.ts'

/** One process of photographs, which does one job after the other. */
export interface PhotoLane {
  /** `too-heavy`: the process took too long or too much memory over it, or died; the next job has a new one. */
  run(job: PhotoJob): Promise<Exclude<PhotoAnswer, { is: 'ready' }> | 'too-heavy'>
  close(): void
}

export interface PhotoLaneOptions {
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

/** A lane; its process starts with the first job. */
export function createPhotoLane(options: PhotoLaneOptions): PhotoLane {
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
  const one = (job: PhotoJob): ReturnType<PhotoLane['run']> =>
    new Promise(resolve => {
      child ??= started()
      const at = child
      const end = (answer: Awaited<ReturnType<PhotoLane['run']>>) => {
        stopTimer()
        at.removeAllListeners()
        if (answer === 'too-heavy') {
          child = null
          at.on('error', () => undefined)
          at.kill('SIGKILL')
        }
        resolve(answer)
      }
      const stopTimer = clock.after(timeoutMs, () => end('too-heavy'))
      at.on('message', (answer: PhotoAnswer) => {
        if (answer.is !== 'ready') end(answer)
      })
      at.on('error', () => end('too-heavy'))
      at.on('exit', () => end('too-heavy'))
      at.send(job, error => {
        if (error) end('too-heavy')
      })
    })
  return {
    run: job => {
      const mine = last.then(() => one(job))
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
