import { setTimeout as delay } from 'node:timers/promises'
import jsQR from 'jsqr'
import type { BrowserContext, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import type { ScreenName } from '../../src/contract/kiosk-view.ts'
import { followWay, SCREEN_NAMES } from '../../src/session/way-to-preview.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'

/** The words on the buttons that a visit touches, and the headings of its screens. */
const WORDS = {
  'zh-CN': {
    headings: {
      attract: /打印\s*成绩单和证明/,
      waiting: '请把二维码放到扫码窗口下',
      'login-code': '请用手机扫这个二维码',
      'login-digits': /^请输入手机上的 \d 位数字$/,
      choosing: '要打印哪一份？',
      previewing: '内容对吗？',
      paying: '用微信支付扫码付款',
      printing: /正在打印|正在核对出纸/,
      finished: /^请取走|份没打印(完整)?$|^没有(打印出来|一份打印完整)$|^确定已出|^不确定出了几份$/,
    },
    check: /^验证一份纸质文件/,
    another: /^(再验一份|再试一次)$/,
    more: '增加一份',
    preview: '看一看再打印',
    print: /^打印 \d+ 份$/,
    pay: /^去付款/,
    code: /^(微信支付|登录)二维码/,
    byPhone: /^手机扫码登录/,
    logIn: '登录',
    end: /结束$/,
    order: /单号(?:末六位)? ([0-9A-Z-]+)/,
  },
  en: {
    headings: {
      attract: /Print transcripts\s*and certificates/,
      waiting: 'Hold the code under the scanner',
      'login-code': 'Scan this code with your phone',
      'login-digits': /^Type the \d digits from your phone$/,
      choosing: 'What would you like to print?',
      previewing: 'Is everything right?',
      paying: 'Scan to pay with WeChat Pay',
      printing: /^(Printing|Counting your sheets)$/,
      finished: /^Take your|(not printed|printed in full)$|^Nothing was printed$|surely out$|^It is not certain what/,
    },
    check: /^Check a paper/,
    another: /^(Check another paper|Try again)$/,
    more: 'One copy more',
    preview: 'Check, then print',
    print: /^Print \d+ cop(y|ies)$/,
    pay: /^Pay ¥/,
    code: /^(WeChat Pay code|Code for logging in)/,
    byPhone: /^Log in with your phone/,
    logIn: 'Log in',
    end: /, finish$/,
    order: /[Oo]rder (?:ends )?([0-9A-Z-]+)/,
  },
} as const
type ScreenLanguage = keyof typeof WORDS
export type PageScreen = keyof (typeof WORDS)['zh-CN']['headings']

/** A key that sends something is deaf for 400 ms after a touch; no finger types four digits in that time. */
const DEAF_MS = 500

/** The one primary button of a screen, which leads on. */
export const LEADS_ON = 'nav.nav button.act'

/** The kiosk's page, driven as a visitor does: by what can be read and touched. */
export interface KioskPage {
  readonly page: Page
  /** Speaks the other language from now on. */
  switchTo(language: ScreenLanguage): Promise<void>
  /** Waits for a screen by its heading. */
  at(screen: PageScreen): Promise<void>
  /** Goes on, behind a card that was tapped, to the choice of documents. */
  toChoice(): Promise<void>
  /**
   * Goes on, behind a card that was tapped, chooses a document by its title and a number of copies, and goes on to the preview;
   * resolves when its first page is drawn.
   */
  choose(title: string | RegExp, copies: number): Promise<void>
  /** The one touch that orders: prints, or goes on to pay. */
  confirm(): Promise<void>
  /** Goes to the code that a phone logs in by, from the first screen, and resolves with the address in it. */
  phoneLogin(): Promise<string>
  /** Types the digits that the phone shows, once they are wanted, and sends them. */
  typeDigits(digits: string): Promise<void>
  /** Goes to the screen that waits for a paper, from the first one or from an answer about another paper. */
  checkPaper(): Promise<void>
  /** Resolves when the answer about a paper stands on the screen: `valid`, `not-ours`, `cannot-check` and so on. */
  paperIs(outcome: string): Promise<void>
  /** What the code on the screen holds, read from a picture of the screen as a phone does. */
  scanCode(): Promise<string>
  /** Everything that can be read on the screen. */
  words(): Promise<string>
  /** Resolves when `words` can be read. */
  reads(words: string | RegExp): Promise<void>
  /** The order number on the last screen, or the end of it where a fault is shown. */
  orderNumber(): Promise<string>
  /** Ends the visit by the button of the last screen. */
  end(): Promise<void>
}

/** Waits until the page shows a screen that is `wanted`, and resolves with its name. */
export async function shownScreen(page: Page, wanted: (name: ScreenName) => boolean): Promise<ScreenName> {
  const names = SCREEN_NAMES.filter(wanted)
  const screen = page.locator(names.map(name => `main.screen.${name}`).join(', '))
  const shown = (await screen.getAttribute('class', { timeout: WAIT_AT_MOST_MS }))?.split(' ') ?? []
  return names.find(name => shown.includes(name))!
}

/** Drives a page that shows, or is about to show, the kiosk in Chinese. */
export function driveKioskPage(page: Page): KioskPage {
  let words: (typeof WORDS)[ScreenLanguage] = WORDS['zh-CN']
  let sentAtMs = 0
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const means = {
    screen: (wanted: (name: ScreenName) => boolean) => shownScreen(page, wanted),
    // The card has been held to the reader by the test.
    tap: async () => {},
    touch: () => page.locator(LEADS_ON).click(),
  }
  const driver: KioskPage = {
    page,
    switchTo: async language => {
      words = WORDS[language]
      const own = page.locator(`.bar button[lang="${language}"]`)
      const menu = page.locator('.bar .language-menu > button')
      await own.or(menu).first().waitFor()
      // Of two languages the other one stands there; of more, they stand behind a menu.
      if ((await menu.count()) > 0) await menu.click()
      await own.click()
    },
    at: screen =>
      page.getByRole('heading', { level: 1, name: words.headings[screen] }).waitFor({ timeout: WAIT_AT_MOST_MS }),
    toChoice: async () => {
      // Digits that were right are heard a moment later.
      await shownScreen(page, name => name !== 'phone-login')
      await followWay({ ...means, choose: async () => {} }, 'choosing')
      await driver.at('choosing')
    },
    choose: async (title, copies) => {
      await followWay({
        ...means,
        choose: async () => {
          await driver.at('choosing')
          await button(title).click()
          for (let shown = 1; shown <= copies; shown++) {
            await page.locator('output', { hasText: new RegExp(`^${shown}$`) }).waitFor()
            if (shown < copies) await button(words.more).click()
          }
          await button(words.preview).waitFor()
        },
      })
      await driver.at('previewing')
      await page.locator('canvas[data-drawn="1"]').waitFor()
    },
    confirm: () => button(words.print).or(button(words.pay)).click(),
    phoneLogin: async () => {
      await button(words.byPhone).click()
      await driver.at('login-code')
      return driver.scanCode()
    },
    typeDigits: async digits => {
      await driver.at('login-digits')
      for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
      await delay(Math.max(0, sentAtMs + DEAF_MS - Date.now()))
      await page.getByRole('button', { name: words.logIn, exact: true }).click()
      sentAtMs = Date.now()
    },
    checkPaper: async () => {
      await button(words.check).or(button(words.another)).click()
      await driver.at('waiting')
    },
    paperIs: outcome => page.locator(`[data-outcome="${outcome}"]`).waitFor({ timeout: WAIT_AT_MOST_MS }),
    scanCode: async () => {
      await page.getByRole('img', { name: words.code }).waitFor()
      const { data, width, height } = PNG.sync.read(await page.screenshot())
      const found = jsQR(new Uint8ClampedArray(data), width, height)
      if (!found) throw new Error('there is no code on the screen that a phone could read')
      return found.data
    },
    words: () => page.locator('body').innerText(),
    reads: text => page.getByText(text).first().waitFor(),
    orderNumber: async () => {
      const found = words.order.exec(await driver.words())
      if (!found) throw new Error('no order number can be read')
      return found[1]!
    },
    end: () => button(words.end).last().click(),
  }
  return driver
}

/** Pays with what the phone has scanned: its own tab opens the gateway's page and touches "pay now". */
export async function payByPhone(context: BrowserContext, gateway: string, scanned: string): Promise<void> {
  const code = new URL(scanned)
  if (code.protocol !== 'weixin:') throw new Error(`WeChat does not read ${scanned}`)
  const phone = await context.newPage()
  try {
    await phone.goto(`${gateway}/phone/pay?pr=${code.searchParams.get('pr')}`)
    await phone.getByRole('button', { name: '立即支付' }).click()
    await phone.getByRole('heading', { name: '支付成功' }).waitFor()
  } finally {
    await phone.close()
  }
}
