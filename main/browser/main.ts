import { fileURLToPath } from 'node:url'
import { systemClock } from '../../native/system-clock.ts'
import { EXIT_CONFIGURATION } from '../../src/contract/station-process.ts'
import { type StationChild, startStationChild } from '../station-process/station-child.ts'
import { type Supervisor, superviseChild } from '../supervisor/supervisor.ts'
import { browserShellArguments, USAGE } from './arguments.ts'
import { findChromium, openChromium, PROFILES } from './chromium.ts'
import { startKioskServer } from './kiosk-server.ts'
import {
  kioskPolicies,
  type PoliciesInForce,
  policyFile,
  policyText,
  putPolicies,
  removeLeftPolicies,
} from './policies.ts'

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
if (options.policies) {
  process.stdout.write(policyText(kioskPolicies({ host: `127.0.0.1:${options.port}`, startFiles: PROFILES })))
  process.exit(0)
}
let station: StationChild | null = null
let chromium: Supervisor | null = null
let policies: PoliciesInForce | null = null

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
  // They hold for every browser of the machine: on a developer's own they would be in the way.
  if (options.windowed) freeBrowser(binary)
  else policies = holdBrowser(binary)
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

/** Of policies that a kiosk has left that was killed: they let no browser open this one's address. */
function freeBrowser(binary: string): void {
  const file = policyFile(binary, process.platform)
  if (file) removeLeftPolicies(file)
}

/** Binds the browser by the machine's policies, or says that it is not bound. */
function holdBrowser(binary: string): PoliciesInForce | null {
  const file = policyFile(binary, process.platform)
  const places = { host: new URL(server.address).host, startFiles: PROFILES }
  const put = file ? putPolicies(file, kioskPolicies(places)) : null
  if (put?.ok) return put.value
  const why = put ? put.error : 'its policies are not read from a file here'
  complain(
    `The browser's keys, menus and addresses are not locked: ${why}. See docs/shells.md; this shell is for trials.`,
  )
  return null
}

let leaving = false
async function leave(code: number) {
  if (leaving) return
  leaving = true
  await Promise.all([chromium?.stop(), server.close(), stationSupervisor.stop()])
  policies?.withdraw()
  process.exit(code)
}
