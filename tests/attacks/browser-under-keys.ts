import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openKioskScreen } from '../../cli/kiosk-screen.ts'
import { findChromium } from '../../main/browser/chromium.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import { type Desktop, MISSING_FOR_DESKTOP, openDesktop, until } from '../e2e/desktop.ts'
import { FAKE_STATION } from '../e2e/shell-parts.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'

const SHELL = fileURLToPath(new URL('../../main/browser/main.ts', import.meta.url))
/** The policies are put into a folder of the system's, which here lies over the real one and ends with the shell. */
const APART = ['--mount', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'])]
const OVER_THE_SYSTEM = 'mkdir -p /etc/chromium && mount -t tmpfs none /etc/chromium && exec "$@"'
const apart = (command: string, ...args: readonly string[]) =>
  ['unshare', [...APART, 'sh', '-c', OVER_THE_SYSTEM, 'sh', command, ...args]] as const

/** What this machine lacks for a browser shell under real keys. */
export const MISSING_FOR_KEYS: readonly string[] = [
  ...MISSING_FOR_DESKTOP,
  ...(findChromium() === '/usr/bin/chromium' ? [] : ["Debian's Chromium"]),
  ...(spawnSync(...apart('true')).status === 0 ? [] : ['mounts of its own']),
]

/** A browser shell in full screen on a screen of its own, with the fake station, its policies in force for it alone. */
export interface ShellUnderKeys {
  readonly desktop: Desktop
  readonly pid: number
  /** The page's address with the token, as the shell has printed it. */
  readonly address: URL
  readonly token: string
  /** What the shell has written to standard error. */
  complaints(): string
  /** Resolves when the window is there and a real key has reached the station by way of the page. */
  hearsKeys(): Promise<void>
  close(): Promise<void>
}

/** Starts a shell on the built page in `site`. */
export async function openShellUnderKeys(site: string): Promise<ShellUnderKeys> {
  const desktop = await openDesktop()
  const args = [SHELL, '--config', 'kiosk.yaml', '--station', FAKE_STATION, '--site', site]
  const child = spawn(...apart(process.execPath, ...args), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DISPLAY: desktop.display },
  })
  const endWithUs = () => void child.kill('SIGTERM')
  process.once('exit', endWithUs)
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  const address = await new Promise<URL>(resolve => {
    createInterface({ input: child.stdout }).on('line', line => {
      const said = JSON.parse(line) as Record<string, unknown>
      if (typeof said.address === 'string') resolve(new URL(said.address))
    })
  })
  const token = address.hash.slice('#token='.length)
  const hearsKeys = async () => {
    await desktop.window('chromium')
    const touches = ({ content }: KioskView) => (content.screen === 'attract' ? content.freeCopies : 0)
    const line = { origin: address.origin, callWithinMs: WAIT_AT_MOST_MS }
    // The window may be there before the station: as the page does, this asks again then.
    await until('a key to reach the station', async () => {
      const screen = await openKioskScreen({ port: Number(address.port), token }, line)
      try {
        const first = touches(screen.view())
        await desktop.press('Tab', 'Return')
        return await screen.until('a touch', view => touches(view) > first, WAIT_AT_MOST_MS / 30)
      } finally {
        screen.close()
      }
    })
  }
  return {
    desktop,
    pid: child.pid!,
    address,
    token,
    complaints: () => complaints,
    hearsKeys,
    close: async () => {
      process.removeListener('exit', endWithUs)
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        await gone
      }
      await desktop.close()
    },
  }
}
