import fastify, { type FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { House } from '../../server/ground/ground.ts'
import type { NoticedLogin } from '../../server/identity/notices/disown.ts'
import { registerNotMePages } from '../../server/identity/notices/not-me-pages.ts'
import { brokenRules, englishUnmarked } from './axe.ts'
import { hasChromium, launchChromium } from './chromium.ts'

const PUBLIC = 'https://print.example.edu.cn'
const at = new Date('2026-11-22T02:03:00Z')
const kiosk: NoticedLogin = {
  ...{ kind: 'visit', at, isOpen: true },
  where: { kind: 'visit', place: { zh: '图书馆', en: 'Library' }, name: { zh: '一号机', en: 'Kiosk 1' } },
}
const web: NoticedLogin = { ...{ kind: 'session', at, isOpen: true }, where: { kind: 'session', browser: '' } }
const LOGINS: Readonly<Record<string, NoticedLogin>> = {
  ...{ kiosk, web, 'kiosk-over': { ...kiosk, isOpen: false }, 'web-over': { ...web, isOpen: false, where: null } },
}

describe.skipIf(!hasChromium)('the page behind the link of a letter about a login (Chromium, axe-core)', () => {
  let browser: Browser
  let page: Page
  let app: FastifyInstance
  beforeAll(async () => {
    app = fastify()
    app.addContentTypeParser('application/x-www-form-urlencoded', (_request, _body, done) => done(null, {}))
    const house = { name: { zh: '示范大学', en: 'Model University' }, helpPhone: '010-0000 0000' }
    registerNotMePages(app, {
      disowning: {
        see: async token => LOGINS[token] ?? null,
        end: async token => LOGINS[token] ?? null,
      },
      house: { ...house, publicBaseUrl: PUBLIC, timeZone: 'Asia/Shanghai' } as House,
      limit: { allow: async () => true },
    })
    browser = await launchChromium()
    page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true })).newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  it.each(['GET kiosk', 'GET web', 'GET kiosk-over', 'GET web-over', 'GET nowhere', 'POST kiosk', 'POST web'])(
    'breaks no rule: %s',
    async asked => {
      const [method = '', token = ''] = asked.split(' ')
      const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
      const { body } = await app.inject({ method: method as 'GET', url: `/not-me/${token}`, headers })
      await page.setContent(body)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      expect([...(await brokenRules(page)), ...(await englishUnmarked(page))]).toEqual([])
    },
  )
})
