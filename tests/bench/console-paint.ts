import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildPages, WEB_PAGES } from '../../scripts/web-pages.ts'
import { startServerWorld } from '../peers/server-world.ts'
import { createStaffPeople } from '../peers/staff-people.ts'
import { launchChromium } from '../renderer/chromium.ts'
import { type Figure, figure } from './figure.ts'
import { openedIn } from './slow-phone.ts'

/** Whoever opens the console on an old computer of an office sees its first page within so long. */
const FIRST_PAGE_AIM_MS = 2_000
const FIRST_LOAD_AIM_KB = 320
const CPU_SLOWER = 4
const ROUNDS = 10
const BUILT = join(import.meta.dirname, '..', '..', 'dist', 'renderer', 'console')
const DESK = { viewport: { width: 1440, height: 900 }, locale: 'zh-CN' }

const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** The overview on a slow processor, for somebody who is logged in: with nothing kept in the browser, and again. */
export async function measureConsolePaint(): Promise<Figure[]> {
  await buildPages(
    WEB_PAGES.filter(({ name }) => name === 'console'),
    () => undefined,
  )
  const port = await freePort()
  const base = `http://localhost:${port}`
  const world = await startServerWorld(null, { reached: { publicBaseUrl: base, port } })
  const browser = await launchChromium()
  try {
    const held = await (await createStaffPeople(world, base).theAdmin()).loggedIn()
    const staff = { name: '__Host-yinzheng-staff', value: held.cookie('staff'), url: base.replace('http:', 'https:') }
    const spans = { cold: [] as number[], warm: [] as number[] }
    for (let round = -1; round < ROUNDS; round++) {
      const context = await browser.newContext(DESK)
      // What a browser keeps for this host alone it has got over https; it sends it to localhost all the same.
      await context.addCookies([{ ...staff, secure: true, httpOnly: true, sameSite: 'Strict' }])
      for (const kept of ['cold', 'warm'] as const) {
        const page = await context.newPage()
        const session = await context.newCDPSession(page)
        await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER })
        const { seenMs } = await openedIn(page, `${base}/console/`, '#main h1')
        // The first round finds a server that has compressed nothing yet.
        if (round >= 0) spans[kept].push(seenMs)
        await page.close()
      }
      await context.close()
    }
    return [
      figure('console-first-page-cold', 'ms', FIRST_PAGE_AIM_MS, spans.cold),
      figure('console-first-page-warm', 'ms', null, spans.warm),
      ...(await sizes()),
    ]
  } finally {
    await browser.close()
    await world.close()
  }
}

/** Scripts in kB of 1,000 bytes as they travel: those that the first page waits for, and each that comes with a page. */
async function sizes(): Promise<Figure[]> {
  const page = await readFile(join(BUILT, 'index.html'), 'utf8')
  const scripts = (await readdir(join(BUILT, 'assets'))).filter(name => name.endsWith('.js'))
  const sized = await Promise.all(
    scripts.map(async name => {
      const kB = gzipSync(await readFile(join(BUILT, 'assets', name))).length / 1_000
      return { name: name.replace(/-[\w-]{8}\.js$/, ''), kB, isFirst: page.includes(`/${name}"`) }
    }),
  )
  const first = sized.filter(({ isFirst }) => isFirst).reduce((sum, { kB }) => sum + kB, 0)
  const ofPages = sized.filter(({ isFirst, name }) => !isFirst && name.endsWith('-page'))
  return [
    figure('console-first-load-gzip', 'kB', FIRST_LOAD_AIM_KB, [first]),
    ...ofPages.map(({ name, kB }) => figure(`console-${name}-gzip`, 'kB', null, [kB])),
  ]
}
