import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, Session } from 'electron'
import type { Clock } from '../../src/clock.ts'
import { heartbeat } from './heartbeat.ts'
import { PING_CHANNEL } from './ipc-channels.ts'
import { HOME } from './scheme.ts'

/** How long the page may take to load from this machine's own disk. */
const LOAD_MS = 30_000
/** Chromium's net error for a load that another one has replaced: nothing is lost by that. */
const ABORTED = -3

/**
 * What the kiosk's window is: the whole of `screen`, and a page with no powers of its own. The bounds are given beside the
 * kiosk mode, because without a window manager nobody makes a window full screen. `null` is a small window, for development.
 */
export function windowOptions(
  preload: string,
  session: Session,
  screen: Rectangle | null,
): BrowserWindowConstructorOptions {
  return {
    ...(screen ? { ...screen, kiosk: true, frame: false, fullscreen: true } : { width: 540, height: 960 }),
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#f6f1e7',
    title: 'Yinzheng',
    webPreferences: {
      preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      devTools: false,
      disableDialogs: true,
      navigateOnDragDrop: false,
      spellcheck: false,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  }
}

export interface KioskWindow {
  readonly window: BrowserWindow
  /** The page answered the heartbeat. */
  answered(): void
  /** Loads the page anew. */
  reload(): void
  /** Takes the window away; `onLost` is not called any more. */
  dispose(): void
}

export interface KioskWindowOptions {
  readonly clock: Clock
  /** The page is gone: its process died, it could not be loaded, or it hung and was ended. */
  readonly onLost: (why: string) => void
  /** Whether the window may close: not by hand, only when the shell ends. */
  readonly mayClose: () => boolean
}

/** Loads the page into a new window and watches over it. */
export function watchWindow(window: BrowserWindow, options: KioskWindowOptions): KioskWindow {
  const { webContents } = window
  let disposed = false
  let cancelLoadLimit = () => {}
  const lost = (why: string) => {
    cancelLoadLimit()
    pulse.stop()
    if (!disposed) options.onLost(why)
  }
  const crash = () => {
    // What follows is `render-process-gone`, and from there the same way back as after any crash.
    if (!webContents.isDestroyed()) webContents.forcefullyCrashRenderer()
  }
  const pulse = heartbeat(options.clock, () => webContents.send(PING_CHANNEL), crash)
  webContents.on('did-start-loading', () => pulse.stop())
  webContents.on('did-finish-load', () => {
    cancelLoadLimit()
    pulse.start()
  })
  webContents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) lost(`load ${code}`)
  })
  webContents.on('render-process-gone', (_event, details) => lost(details.reason))
  window.on('close', event => {
    if (!disposed && !options.mayClose()) event.preventDefault()
  })
  window.on('closed', () => {
    cancelLoadLimit()
    pulse.stop()
  })
  window.once('ready-to-show', () => window.show())
  window.setMenuBarVisibility(false)
  const load = () => {
    cancelLoadLimit()
    cancelLoadLimit = options.clock.after(LOAD_MS, () => lost('load time'))
    // A failure is reported by `did-fail-load`; the promise would only say it again.
    window.loadURL(HOME).catch(() => {})
  }
  load()
  return {
    window,
    answered: pulse.answered,
    reload: load,
    dispose: () => {
      disposed = true
      cancelLoadLimit()
      pulse.stop()
      window.destroy()
    },
  }
}
