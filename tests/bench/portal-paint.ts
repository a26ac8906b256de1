import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Figure, figure } from './figure.ts'
import { openHouse } from './house.ts'
import { launchBelieving, newPhone, openedIn, slowPage } from './slow-phone.ts'

/** Somebody who opens the portal for the first time sees words within so long. */
const FIRST_AIM_MS = 1_500
const SCRIPT_AIM_KB = 250
const ROUNDS = 10
const ASSETS = join(import.meta.dirname, '..', '..', 'dist', 'renderer', 'portal', 'assets')

/** The portal on a slow phone, by the real server: the first words, and the ways to log in, with nothing kept in the browser and again. */
export async function measurePortalPaint(): Promise<Figure[]> {
  const house = await openHouse()
  const browser = await launchBelieving(house.certFile)
  try {
    const spans = { cold: [] as Opened[], warm: [] as Opened[] }
    for (let round = -1; round < ROUNDS; round++) {
      const phone = await newPhone(browser)
      for (const kept of ['cold', 'warm'] as const) {
        const page = await slowPage(phone)
        const opened = await openedIn(page, `${house.server}/p/`, '.login-card a.button')
        // The first round finds a server that has compressed nothing yet.
        if (round >= 0) spans[kept].push(opened)
        await page.close()
      }
      await phone.close()
    }
    return [
      ...figuresOf('cold', spans.cold),
      ...figuresOf('warm', spans.warm),
      figure('portal-script-gzip', 'kB', SCRIPT_AIM_KB, [await scriptKb()]),
    ]
  } finally {
    await browser.close()
    await house.close()
  }
}

type Opened = Awaited<ReturnType<typeof openedIn>>

function figuresOf(kept: string, opened: readonly Opened[]): Figure[] {
  const first = opened.map(({ firstMs }) => firstMs)
  const seen = opened.map(({ seenMs }) => seenMs)
  return [
    figure(`portal-first-words-${kept}`, 'ms', FIRST_AIM_MS, first),
    figure(`portal-ways-to-log-in-${kept}`, 'ms', null, seen),
  ]
}

/** All scripts of the portal, in kB of 1,000 bytes. */
async function scriptKb(): Promise<number> {
  const names = (await readdir(ASSETS)).filter(name => name.endsWith('.js'))
  const sizes = await Promise.all(names.map(async name => gzipSync(await readFile(join(ASSETS, name))).length))
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000
}
