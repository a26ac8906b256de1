import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../../main/browser/chromium.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { buildShellPage, FAKE_STATION, type Workspace, workspace } from './shell-parts.ts'

const SHELL = fileURLToPath(new URL('../../main/browser/main.ts', import.meta.url))
const binary = findChromium()

interface Shell {
  readonly child: ChildProcess
  readonly address: string
  /** Resolves with the next line of the shell's output that has `key`. */
  said(key: string): Promise<Record<string, unknown>>
}

let work: Workspace
let shell: Shell | undefined
beforeAll(async () => {
  work = await workspace()
  await buildShellPage(join(work.folder, 'site'))
})
afterAll(() => work.dispose())
afterEach(async () => {
  if (!shell || shell.child.exitCode !== null || shell.child.signalCode !== null) return
  const gone = once(shell.child, 'exit')
  shell.child.kill('SIGTERM')
  await gone
})

async function start(...more: string[]): Promise<Shell> {
  const site = join(work.folder, 'site')
  const args = ['--config', 'kiosk.yaml', '--headless', '--station', FAKE_STATION, '--site', site, ...more]
  const child = spawn(process.execPath, [SHELL, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: Record<string, unknown>[] = []
  const waiting: (() => void)[] = []
  createInterface(child.stdout!).on('line', line => {
    lines.push(JSON.parse(line) as Record<string, unknown>)
    for (const look of waiting.splice(0)) look()
  })
  const said = async (key: string): Promise<Record<string, unknown>> => {
    for (;;) {
      const at = lines.findIndex(line => key in line)
      if (at >= 0) return lines.splice(at, 1)[0]!
      await new Promise<void>(resolve => waiting.push(resolve))
    }
  }
  const { address } = await said('address')
  shell = { child, address: address as string, said }
  return shell
}

describe('the browser shell', () => {
  it('ends with its station when it is asked', async () => {
    const { child, said } = await start()
    const up = await said('station')
    expect(up).toMatchObject({ station: 'up', pid: expect.any(Number) })
    const gone = once(child, 'exit')
    child.kill('SIGINT')
    expect(await gone).toEqual([0, null])
    expect(() => process.kill(up.pid as number, 0)).toThrow(/ESRCH/)
  })

  it('restarts a station that was killed', async () => {
    const { said } = await start()
    const first = await said('station')
    process.kill(first.pid as number, 'SIGKILL')
    expect(await said('station')).toEqual({ station: 'down', end: { code: null, signal: 'SIGKILL' } })
    const second = await said('station')
    expect(second.station).toBe('up')
    expect(second.pid).not.toBe(first.pid)
  })

  it.each([
    [['--config'], 64],
    [['--port', 'x'], 64],
  ])('refuses %j with %i', async (args, code) => {
    const child = spawn(process.execPath, [SHELL, ...args], { stdio: 'ignore' })
    expect(await once(child, 'exit')).toEqual([code, null])
  })

  it('gives up with 78 when the station refuses its configuration', async () => {
    const { child, said } = await start('--station', fileURLToPath(new URL('refusing-station.ts', import.meta.url)))
    expect(await said('station')).toMatchObject({ station: 'gave-up' })
    expect(await once(child, 'exit')).toEqual([78, null])
  })

  it('gives up with 78, and tries no second time, when the configuration is not there', async () => {
    const site = join(work.folder, 'site')
    const args = ['--config', join(work.folder, 'not-there.yaml'), '--headless', '--site', site]
    const child = spawn(process.execPath, [SHELL, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    expect(await once(child, 'close')).toEqual([78, null])
    expect(said).toContain('not-there.yaml does not exist')
    expect([said.match(/"station":"[^"]*"/g)]).toEqual([['"station":"gave-up"']])
  })
})

describe.skipIf(!binary)(`a page in Chromium${binary ? '' : ', missing here: Chromium'}`, () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: binary!, args: ['--no-sandbox'], timeout: WAIT_AT_MOST_MS })
    browser.on('context', context => context.setDefaultTimeout(WAIT_AT_MOST_MS))
  })
  afterAll(() => browser?.close())
  const open = async () => {
    const { address } = await start()
    page = await browser.newPage()
    await page.goto(address)
    await page.locator('body[data-status=live]').waitFor()
  }
  afterEach(() => page.close())

  it('touches and sees, and gets bytes intact', async () => {
    await open()
    await page.locator('#touch').click()
    await page.locator('#touches', { hasText: '1' }).waitFor()
    await page.locator('#file').click()
    const all = Array.from({ length: 256 }, (_, byte) => byte).join(' ')
    await page.locator(`body[data-file="${all}"]`).waitFor()
  })

  it('comes back from a reload with the state of the visit, and without the token in its address', async () => {
    await open()
    await page.locator('#touch').click()
    await page.locator('#touches', { hasText: '1' }).waitFor()
    expect(page.url()).not.toContain('token')
    await page.reload()
    await page.locator('#touches', { hasText: '1' }).waitFor()
  })

  it('comes back when the station is killed', async () => {
    await open()
    const first = await page.locator('#station').textContent()
    process.kill(Number(first), 'SIGKILL')
    await page.locator('#station', { hasNotText: first! }).waitFor()
    await page.locator('body[data-status=live]').waitFor()
  })

  it('is held by the policy: no dialog, no window, no way out, no foreign address', async () => {
    await open()
    const held = await page.evaluate(async () => {
      const opened = window.open('about:blank')
      const confirmed = confirm('a')
      window.print()
      document.getElementById('blank')!.click()
      document.getElementById('submit')!.click()
      const fetched = await fetch('https://kiosk.example/').then(
        () => 'fetched',
        () => 'refused',
      )
      return [opened, confirmed, fetched]
    })
    expect(held).toEqual([null, false, 'refused'])
    expect(browser.contexts().flatMap(context => context.pages())).toHaveLength(1)
  })
})
