import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { buildShell } from '../../main/electron/build.ts'
import { buildShellPage, FAKE_STATION, onPath, virtualScreen, workspace } from './shell-parts.ts'

const DIST = process.env.ELECTRON_OVERRIDE_DIST_PATH

/** What this machine lacks for a test in a real Electron. */
export const MISSING_FOR_ELECTRON: readonly string[] = [
  ...(DIST ? [] : ['an Electron in ELECTRON_OVERRIDE_DIST_PATH']),
  ...(onPath('Xvfb') ? [] : ['Xvfb']),
]

/**
 * About once in hundreds of starts the driver of an Electron this old waits for something that never comes. Such a test has a
 * second try; what the shell said in the first is printed.
 */
export const IN_ELECTRON = { retry: 1 } as const

export interface Kiosk {
  readonly app: ElectronApplication
  readonly page: Page
  /** What the shell has written to its log so far. */
  log(): string
  /** Resolves when the log holds `text`. */
  logged(text: string): Promise<void>
  close(): Promise<void>
}

export interface ElectronKiosks {
  readonly folder: string
  /** Starts a kiosk with the fake station: under its own Node, or in a utility process. */
  launch(station?: 'node' | 'utility'): Promise<Kiosk>
  /** Starts a shell by hand, without a driver, and resolves to how it ended. */
  run(build: 'tests' | 'release', switches: readonly string[]): Promise<{ code: number | null; output: string }>
  /** The switches of the kiosk that was launched last. */
  lastSwitches(): readonly string[]
  dispose(): Promise<void>
}

/** Builds the shell, the test page and the fake station into a folder of their own, and opens a virtual screen. */
export async function electronKiosks(): Promise<ElectronKiosks> {
  const work = await workspace()
  const screen = await virtualScreen()
  const at = (name: string) => join(work.folder, name)
  await buildShellPage(at('site'))
  await buildShell({ outDir: at('tests'), e2e: true })
  await buildShell({ outDir: at('release'), e2e: false })
  // Lies where a path that leaves the site would find it.
  await writeFile(at('main.js'), 'secret')
  await symlink(at('main.js'), at('site/link.js'))
  // The utility process of an old Electron has an old Node, which reads neither TypeScript nor new syntax.
  await build({
    entryPoints: [FAKE_STATION],
    outfile: at('station.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node16',
  })
  const environment = (station: 'node' | 'utility') => ({
    ...(process.env as Record<string, string>),
    DISPLAY: screen.display,
    YINZHENG_SITE: at('site'),
    YINZHENG_STATION_ENTRY: station === 'node' ? FAKE_STATION : at('station.cjs'),
    YINZHENG_STATION_NODE: station === 'node' ? process.execPath : '',
  })
  const binary = join(DIST ?? '', 'electron')
  let runs = 0
  const switches = () => ['--no-sandbox', `--user-data-dir=${at(`profile-${runs}`)}`]
  const args = (build: string, switches: readonly string[]) => [
    ...switches,
    at(build),
    '--config',
    '/nowhere/kiosk.yaml',
  ]

  return {
    folder: work.folder,
    launch: async (station = 'node') => {
      runs++
      const app = await _electron.launch({
        executablePath: binary,
        args: args('tests', switches()),
        env: environment(station),
      })
      const log = follow(app.process())
      const page = await app.firstWindow()
      await page.locator('body[data-status=live]').waitFor()
      return { app, page, ...log, close: () => app.close() }
    },
    run: async (build, extra) => {
      const child = spawn(binary, args(build, extra), { env: environment('node'), stdio: ['ignore', 'pipe', 'pipe'] })
      const { log } = follow(child)
      const [code] = (await once(child, 'close')) as [number | null]
      return { code, output: log() }
    },
    lastSwitches: switches,
    dispose: async () => {
      screen.server.kill()
      await work.dispose()
    },
  }
}

function follow(child: ChildProcess) {
  let text = ''
  const waiting = new Set<{ text: string; resolve: () => void }>()
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
    for (const one of waiting) if (text.includes(one.text)) one.resolve()
  })
  return {
    log: () => text,
    logged: (wanted: string) =>
      new Promise<void>(resolve => {
        if (text.includes(wanted)) resolve()
        else waiting.add({ text: wanted, resolve })
      }),
  }
}
