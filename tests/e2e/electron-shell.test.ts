import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ElectronKiosks, electronKiosks, type Kiosk, MISSING_FOR_ELECTRON } from './electron-kiosk.ts'

const title = `the Electron shell${MISSING_FOR_ELECTRON.map(what => `, missing here: ${what}`).join('')}`

/** The assertions are named as in the list of what an unattended Electron must hold: window S, protocol P, permissions R, messages I, keys K. */
describe.skipIf(MISSING_FOR_ELECTRON.length > 0)(title, () => {
  let kiosks: ElectronKiosks
  let kiosk: Kiosk
  beforeAll(async () => {
    kiosks = await electronKiosks()
    kiosk = await kiosks.launch()
  })
  afterAll(async () => {
    await kiosk?.close()
    await kiosks?.dispose()
  })
  const windows = () => kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  const inPage = <T>(run: () => T) => kiosk.page.evaluate(run)

  it('S01: every page is sandboxed and isolated', async () => {
    const all = await kiosk.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map(contents => {
        const { getLastWebPreferences } = contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        return getLastWebPreferences.call(contents)
      }),
    )
    expect(all).toHaveLength(1)
    for (const preferences of all) {
      expect(preferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
      })
    }
  })

  it('S02: the page has one verb and nothing of Node', async () => {
    expect(
      await inPage(() => {
        const page = window as unknown as Record<string, unknown>
        const bridge = page.kiosk as object
        return {
          node: ['require', 'process', 'module', 'Buffer', 'global'].filter(name => name in page),
          verbs: Object.entries(bridge).map(([name, value]) => `${name}: ${typeof value}`),
          frozen: Object.isFrozen(bridge),
        }
      }),
    ).toEqual({ node: [], verbs: ['connect: function'], frozen: true })
  })

  it('S04: there is one window, and the page opens no other', async () => {
    const opened = await inPage(() => [
      window.open('kiosk://app/'),
      window.open('about:blank'),
      window.open('https://kiosk.example/'),
    ])
    expect(opened).toEqual([null, null, null])
    expect(await windows()).toBe(1)
  })

  it('S06, S07: neither a webview nor a frame brings a page in', async () => {
    const guests = await inPage(() => {
      const webview = document.createElement('webview') as HTMLElement & { getURL?: unknown }
      webview.setAttribute('src', 'https://kiosk.example/')
      const frame = document.createElement('iframe')
      frame.src = 'kiosk://app/'
      document.body.append(webview, frame)
      return new Promise(resolve => {
        frame.onload = () =>
          resolve([typeof webview.getURL, frame.contentDocument?.body.childElementCount ?? 'foreign'])
      })
    })
    expect(guests).toEqual(['undefined', 'foreign'])
    expect(await kiosk.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  })

  it('S09: there are no developer tools', async () => {
    const opened = await kiosk.app.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      webContents.openDevTools()
      return webContents.isDevToolsOpened()
    })
    expect(opened).toBe(false)
  })

  it('P01: the page lives in a secure context of its own scheme', async () => {
    expect(await inPage(() => [isSecureContext, location.origin, document.scripts[0]!.src])).toEqual([
      true,
      'kiosk://app',
      'kiosk://app/assets/page.js',
    ])
  })

  it.each([
    ['a file beside the site', '/../main.js', 404],
    ['a file of the shell', '/main.cjs', 404],
    ['dots in escapes', '/%2e%2e/main.js', 404],
    ['a slash in an escape', '/..%2fmain.js', 404],
    ['two steps up', '/assets/..%2f..%2fmain.js', 404],
    ['a backslash', '/..%5cmain.js', 404],
    ['an absolute path', '/etc/passwd', 404],
    ['an absolute path in escapes', '/%2fetc%2fpasswd', 404],
    ['an over-long path', `/${'a'.repeat(20_000)}`, 404],
    ['a folder', '/assets/', 404],
    ['a link', '/link.js', 404],
    ['a zero byte', '/index.html%00', 'refused'],
    ['a network share', '//etc/passwd', 'refused'],
  ])('P02, P03: %s gives nothing', async (_, path, outcome) => {
    const status = kiosk.page.evaluate(path => fetch(path).then(answer => answer.status), path)
    expect(await status.catch(() => 'refused')).toBe(outcome)
  })

  it('P04: the policy comes with every answer, and holds', async () => {
    const answer = await kiosk.page.evaluate(async () => {
      const { status, headers } = await fetch('/index.html')
      return { status, policy: headers.get('content-security-policy'), types: headers.get('x-content-type-options') }
    })
    expect(answer).toMatchObject({ status: 200, types: 'nosniff' })
    for (const directive of ["default-src 'none'", "object-src 'none'", "require-trusted-types-for 'script'"])
      expect(answer.policy).toContain(directive)
    const held = await inPage(async () => {
      // Later and on its own: a driver's own call is let off the policy.
      await new Promise(resolve => setTimeout(resolve, 0))
      const fails = (run: () => unknown) => {
        try {
          run()
          return false
        } catch {
          return true
        }
      }
      const script = document.createElement('script')
      const link = document.createElement('a')
      return [
        // Not spelled out, or the bundler's own checks would see the call.
        fails(() => (window as unknown as Record<string, (code: string) => unknown>).eval!('1')),
        fails(() => {
          script.text = 'window.injected = true'
        }),
        fails(() => {
          document.body.innerHTML = '<img>'
        }),
        fails(() => link.setAttribute('onclick', 'window.injected = true')),
      ]
    })
    expect(held).toEqual([true, true, true, true])
  })

  it('P05: the page reaches nothing but its own files', async () => {
    const reached = await inPage(async () => {
      const attempts = [
        'https://kiosk.example/',
        'http://127.0.0.1:80/',
        'file:///etc/passwd',
        'kiosk://other/index.html',
      ]
      const fetched = await Promise.all(
        attempts.map(address =>
          fetch(address).then(
            () => address,
            () => null,
          ),
        ),
      )
      const image = await new Promise(resolve => {
        const element = new Image()
        element.onload = () => resolve('image')
        element.onerror = () => resolve(null)
        element.src = 'https://kiosk.example/x.png'
      })
      const socket = await new Promise(resolve => {
        try {
          const dialled = new WebSocket('ws://127.0.0.1:80/')
          dialled.onopen = () => resolve('socket')
          dialled.onerror = () => resolve(null)
        } catch {
          resolve(null)
        }
      })
      return [...fetched, image, socket]
    })
    expect(reached).toEqual([null, null, null, null, null, null])
  })

  it('R01, R02: every permission and device is denied', async () => {
    const granted = await inPage(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'midi',
        'clipboard-read',
        'persistent-storage',
      ]
      const states = await Promise.all(
        names.map(name => navigator.permissions.query({ name: name as PermissionName }).then(status => status.state)),
      )
      const place = await new Promise(resolve =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('place'),
          error => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : error.message),
        ),
      )
      const devices = navigator as unknown as Record<
        string,
        { getDevices?(): Promise<unknown[]>; getPorts?(): Promise<unknown[]> }
      >
      const listed = await Promise.all(
        ['usb', 'hid', 'serial'].map(
          async kind =>
            (await (devices[kind]?.getDevices ?? devices[kind]?.getPorts)?.call(devices[kind]))?.length ?? 0,
        ),
      )
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'camera',
        () => 'denied',
      )
      const notice = await Notification.requestPermission()
      return { states: [...new Set(states)], place, listed, camera, notice }
    })
    expect(granted).toEqual({
      states: ['denied'],
      place: 'denied',
      listed: [0, 0, 0],
      camera: 'denied',
      notice: 'denied',
    })
  })

  it('I01: a page of another address gets no port, even with the same preload script', async () => {
    await kiosk.app.evaluate(async ({ BrowserWindow, app }) => {
      const preload = `${app.getAppPath()}/preload.cjs`
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await stranger.loadURL('data:text/html,stranger')
      await stranger.webContents.executeJavaScript('window.kiosk.connect()')
    })
    await kiosk.logged('refused kiosk:connect: sender')
    await kiosk.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows())
        if (window.webContents.getURL().startsWith('data:')) window.destroy()
    })
  })

  it('I02: a flood of calls is cut off and harms nothing', async () => {
    await inPage(() => {
      const { kiosk } = window as unknown as { kiosk: { connect(): void } }
      for (let call = 0; call < 1000; call++) kiosk.connect()
    })
    await kiosk.logged('refused kiosk:connect: rate')
    await kiosk.page.locator('body[data-status=live]').waitFor()
  })

  it('K01: keys that would open or close something do not reach the page', async () => {
    await inPage(() => {
      document.addEventListener('keydown', event => {
        document.body.dataset.keys = `${document.body.dataset.keys ?? ''}${event.key} `
      })
    })
    await kiosk.app.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const press = (keyCode: string, ...modifiers: ('control' | 'alt' | 'shift')[]) => {
        webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers })
        webContents.sendInputEvent({ type: 'keyUp', keyCode, modifiers })
      }
      for (const key of ['R', 'W', 'P', 'S', 'O', 'N', 'T', 'J', 'U', '0']) press(key, 'control')
      press('I', 'control', 'shift')
      for (const key of ['F1', 'F5', 'F11', 'F12']) press(key)
      press('A', 'alt')
      press('Z')
    })
    await kiosk.page.locator('body[data-keys*=z i]').waitFor()
    expect((await kiosk.page.locator('body').getAttribute('data-keys'))?.trim().toLowerCase()).toBe('z')
  })

  it('K06: dialogs and page printing return at once', async () => {
    expect(await inPage(() => [window.print(), alert('a'), confirm('b')])).toEqual([undefined, undefined, false])
  })

  it('keeps the screen awake, and fills it', async () => {
    const state = await kiosk.app.evaluate(({ BrowserWindow, powerSaveBlocker, Menu }) => ({
      kiosk: BrowserWindow.getAllWindows()[0]!.isKiosk(),
      awake: powerSaveBlocker.isStarted(0),
      menu: Menu.getApplicationMenu(),
    }))
    expect(state).toEqual({ kiosk: true, awake: true, menu: null })
    const [width, height] = await inPage(() => [innerWidth, innerHeight])
    // Without a window manager Electron is one pixel off.
    expect(Math.abs(width! - 1080)).toBeLessThanOrEqual(1)
    expect(Math.abs(height! - 1920)).toBeLessThanOrEqual(1)
  })
})
