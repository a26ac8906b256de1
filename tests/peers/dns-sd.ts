import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { SHARED_AMONG } from '../children/belonging.ts'
import { withMessageBus } from '../message-bus.ts'

/**
 * ippeveprinter insists on announcing itself by DNS-SD, so it needs the system bus and avahi, of which a machine has one each.
 * The first test process that needs them starts those that are missing, the last one to leave ends what was started so.
 */
const SHARED = join(tmpdir(), 'yinzheng-dns-sd')
const HOLDERS = join(SHARED, 'holders')
const LOCK = join(SHARED, 'lock')
const BUS_SOCKET = '/run/dbus/system_bus_socket'
const AVAHI_SOCKET = '/run/avahi-daemon/socket'

/** Makes sure that bus and avahi run. The returned function gives them up. */
export async function holdDnsSd(): Promise<() => Promise<void>> {
  const holder = join(HOLDERS, `${process.pid}-${Math.random().toString(36).slice(2)}`)
  await mkdir(HOLDERS, { recursive: true })
  await locked(async () => {
    await writeFile(holder, '')
    await ensure('dbus', BUS_SOCKET, 'dbus-daemon', ['--system', '--nofork', '--nopidfile'])
    await ensure('avahi', AVAHI_SOCKET, 'avahi-daemon', ['--no-drop-root', '--no-rlimits', '--no-chroot'])
  })
  return () =>
    locked(async () => {
      await rm(holder, { force: true })
      if ((await liveHolders()).length > 0) return
      for (const name of ['avahi', 'dbus']) await endStarted(name)
    })
}

async function ensure(name: string, socket: string, command: string, args: readonly string[]): Promise<void> {
  if (await answers(socket)) return
  await mkdir(join(socket, '..'), { recursive: true })
  // What an earlier daemon left behind would keep this one from listening.
  await rm(socket, { force: true })
  const env = { ...withMessageBus(process.env), [SHARED_AMONG]: HOLDERS }
  const child = spawn(command, args, { stdio: 'ignore', detached: true, env })
  child.unref()
  await until(() => answers(socket), child, command)
  await writeFile(join(SHARED, `${name}.pid`), String(child.pid))
}

async function until(done: () => Promise<boolean>, child: ChildProcess, command: string): Promise<void> {
  for (let turn = 0; turn < 150; turn++) {
    if (await done()) return
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`)
    await delay(100)
  }
  throw new Error(`${command} does not answer`)
}

async function endStarted(name: string): Promise<void> {
  const file = join(SHARED, `${name}.pid`)
  if (!existsSync(file)) return
  const pid = Number(await readFile(file, 'utf8'))
  await rm(file)
  if (isAlive(pid)) process.kill(pid, 'SIGTERM')
  for (let turn = 0; turn < 50 && isAlive(pid); turn++) await delay(100)
}

async function liveHolders(): Promise<string[]> {
  return (await readdir(HOLDERS)).filter(name => isAlive(Number(name.split('-')[0])))
}

/** One process at a time; a lock older than any start takes is left over from a killed one. */
async function locked(act: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await mkdir(LOCK)
      break
    } catch {
      const made = await stat(LOCK).catch(() => null)
      if (made && Date.now() - made.mtimeMs > 60_000) await rm(LOCK, { recursive: true, force: true })
      await delay(100)
    }
  }
  try {
    await act()
  } finally {
    await rm(LOCK, { recursive: true, force: true })
  }
}

function answers(socket: string): Promise<boolean> {
  return new Promise(resolve => {
    const connection = createConnection(socket)
    connection.once('connect', () => resolve(true))
    connection.once('error', () => resolve(false))
    connection.once('close', () => resolve(false))
    connection.once('connect', () => connection.destroy())
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
