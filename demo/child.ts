import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { hearLastWords } from './last-words.ts'

/** On a machine that is busy with other things. What hangs is said to be still at it meanwhile. */
const START_WITHIN_MS = 300_000

export interface ProgramOptions {
  readonly name: string
  readonly entry: string
  readonly args: readonly string[]
  readonly logFile: string
  readonly env?: Readonly<Record<string, string>>
  /** A line of JSON on its standard output. The first one says that it is ready. */
  readonly onLine?: (line: Record<string, unknown>) => void
  /** It was ready and has ended unasked, with these last words. */
  readonly onEnd: (name: string, code: number | null, words: readonly string[]) => void
  readonly startWithinMs?: number
  /** Ends it while it is not ready yet, without waiting until it is. */
  readonly signal?: AbortSignal
}

/** One program of the house, running as a child. */
export interface Program {
  readonly name: string
  readonly pid: number
  /** What its first line said. */
  readonly said: Record<string, unknown>
  /** The last lines of its complaints so far. */
  lastWords(): Promise<readonly string[]>
  /** SIGTERM, and SIGKILL for one that has not ended after five seconds. */
  stop(): Promise<void>
}

/**
 * Starts a program on this Node and waits until it says, in one line of JSON, that it is ready. Rejects when it does not, with
 * the program's own words.
 */
export function startProgram(options: ProgramOptions): Promise<Program> {
  const { name, entry, args, logFile, startWithinMs = START_WITHIN_MS } = options
  mkdirSync(dirname(logFile), { recursive: true })
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
    // A group of its own, so that Ctrl-C is this program's to pass on, in order.
    detached: true,
  })
  child.stderr.pipe(log, { end: false })
  const lastWords = hearLastWords(`the ${name}`, child.stderr)
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  let stopping = false

  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`${name} did not start within ${startWithinMs / 1000} s; see ${logFile}`))
    }, startWithinMs)
    let ready = false
    options.signal?.addEventListener('abort', () => ready || void stop(), { once: true })
    createInterface({ input: child.stdout }).on('line', text => {
      log.write(`${text}\n`)
      const line = parseLine(text)
      if (!line) return
      options.onLine?.(line)
      if (ready) return
      ready = true
      clearTimeout(tooLate)
      resolve({ name, pid: child.pid!, said: line, lastWords, stop: () => stop() })
    })
    child.once('exit', async code => {
      clearTimeout(tooLate)
      if (ready) return stopping || options.onEnd(name, code, await lastWords())
      const words = (await lastWords()).map(line => `\n  ${line}`).join('')
      reject(new Error(`${name} ended before it was ready (exit ${code}); see ${logFile}${words}`))
    })
    // Later than its exit: only now has everything it wrote been read.
    child.once('close', () => log.end())
  })

  async function stop(): Promise<void> {
    stopping = true
    child.kill('SIGTERM')
    const hurry = setTimeout(() => killGroup(child), 5_000)
    await ended
    clearTimeout(hurry)
  }
}

function parseLine(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
