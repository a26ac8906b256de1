import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MerchantCalls, merchantCalls } from '../../demo/wxpay-sim/merchant-calls.ts'
import { openTestGateway, type TestGateway } from '../../demo/wxpay-sim/test-gateway.ts'
import { brokenRules, englishUnmarked } from './axe.ts'
import { hasChromium, launchChromium } from './chromium.ts'

const SLOW_MS = 60_000

describe.skipIf(!hasChromium)("the payer's phone (Chromium, axe-core)", () => {
  let test: TestGateway
  let calls: MerchantCalls
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    test = await openTestGateway({ payeeShortName: '示例大学', payeeFullName: '示例大学财务处' })
    calls = merchantCalls(test)
    browser = await launchChromium()
    const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
    page = await (await browser.newContext({ ...phone, bypassCSP: true })).newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await test?.close()
  })

  const open = async (path: string) => (await page.goto(`${test.gateway.baseUrl}${path}`))!.status()
  const newCode = async (outTradeNo: string) =>
    String((await calls.order(outTradeNo, { description: '成绩单 2 份' })).body.code_url).split('=')[1]!
  const title = () => page.locator('h1').innerText()
  const judge = async () => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    return [...(await brokenRules(page)), ...(await englishUnmarked(page))]
  }

  it(
    'breaks no rule from the code to the refund',
    async () => {
      const pr = await newCode('AXE-PAID')
      await open('/phone')
      expect(await judge(), 'scanning').toEqual([])
      await page.fill('textarea', `weixin://wxpay/bizpayurl?pr=${pr}`)
      await page.click('button.go')
      expect(await title()).toContain('Confirm payment')
      expect(await judge(), 'paying').toEqual([])
      await page.click('button.go')
      expect(await title()).toContain('Paid')
      expect(await judge(), 'paid').toEqual([])
      await calls.refund('AXE-PAID', 'R-AXE', 150)
      await page.click('text=Look for refunds again')
      expect(await page.locator('main').innerText()).toContain('refund on its way')
      expect(await judge(), 'refund on its way').toEqual([])
      await test.gateway.advance(10_000)
      await page.click('text=Look for refunds again')
      expect(await page.locator('main').innerText()).toContain('refunded to your balance')
      expect(await judge(), 'refunded').toEqual([])
    },
    SLOW_MS,
  )

  it(
    'breaks none where nothing is paid, nor where there is no page',
    async () => {
      const closed = await newCode('AXE-CLOSED')
      await calls.close('AXE-CLOSED')
      for (const path of [`/phone/pay?pr=${closed}`, '/phone/pay?pr=TESTnothing']) {
        await open(path)
        expect(await title()).toContain('Not paid')
        expect(await judge(), path).toEqual([])
      }
      await open(`/phone/pay?pr=${await newCode('AXE-DECLINED')}`)
      await page.click('text=Decline')
      expect(await judge(), 'declined').toEqual([])
      expect(await open('/phone/nowhere')).toBe(404)
      expect(await title()).toContain('No such page')
      expect(await judge(), 'no page').toEqual([])
    },
    SLOW_MS,
  )
})
