import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stillAtIt } from '../scripts/still-at-it.mjs'
import { SERVER_ENVIRONMENT } from '../server/ground/server-environment.ts'
import { neededSystems } from './campus-files.ts'
import { whatIsWrongWith } from './check-demo-files.ts'
import { neededSimulators, TLS_FOLDER, writeDemoFiles } from './demo-files.ts'
import { setDemoPin } from './demo-pin.ts'
import { setUpStaff } from './demo-staff.ts'
import { showKiosk } from './kiosk.ts'
import { chooseWindow } from './kiosk-window.ts'
import { readOverlay } from './overlay.ts'
import { choosePorts, USUAL_PORTS } from './ports.ts'
import { createPrograms, type Programs } from './programs.ts'
import { forgetRunning, readRunning, writeRunning } from './running.ts'
import { addressTable } from './table.ts'

const root = join(import.meta.dirname, '..')
const USAGE = `npm start [-- OPTIONS]     from nothing to a working kiosk

  --headless       everything but the window; the table says which address to open
  --browser        the window in Chromium, even where Electron is to be had
  --config FILE    real or other devices and gateways in place of simulated ones (see docs/configuring.md)
  --reset          wipes the demo's data first
  --data DIR       where the demo keeps its data (default data/demo)
  --any-ports      takes any free ports in place of the usual ones`

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    browser: { type: 'boolean', default: false },
    config: { type: 'string' },
    reset: { type: 'boolean', default: false },
    data: { type: 'string', default: join(root, 'data', 'demo') },
    'any-ports': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const say = (text: string) => process.stderr.write(`${text}\n`)
const programs = createPrograms({
  logFolder: join(resolve(values.data), 'logs'),
  onEnd: (name, code, logFile, words) => {
    say([`${name} ended by itself (exit ${code}); see ${logFile}`, ...words].join('\n  '))
    void leave(1)
  },
})
let leaving = false
let building: ChildProcess | null = null
/** Ends the words of the step that is under way. */
let stepDone = () => {}
const STEPS = 4

/** A step of the start: what is done now, of how many, and every few seconds that it still is. */
function step(number: number, what: string): void {
  stepDone()
  stepDone = stillAtIt(`[${number}/${STEPS}] ${what}`, say)
}

/** Ends every program, the kiosk first, and then this one. */
async function leave(code: number): Promise<never> {
  if (!leaving) {
    leaving = true
    stepDone()
    building?.kill()
    await programs.end()
    forgetRunning(resolve(values.data), process.pid)
    process.exit(code)
  }
  return new Promise(() => {})
}

/** In a process of its own: the bundler sets NODE_ENV, which the programs of the demo would inherit. */
async function buildScreens(): Promise<void> {
  building = spawn(process.execPath, [join(root, 'scripts', 'build.ts'), '--screens'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = (await once(building, 'exit')) as [number | null]
  building = null
  if (code !== 0) throw new Error('the screens could not be built; see above')
}

async function start(): Promise<void> {
  const dataDir = resolve(values.data)
  const other = readRunning(dataDir)
  if (other)
    throw new Error(`a demo already runs on ${dataDir} (process ${other.pid}); end it first, or name another --data`)
  const overlay = readOverlay(values.config)
  if (values.reset) rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const wanted = values['any-ports']
    ? (Object.fromEntries(Object.keys(USUAL_PORTS).map(name => [name, 0])) as Record<keyof typeof USUAL_PORTS, number>)
    : USUAL_PORTS
  const ports = await choosePorts(wanted)
  const files = writeDemoFiles(dataDir, ports, overlay)
  const wrong = await whatIsWrongWith(files)
  // Before anything is built for minutes.
  if (wrong !== null)
    throw new Error(values.config === undefined ? wrong : `${wrong}\n(${values.config} was laid over it)`)
  step(1, 'Building the screens that have changed')
  await buildScreens()
  const needed = neededSimulators(overlay)
  step(2, 'Starting the gateway, the campus, the devices and the server')
  const run: Programs['run'] = (name, entry, ...rest) => programs.run(name, join(root, entry), ...rest)

  if (needed.gateway) await run('gateway', 'demo/wxpay-sim/main.ts', ['--config', files.gateway])
  const [serving] = await Promise.all([
    run('server', 'server/main.ts', ['--config', files.server], { env: SERVER_ENVIRONMENT }),
    ...(needed.campus ? [run('campus', 'demo/campus/main.ts', ['--config', files.campus])] : []),
    run('devices', 'demo/devices/main.ts', ['--config', files.devices]),
  ])
  const firstStaffCode = typeof serving.said.firstStaffCode === 'string' ? serving.said.firstStaffCode : null
  step(3, 'Choosing the window')
  const window = await chooseWindow({ headless: values.headless, browser: values.browser }, say)
  const addresses = {
    dock: `http://127.0.0.1:${ports.dock}/`,
    server: `https://127.0.0.1:${ports.server}`,
    gateway: needed.gateway ? `http://127.0.0.1:${ports.gateway}` : null,
    campus: needed.campus ? `http://127.0.0.1:${ports.campus}` : null,
  }
  const { server, campus } = addresses
  const caFile = join(dataDir, TLS_FOLDER, 'ca.pem')
  const { cas, authenticator } = neededSystems(overlay)
  const [hasPin, hasStaff] = await Promise.all([
    campus !== null && cas && setDemoPin(dataDir, { server, campus, caFile }, say),
    authenticator && setUpStaff(dataDir, { server, caFile, firstStaffCode }, say),
  ])
  step(4, 'Starting the kiosk')
  const kiosk = await showKiosk({ window, config: files.terminal, port: ports.kiosk, run, onStation: remember })
  remember(kiosk.stationPid)
  stepDone()
  process.stdout.write(
    addressTable({
      ...{ ...addresses, kiosk: kiosk.address, window, hasPin, hasStaff, firstStaffCode },
    }),
  )

  function remember(stationPid: number | null): void {
    writeRunning(dataDir, {
      pid: process.pid,
      terminal: join(dataDir, 'terminal'),
      kiosk: kiosk?.address ?? null,
      ...addresses,
      stationPid,
    })
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0))
if (values.help) console.log(USAGE)
else {
  try {
    await start()
  } catch (error) {
    // Whoever asked it to end in the middle of its start need not hear what was broken off.
    stepDone()
    if (!leaving) say(error instanceof Error ? error.message : String(error))
    await leave(1)
  }
}
