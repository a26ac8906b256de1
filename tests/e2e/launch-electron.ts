import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron, type ElectronApplication } from 'playwright-core'
import { WAIT_AT_MOST_MS } from '../patience.ts'

/** The Electron of these tests. */
export const ELECTRON = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '', 'electron')

/** Holds an app's "ready" back until the driver, attached at last, calls the function of this name. */
const HOLD = `
const { app } = require('electron')
const ready = app.whenReady()
app.whenReady = () => new Promise(resolve => { globalThis.__playwright_run = resolve }).then(() => ready)
`

export interface ElectronLaunch {
  /** A folder with a shell that was built for tests. */
  readonly shell: string
  readonly switches: readonly string[]
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/**
 * Starts a built shell under the driver. The driver itself holds back only an app whose Electron it has found itself, and with
 * switches that no kiosk has. Without that, a window that opens while the driver attaches itself makes it wait for ever, on a
 * busy machine about once in twenty starts.
 */
export async function launchElectron({ shell, switches, args, env }: ElectronLaunch): Promise<ElectronApplication> {
  const held = join(shell, 'held.cjs')
  await writeFile(held, `${HOLD}require('./main.cjs')\n`)
  const app = await _electron.launch({
    executablePath: ELECTRON,
    args: [...switches, held, ...args],
    env: env as Record<string, string>,
    timeout: WAIT_AT_MOST_MS,
  })
  app.context().setDefaultTimeout(WAIT_AT_MOST_MS)
  return app
}
