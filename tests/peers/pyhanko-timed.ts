import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('./pyhanko-timed.py', import.meta.url))

/** Work for pyHanko, with paths of what it needs. */
export type PyhankoWork =
  | {
      readonly work: 'verify'
      readonly file: string
      /** PEM of the roots. */
      readonly anchors: string
      /** The time to judge at, ISO 8601. */
      readonly at: string
    }
  | {
      readonly work: 'sign'
      readonly file: string
      /** PEM of the seal's certificate and those above it. */
      readonly certificates: string
      /** PEM of the key, PKCS#8. */
      readonly key: string
    }

/** pyHanko in a process of its own that stays, so that neither its start nor its reading of keys is timed. */
export interface TimedPyhanko {
  /** Does the work `count` times and gives how long each took, in ms. Rejects when it fails, or does not accept a file. */
  time(work: PyhankoWork, count: number): Promise<number[]>
  close(): Promise<void>
}

/** Starts it under the Python that `findPyhanko` found. One work is done at a time. */
export function startTimedPyhanko(python: string): TimedPyhanko {
  const child = spawn(python, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  // When it is gone, the missing answer says so.
  child.stdin.on('error', () => {})
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    time: async (work, count) => {
      child.stdin.write(`${JSON.stringify({ ...work, count })}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error('pyHanko ended without an answer')
      const { tookMs, error } = JSON.parse(value) as { tookMs: number[]; error: string | null }
      if (error !== null) throw new Error(`pyHanko: ${error}`)
      return tookMs
    },
    close: () => {
      child.stdin.end()
      return ended
    },
  }
}
