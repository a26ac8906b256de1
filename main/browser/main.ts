import { fileURLToPath } from 'node:url'
import { systemClock } from '../../native/system-clock.ts'
import { EXIT_CONFIGURATION } from '../../src/contract/station-process.ts'
import { type StationChild, startStationChild } from '../station-process/station-child.ts'
import { type Supervisor, superviseChild } from '../supervisor/supervisor.ts'
import { browserShellArguments, USAGE } from './arguments.ts'
import { findChromium, openChromium } from './chromium.ts'
import { startKioskServer } from './kiosk-server.ts'

/**
 * The browser shell: the station as a child, its page on a loopback address, and a Chromium to show it. Standard output gets
 * JSON lines: `{"address": …}` once the page can be opened, and `{"station": …}` whenever the station comes or goes.
 */
const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** In the product this file is `dist/browser.mjs`, beside the station and the page. */
const inSources = import.meta.url.endsWith('.ts')
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)
const complain = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

const parsed = browserShellArguments(process.argv.slice(2))
if (!parsed.ok) {
  complain(`${parsed.error}\n${USAGE}`)
  process.exit(64)
}
const options = parsed.value
let station: StationChild | null = null
let chromium: Supervisor | null = null

const stationSupervisor = superviseChild<StationChild>({
  clock: systemClock,
  spawn: () =>
    startStationChild({
      node: process.execPath,
      entry: options.station ?? fromHere(inSources ? '../station/main.ts' : './station.mjs'),
      configFile: options.config,
      env: process.env,
      onFatal: detail => complain(`station: ${detail}`),
    }),
  onEvent: event => {
    station = event.kind === 'up' ? event.child : null
    say({ station: event.kind, ...(event.kind === 'up' ? { pid: event.child.pid } : { end: event.end }) })
    if (event.kind === 'gave-up') void leave(EXIT_CONFIGURATION)
  },
})

const server = await startKioskServer({
  site: options.site ?? fromHere(inSources ? '../../dist/renderer/kiosk' : './renderer/kiosk'),
  port: options.port,
  attach: () => station?.openRenderer() ?? null,
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0))
stationSupervisor.start()
say({ address: server.address })
if (!options.headless) showPage()

function showPage(): void {
  const binary = findChromium()
  if (!binary) return complain('no Chromium, Chrome or Edge is installed: open the address by hand')
  chromium = superviseChild({
    clock: systemClock,
    heartbeat: false,
    spawn: () => openChromium(server.address, { binary, kiosk: !options.windowed }),
    onEvent: event => {
      // Whoever closes the window of a developer's kiosk wants it to end; a real one comes back.
      if (event.kind === 'down' && options.windowed) void leave(0)
    },
  })
  chromium.start()
}

let leaving = false
async function leave(code: number) {
  if (leaving) return
  leaving = true
  await Promise.all([chromium?.stop(), server.close(), stationSupervisor.stop()])
  process.exit(code)
}
