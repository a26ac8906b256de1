import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campus, startCampus } from '../../demo/campus/campus.ts'
import { campusPeople } from '../../demo/campus/people.ts'
import { brokenRules, englishUnmarked } from './axe.ts'
import { hasChromium, launchChromium } from './chromium.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

describe.skipIf(!hasChromium)('the pages of the campus (Chromium, axe-core)', () => {
  let campus: Campus
  let browser: Browser
  let page: Page
  let folder = ''
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'campus-pages-'))
    const authenticator = { accountsFile: join(folder, 'accounts.json') }
    campus = await startCampus({ cas: {}, mailbox: { tlsFolder: folder }, phone: {}, authenticator })
    browser = await launchChromium()
    page = await (await browser.newContext({ ...PHONE, bypassCSP: true })).newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await campus?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const [person] = campusPeople()
  const service = () => `${campus.baseUrl}/cas/nowhere`
  const loginUrl = (to = service()) => `${campus.cas!.baseUrl()}/login?renew=true&service=${encodeURIComponent(to)}`
  const judge = async () => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    return [...(await brokenRules(page)), ...(await englishUnmarked(page))]
  }
  const logIn = async (on: Page, password: string) => {
    await on.fill('input[name=username]', person!.number)
    await on.fill('input[name=password]', password)
    await on.click('button.go')
  }

  it('break no rule at home, at the login, after a wrong password, for a stranger, and at the end', async () => {
    await page.goto(campus.baseUrl)
    expect(await judge(), 'home').toEqual([])
    await page.goto(loginUrl())
    expect(await judge(), 'login').toEqual([])
    await logIn(page, 'wrong')
    expect(await page.locator('[role=alert]').innerText()).toContain('wrong')
    expect(await judge(), 'wrong password').toEqual([])
    await page.goto(loginUrl('https://evil.example/'))
    expect(await judge(), 'stranger').toEqual([])
    await page.goto(`${campus.cas!.baseUrl()}/login`)
    await logIn(page, person!.password)
    expect(await page.locator('main').innerText()).toContain(person!.name.zh)
    expect(await judge(), 'logged in').toEqual([])
    await page.click('a.button')
    expect(await judge(), 'logged out').toEqual([])
    await page.goto(`${campus.cas!.baseUrl()}/nowhere`)
    expect(await judge(), 'no page').toEqual([])
  })

  it('break no rule in the mailbox and on the phone, empty and full', async () => {
    const paths = ['/mailbox', '/phone', '/mailbox/1', '/phone/nowhere']
    const look = async () => {
      for (const path of paths) {
        await page.goto(campus.baseUrl + path)
        expect(await judge(), path).toEqual([])
      }
    }
    await look()
    const { host, port, caFile } = campus.mailbox!.smtp
    const relay = createTransport({ host, port, requireTLS: true, tls: { ca: readFileSync(caFile) } })
    const next = campus.mailbox!.nextLetter()
    await relay.sendMail({
      ...{ from: 'noreply@example.edu.cn', to: 'wang@example.edu.cn', subject: '您的成绩单'.repeat(12) },
      ...{ text: `请看 https://print.example.edu.cn/s/${'a'.repeat(120)}\n`, html: '<p>您好</p>' },
      attachments: [{ filename: `${'成绩单'.repeat(20)}.pdf`, content: 'x' }],
    })
    await next
    const { url, secret } = campus.phone!.gateway()
    const body = JSON.stringify({ mobile: '13800138000', content: '验证码 123456' })
    await fetch(url, { method: 'POST', body, headers: { Authorization: secret } })
    await look()
  })

  it('break no rule in the authenticator app, empty and full', async () => {
    await page.goto(`${campus.baseUrl}/authenticator`)
    expect(await judge(), 'empty').toEqual([])
    const account = { login: 'office', name: '演示教务员', secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' }
    writeFileSync(join(folder, 'accounts.json'), JSON.stringify([account, { ...account, login: 'admin' }]))
    await page.goto(`${campus.baseUrl}/authenticator`)
    expect(await page.locator('.amount').allInnerTexts()).toEqual([
      expect.stringMatching(/^\d{3} \d{3}$/),
      expect.anything(),
    ])
    expect(await judge(), 'full').toEqual([])
    await page.goto(`${campus.baseUrl}/authenticator/nowhere`)
    expect(await judge(), 'no page').toEqual([])
  })

  it('lead on to the service under the rules that they give the browser', async () => {
    const strict = await (await browser.newContext(PHONE)).newPage()
    await strict.goto(loginUrl())
    await logIn(strict, person!.password)
    await strict.waitForURL(/ticket=ST-/)
    expect(strict.url().startsWith(`${service()}?ticket=`)).toBe(true)
  })
})
