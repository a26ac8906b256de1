import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { freePort } from '../../demo/ports.ts'
import { systemClock } from '../../native/system-clock.ts'
import { sleep } from '../../src/clock.ts'
import { CHROMIUM } from '../renderer/chromium.ts'
import { type House, runProgram } from './house.ts'
import { installPageClock, paintedMs } from './page-clock.ts'

const START_WITHIN_MS = 60_000
/** Between two tries to reach a Chromium that is still starting. */
const KNOCK_EVERY_MS = 20

/** A kiosk as it is shipped, under the browser shell, with the Chromium that the shell itself starts. */
export interface Kiosk {
  readonly page: Page
  readonly shellPid: number
  /** From the start of the shell's process until the attract screen was painted. */
  readonly startMs: number
  close(): Promise<void>
}

export async function openKiosk(house: House): Promise<Kiosk> {
  const debugPort = await freePort(0)
  const binary = await headlessChromium(house.dataDir, debugPort)
  const beganMs = Date.now()
  const shell = await runProgram(
    house.dataDir,
    'kiosk',
    'dist/browser.mjs',
    ['--config', house.terminal, '--port', '0'],
    { env: { YINZHENG_CHROMIUM: binary } },
  )
  try {
    const browser = await reach(debugPort)
    const page = browser.contexts()[0]?.pages()[0]
    if (!page) throw new Error('the shell has opened no page')
    await installPageClock(page)
    const startMs = (await paintedMs(page, 'screen:attract', beganMs, START_WITHIN_MS)) - beganMs
    const close = async () => {
      await browser.close()
      await shell.stop()
    }
    return { page, shellPid: shell.pid, startMs, close }
  } catch (error) {
    await shell.stop()
    throw error
  }
}

/** The machine's Chromium with the flags that a machine without a screen needs, as a program for the shell to start. */
async function headlessChromium(folder: string, debugPort: number): Promise<string> {
  const file = join(folder, 'chromium-headless')
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--window-size=1080,1920']
  const script = `#!/bin/sh\nexec ${CHROMIUM} ${flags.join(' ')} --remote-debugging-port=${debugPort} "$@"\n`
  await writeFile(file, script)
  await chmod(file, 0o700)
  return file
}

async function reach(debugPort: number): Promise<Browser> {
  const address = `http://127.0.0.1:${debugPort}`
  const untilMs = Date.now() + START_WITHIN_MS
  for (;;) {
    try {
      await fetch(`${address}/json/version`)
      return await chromium.connectOverCDP(address)
    } catch (error) {
      if (Date.now() > untilMs) throw error
      await sleep(systemClock, KNOCK_EVERY_MS)
    }
  }
}
