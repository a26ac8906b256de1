import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { dockAt } from '../cli/dock.ts'
import { acceptanceAddressOf, openKioskScreen } from '../cli/kiosk-screen.ts'
import { payOnPhone } from '../cli/phone.ts'
import { driveVisit } from '../cli/visit.ts'
import { type Running, readRunning } from '../demo/running.ts'
import { launchChromium } from '../tests/renderer/chromium.ts'
import { takeOthersScreens } from './screens-others.ts'
import { takePlainScreens } from './screens-plain.ts'
import { takePortalScreens } from './screens-portal.ts'
import { takeTakeAlongScreens } from './screens-take-along.ts'

const start = join(import.meta.dirname, '..', 'demo', 'start.ts')

export interface DemoPictures {
  /** The console of the simulated devices after a visit that was free in part and paid in part: JPEG. */
  readonly dock: Buffer
  /** The signed file that the printer received in that visit. */
  readonly paper: Buffer
}

/** Starts a demo, has one visit print a transcript, and takes with it what is worth showing; the portal's pictures lie in their folder then. */
export async function demoPictures(): Promise<DemoPictures> {
  const demo = await startDemo()
  try {
    const paper = await printed(demo.running)
    await takePortalScreens(demo.running)
    await takePlainScreens(demo.running)
    await takeOthersScreens(demo.running)
    await takeTakeAlongScreens(demo.running)
    return { dock: await photograph(demo.running.dock), paper }
  } finally {
    await demo.stop()
  }
}

async function startDemo(): Promise<{ running: Running; stop(): Promise<void> }> {
  const data = await mkdtemp(join(tmpdir(), 'yinzheng-screens-'))
  const child = spawn(process.execPath, [start, '--headless', '--any-ports', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(data, { recursive: true, force: true })
  }
  // Its table of addresses is the last thing that a demo does before it is there.
  const table = new Promise<void>(resolve => createInterface({ input: child.stdout }).once('line', () => resolve()))
  await Promise.race([table, ended])
  const running = readRunning(data)
  if (running) return { running, stop }
  await stop()
  throw new Error('the demo did not start')
}

async function printed({ terminal, dock, gateway }: Running): Promise<Buffer> {
  if (gateway === null) throw new Error('the demo has no payment gateway')
  const screen = await openKioskScreen(acceptanceAddressOf(terminal))
  try {
    await screen.until('a free screen', view => view.content.screen === 'attract', 30_000)
    const report = await driveVisit(screen, dockAt(dock), {
      ...{ card: '04A1B2C3', document: 'transcript', edition: 'zh', copies: 6, language: 'zh-CN' },
      pay: codeUrl => payOnPhone(gateway, codeUrl),
    })
    const sha256 = report.received?.[0]?.sha256
    if (!report.ok || !sha256) throw new Error(`the visit failed: ${report.why}`)
    const file = await fetch(new URL(`/papers/${sha256}.pdf`, dock))
    return Buffer.from(await file.arrayBuffer())
  } finally {
    screen.close()
  }
}

async function photograph(dock: string): Promise<Buffer> {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 960 } })
    await page.goto(dock)
    await page.locator('canvas[data-outcome="drawn"]').first().waitFor()
    await page.waitForFunction(() => document.querySelector('canvas[data-outcome="drawing"]') === null)
    return await page.screenshot({ type: 'jpeg', quality: 70 })
  } finally {
    await browser.close()
  }
}
