import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { findPythonPeer } from './python-peer.ts'

/**
 * The peer of receipt printer and code scanner: emupos from PyPI, an emulator of tills that shares no code with ours. It needs
 * Python 3.13 or newer and is installed once into a virtual environment under `node_modules/.cache`.
 */
const VERSION = '0.4.0'
const LOOK_EVERY_MS = 20
/** No hand lays one paper after another faster than this. */
const HAND_MS = 150

export type EmuposFault = 'paper-near-end' | 'paper-out' | 'cover-open' | 'offline'

export interface Emupos {
  /** Where it speaks ESC/POS on loopback. */
  readonly port: number
  setFault(fault: EmuposFault): Promise<void>
  clearFault(fault: EmuposFault): Promise<void>
  /** Ids of the receipts that were cut, oldest first. */
  receipts(): Promise<readonly string[]>
  /** A receipt as text; it knows no Chinese, a QR code stands as `[qr …]`. */
  text(receiptId: string): Promise<string>
  stop(): Promise<void>
}

export interface EmuposScanner {
  /** The pseudo-terminal on which it sends what it scans. */
  readonly path: string
  /** Scans a code, and resolves when its bytes are out and a quick hand could bring the next one. It scans ASCII alone. */
  scan(text: string): Promise<void>
  stop(): Promise<void>
}

/** The Python that has it installed, or null when this machine has no Python for it or can't reach PyPI. */
export function findEmupos(): Promise<string | null> {
  return findPythonPeer({ name: 'emupos', version: VERSION, leastMinor: 13 })
}

/** Starts an 80 mm printer. Rejects when it does not come up. */
export async function startEmupos(python: string): Promise<Emupos> {
  const port = await freePort()
  const { api, stop } = await startDevice(python, folder => ({
    id: 'front',
    type: 'printer',
    profile: 'xprinter-xp80t',
    connections: [{ tcp: { port } }],
    job_idle_timeout_ms: 800,
    receipts_dir: join(folder, 'receipts'),
  }))
  return {
    port,
    setFault: async fault => void (await api('PUT', `/faults/${fault}`)),
    clearFault: async fault => void (await api('DELETE', `/faults/${fault}`)),
    receipts: async () => {
      const listed = (await (await api('GET', '/receipts')).json()) as { id: string; completed_at: string }[]
      return listed.sort((a, b) => a.completed_at.localeCompare(b.completed_at)).map(({ id }) => id)
    },
    text: async id => (await api('GET', `/receipts/${id}/text`)).text(),
    stop,
  }
}

/** Starts a scanner on a pseudo-terminal that ends each code with CR, or with nothing. Rejects when it does not come up. */
export async function startEmuposScanner(python: string, suffix: 'enter' | 'none'): Promise<EmuposScanner> {
  const { folder, api, stop } = await startDevice(python, () => ({
    id: 'lane2',
    type: 'scanner',
    mode: 'serial',
    suffix,
    connections: [{ serial: { pty: true } }],
  }))
  return {
    path: join(folder, 'emupos', 'lane2'),
    scan: async data => {
      // It refuses a scan while one is under way, which lasts a moment longer than its bytes.
      for (;;) {
        const answer = await api('POST', '/scans', { data, countdown_seconds: 0 }, [409])
        await delay(answer.ok ? HAND_MS : LOOK_EVERY_MS)
        if (answer.ok) return
      }
    },
    stop,
  }
}

type Api = (method: string, path: string, body?: unknown, mayRefuseWith?: readonly number[]) => Promise<Response>

interface StartedDevice {
  /** Its own folder for everything that it writes, its pseudo-terminals included. */
  readonly folder: string
  readonly api: Api
  stop(): Promise<void>
}

async function startDevice(
  python: string,
  describeDevice: (folder: string) => { readonly id: string } & Record<string, unknown>,
): Promise<StartedDevice> {
  const folder = await mkdtemp(join(tmpdir(), 'emupos-'))
  const apiPort = await freePort()
  const device = describeDevice(folder)
  const config = { schema: 1, api: { host: '127.0.0.1', port: apiPort }, devices: [device] }
  const configFile = join(folder, 'emupos.yaml')
  await writeFile(configFile, JSON.stringify(config))
  const child = spawn(python, ['-c', 'from emupos.cli.app import main; main()', 'run', '--config', configFile], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder, PYTHONUNBUFFERED: '1', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const said: string[] = []
  const up = new Promise<boolean>(resolve => {
    const timer = setTimeout(() => resolve(false), WAIT_AT_MOST_MS)
    const settle = (isUp: boolean) => {
      clearTimeout(timer)
      resolve(isUp)
    }
    void ended.then(() => settle(false))
    createInterface(child.stderr).on('line', line => said.push(line))
    createInterface(child.stdout).on('line', line => {
      said.push(line)
      if (line.startsWith('Showing events')) settle(true)
    })
  })
  if (!(await up)) {
    await stop()
    throw new Error(`emupos did not start: ${said.join('\n')}`)
  }
  const api: Api = async (method, path, body, mayRefuseWith = []) => {
    const response = await fetch(`http://127.0.0.1:${apiPort}/api/v1/devices/${device.id}${path}`, {
      method,
      signal: AbortSignal.timeout(WAIT_AT_MOST_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (response.ok || mayRefuseWith.includes(response.status)) return response
    throw new Error(`emupos ${method} ${path}: ${response.status} ${await response.text()}`)
  }
  return { folder, api, stop }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
