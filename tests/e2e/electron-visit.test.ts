import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildShell } from '../../main/electron/build.ts'
import { buildRenderer } from '../../renderer/build.ts'
import { type Ippeveprinter, ippeveprinterAvailable, startIppeveprinter } from '../peers/ippeveprinter.ts'
import { readLogs, showLogsOfFailures } from './demo.ts'
import { type DemoParts, startDemoParts } from './demo-parts.ts'
import { MISSING_FOR_ELECTRON } from './electron-kiosk.ts'
import { expectNoPersonalData, expectSignedRevisions } from './evidence.ts'
import { driveKioskPage, type KioskPage } from './kiosk-page.ts'
import { launchElectron } from './launch-electron.ts'
import { virtualScreen } from './shell-parts.ts'

const missing = [...MISSING_FOR_ELECTRON, ...(ippeveprinterAvailable ? [] : ['ippeveprinter'])]
const title = `a visit in Electron${missing.map(what => `, missing here: ${what}`).join('')}`
const ROOT = join(import.meta.dirname, '..', '..')
const ENGINEER = '04A1B2C3'

/** The product's page, station, server and shell; the assertions are named as in the list of what an unattended Electron must hold. */
describe.skipIf(missing.length > 0)(title, () => {
  let parts: DemoParts
  let folder: string
  let dataDir: string
  let printer: Ippeveprinter
  let screen: Awaited<ReturnType<typeof virtualScreen>>
  let app: ElectronApplication
  let kiosk: KioskPage
  let said = ''
  const logs = async () => new Map([...(await readLogs(dataDir)), ['electron', said]])

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-electron-'))
    dataDir = folder
    printer = await startIppeveprinter({ comesBack: true })
    screen = await virtualScreen()
    parts = await startDemoParts(dataDir, { pagePrinter: { uri: printer.uri } })
    await buildShell({ outDir: join(folder, 'app'), e2e: true })
    await buildRenderer({ outDir: join(folder, 'site'), oldChromium: true })

    const profile = `--user-data-dir=${join(folder, 'profile')}`
    app = await launchElectron({
      shell: join(folder, 'app'),
      switches: ['--no-sandbox', profile],
      args: ['--config', parts.files.terminal],
      env: {
        ...process.env,
        DISPLAY: screen.display,
        YINZHENG_SITE: join(folder, 'site'),
        YINZHENG_STATION_ENTRY: join(ROOT, 'main', 'station', 'main.ts'),
        YINZHENG_STATION_NODE: process.execPath,
      },
    })
    app
      .process()
      .stderr?.setEncoding('utf8')
      .on('data', (text: string) => {
        said += text
      })
    kiosk = driveKioskPage(await app.firstWindow())
    await kiosk.at('attract')
  })
  afterAll(async () => {
    await app?.close()
    await parts?.stop()
    await printer?.stop()
    screen?.server.kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })
  showLogsOfFailures(() => ({ logs }))

  const inPage = <T>(run: () => T) => kiosk.page.evaluate(run)
  const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

  it('prints one free copy, and the file is the signed revision', async () => {
    await parts.dock.act('/tap', { uid: ENGINEER })
    await kiosk.choose(/^学业成绩单(?!（)/, 1)
    await kiosk.reads('电子签章有效，签发单位：')
    await kiosk.confirm()
    await kiosk.at('finished')
    await kiosk.reads('没有扣款。')
    await kiosk.reads('剩余免费 4 份。')
    const orderNumber = await kiosk.orderNumber()
    const received = await printer.received()
    expect(received.map(file => file.jobName)).toEqual([expect.stringContaining(orderNumber)])
    await expectSignedRevisions(
      { dataDir },
      received.map(file => file.bytes),
    )
    await kiosk.end()
    await kiosk.at('attract')
    await expectNoPersonalData({ logs }, [ENGINEER])
  })

  it('S01: every page is sandboxed and isolated', async () => {
    const all = await app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map(contents => {
        const { getLastWebPreferences } = contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        return getLastWebPreferences.call(contents)
      }),
    )
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
    })
  })

  it('S02: the page has one verb and nothing of Node', async () => {
    const found = await inPage(() => {
      const page = window as unknown as Record<string, unknown>
      return {
        node: ['require', 'process', 'module', 'Buffer'].filter(name => name in page),
        verbs: Object.keys(page.kiosk as object),
        frozen: Object.isFrozen(page.kiosk),
      }
    })
    expect(found).toEqual({ node: [], verbs: ['connect'], frozen: true })
  })

  it('S04: there is one window, and the page opens no other', async () => {
    const opened = await inPage(() => [window.open('kiosk://app/'), window.open('https://kiosk.example/')])
    expect(opened).toEqual([null, null])
    expect(await windows()).toBe(1)
  })

  it('P01: the page and all its parts come from its own scheme, in a secure context', async () => {
    const found = await inPage(() => ({
      secure: isSecureContext,
      origin: location.origin,
      parts: [
        ...new Set(
          performance
            .getEntriesByType('resource')
            .map(part => part.name)
            .filter(name => !name.startsWith('kiosk://app/') && !name.startsWith('blob:kiosk://app/')),
        ),
      ],
    }))
    expect(found).toEqual({ secure: true, origin: 'kiosk://app', parts: [] })
  })

  it.each([
    '/../main.cjs',
    '/main.cjs',
    '/%2e%2e/app/main.cjs',
    '/..%2fapp%2fmain.cjs',
    '/etc/passwd',
    '/%2fetc%2fpasswd',
  ])('P02, P03: %s gives nothing', async path => {
    expect(await kiosk.page.evaluate(path => fetch(path).then(answer => answer.status), path)).toBe(404)
  })

  it('P04: the policy comes with the page, and holds', async () => {
    const policy = await inPage(async () => (await fetch('/index.html')).headers.get('content-security-policy'))
    for (const directive of ["default-src 'none'", "object-src 'none'", "require-trusted-types-for 'script'"])
      expect(policy).toContain(directive)
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
      return [
        fails(() => {
          document.createElement('script').text = 'window.injected = true'
        }),
        fails(() => {
          document.createElement('p').innerHTML = '<img>'
        }),
      ]
    })
    expect(held).toEqual([true, true])
  })

  it('R01: permissions are denied', async () => {
    const states = await inPage(() =>
      Promise.all(
        ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'].map(name =>
          navigator.permissions.query({ name: name as PermissionName }).then(status => status.state),
        ),
      ),
    )
    expect([...new Set(states)]).toEqual(['denied'])
  })

  it('I01: a page of another address gets no port to the station', async () => {
    const refused = said.length
    await app.evaluate(async ({ BrowserWindow, app }) => {
      const preload = `${app.getAppPath()}/preload.cjs`
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await stranger.loadURL('data:text/html,stranger')
      await stranger.webContents.executeJavaScript('window.kiosk.connect()')
    })
    await expect.poll(() => said.slice(refused)).toContain('refused kiosk:connect: sender')
    await app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows())
        if (window.webContents.getURL().startsWith('data:')) window.destroy()
    })
    await kiosk.at('attract')
  })

  // Last, because the driver goes on waiting for the navigations that the shell has refused.
  it.each(['https://kiosk.example/', 'file:///etc/passwd', 'data:text/html,hello', 'kiosk://other/'])(
    'S05: going to %s leads nowhere',
    async address => {
      await kiosk.page.evaluate(address => location.assign(address), address).catch(() => {})
      await windows()
      await inPage(() => new Promise(resolve => setTimeout(resolve, 100)))
      expect(await inPage(() => [location.href, document.querySelector('h1')?.innerText])).toEqual([
        'kiosk://app/',
        expect.stringMatching(/打印\s*成绩单和证明/),
      ])
    },
  )
})
