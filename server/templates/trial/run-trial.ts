import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Clock } from '../../../src/clock.ts'
import type { Folder } from '../folder-zip.ts'
import type { TrialJob, TrialLine, TrialTask } from './trial-messages.ts'

/** How a trial ended before it was over. */
export type TrialBreak = 'time' | 'memory' | 'crash'

export interface TrialLimits {
  /** Of one document, with both folders. */
  readonly jobMs: number
  /** Of everything, in seconds of a processor: holds also where nobody is left to look. */
  readonly cpuSeconds: number
  readonly memoryBytes: number
  readonly outputBytes: number
}

export const TRIAL_LIMITS: TrialLimits = {
  ...{ jobMs: 40_000, cpuSeconds: 300, memoryBytes: 1_536 * 1024 * 1024, outputBytes: 96 * 1024 * 1024 },
}

export interface TrialParts {
  readonly clock: Pick<Clock, 'after'>
  readonly templatesDir: string
  readonly fontDirs: readonly string[]
  readonly limits?: TrialLimits
  /** Ends the process at once; the trial is rejected then. */
  readonly signal?: AbortSignal
}

const PROGRAM = fileURLToPath(new URL('./trial-process.ts', import.meta.url))
/** As Rust, V8 and C++ say it before they end. */
const NO_MEMORY = /memory allocation of|out of memory|allocation failed|bad_alloc|cannot allocate/i
const LAST_WORDS = 4_000
const WIDTH_PX = 640
const PAGES_MAX = 40
/** The shell sets the limits and becomes the process; a limit of data counts what is allocated, and not what is only reserved. */
const LIMITED = 'ulimit -d "$1" && ulimit -St "$2" && shift 2 && exec "$@"'

/**
 * Draws documents with the templates of a folder, and with those that run, in a process of its own: it sees a folder with the house's parts
 * and the one that was brought, nothing of the server's environment, and ends with its time or its memory. `hear` is told line by line; resolves with
 * why it ended early, and null when it came to its end. Rejects where it could not begin. The document that was begun last is the one that it ended at.
 */
export async function runTrial(
  { clock, templatesDir, fontDirs, limits = TRIAL_LIMITS, signal }: TrialParts,
  { kind, folder, runs, jobs }: TrialWish,
  hear: (line: TrialLine) => void,
): Promise<TrialBreak | null> {
  const home = await mkdtemp(join(tmpdir(), 'yinzheng-trial-'))
  try {
    const brought = join(home, 'brought')
    const running = join(home, 'running')
    for (const place of [brought, running])
      await cp(join(templatesDir, 'house'), join(place, 'house'), { recursive: true })
    if (runs === null) await cp(join(templatesDir, kind), join(running, kind), { recursive: true })
    else await putDown(join(running, kind), runs)
    await putDown(join(brought, kind), folder)
    const task: TrialTask = { fontDirs, running, brought, jobs, widthPx: WIDTH_PX, pagesMax: PAGES_MAX }
    return await run(task, { home, limits, clock, signal }, hear)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

export interface TrialWish {
  readonly kind: string
  readonly folder: Folder
  /** Null: what lies in the folder of the server. */
  readonly runs: Folder | null
  readonly jobs: readonly TrialJob[]
}

async function putDown(place: string, folder: Folder): Promise<void> {
  for (const [path, content] of folder) {
    const file = join(place, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }
}

interface RunParts {
  readonly home: string
  readonly limits: TrialLimits
  readonly clock: Pick<Clock, 'after'>
  readonly signal: AbortSignal | undefined
}

function run(
  task: TrialTask,
  { home, limits, clock, signal }: RunParts,
  hear: (line: TrialLine) => void,
): Promise<TrialBreak | null> {
  const { jobMs, cpuSeconds, memoryBytes, outputBytes } = limits
  const argv = [String(Math.floor(memoryBytes / 1024)), String(cpuSeconds), process.execPath, PROGRAM]
  // Packages would be looked for, fetched and kept below these: there is no such place.
  const nowhere = join(home, 'nowhere')
  const child = spawn('/bin/sh', ['-c', LIMITED, 'trial', ...argv], {
    ...{
      cwd: home,
      env: {
        HOME: nowhere,
        XDG_CACHE_HOME: '/dev/null',
        XDG_DATA_HOME: '/dev/null',
        HTTPS_PROXY: 'http://127.0.0.1:9',
      },
    },
    ...{ stdio: ['pipe', 'pipe', 'pipe'], killSignal: 'SIGKILL', ...(signal && { signal }) },
  })
  return new Promise((resolve, reject) => {
    let ended: TrialBreak | null = 'crash'
    let lastWords = ''
    let hasBegun = false
    let bytes = 0
    const stop = (why: TrialBreak) => {
      ended = why
      child.kill('SIGKILL')
    }
    let stopTimer = clock.after(jobMs, () => stop('time'))
    child.on('error', reject)
    child.stdin.on('error', () => undefined)
    child.stdin.end(JSON.stringify(task))
    child.stderr.on('data', (part: Buffer) => {
      lastWords = (lastWords + part.toString('latin1')).slice(-LAST_WORDS)
    })
    child.stdout.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > outputBytes) stop('memory')
    })
    createInterface({ input: child.stdout }).on('line', text => {
      const line = lineOf(text)
      if (line === null) return
      stopTimer()
      hasBegun = true
      if (line.is === 'over') ended = null
      else stopTimer = clock.after(jobMs, () => stop('time'))
      hear(line)
    })
    child.on('close', (_code, signal) => {
      stopTimer()
      if (ended === 'crash' && signal === 'SIGXCPU') ended = 'time'
      if (ended === 'crash' && NO_MEMORY.test(lastWords)) ended = 'memory'
      if (hasBegun || ended === null) resolve(ended)
      // No fault of what was brought.
      else reject(new Error(`the process of the trial did not begin: ${lastWords.slice(0, 300)}`))
    })
  })
}

/** The last line of a process that was ended may be half of one. */
function lineOf(text: string): TrialLine | null {
  try {
    return JSON.parse(text) as TrialLine
  } catch {
    return null
  }
}
