import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  utilityProcess,
} from 'electron'
import { z } from 'zod'
import { systemClock } from '../../native/system-clock.ts'
import { EXIT_CONFIGURATION } from '../../src/contract/station-process.ts'
import { publicFiles } from '../shell/public-files.ts'
import { stationEnvironment } from '../station-process/station-environment.ts'
import { guardIpc } from './ipc.ts'
import { CONNECT_CHANNEL, PONG_CHANNEL, PORT_CHANNEL } from './ipc-channels.ts'
import { lockDownApp, lockDownSession } from './lockdown.ts'
import { nodeStation } from './node-station.ts'
import { keepPage, type PageKeeper } from './page-keeper.ts'
import { SCHEME_PRIVILEGES, serveScheme } from './scheme.ts'
import { hostStation } from './station-host.ts'
import { packedStation } from './station-place.ts'
import { configArgument, refusedSwitches } from './switches.ts'
import { utilityStation } from './utility-station.ts'
import { windowOptions } from './window.ts'

/** Set by the build. A build for tests lets a test driver in and can be pointed at other parts; a release never. */
declare const BUILT_FOR_TESTS: boolean

/** Another kiosk is running for this user. */
const EXIT_SECOND_INSTANCE = 3
/** A bug, or a page that could not be brought back; whoever started the shell starts it anew (EX_SOFTWARE of sysexits.h). */
const EXIT_SOFTWARE = 70

const log = (text: string) => process.stderr.write(`shell: ${text}\n`)
const forTests = (name: string) => (BUILT_FOR_TESTS ? process.env[name] : undefined)
// Without these two Electron would answer a bug, or a log that nobody reads any more, with a dialog that waits for a click.
process.stderr.on('error', () => {})
process.on('uncaughtException', error => {
  log(`bug: ${error.stack}`)
  app.exit(EXIT_SOFTWARE)
})
process.on('unhandledRejection', error => {
  throw error
})

const refused = refusedSwitches(process.argv, BUILT_FOR_TESTS, process.platform === 'win32')
const configFile = configArgument(process.argv)

if (refused.length > 0) refuse(`refused switches: ${refused.join(', ')}`)
else if (!BUILT_FOR_TESTS && process.getuid?.() === 0) refuse('a kiosk does not run as root')
else if (!configFile) refuse('usage: --config FILE')
else if (!app.requestSingleInstanceLock()) app.exit(EXIT_SECOND_INSTANCE)
else run(configFile)

function refuse(why: string) {
  log(why)
  app.exit(EXIT_CONFIGURATION)
}

function run(config: string) {
  let exitCode = 0
  let leaving = false
  let page: PageKeeper | null = null
  const leave = (code: number) => {
    exitCode = code
    app.quit()
  }

  // With both, Electron's helpers refuse to start as root; a release has refused that switch above.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.commandLine.appendSwitch('disable-pinch')
  app.commandLine.appendSwitch('overscroll-history-navigation', '0')
  protocol.registerSchemesAsPrivileged([SCHEME_PRIVILEGES])
  lockDownApp(app)
  Menu.setApplicationMenu(null)

  const station = hostStation(
    () => startStation(config),
    systemClock,
    event => {
      log(
        event.kind === 'up'
          ? `station up, pid ${event.child.pid}`
          : `station ${event.kind} ${JSON.stringify(event.end)}`,
      )
      if (event.kind === 'gave-up') leave(EXIT_CONFIGURATION)
    },
  )
  const ipc = guardIpc({ ipcMain, clock: systemClock, onRefused: (channel, why) => log(`refused ${channel}: ${why}`) })
  ipc.on(PONG_CHANNEL, z.undefined(), () => page?.current().answered())
  ipc.on(CONNECT_CHANNEL, z.undefined(), (_nothing, sender) =>
    station.eachTime(up => {
      if (sender.isDestroyed()) return
      const { port1, port2 } = new MessageChannelMain()
      up.attachPage(port1)
      sender.postMessage(PORT_CHANNEL, null, [port2])
    }),
  )

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leave(0))
  app.on('before-quit', () => {
    leaving = true
  })
  app.on('will-quit', event => {
    event.preventDefault()
    void station.stop().then(() => app.exit(exitCode))
  })
  app.on('second-instance', () => page?.current().window.focus())

  void app.whenReady().then(() => {
    // A session without a name on disk: nothing of a visit can outlive this process.
    const memory = session.fromPartition('kiosk')
    lockDownSession(memory)
    lockDownSession(session.defaultSession)
    serveScheme(memory.protocol, publicFiles(forTests('YINZHENG_SITE') ?? join(__dirname, '../renderer/kiosk')))
    powerSaveBlocker.start('prevent-display-sleep')
    station.start()
    const windowed = BUILT_FOR_TESTS && process.argv.includes('--windowed')
    page = keepPage({
      clock: systemClock,
      createWindow: () => {
        const bounds = windowed ? null : screen.getPrimaryDisplay().bounds
        return new BrowserWindow(windowOptions(join(__dirname, 'preload.cjs'), memory, bounds))
      },
      mayClose: () => leaving,
      relaunch: () => {
        app.relaunch()
        leave(EXIT_SOFTWARE)
      },
      onLost: why => log(`page lost: ${why}`),
    })
    // A screen that is turned or replaced must be filled again.
    screen.on('display-metrics-changed', () => {
      if (!windowed) page?.current().window.setBounds(screen.getPrimaryDisplay().bounds)
    })
  })
}

/** In the product a utility process, or a child under a Node that was packed for it; in tests what the environment names. */
function startStation(config: string) {
  const place = app.isPackaged
    ? packedStation(process.resourcesPath, existsSync)
    : { entry: join(__dirname, '../station.mjs'), node: null }
  const entry = forTests('YINZHENG_STATION_ENTRY') ?? place.entry
  const node = forTests('YINZHENG_STATION_NODE') ?? place.node
  const onFatal = (detail: string) => log(`station: ${detail}`)
  if (node) return nodeStation({ node, entry, configFile: config, env: process.env, onFatal })
  const env = stationEnvironment(process.env)
  const child = utilityProcess.fork(entry, ['--config', config], { env, serviceName: 'station', stdio: 'inherit' })
  return utilityStation(child, onFatal)
}
