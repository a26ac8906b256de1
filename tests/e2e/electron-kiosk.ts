import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { ElectronApplication, Page } from 'playwright-core'
import { buildShell } from '../../main/electron/build.ts'
import { ELECTRON, launchElectron } from './launch-electron.ts'
import { buildShellPage, FAKE_STATION, onPath, virtualScreen, workspace } from './shell-parts.ts'

/** What this machine lacks for a test in a real Electron. */
export const MISSING_FOR_ELECTRON: readonly string[] = [
  ...(process.env.ELECTRON_OVERRIDE_DIST_PATH ? [] : ['an Electron in ELECTRON_OVERRIDE_DIST_PATH']),
  ...(onPath('Xvfb') ? [] : ['Xvfb']),
]

const CONFIG = ['--config', '/nowhere/kiosk.yaml']

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
    ...process.env,
    DISPLAY: screen.display,
    YINZHENG_SITE: at('site'),
    YINZHENG_STATION_ENTRY: station === 'node' ? FAKE_STATION : at('station.cjs'),
    YINZHENG_STATION_NODE: station === 'node' ? process.execPath : '',
  })
  let runs = 0
  const switches = () => ['--no-sandbox', `--user-data-dir=${at(`profile-${runs}`)}`]

  return {
    folder: work.folder,
    launch: async (station = 'node') => {
      runs++
      const app = await launchElectron({
        shell: at('tests'),
        switches: switches(),
        args: CONFIG,
        env: environment(station),
      })
      const log = follow(app.process())
      const page = await app.firstWindow()
      await page.locator('body[data-status=live]').waitFor()
      return { app, page, ...log, close: () => app.close() }
    },
    run: async (build, extra) => {
      const args = [...extra, at(build), ...CONFIG]
      const child = spawn(ELECTRON, args, { env: environment('node'), stdio: ['ignore', 'pipe', 'pipe'] })
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
