import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, globSync, readFileSync, realpathSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { kept } from './kept.ts'

const run = promisify(execFile)

/** Set where tests are run many times over, and what a real server adds is not what they are run for. */
export const WITHOUT_POSTGRES = 'YINZHENG_WITHOUT_POSTGRES'

/** The folder of a PostgreSQL server's programs on this machine, or null. */
export const POSTGRES_PROGRAMS: string | null = findPrograms()

export interface Postgres {
  /** Loopback, database `postgres`, no password. */
  readonly databaseUrl: string
  stop(): Promise<void>
}

/** Which programs make a server's files, and who owns them. */
export const WHOSE_PROGRAMS: readonly string[] = [String(POSTGRES_PROGRAMS), String(process.getuid?.())]

/** Nothing here outlasts a power cut. */
const SETTINGS = ['shared_buffers=16MB', 'fsync=off', 'full_page_writes=off']

/**
 * Starts a PostgreSQL server of its own in a temporary folder, with an empty database or with what lies in the folder that is given. Throws
 * when there is none here.
 */
export async function startPostgres(begin?: string): Promise<Postgres> {
  const { databaseUrl, end } = await startServer(begin ?? (await emptyCluster()))
  // The quickest end: nobody reads what it leaves.
  return { databaseUrl, stop: () => end('SIGQUIT') }
}

/** Leaves at `place` what a server holds after `fill`, for others to begin with. */
export async function keepCluster(place: string, fill: (databaseUrl: string) => Promise<void>): Promise<void> {
  const server = await startServer(await emptyCluster())
  try {
    await fill(server.databaseUrl)
    // PostgreSQL's fast shutdown, which leaves nothing to be made good at the next start.
    await server.end('SIGINT', () => copy(server.data, place))
  } catch (error) {
    await server.end('SIGQUIT')
    throw error
  }
}

/** The folder of a server that has only just been made. */
function emptyCluster(): Promise<string> {
  return kept('postgres', WHOSE_PROGRAMS, async place => {
    const folder = await ownFolder()
    const data = join(folder, 'data')
    const args = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--wal-segsize=1']
    await run(program('initdb'), args, optionsIn(folder))
    await copy(data, place)
    await rm(folder, { recursive: true, force: true })
  })
}

async function startServer(begin: string) {
  const folder = await ownFolder()
  const data = join(folder, 'data')
  await copy(begin, data)
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, ...SETTINGS]
  const server = spawn(
    program('postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap(setting => ['-c', setting])],
    { ...optionsIn(folder), stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const end = async (signal: NodeJS.Signals, then = async () => {}) => {
    await ended(server, signal)
    await then()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await isReady(server)
  } catch (error) {
    await end('SIGQUIT')
    throw error
  }
  return { databaseUrl: `postgres://postgres@127.0.0.1:${port}/postgres`, data, end }
}

/** Keeps the owner, which PostgreSQL insists on. */
const copy = async (from: string, to: string): Promise<void> => {
  await run('cp', ['-a', from, to])
}

async function ownFolder(): Promise<string> {
  if (POSTGRES_PROGRAMS === null) throw new Error('there is no PostgreSQL server on this machine')
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-pg-'))
  const user = userForServer()
  if (user) await chown(folder, user.uid, user.gid)
  return folder
}

const program = (name: string) => join(POSTGRES_PROGRAMS ?? '', name)

const optionsIn = (folder: string) => ({
  ...userForServer(),
  cwd: folder,
  env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', HOME: folder },
})

function findPrograms(): string | null {
  if (process.env[WITHOUT_POSTGRES]) return null
  const onPath = (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, 'postgres'))
  const found = [...globSync('/usr/lib/postgresql/*/bin/postgres').sort().reverse(), ...onPath]
    .filter(path => existsSync(path))
    .map(path => dirname(realpathSync(path)))
  return found.find(folder => existsSync(join(folder, 'initdb'))) ?? null
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made, or as nobody. */
function userForServer(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const line = readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+):(\d+):/m)
  return line ? { uid: Number(line[1]), gid: Number(line[2]) } : { uid: 65_534, gid: 65_534 }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

function isReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`PostgreSQL did not start: ${said}`)), WAIT_AT_MOST_MS)
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000)
      if (!said.includes('database system is ready to accept connections')) return
      clearTimeout(timer)
      resolve()
    })
    server.once('exit', () => {
      clearTimeout(timer)
      reject(new Error(`PostgreSQL ended: ${said}`))
    })
  })
}

async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const exit = new Promise(resolve => server.once('exit', resolve))
  server.kill(signal)
  await exit
}
