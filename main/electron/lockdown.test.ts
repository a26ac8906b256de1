import { EventEmitter } from 'node:events'
import type { App, Session, WebContents } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { lockDownApp, lockDownSession } from './lockdown.ts'

type Permission = Parameters<NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>>[1]

function lockedSession() {
  const handlers: Record<string, (...args: never[]) => unknown> = {}
  const keep = (name: string) => (handler: (...args: never[]) => unknown) => {
    handlers[name] = handler
  }
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setBluetoothPairingHandler: keep('pairing'),
    webRequest: { onBeforeRequest: keep('address') },
  })
  lockDownSession(session as unknown as Session)
  const call = (name: string, ...args: unknown[]) => handlers[name]!(...(args as never[]))
  return { session, call }
}

describe('a locked session', () => {
  it('denies every permission that Electron knows', () => {
    const permissions = [
      'geolocation',
      'media',
      'usb',
      'serial',
      'hid',
      'openExternal',
      'unknown',
    ] satisfies Permission[]
    const { call } = lockedSession()
    for (const permission of permissions) {
      const decide = vi.fn()
      call('request', {}, permission, decide)
      expect(decide.mock.calls).toEqual([[false]])
      expect(call('check', {}, permission)).toBe(false)
    }
    expect(call('device', {})).toBe(false)
    const pair = vi.fn()
    call('pairing', {}, pair)
    expect(pair).toHaveBeenCalledWith({ confirmed: false })
  })

  it.each([
    ['kiosk://app/assets/main.js', false],
    ['blob:kiosk://app/8d6a', false],
    ['data:image/png;base64,', false],
    ['https://kiosk.example/', true],
    ['http://127.0.0.1/', true],
    ['ws://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['kiosk://other/', true],
    ['blob:https://kiosk.example/8d6a', true],
    ['devtools://devtools/', true],
  ])('asked for %s, cancels: %s', (url, cancel) => {
    const decide = vi.fn()
    lockedSession().call('address', { url }, decide)
    expect(decide).toHaveBeenCalledWith({ cancel })
  })

  it.each(['will-download', 'select-hid-device', 'select-serial-port', 'select-usb-device'])('prevents %s', name => {
    const event = { preventDefault: vi.fn() }
    lockedSession().session.emit(name, event)
    expect(event.preventDefault).toHaveBeenCalledTimes(1)
  })
})

function lockedApp() {
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: vi.fn(),
    setZoomFactor: vi.fn(),
    setVisualZoomLevelLimits: vi.fn(async () => {}),
  })
  const app = new EventEmitter()
  lockDownApp(app as unknown as App)
  app.emit('web-contents-created', {}, contents as unknown as WebContents)
  return { app, contents }
}

describe('a locked application', () => {
  it('gives no page a window, and fixes its zoom', () => {
    const { contents } = lockedApp()
    expect(contents.setWindowOpenHandler.mock.calls[0]![0]()).toEqual({ action: 'deny' })
    contents.emit('did-finish-load')
    expect(contents.setZoomFactor).toHaveBeenCalledWith(1)
    expect(contents.setVisualZoomLevelLimits).toHaveBeenCalledWith(1, 1)
  })

  it.each([
    ['will-navigate', 'https://kiosk.example/', true],
    ['will-navigate', 'kiosk://app/other.html', true],
    ['will-navigate', 'kiosk://app/', false],
    ['will-redirect', 'https://kiosk.example/', true],
    ['will-frame-navigate', 'https://kiosk.example/', true],
  ])('%s to %s is prevented: %s, in the old shape of the event and the new', (name, url, prevented) => {
    const { contents } = lockedApp()
    const [old, now] = [{ preventDefault: vi.fn() }, { preventDefault: vi.fn(), url }]
    contents.emit(name, old, url)
    contents.emit(name, now)
    expect([old, now].map(event => event.preventDefault.mock.calls.length)).toEqual(prevented ? [1, 1] : [0, 0])
  })

  it('trusts no certificate and offers none', () => {
    const { app, contents } = lockedApp()
    const event = { preventDefault: vi.fn() }
    const [decide, choose] = [vi.fn(), vi.fn()]
    app.emit('certificate-error', event, contents, 'https://x', 'error', {}, decide)
    app.emit('select-client-certificate', event, contents, 'https://x', [{}], choose)
    expect(decide).toHaveBeenCalledWith(false)
    expect(choose).toHaveBeenCalledWith()
  })
})
