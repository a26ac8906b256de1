import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { buildRenderer } from '../../renderer/build.ts'
import { FIXTURES } from '../../renderer/kiosk/fixtures.ts'
import { samplePdf } from '../../renderer/sample-pdf.ts'
import { KIOSK_CONTRACT } from '../../src/contract/kiosk.ts'
import type { KioskCommand } from '../../src/contract/kiosk-command.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import { type Server, serve } from '../../src/rpc.ts'
import { portOverWebSocket } from '../../src/transport/web-socket-port.ts'
import { hasChromium, launchChromium } from './chromium.ts'
import { answerFrom } from './page-server.ts'

const TOKEN = 'a-token-that-nobody-can-guess-0123456789'
const viewOf = (name: string): KioskView => ({
  ...FIXTURES.find(fixture => fixture.name === name)!.view,
  language: 'en',
})

/** The browser shell in small: page and port on one address, as the product has it. */
async function startShell(folder: string) {
  const http = createServer(answerFrom(folder))
  const sockets = new WebSocketServer({
    server: http,
    path: '/kiosk-port',
    handleProtocols: protocols => [...protocols][0] ?? false,
  })
  const commands: KioskCommand[] = []
  const asked: string[] = []
  let view = viewOf('attract')
  let station: Server<typeof KIOSK_CONTRACT> | null = null
  let socket: WebSocket | null = null
  sockets.on('connection', (opened, request) => {
    asked.push(`${request.url} ${request.headers['sec-websocket-protocol']}`)
    socket = opened
    station = serve(
      KIOSK_CONTRACT,
      {
        send: command => {
          commands.push(command)
          return null
        },
        currentView: () => view,
        previewFile: () => samplePdf(),
        previewDrawn: ({ documentId }) => {
          asked.push(`drawn ${documentId}`)
          return null
        },
      },
      portOverWebSocket(opened),
      error => {
        throw error
      },
    )
  })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(http.address() as AddressInfo).port}/index.html`,
    commands,
    asked,
    show: (next: KioskView) => {
      view = next
      station?.emit('view', next)
    },
    kill: () => socket?.terminate(),
    close: async () => {
      sockets.close()
      http.closeAllConnections()
      await new Promise(resolve => http.close(resolve))
    },
  }
}

describe.skipIf(!hasChromium).each([
  ['for the product', false],
  ['for an old Chromium, with its polyfills', true],
])('the built page %s (Chromium)', (_, oldChromium) => {
  let folder: string
  let browser: Browser
  let page: Page
  let shell: Awaited<ReturnType<typeof startShell>>
  let complaints: string[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-page-'))
    await buildRenderer({ outDir: folder, oldChromium })
    browser = await launchChromium()
  })
  beforeEach(async () => {
    shell = await startShell(folder)
    const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, reducedMotion: 'reduce' })
    page = await context.newPage()
    complaints = []
    page.on('console', message => complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    await page.goto(`${shell.address}#token=${TOKEN}`)
    await page.getByRole('button', { name: 'Touch to start' }).waitFor()
    return async () => {
      await context.close()
      await shell.close()
    }
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true })
  })

  it('shows its token to the port and to nobody else', async () => {
    expect(shell.asked).toEqual([`/kiosk-port yinzheng.${TOKEN}`])
    expect(page.url()).toBe(shell.address)
    await page.reload()
    await page.getByRole('button', { name: 'Touch to start' }).waitFor()
    expect(shell.asked).toEqual([`/kiosk-port yinzheng.${TOKEN}`, `/kiosk-port yinzheng.${TOKEN}`])
  })

  it('draws what the station shows and sends what is touched', async () => {
    await page.getByRole('button', { name: 'Touch to start' }).click()
    shell.show(viewOf('choosing'))
    await page.getByRole('button', { name: /Transcript in English/ }).click()
    await page.getByRole('button', { name: 'Check, then print' }).click()
    await expect
      .poll(() => shell.commands.filter(({ kind }) => kind !== 'stay'))
      .toEqual([{ kind: 'start' }, { kind: 'select-offer', index: 1 }, { kind: 'preview' }])
    expect(complaints).toEqual([])
  })

  it('draws the file of the preview under the page’s policy, and says that it has', async () => {
    shell.show(viewOf('previewing'))
    await page.locator('canvas[data-drawn="1"]').waitFor()
    await expect.poll(() => shell.asked.at(-1)).toBe('drawn sample-document-0001')
    expect(complaints).toEqual([])
  })

  it('calls nothing refunded that the server has not acknowledged, and nothing unprinted that may have come out', async () => {
    shell.show(viewOf('finished-being-told'))
    await page.getByRole('heading', { name: '2 copies out, 5 not printed' }).waitFor()
    const before = await page.locator('body').innerText()
    expect(before).toContain('5 copies were not printed in full. They will be given back.')
    expect(before).toContain('The ¥8.00 you paid will be refunded in full.')
    expect(before).toMatch(/server is being told, order \d+/)
    expect(before).not.toMatch(/being refunded|yours again|(is|are) given back/)

    shell.show(viewOf('finished-unclear-back'))
    await page.getByRole('heading', { name: '1 copy is surely out' }).waitFor()
    const back = await page.locator('body').innerText()
    expect(back).toContain('1 copy was not printed in full and is given back.')
    expect(back).toContain('For 1 copy the printer could not tell whether it came out: it is given back.')

    shell.show(viewOf('finished-unclear-held'))
    await page.getByRole('heading', { name: '6 copies are surely out' }).waitFor()
    const held = await page.locator('body').innerText()
    expect(held).toMatch(/whether 12 copies came out\. A person decides about ¥24\.00, order \d+/)
    expect(held).toContain('You paid ¥36.00; ¥4.00 is being refunded.')
    expect(complaints).toEqual([])
  })

  it('says that nothing is lost while the station is away, and goes on where it stood', async () => {
    shell.show(viewOf('printing'))
    await page.getByRole('heading', { name: 'Printing' }).waitFor()
    shell.kill()
    await page.getByRole('heading', { name: /Nothing of your visit is lost/ }).waitFor()
    await page.getByRole('heading', { name: 'Printing' }).waitFor()
    expect(shell.asked).toHaveLength(2)
  })
})
