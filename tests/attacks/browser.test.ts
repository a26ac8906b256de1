import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PdfReport } from '../../src/pdf/report.ts'
import { hasChromium, launchChromium } from '../renderer/chromium.ts'
import { CORPUS } from './corpus.ts'
import { completed, judge, POLICIES } from './judge.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What the page is told of one file, certificates and lists in base64. */
interface Task {
  readonly path: string
  readonly anchors: readonly string[]
  readonly intermediates: readonly string[]
  readonly crls: readonly string[]
  readonly nowMs: number
}

/** The program of the page: the engine over the browser's own cryptography, and nothing else. */
const PAGE_PROGRAM = `
import { SM2_LIBRARY } from './src/pdf/sm2-library.ts'
import { verifyPdf } from './src/pdf/verify.ts'
const bytesOf = text => Uint8Array.from(atob(text), one => one.charCodeAt(0))
globalThis.judge = async ({ path, anchors, intermediates, crls, nowMs }) => {
  const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer())
  const beside = { anchors: anchors.map(bytesOf), intermediates: intermediates.map(bytesOf), crls: crls.map(bytesOf), nowMs }
  const reports = {}
  for (const policy of ${JSON.stringify(POLICIES)}) {
    reports[policy] = await verifyPdf(bytes, { ...beside, policy, webCrypto: crypto, sm2: SM2_LIBRARY })
  }
  return reports
}
`
const files = CORPUS.map(one => ({ one, made: completed(one.make()) }))
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

describe.skipIf(!hasChromium)('the engine in Chromium', () => {
  let server: Server
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    const bundle = await build({
      stdin: { contents: PAGE_PROGRAM, resolveDir: ROOT, loader: 'js' },
      ...{ bundle: true, write: false, format: 'esm', platform: 'browser', target: 'es2022' },
    })
    const program = bundle.outputFiles[0]!.contents
    server = createServer((request, response) => {
      const [, kind, number] = /^\/(\w+)\/(\d+)?/.exec(request.url ?? '') ?? []
      const body = kind === 'program' ? program : kind === 'file' ? files[Number(number)]?.made.pdf : undefined
      response.setHeader('content-type', kind === 'program' ? 'text/javascript' : 'text/html')
      response.end(body ?? '<!doctype html><script type="module" src="/program/"></script>')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    browser = await launchChromium()
    page = await browser.newPage()
    // Loopback is a secure context: WebCrypto is there.
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.waitForFunction('typeof globalThis.judge === "function"')
  })

  afterAll(async () => {
    await browser?.close()
    await new Promise(resolve => server?.close(resolve))
  })

  const inChromium = async (nth: number): Promise<Record<(typeof POLICIES)[number], PdfReport>> => {
    const { anchors, intermediates, crls, nowMs } = files[nth]!.made
    const task: Task = {
      ...{ path: `/file/${nth}`, nowMs },
      ...{ anchors: anchors.map(base64), intermediates: intermediates.map(base64), crls: crls.map(base64) },
    }
    return page.evaluate(`globalThis.judge(${JSON.stringify(task)})`)
  }

  it('gives the reports that Node gives, on every file of the corpus', async () => {
    const different: string[] = []
    for (const [nth, { one, made }] of files.entries()) {
      const reports = await inChromium(nth)
      for (const policy of POLICIES) {
        const ours = JSON.stringify(await judge(made, policy))
        if (JSON.stringify(reports[policy]) !== ours) different.push(`${one.id} ${policy}: ${reports[policy].verdict}`)
      }
    }
    expect(different).toEqual([])
  })
})
