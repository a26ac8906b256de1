import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MISSING_FOR_ELECTRON } from './electron-kiosk.ts'

const PACKAGE = join(import.meta.dirname, '..', '..', 'scripts', 'package.ts')
/** Where nobody listens: whatever the packing would fetch, it fails at once. */
const NOWHERE = 'http://127.0.0.1:9/'
const NOBODY = 65_534
const asRoot = process.getuid?.() === 0
/** A release does not run as root. Where the tests do, it gets another user. */
const KIOSK_USER = asRoot ? { uid: NOBODY, gid: NOBODY } : {}

/** What this machine lacks for a packed release in its own sandbox. */
export const MISSING_FOR_RELEASE: readonly string[] = [
  ...MISSING_FOR_ELECTRON,
  ...(process.platform === 'linux' && spawnSync('unshare', ['--user', 'true'], KIOSK_USER).status === 0
    ? []
    : ['user namespaces for everyone']),
]

export interface PackedRelease {
  /** The packed folder. */
  readonly folder: string
  readonly program: string
  /** A folder that belongs to the kiosk's user. */
  readonly home: string
  /** Gives a file or a folder to the kiosk's user. */
  hand(path: string): void
  /** Starts the release as that user. The caller ends it. */
  start(args: readonly string[], env?: NodeJS.ProcessEnv): ChildProcess
  /** Starts the release and resolves with how it ended, and what it said. */
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }>
  dispose(): Promise<void>
}

/** Packs a release of this Electron, as `npm run package -- --linux dir` does, into a folder of its own. Rejects with what the packing said. */
export async function packRelease(): Promise<PackedRelease> {
  const work = mkdtempSync(join(tmpdir(), 'yinzheng-release-'))
  chmodSync(work, 0o755)
  const args = ['--disable-warning=ExperimentalWarning', PACKAGE, '--linux', 'dir', '--output', join(work, 'release')]
  const packing = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ELECTRON_MIRROR: NOWHERE, ELECTRON_BUILDER_BINARIES_MIRROR: NOWHERE },
  })
  const { code, output } = await outcomeOf(packing)
  if (code !== 0) throw new Error(`the packing ended with ${code}:\n${output}`)

  const folder = join(work, 'release', 'linux-unpacked')
  const home = join(work, 'home')
  mkdirSync(home, { mode: 0o700 })
  const hand = (path: string) => {
    if (asRoot) chownSync(path, NOBODY, NOBODY)
  }
  hand(home)
  const program = join(folder, 'yinzheng')
  const start: PackedRelease['start'] = (args, env = {}) =>
    spawn(program, args, {
      ...KIOSK_USER,
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', ...env },
    })
  return {
    folder,
    program,
    home,
    hand,
    start,
    run: (args, env) => outcomeOf(start(args, env)),
    dispose: () => rm(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  }
}

async function outcomeOf(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const endWithUs = () => void child.kill('SIGKILL')
  process.once('exit', endWithUs)
  const [code] = (await once(child, 'close')) as [number | null]
  process.removeListener('exit', endWithUs)
  return { code, output }
}
