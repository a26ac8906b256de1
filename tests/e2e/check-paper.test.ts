import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import jsQR from 'jsqr'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { hasPoppler, rasterise } from '../../server/ground/rendering/raster.ts'
import { type ServerProxy, startServerProxy } from '../faults/server-proxy.ts'
import { hasChromium, launchChromium, SCREENS } from '../renderer/chromium.ts'
import { type Demo, showLogsOfFailures, startDemo } from './demo.ts'
import { expectNoPersonalData, personOf } from './evidence.ts'
import { driveKioskPage, type KioskPage } from './kiosk-page.ts'

const missing = [...(hasChromium ? [] : ['Chromium']), ...(hasPoppler ? [] : ['poppler'])]
const title = `a printed paper, checked at the kiosk${missing.map(what => `, missing here: ${what}`).join('')}`

const ROOT = join(import.meta.dirname, '..', '..')
const ENGINEER = '04A1B2C3'
const BASE = 'https://verify.model-university.example'
const DOTS_PER_INCH = 150

describe.skipIf(missing.length > 0)(title, () => {
  let folder: string
  let dataDir: string
  let proxy: ServerProxy
  let serverPort: number
  let demo: Demo
  let browser: Browser
  let kiosk: KioskPage
  /** What stands in the code on the paper that came out. */
  let scanned: string

  const start = () =>
    startDemo({
      dataDir,
      overlay: {
        terminal: { server: { baseUrl: proxy.url, timeoutMs: 2_000 } },
        server: { publicBaseUrl: BASE, listen: { port: serverPort } },
      },
    })
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-paper-'))
    dataDir = join(folder, 'data')
    serverPort = await freePort()
    proxy = await startServerProxy()
    proxy.aimAt(() => `https://127.0.0.1:${serverPort}`)
    ;[demo, browser] = await Promise.all([start(), launchChromium()])
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
    await proxy?.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })
  showLogsOfFailures(() => demo)
  const openKiosk = async () => {
    const context = await browser.newContext({ viewport: SCREENS.portrait.viewport })
    const page = await context.newPage()
    await page.goto(demo.running.kiosk!)
    kiosk = driveKioskPage(page)
    await kiosk.at('attract')
  }
  beforeEach(openKiosk)
  afterEach(async () => {
    proxy.mend()
    // Who comes next begins on a free screen.
    const end = kiosk?.page.getByRole('button', { name: /^(结束|Finish)$/ })
    if (await end?.isVisible()) await end.click()
    await kiosk?.page.context().close()
  })

  /** A fact of the paper can be read; the list is laid out a second time, unseen, to be measured. */
  const factReads = (words: string | RegExp) =>
    kiosk.page.locator('.paged-items:not(.measure)').getByText(words).first().waitFor()
  const scan = (text: string) => demo.dock.act('/scanner/scan', { text })
  /** The newest sheet in the output tray, as the printer received it. */
  const deliveredPaper = async () => {
    const [sheet] = (await demo.dock.state()).pagePrinter?.sheets ?? []
    const file = await fetch(new URL(`/papers/${sheet!.sha256}.pdf`, demo.running.dock))
    return new Uint8Array(await file.arrayBuffer())
  }
  const administer = async (...command: string[]) => {
    const program = ['--disable-warning=ExperimentalWarning', 'cli/main.ts', 'issuing']
    const args = [...program, ...command, '--json', '--config', join(dataDir, 'server.yaml')]
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT })
    return z.object({ documentNumber: z.string(), state: z.string() }).parse(JSON.parse(stdout))
  }

  it('is valid when it has just come out, with the masked facts of its owner and nothing more', async () => {
    await demo.dock.act('/tap', { uid: ENGINEER })
    await kiosk.choose(/^学业成绩单(?!（)/, 2)
    await kiosk.confirm()
    await kiosk.at('finished')
    await kiosk.end()
    await kiosk.at('attract')

    const pages = rasterise(await deliveredPaper(), DOTS_PER_INCH)
    const codes = pages.map(codeOn)
    scanned = codes[0]!
    expect(scanned).toMatch(new RegExp(`^${BASE}/v/[0-9A-HJKMNP-TV-Z-]{26,31}$`))
    expect(new Set(codes).size).toBe(1)

    await kiosk.checkPaper()
    await scan(scanned)
    await kiosk.paperIs('valid')
    await kiosk.reads('有效')
    await kiosk.reads('请与手中的纸质文件逐项核对')
    for (const fact of ['林**', `${pages.length} 页`, /，2 份$/]) await factReads(fact)
    const { nameZh, nameEn, number, idNumber } = personOf(ENGINEER)
    const words = await kiosk.words()
    for (const secret of [nameZh, nameEn, number, idNumber]) expect(words).not.toContain(secret)
    await kiosk.switchTo('en')
    await kiosk.reads('Compare with the paper in your hand')
    await factReads(/^2 copies, \d{1,2} [A-Z][a-z]{2} \d{4}, /)
  })

  it('is checked without a touch, is followed by another, and is gone from the screen after it', async () => {
    // The same text within two seconds would be the same scan.
    await scan(`${scanned}#again`)
    await kiosk.paperIs('valid')
    await kiosk.checkPaper()
    await scan('https://verify.model-university.example.evil.example/v/K7QXM2PD9RWT5HNC83VBYZ4FGJ')
    await kiosk.paperIs('not-ours')
    await kiosk.reads('不是本校文件')
    await kiosk.reads(/verify\.model-university\.example。/)
    expect(await kiosk.words()).not.toContain('evil')
    expect(await kiosk.page.locator('a').count()).toBe(0)
    await kiosk.page.getByRole('button', { name: '结束' }).click()
    await kiosk.at('attract')
    expect(await kiosk.words()).not.toContain('林**')
  })

  it('is called unknown when its code is nobody’s', async () => {
    const code = scanned.slice(`${BASE}/v/`.length)
    await scan(`${BASE}/v/${code.replaceAll(/[0-9A-Z]/g, '7')}`)
    await kiosk.paperIs('not-found')
    await kiosk.reads('没有这份文件')
  })

  it('is asked for again when its code was read in part', async () => {
    await scan(scanned.slice(0, -3))
    await kiosk.paperIs('unreadable')
  })

  it('is not judged while the server is away, and is when it is back', async () => {
    await kiosk.checkPaper()
    proxy.treat(({ path }) => (path === '/v1/papers/check' ? 'drop' : 'pass'))
    await scan(scanned)
    await kiosk.paperIs('cannot-check')
    await kiosk.reads('现在无法判断')
    await kiosk.reads('目前还不能下结论。这并不表示文件无效。')
    expect(await kiosk.words()).not.toMatch(/撤销|不是本校|没有这份/)
    proxy.mend()
    await kiosk.checkPaper()
    await scan(`${scanned}?again`)
    await kiosk.paperIs('valid')
  })

  it('is revoked as soon as the university has taken it back', async () => {
    await kiosk.page.close()
    await demo.stop()
    const code = scanned.split('/').at(-1)!
    expect(await administer('revoke', code, '--reason', 'record-corrected')).toMatchObject({ state: 'revoked' })
    demo = await start()
    await openKiosk()
    await kiosk.switchTo('en')
    await kiosk.checkPaper()
    await scan(scanned)
    await kiosk.paperIs('revoked')
    await kiosk.reads('Revoked')
    await factReads('The records behind it were corrected.')
    await kiosk.reads('Do not rely on it. If in doubt, ask the university.')
  })

  it('left nothing of itself in any log', async () => {
    const code = scanned.split('/').at(-1)!
    for (const [name, text] of await demo.logs()) {
      expect(text, name).not.toContain(code)
      expect(text, name).not.toContain('evil.example')
    }
    await expectNoPersonalData(demo, [ENGINEER])
  })
})

function codeOn({ rgb, width, height }: { rgb: Uint8Array; width: number; height: number }): string | undefined {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let pixel = 0; pixel < width * height; pixel++) rgba.set(rgb.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel)
  return jsQR(rgba, width, height)?.data
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise(resolve => probe.close(resolve))
  return port
}
