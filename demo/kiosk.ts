import { join } from 'node:path'
import type { KioskWindow } from './kiosk-window.ts'
import type { Programs } from './programs.ts'

const root = join(import.meta.dirname, '..')

export interface KioskOptions {
  readonly window: KioskWindow
  /** The terminal's configuration. */
  readonly config: string
  readonly port: number
  /** Entries are named from the root of the project. */
  readonly run: Programs['run']
  /** The station came, with its process id, or went. */
  onStation(pid: number | null): void
}

export interface ShownKiosk {
  /** Null under Electron: its page has no address. */
  readonly address: string | null
  readonly stationPid: number | null
}

/** A station that has ended so often before it was ready will hardly get so; one that is shut out of its ledger does once. */
const FALLS_MAX = 2

/** Starts the kiosk under the shell that the window asks for. */
export async function showKiosk(options: KioskOptions): Promise<ShownKiosk> {
  return options.window.kind === 'electron' ? underElectron(options, options.window.binary) : underBrowser(options)
}

async function underBrowser({ window, config, port, run, onStation }: KioskOptions): Promise<ShownKiosk> {
  const first: { address: string | null; stationPid: number | null } = { address: null, stationPid: null }
  let shown = false
  const stationUp = Promise.withResolvers<'up' | 'down'>()
  let falls = 0
  const addressKnown = Promise.withResolvers<void>()
  const onLine = (line: Record<string, unknown>) => {
    if (typeof line.address === 'string') {
      first.address = line.address
      addressKnown.resolve()
    }
    if (!('station' in line)) return
    first.stationPid = typeof line.pid === 'number' ? line.pid : null
    if (line.station === 'up') stationUp.resolve('up')
    if (line.station === 'down' && ++falls === FALLS_MAX) stationUp.resolve('down')
    if (shown) onStation(first.stationPid)
  }
  const windowFlag = window.kind === 'chromium' ? '--windowed' : '--headless'
  const kiosk = await run('kiosk', 'main/browser/main.ts', ['--config', config, '--port', String(port), windowFlag], {
    onLine,
  })
  const [station] = await Promise.all([stationUp.promise, addressKnown.promise])
  if (station === 'down')
    throw new Error(['the station ends again and again before it is ready', ...(await kiosk.lastWords())].join('\n  '))
  shown = true
  return { ...first }
}

/** The demo's Electron is a developer's: a build that lets tests in, a station beside it on this Node, a window in place of the full screen. */
async function underElectron({ config, run, onStation }: KioskOptions, binary: string): Promise<ShownKiosk> {
  let stationPid: number | null = null
  let shown = false
  await run('kiosk', 'demo/electron-kiosk.ts', ['--config', config, '--electron', binary, '--root', root], {
    onLine: line => {
      if (!('station' in line)) return
      stationPid = typeof line.pid === 'number' ? line.pid : null
      if (shown) onStation(stationPid)
    },
  })
  shown = true
  return { address: null, stationPid }
}
