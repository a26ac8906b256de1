import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../native/system-clock.ts'
import { signPades } from '../../server/signing/pades.ts'
import { sampleAuthority } from '../../server/signing/sample-authority.ts'
import { samplePdf } from '../../server/signing/sample-pdf.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { RIGHT_ANSWER, startVerificationWorld, type VerificationWorld } from '../peers/verification-world.ts'
import { brokenRules, englishUnmarked } from './axe.ts'
import { hasChromium, launchChromium } from './chromium.ts'

const SLOW_MS = 60_000

describe.skipIf(!hasChromium)('the pages without scripts (Chromium, axe-core)', () => {
  let world: VerificationWorld
  let browser: Browser
  let page: Page
  let nextAddress = 0

  beforeAll(async () => {
    world = await startVerificationWorld(await openHouseStore({ kind: 'memory' }), { clock: systemClock })
    browser = await launchChromium()
    page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true })).newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
    await world?.store.close()
  })

  const from = () => ({ 'x-forwarded-for': `192.0.2.${nextAddress++ % 250}` })
  /** Read to its end at once: an answer that nobody reads keeps its connection. */
  const answered = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${world.base}${path}`, { headers: from(), ...init })
    return { status: response.status, headers: response.headers, html: await response.text() }
  }
  type Answer = Awaited<ReturnType<typeof answered>>
  const send = (form: Record<string, string>) =>
    answered('/v/plain/code', { method: 'POST', body: new URLSearchParams(form) })
  const newToken = async () => /name="token" value="([^"]+)"/.exec((await answered('/v/plain')).html)![1]!
  const ask = async (code: string, answer = RIGHT_ANSWER) => send({ code, answer, token: await newToken() })
  const upload = (bytes: Uint8Array<ArrayBuffer>) => {
    const body = new FormData()
    body.append('file', new Blob([bytes], { type: 'application/pdf' }), 'a.pdf')
    return answered('/v/plain/file', { method: 'POST', body })
  }
  /** What is wrong with an answer as a page on a phone. */
  const judge = async ({ headers, html }: Answer) => {
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    await page.setContent(html)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    return [...(await brokenRules(page)), ...(await englishUnmarked(page))]
  }

  it('the forms break no rule, empty, filled in, and with a note over them', async () => {
    const { code } = await world.issue()
    for (const path of ['/v/plain', `/v/plain?code=${code}`, '/v/plain?code=ABC'])
      expect(await judge(await answered(path)), path).toEqual([])
  })

  it(
    'what the records hold breaks none, in every state of a document',
    async () => {
      const valid = await world.issue()
      await world.print(valid, 2)
      const revoked = await world.issue()
      await world.revocations.revokeDocument(revoked.documentId, 'record-corrected')
      const over = await world.issue({ validUntil: new Date(Date.now() - 1000) })
      for (const [state, { code }] of Object.entries({ valid, revoked, over })) {
        const answer = await ask(code)
        expect(answer.status).toBe(200)
        expect(await judge(answer), state).toEqual([])
        expect(await page.locator('dl').count()).toBe(1)
      }
    },
    SLOW_MS,
  )

  it(
    'what was found of a file breaks none: ours, altered, come to harm, of others, none',
    async () => {
      const { pdf, documentNumber } = await world.issue()
      const altered = pdf.slice()
      altered[Buffer.from(altered).indexOf(documentNumber)]! ^= 1
      const theirs = await signPades(samplePdf(), sampleAuthority().signer, { claimedAt: new Date(Date.now()) })
      const files = {
        ours: pdf,
        altered,
        noted: Buffer.concat([pdf, Buffer.from('% a note of somebody\n')]),
        harmed: Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), pdf]),
        theirs,
        none: new Uint8Array([1, 2, 3]),
      }
      for (const [name, bytes] of Object.entries(files)) expect(await judge(await upload(bytes)), name).toEqual([])
    },
    SLOW_MS,
  )

  it(
    'refusals and errors are pages too, and break none',
    async () => {
      const { code } = await world.issue()
      const busy = { headers: from() }
      const answers: Record<string, readonly [status: number, answer: Answer]> = {
        'wrong digits': [200, await ask(code, '000000')],
        'an unknown code': [200, await ask(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)],
        'half a form': [400, await send({})],
        'too large a file': [413, await upload(new Uint8Array(13 * 1024 * 1024))],
        'no form': [415, await answered('/v/plain/file', { method: 'POST', body: 'x' })],
      }
      const uploadNone = () => answered('/v/plain/file', { ...busy, method: 'POST', body: 'x' })
      let last = await uploadNone()
      for (let times = 0; times < 40 && last.status === 415; times++) last = await uploadNone()
      answers['too many'] = [429, last]
      expect(answers['too many'][1].headers.get('retry-after')).toBe('60')
      const asked = () => answered('/v/plain', busy)
      let forms = await asked()
      for (let times = 0; times < 400 && forms.html.includes('name="answer"'); times++) forms = await asked()
      answers['too many pictures'] = [200, forms]
      for (const [name, [status, answer]] of Object.entries(answers)) {
        expect(answer.status, name).toBe(status)
        expect(await judge(answer), name).toEqual([])
        expect(await page.locator('main a').count(), name).toBe(1)
      }
    },
    SLOW_MS,
  )

  it('a server that can not answer says so, and nothing against the document', async () => {
    const { code } = await world.issue()
    const token = await newToken()
    await world.store.close()
    const answer = await send({ code, answer: RIGHT_ANSWER, token })
    expect(answer.status).toBeGreaterThanOrEqual(500)
    expect(await judge(answer)).toEqual([])
    expect(await page.locator('main').innerText()).toMatch(/现在无法查验[\s\S]*Nothing is said against the document/)
  })
})
