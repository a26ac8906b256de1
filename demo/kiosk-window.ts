import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from '../main/browser/chromium.ts'
import { stillAtIt } from '../scripts/still-at-it.mjs'

const root = join(import.meta.dirname, '..')
const INSTALL_WITHIN_MS = 45_000

/** What shows the kiosk on this machine. */
export type KioskWindow =
  | { readonly kind: 'electron'; readonly binary: string }
  | { readonly kind: 'chromium' }
  | { readonly kind: 'none'; readonly why: string }

/**
 * Electron where a display is there and an Electron is found or its own lazy install succeeds within a short time; else
 * Chromium; else nothing, and the address is for whoever wants to open it.
 */
export async function chooseWindow(
  options: { headless: boolean; browser: boolean },
  tell: (what: string) => void,
): Promise<KioskWindow> {
  if (options.headless) return { kind: 'none', why: 'started with --headless' }
  if (!hasDisplay()) return { kind: 'none', why: 'no display here' }
  if (!options.browser) {
    const binary = electronBinary() ?? (await installElectron(tell))
    if (binary) return { kind: 'electron', binary }
  }
  return findChromium() ? { kind: 'chromium' } : { kind: 'none', why: 'neither Electron nor Chromium was found' }
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function electronBinary(): string | null {
  const name =
    process.platform === 'win32'
      ? 'electron.exe'
      : process.platform === 'darwin'
        ? 'Electron.app/Contents/MacOS/Electron'
        : 'electron'
  const folders = [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(root, 'node_modules', 'electron', 'dist')]
  return (
    folders
      .filter(folder => folder !== undefined)
      .map(folder => join(folder, name))
      .find(existsSync) ?? null
  )
}

/** Electron's package fetches its program at first use. Where that can't be reached, Chromium does as well. */
async function installElectron(tell: (what: string) => void): Promise<string | null> {
  const done = stillAtIt('Looking for Electron; Chromium is used when it can not be had', tell)
  const install = spawn(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeout: INSTALL_WITHIN_MS,
  })
  await once(install, 'exit')
  done()
  return electronBinary()
}
