import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { onPath, virtualScreen } from './shell-parts.ts'

const run = promisify(execFile)
const LOOK_EVERY_MS = 100

/** What this machine lacks for a screen with a window manager and a keyboard. */
export const MISSING_FOR_DESKTOP: readonly string[] = ['Xvfb', 'openbox', 'xdotool'].filter(name => !onPath(name))

export interface Seen {
  /** Every visible window, menus too. */
  readonly windows: readonly string[]
  /** The one that has the keyboard, its title and its place and size. */
  readonly focused: string
  readonly name: string
  readonly place: string
}

/** A virtual screen with a window manager, and a keyboard whose keys take the way of real ones: X server, window manager, program. */
export interface Desktop {
  readonly display: string
  /** Presses and lets go of keys, each as xdotool writes it: `ctrl+shift+Delete`. */
  press(...keys: readonly string[]): Promise<void>
  /** Types a line into whatever has the focus. */
  typeLine(text: string): Promise<void>
  /** A touch at a place of the screen, in pixels. */
  click(x: number, y: number): Promise<void>
  /** Resolves with the one visible window of a class once it has the focus and fills the screen, if `whole`. */
  window(className: string, whole?: boolean): Promise<string>
  /** What stands on the screen. */
  seen(): Promise<Seen>
  close(): Promise<void>
}

/** A screen with its window manager, and the tool that presses its keys. */
interface Screen {
  readonly display: string
  readonly children: readonly ChildProcess[]
  tool(...args: readonly string[]): Promise<string>
}

/** Opens a screen of a kiosk's size with openbox on it. */
export async function openDesktop(): Promise<Desktop> {
  const { display, children, tool } = await managedScreen()
  const close = () => endAll(children)
  const focused = () => tool('getactivewindow').catch(() => '')
  const visible = async (...by: readonly string[]) =>
    (await tool('search', '--onlyvisible', ...by).catch(() => '')).split('\n').filter(id => id !== '')
  return {
    display,
    press: async (...keys) => void (await tool('key', '--delay', '40', ...keys)),
    typeLine: async text => void (await tool('type', '--delay', '8', `${text}\n`)),
    click: async (x, y) => void (await tool('mousemove', String(x), String(y), 'click', '1')),
    window: (className, whole = true) =>
      until(`a window of ${className}`, async () => {
        const [id, other] = await visible('--class', className)
        if (!id || other || id !== (await focused())) return null
        const size = await tool('getwindowgeometry', '--shell', id)
        const fills = /^WIDTH=1080$/m.test(size) && /^HEIGHT=1920$/m.test(size)
        return fills || !whole ? id : null
      }),
    seen: async () => {
      const windows = (await visible('--name', '.*')).toSorted()
      const id = await focused()
      const of = (what: string) => tool(what, id).catch(() => '')
      return { windows, focused: id, name: await of('getwindowname'), place: await of('getwindowgeometry') }
    },
    close,
  }
}

/** A screen whose window manager or X server ends, or never answers, is thrown away for a new one: neither is what is tested. */
async function managedScreen(tries = 5): Promise<Screen> {
  const { display, server } = await virtualScreen()
  const env = { ...process.env, DISPLAY: display }
  const manager = spawn('openbox', ['--config-file', join(import.meta.dirname, 'openbox.xml')], {
    env,
    stdio: 'ignore',
  })
  const children = [manager, server]
  const tool = async (...args: readonly string[]) => (await run('xdotool', [...args], { env })).stdout.trim()
  const ended = () => children.some(child => child.exitCode !== null || child.signalCode !== null)
  const lives = until(
    'a window manager',
    async () => ended() || (await tool('get_num_desktops')) !== '',
    WAIT_AT_MOST_MS / 10,
  ).then(
    () => !ended(),
    () => false,
  )
  if (await lives) return { display, children, tool }
  await endAll(children)
  if (tries <= 1) throw new Error('a window manager did not come')
  return managedScreen(tries - 1)
}

/** Resolves with the first answer that is neither null nor false; rejects when none comes in time. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | false>,
  atMostMs = WAIT_AT_MOST_MS,
): Promise<T> {
  const startMs = Date.now()
  for (;;) {
    const found = await Promise.resolve()
      .then(look)
      .catch(() => null)
    if (found) return found
    if (Date.now() - startMs > atMostMs) throw new Error(`${what} did not come`)
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

async function endAll(children: readonly ChildProcess[]): Promise<void> {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
}
