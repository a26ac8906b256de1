import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { type StationChild, startStationChild } from '../../main/station-process/station-child.ts'
import { systemClock } from '../../native/system-clock.ts'
import { KIOSK_CONTRACT } from '../../src/contract/kiosk.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import { connect } from '../../src/rpc.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'

const STATION = fileURLToPath(new URL('../../main/station/main.ts', import.meta.url))

/** A disk of its own for a data folder: what can be full, and be made read-only. */
export interface SmallDisk {
  readonly folder: string
  /** Leaves so many bytes. */
  fill(leftBytes: number): void
  makeRoom(): void
  /** Also for root, whom no mode of a file stops. */
  lock(isLocked: boolean): void
  remove(): void
}

/** Mounts a tmpfs of so many MiB; null where this user may not. */
export function mountSmallDisk(sizeMiB: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'yinzheng-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMiB}m`, 'tmpfs', folder])
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true })
    return null
  }
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill: leftBytes => {
      const free = () => {
        const { stdout } = spawnSync('stat', ['-f', '-c', '%a %S', folder], { encoding: 'utf8' })
        const [blocks = 0, size = 0] = stdout.trim().split(' ').map(Number)
        return blocks * size
      }
      writeFileSync(ballast, Buffer.alloc(Math.max(0, free() - leftBytes)))
    },
    makeRoom: () => rmSync(ballast),
    lock: isLocked => {
      const done = spawnSync('mount', ['-o', `remount,${isLocked ? 'ro' : 'rw'}`, folder])
      if (done.status !== 0) throw new Error(String(done.stderr))
    },
    remove: () => {
      spawnSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A station in a process of its own, as a shell runs it, and what a screen of it has seen. */
export interface RunningStation {
  readonly child: StationChild
  /** The fault on the screen each time that it was another one; `none` for a screen that serves. */
  readonly seen: string[]
  /** Resolves when the screen shows it; rejects when the station ends, or after a minute. */
  shows(wanted: (code: string) => boolean): Promise<KioskView>
  stop(): Promise<void>
}

/** What the terminal's file says, for a machine whose printer is away. */
export function stationConfig(
  folder: string,
  settings: { dataDir: string; baseUrl: string; code?: string; logFile?: string },
): string {
  const { dataDir, baseUrl, code, logFile } = settings
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'terminal.yaml')
  const config = {
    server: { baseUrl, ...(code === undefined ? {} : { enrolmentCode: code }) },
    ...{ dataDir, campusCardReader: null, idCardReader: null, receiptPrinter: null },
    pagePrinter: { uri: 'ipp://127.0.0.1:9/ipp/print' },
    ...(logFile === undefined ? {} : { log: { file: logFile } }),
  }
  writeFileSync(file, stringify(config))
  return file
}

/** Starts it, and resolves when its screens may attach. */
export async function runStation(configFile: string): Promise<RunningStation> {
  const child = startStationChild({
    ...{ node: process.execPath, entry: STATION, configFile, env: process.env },
    onFatal: () => {},
  })
  const seen: string[] = []
  const watchers = new Set<() => void>()
  let view: KioskView | null = null
  let end: string | null = null
  const ended = new Promise<void>(resolve =>
    child.onEnd(how => {
      end = `the station ended: ${JSON.stringify(how)}; it had shown ${seen.join(', ')}`
      resolve()
      for (const look of watchers) look()
    }),
  )
  const shows: RunningStation['shows'] = wanted =>
    new Promise((resolve, reject) => {
      const cancel = systemClock.after(WAIT_AT_MOST_MS, () =>
        done(() => reject(new Error(`shown: ${seen.join(', ')}`))),
      )
      const done = (finish: () => void) => {
        cancel()
        watchers.delete(look)
        finish()
      }
      const look = () => {
        if (end !== null) return done(() => reject(new Error(end ?? '')))
        if (view && wanted(faultOf(view))) done(() => resolve(view as KioskView))
      }
      watchers.add(look)
      look()
    })
  await Promise.race([new Promise<void>(resolve => child.onReady(resolve)), ended])
  if (end !== null) throw new Error(end)
  const screen = connect(KIOSK_CONTRACT, child.openRenderer(), { timeoutMs: WAIT_AT_MOST_MS, schedule: after })
  const take = (next: KioskView) => {
    view = next
    if (seen.at(-1) !== faultOf(next)) seen.push(faultOf(next))
    for (const look of watchers) look()
  }
  screen.on('view', take)
  take(await screen.call('currentView', null))
  return {
    child,
    seen,
    shows,
    stop: async () => {
      child.terminate()
      await ended
    },
  }
}

const after = (run: () => void, delayMs: number) => systemClock.after(delayMs, run)

const faultOf = ({ content }: KioskView): string => (content.screen === 'out-of-service' ? content.fault.code : 'none')
