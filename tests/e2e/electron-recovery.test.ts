import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ElectronKiosks, electronKiosks, type Kiosk, MISSING_FOR_ELECTRON } from './electron-kiosk.ts'

const title = `the Electron shell recovers${MISSING_FOR_ELECTRON.map(what => `, missing here: ${what}`).join('')}`

describe.skipIf(MISSING_FOR_ELECTRON.length > 0)(title, () => {
  let kiosks: ElectronKiosks
  let kiosk: Kiosk | undefined
  beforeAll(async () => {
    kiosks = await electronKiosks()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail' && kiosk) console.error(kiosk.log())
    await kiosk?.close()
    kiosk = undefined
  })
  afterAll(() => kiosks?.dispose())

  /** What the page shows once it is live with `touches`: asked in the shell, since a driver's page does not outlive a crash. */
  const whenLive = ({ app }: Kiosk, touches: number) =>
    app.evaluate(
      async ({ BrowserWindow }, touches) =>
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(`new Promise(resolve => {
          const look = () => document.body.dataset.status === 'live' && document.getElementById('touches').textContent === '${touches}'
            && resolve(document.getElementById('station').textContent)
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
          look()
        })`) as Promise<string>,
      touches,
    )
  /** Runs something that takes the page away, and resolves when it has been loaded again. */
  const reloaded = ({ app }: Kiosk, loss: 'crash' | 'hang') =>
    app.evaluate(
      ({ BrowserWindow }, loss) =>
        new Promise<void>(resolve => {
          const { webContents } = BrowserWindow.getAllWindows()[0]!
          webContents.once('did-finish-load', () => resolve())
          if (loss === 'crash') webContents.forcefullyCrashRenderer()
          else void webContents.executeJavaScript('setTimeout(() => { for (;;); }, 0)')
        }),
      loss,
    )

  it.each(['crash', 'hang'] as const)('a page from a %s, with the state of the visit', async loss => {
    kiosk = await kiosks.launch()
    await kiosk.page.locator('#touch').click()
    await kiosk.page.locator('#touch').click()
    const station = await whenLive(kiosk, 2)
    await reloaded(kiosk, loss)
    expect(await whenLive(kiosk, 2)).toBe(station)
    expect(kiosk.log()).toMatch(/page lost: (?:crashed|killed)/)
  })

  it('a page that crashes again and again, by a new window', async () => {
    kiosk = await kiosks.launch()
    for (let crash = 0; crash < 3; crash++) await reloaded(kiosk, 'crash')
    const replaced = kiosk.app.waitForEvent('window')
    await kiosk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
    )
    const page = await replaced
    await page.locator('body[data-status=live]').waitFor()
    expect(await kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  it.each(['node', 'utility'] as const)('a station that is killed, as a %s process', async kind => {
    kiosk = await kiosks.launch(kind)
    const { page } = kiosk
    await page.locator('#touch').click()
    const first = Number(await whenLive(kiosk, 1))
    process.kill(first, 'SIGKILL')
    await page.locator('#station', { hasNotText: String(first) }).waitFor()
    const second = Number(await whenLive(kiosk, 0))
    expect(second).not.toBe(first)
    await page.locator('#touch').click()
    await whenLive(kiosk, 1)
  })

  it.each(['node', 'utility'] as const)('bytes reach the page intact from a %s process', async kind => {
    kiosk = await kiosks.launch(kind)
    await kiosk.page.locator('#file').click()
    const all = Array.from({ length: 256 }, (_, byte) => byte).join(' ')
    await kiosk.page.locator(`body[data-file="${all}"]`).waitFor()
  })

  it('nothing, when it is asked to end: the station ends with it, exit code 0', async () => {
    const ending = await kiosks.launch()
    const station = Number(await whenLive(ending, 0))
    const shell = ending.app.process()
    const gone = once(shell, 'exit')
    process.kill(shell.pid!, 'SIGTERM')
    expect(await gone).toEqual([0, null])
    expect(() => process.kill(station, 0)).toThrow(/ESRCH/)
  })

  it('S12: a second kiosk ends at once with code 3', async () => {
    kiosk = await kiosks.launch()
    expect((await kiosks.run('tests', kiosks.lastSwitches())).code).toBe(3)
    await kiosk.page.locator('body[data-status=live]').waitFor()
  })

  it.each([
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--js-flags=--expose-gc',
    '--proxy-server=127.0.0.1:1',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--disable-web-security',
    '--user-data-dir=/nowhere',
    '--load-extension=/nowhere',
  ])('S10: a release refuses %s and exits with 78', async refused => {
    const { code, output } = await kiosks.run('release', ['--no-sandbox', refused])
    expect(code).toBe(78)
    expect(output).toMatch(new RegExp(`shell: refused switches:.*${/--([a-z-]+)/.exec(refused)![1]}`))
    expect(output).not.toContain('DevTools listening')
  })

  it('S10: even a build for tests refuses what no test driver needs', async () => {
    const { code, output } = await kiosks.run('tests', ['--no-sandbox', '--proxy-server=127.0.0.1:1'])
    expect(code).toBe(78)
    expect(output).toContain('shell: refused switches: proxy-server')
  })
})
