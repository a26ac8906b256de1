import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach } from 'vitest'
import { stringify } from 'yaml'
import { type Dock, dockAt } from '../../cli/dock.ts'
import { type Running, readRunning } from '../../demo/running.ts'
import { lastLines } from '../../src/last-lines.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { beginHouseFolder } from '../peers/house-store.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const LOOK_EVERY_MS = 50
const LOG_CHARACTERS_SHOWN = 4_000

export interface DemoOptions {
  /** Laid over the demo's configuration, as `npm start -- --config FILE` does. */
  readonly overlay?: { readonly terminal?: Record<string, unknown>; readonly server?: Record<string, unknown> }
  /** More options for `npm start`. */
  readonly args?: readonly string[]
  /** The data of an earlier demo, which this one goes on with. Its owner removes it. */
  readonly dataDir?: string
  /** Called with the data folder before anything is started on it. */
  readonly onFolder?: (dataDir: string) => void
}

/** A whole demo in processes of its own: server, gateway, simulated devices and a kiosk without a window. */
export interface Demo {
  readonly running: Running
  readonly dataDir: string
  readonly dock: Dock
  /** What the demo's programs have written so far: one entry a file of the folder `logs`, and the output of the demo itself. */
  logs(): Promise<ReadonlyMap<string, string>>
  /** The station of the browser shell that runs now. */
  stationPid(): number
  /** Resolves when another station than `pid` runs. */
  stationAfter(pid: number): Promise<number>
  /** Ends every program, and removes the data unless it was handed in. */
  stop(): Promise<void>
}

/** Starts the demo on free ports and a folder of its own, and resolves when its kiosk can be used. Rejects with its output when it does not come up. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-demo-'))
  const dataDir = options.dataDir ?? join(folder, 'data')
  // What a first start makes of nothing is seen where a test has it begin anew (`--reset`); elsewhere it takes seconds of a core.
  await beginHouseFolder(join(dataDir, 'server', 'database'))
  options.onFolder?.(dataDir)
  const args = ['--headless', '--any-ports', '--data', dataDir, ...(options.args ?? [])]
  if (options.overlay) {
    const file = join(folder, 'overlay.yaml')
    await writeFile(file, stringify(options.overlay))
    args.push('--config', file)
  }
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'demo/start.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text))
  // A test run that is broken off must not leave eight processes behind.
  const endWithUs = () => void child.kill('SIGTERM')
  process.once('exit', endWithUs)

  const stop = async () => {
    await endChild(child)
    process.removeListener('exit', endWithUs)
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  try {
    const running = await untilRunning(dataDir, child, () => output.join('').includes('Ctrl-C'))
    const now = () => readRunning(dataDir)?.stationPid ?? null
    return {
      running,
      dataDir,
      dock: dockAt(running.dock),
      logs: async () => new Map([...(await readLogs(dataDir)), ['demo', output.join('')]]),
      stationPid: () => {
        const pid = now()
        if (pid === null) throw new Error('no station runs')
        return pid
      },
      stationAfter: async pid => {
        const startMs = Date.now()
        for (let other = now(); ; other = now()) {
          if (other !== null && other !== pid) return other
          if (Date.now() - startMs > WAIT_AT_MOST_MS) throw new Error('no other station came')
          await delay(LOOK_EVERY_MS)
        }
      },
      stop,
    }
  } catch (error) {
    const logs = await readLogs(dataDir)
    await stop()
    throw new Error(`the demo did not start:\n${output.join('')}\n${told(logs)}`, { cause: error })
  }
}

/** Shows the ends of the logs beside every test that fails. */
export function showLogsOfFailures(demo: () => Pick<Demo, 'logs'> | undefined): void {
  afterEach(async ({ task }) => {
    const logs = task.result?.state === 'fail' ? await demo()?.logs() : undefined
    if (logs) console.error(told(logs))
  })
}

async function untilRunning(dataDir: string, child: ChildProcess, tableShown: () => boolean): Promise<Running> {
  const startMs = Date.now()
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`)
    const running = tableShown() ? readRunning(dataDir) : null
    if (running) return running
    if (Date.now() - startMs > WAIT_AT_MOST_MS) throw new Error('it took too long')
    await delay(LOOK_EVERY_MS)
  }
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const hurry = setTimeout(() => child.kill('SIGKILL'), WAIT_AT_MOST_MS)
  await gone
  clearTimeout(hurry)
}

/** The logs that the programs of a demo have written, by file name. */
export async function readLogs(dataDir: string): Promise<Map<string, string>> {
  const folder = join(dataDir, 'logs')
  const names = await readdir(folder).catch(() => [])
  return new Map(
    await Promise.all(names.map(async name => [name, await readFile(join(folder, name), 'utf8')] as const)),
  )
}

function told(logs: ReadonlyMap<string, string>): string {
  return [...logs].map(([name, text]) => `--- ${name}\n${lastLines(text, LOG_CHARACTERS_SHOWN)}`).join('\n')
}
