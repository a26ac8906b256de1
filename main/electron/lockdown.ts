import type { App, Session, WebContents } from 'electron'
import { isBlockedKey } from '../../src/blocked-key.ts'
import { HOME, isOwnAddress } from './scheme.ts'

/** Denies every permission, device, download and address of a session but the kiosk's own scheme. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setBluetoothPairingHandler?.((_details, decide) => decide({ confirmed: false }))
  session.on('will-download', event => event.preventDefault())
  for (const chooser of ['select-hid-device', 'select-serial-port', 'select-usb-device'] as const) {
    onAny(session, chooser, event => event.preventDefault())
  }
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isPagesOwn(details.url) }))
}

/** The kiosk's files, and what a page makes of its own bytes in memory. */
function isPagesOwn(address: string): boolean {
  return isOwnAddress(address) || address.startsWith(`blob:${HOME}`) || address.startsWith('data:')
}

/** Keeps a page where it is: no navigation, window, frame guest, dangerous key, zoom or refusal to be unloaded. */
export function lockDownContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  for (const step of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
    onAny(contents, step, (event, url) => {
      const target = typeof url === 'string' ? url : event.url
      if (target !== HOME) event.preventDefault()
    })
  }
  contents.on('will-attach-webview', event => event.preventDefault())
  // The page may not hold up a reload; to prevent this event is to let the page go.
  contents.on('will-prevent-unload', event => event.preventDefault())
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
  contents.on('before-input-event', (event, press) => {
    if (isBlockedKey(press)) event.preventDefault()
  })
  contents.on('did-finish-load', () => {
    contents.setZoomFactor(1)
    void contents.setVisualZoomLevelLimits(1, 1)
  })
}

/** Locks every page that comes to be, and leaves every question of trust unanswered. */
export function lockDownApp(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents))
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
    event.preventDefault()
    decide(false)
  })
  app.on('select-client-certificate', (event, _contents, _url, _list, choose) => {
    event.preventDefault()
    choose()
  })
  app.on('login', event => event.preventDefault())
  app.on('window-all-closed', () => {})
}

/** For events whose shape differs between versions of Electron: what is common is that they can be prevented. */
function onAny(
  emitter: unknown,
  name: string,
  listener: (event: { preventDefault(): void; url?: string }, second: unknown) => void,
): void {
  ;(emitter as { on(name: string, listener: unknown): void }).on(name, listener)
}
