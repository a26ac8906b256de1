import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ChildEnd, SupervisedChild } from '../supervisor/supervised-child.ts'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]
const MAC_APPS = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]
const WINDOWS_PROGRAMS = [
  'Chromium/Application/chrome.exe',
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
]

export interface Machine {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly exists: (path: string) => boolean
}

/** The Chromium, Chrome or Edge of this machine, or null. `YINZHENG_CHROMIUM` names another one. */
export function findChromium(
  machine: Machine = { platform: process.platform, env: process.env, exists: existsSync },
): string | null {
  const { platform, env, exists } = machine
  const under = (folders: readonly (string | undefined)[], names: readonly string[]) =>
    folders.filter(folder => folder).flatMap(folder => names.map(name => join(folder!, name)))
  const named = env.YINZHENG_CHROMIUM
  if (named) return exists(named) ? named : null
  const candidates =
    platform === 'win32'
      ? under([env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA], WINDOWS_PROGRAMS)
      : platform === 'darwin'
        ? under(['/Applications', env.HOME && join(env.HOME, 'Applications')], MAC_APPS)
        : under(env.PATH?.split(delimiter) ?? [], NAMES)
  return candidates.find(exists) ?? null
}

export interface ChromiumOptions {
  readonly binary: string
  /** Full screen without any frame, for a kiosk; otherwise a window of its own. */
  readonly kiosk: boolean
  /** Flags for tests, such as `--headless=new`. */
  readonly extraFlags?: readonly string[]
}

/** How the path of every profile begins, and so that of the file in it by which Chromium is sent to the page. */
export const PROFILES = join(tmpdir(), 'yinzheng-chromium-')

/**
 * Starts Chromium on `address` with a fresh profile, which is wiped when it ends. It counts as ready at once: the page's own
 * port shows whether it lives. Every user of the machine can read a command line, so the address stands in a file of the profile's
 * folder, which nobody else can enter.
 */
export function openChromium(
  address: string,
  options: ChromiumOptions,
): SupervisedChild & { readonly profile: string } {
  const profile = mkdtempSync(PROFILES)
  const start = join(profile, 'start.html')
  writeFileSync(start, `<!doctype html><meta http-equiv="refresh" content="0; url=${address}">\n`, { mode: 0o600 })
  const child = spawn(options.binary, chromiumFlags(pathToFileURL(start).href, profile, options), {
    stdio: 'ignore',
    windowsHide: true,
    // A process group of its own: Ctrl-C in the terminal is the shell's to handle.
    detached: process.platform !== 'win32',
  })
  const wipe = () => rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  const gone = new Promise<ChildEnd>(resolve => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', () => child.pid === undefined && resolve({ code: null, signal: null }))
  })
  return {
    pid: child.pid,
    profile,
    onEnd: listener => {
      void gone.then(async end => {
        await wipe()
        listener(end)
      })
    },
    onAlive: () => {},
    onReady: listener => {
      if (child.pid !== undefined) queueMicrotask(listener)
    },
    terminate: () => child.kill('SIGTERM'),
    kill: () => killGroup(child.pid),
  }
}

function killGroup(pid: number | undefined) {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

function chromiumFlags(start: string, profile: string, options: ChromiumOptions): string[] {
  return [
    `--app=${start}`,
    `--user-data-dir=${profile}`,
    ...(options.kiosk ? ['--kiosk'] : ['--window-size=540,960']),
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-translate',
    // One page for ever: a renderer kept in reserve would only hold memory.
    '--disable-features=Translate,OverscrollHistoryNavigation,SpareRendererForSitePerProcess',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    '--disable-session-crashed-bubble',
    '--noerrdialogs',
    '--password-store=basic',
    // Chromium refuses to start as root with its sandbox; a kiosk must not run as root, a container may.
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : []),
    ...(options.extraFlags ?? []),
  ]
}
