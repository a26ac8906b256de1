import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ElectronKiosks, electronKiosks, type Kiosk, MISSING_FOR_ELECTRON } from './electron-kiosk.ts'

const title = `a page in the Electron shell stays where it is${MISSING_FOR_ELECTRON.map(what => `, missing here: ${what}`).join('')}`

/** A kiosk of its own: the driver goes on waiting for the navigations that the shell has refused. */
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

  it.each([
    ['a link', () => document.getElementById('out')!.click()],
    ['a link to a new window', () => document.getElementById('blank')!.click()],
    ['a form', () => document.getElementById('submit')!.click()],
    ['a submit by script', () => (document.getElementById('form') as HTMLFormElement).submit()],
    ['an address', () => location.assign('https://kiosk.example/')],
    ['a file', () => location.assign('file:///etc/passwd')],
    ['a data address', () => location.assign('data:text/html,hello')],
    ['a script address', () => location.assign('javascript:document.write(1)')],
    ['a blob', () => location.assign(URL.createObjectURL(new Blob(['hello'], { type: 'text/html' })))],
    ['another host of the scheme', () => location.assign('kiosk://other/')],
    ['another file of the scheme', () => location.assign('kiosk://app/assets/page.js')],
    [
      'a refresh',
      () => {
        const meta = document.createElement('meta')
        meta.httpEquiv = 'refresh'
        meta.content = '0;url=https://kiosk.example/'
        document.head.append(meta)
      },
    ],
  ] as const)('S05: %s leads nowhere', async (_, leave) => {
    await kiosk.page.evaluate(leave).catch(() => {})
    // Two round trips through the main process give a navigation every chance to begin.
    await windows()
    await kiosk.page.evaluate(() => new Promise(resolve => setTimeout(resolve, 100)))
    expect(await kiosk.page.evaluate(() => location.href)).toBe('kiosk://app/')
    expect(await kiosk.page.locator('body').getAttribute('data-status')).toBe('live')
    expect(await windows()).toBe(1)
  })
})
