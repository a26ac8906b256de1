import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { lstat, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSerial } from '../transport/serial.ts'
import type { Transport } from '../transport/transport.ts'

/** Two pseudo-terminals joined by socat: a cable with a serial port at either end. */
export interface PtyPair {
  /** The port that the driver opens. */
  readonly hostPath: string
  /** The port that the simulator opens. */
  readonly devicePath: string
  /** Kills socat: both ports vanish, as when a USB adapter is pulled. */
  unplug(): Promise<void>
  plug(): Promise<void>
  /** Unplugs and removes what lies on the disk. */
  close(): Promise<void>
}

/** Whether socat is there. */
export function hasSocat(): boolean {
  try {
    execFileSync('socat', ['-V'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Starts socat and resolves when both ports are there. */
export async function startPtyPair(): Promise<PtyPair> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-pty-'))
  const hostPath = join(folder, 'host')
  const devicePath = join(folder, 'device')
  let socat: ChildProcess | null = null

  const plug = async () => {
    if (socat) return
    const end = (link: string) => `pty,raw,echo=0,link=${link}`
    const child = spawn('socat', ['-d', '-d', end(hostPath), end(devicePath)], { stdio: ['ignore', 'ignore', 'pipe'] })
    socat = child
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', code => reject(new Error(`socat ended with status ${code}`)))
      let said = ''
      // socat says this when both links exist and bytes flow.
      child.stderr?.on('data', (text: Buffer) => {
        said = (said + text.toString()).slice(-4096)
        if (said.includes('starting data transfer loop')) resolve()
      })
    })
    child.removeAllListeners('exit')
  }
  const unplug = async () => {
    const child = socat
    socat = null
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    }
    // A killed socat leaves its links behind, pointing nowhere, and could not make them anew.
    for (const path of [hostPath, devicePath]) if (await isThere(path)) await rm(path)
  }

  await plug()
  return {
    hostPath,
    devicePath,
    plug,
    unplug,
    close: async () => {
      await unplug()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Joins a simulator to the serial port at `path`. Resolves to the joined line, for closing it. */
export async function attachToSerial(
  sim: { attach(transport: Transport): void },
  path: string,
  baudRate: number,
): Promise<Transport> {
  const transport = await openSerial({ path, baudRate })()
  sim.attach(transport)
  return transport
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
