import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Ippeveprinter, ippeveprinterAvailable, startIppeveprinter } from '../peers/ippeveprinter.ts'
import { hasChromium, launchChromium, SCREENS } from '../renderer/chromium.ts'
import { type Demo, showLogsOfFailures, startDemo } from './demo.ts'
import { eventually, expectNoPersonalData, expectSignedRevisions, gatewayCount, gatewayOrders } from './evidence.ts'
import { driveKioskPage, type KioskPage, payByPhone } from './kiosk-page.ts'

const missing = [...(hasChromium ? [] : ['Chromium']), ...(ippeveprinterAvailable ? [] : ['ippeveprinter'])]
const title = `a visit at the kiosk's page${missing.map(what => `, missing here: ${what}`).join('')}`

const ENGINEER = '04A1B2C3'
const GRADUATE = '04B7D9E1'
const RARE_NAME = '04F3C4D5'
const ALUMNA = '04E2B3C4'
const MIDDLE_DOT = '04320718'
const TRANSCRIPT = /^学业成绩单(?!（)/
const PROOF = /^在读证明(?!（)/
/** Two free copies in place of five, so that little paper is enough. */
const FREE_COPIES = 2

describe.skipIf(missing.length > 0)(title, () => {
  let printer: Ippeveprinter
  let demo: Demo
  let browser: Browser
  let kiosk: KioskPage

  beforeAll(async () => {
    printer = await startIppeveprinter()
    const overlay = {
      terminal: { pagePrinter: { uri: printer.uri } },
      server: { quota: { freeCopies: FREE_COPIES } },
    }
    ;[demo, browser] = await Promise.all([startDemo({ overlay }), launchChromium()])
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
    await printer?.stop()
  })
  showLogsOfFailures(() => demo)
  beforeEach(async () => {
    const context = await browser.newContext({ viewport: SCREENS.portrait.viewport })
    const page = await context.newPage()
    await page.goto(demo.running.kiosk!)
    kiosk = driveKioskPage(page)
    await kiosk.at('attract')
  })
  afterEach(() => kiosk?.page.context().close())

  const tap = (uid: string) => demo.dock.act('/tap', { uid })
  const receivedFor = async (orderNumber: string) =>
    (await printer.received()).filter(file => file.jobName.includes(`${orderNumber}-`)).map(file => file.bytes)
  const newestOrder = async () => (await gatewayOrders(demo))[0]
  const pay = async () => payByPhone(kiosk.page.context(), demo.running.gateway!, await kiosk.scanCode())

  /** The paper of the order on the last screen: so many files, each the signed revision. */
  const expectPaper = async (copies: number) => {
    const received = await receivedFor(await kiosk.orderNumber())
    expect(received).toHaveLength(copies)
    await expectSignedRevisions(demo, received)
  }

  it('is free: two copies of a transcript, in Chinese', async () => {
    await tap(ENGINEER)
    await kiosk.choose(TRANSCRIPT, 2)
    await kiosk.reads('电子签章有效，签发单位：')
    await kiosk.confirm()
    await kiosk.at('finished')
    await kiosk.reads('没有扣款。')
    await kiosk.reads('剩余免费 0 份。')
    await expectPaper(2)
    expect(await gatewayOrders(demo)).toEqual([])
    await kiosk.end()
    await kiosk.at('attract')
    // Who comes next sees nothing of who was here.
    expect(await kiosk.words()).not.toMatch(/林|编号|单号/)
    await expectNoPersonalData(demo, [ENGINEER])
  })

  it('is free: one copy of an English transcript, in English', async () => {
    await kiosk.switchTo('en')
    await kiosk.at('attract')
    await tap(GRADUATE)
    await kiosk.choose(/^Academic Transcript/, 1)
    await kiosk.reads('The digital seal is valid. Issued by:')
    await kiosk.confirm()
    await kiosk.at('finished')
    await kiosk.reads('Nothing was charged.')
    await kiosk.reads('1 free copy left.')
    await expectPaper(1)
    await kiosk.end()
    await kiosk.switchTo('zh-CN')
    await kiosk.at('attract')
    await expectNoPersonalData(demo, [GRADUATE])
  })

  it('costs something: the code is read off the screen and paid on a phone', async () => {
    await tap(RARE_NAME)
    await kiosk.choose(PROOF, 3)
    await kiosk.reads('2 份免费，1 份 × ¥2.00')
    await kiosk.confirm()
    await kiosk.at('paying')
    await kiosk.reads('示范大学')
    await kiosk.reads('只收打印出来的钱，其余自动退还：先退钱，再还免费份数。')
    await pay()
    await kiosk.at('finished')
    await kiosk.reads('已付款 ¥2.00。')
    await expectPaper(3)
    expect(await newestOrder()).toMatchObject({ totalFen: 200, state: 'paid', refundedFen: 0 })
    await kiosk.end()
    await kiosk.at('attract')
    await expectNoPersonalData(demo, [RARE_NAME])
  })

  it('jams at the second copy: what did not come out is given back, money first and free copies second', async ({
    onTestFinished,
  }) => {
    onTestFinished(() => printer.clearFaults())
    await printer.setMode('slow')
    await tap(ALUMNA)
    await kiosk.choose(TRANSCRIPT, 4)
    await kiosk.confirm()
    await kiosk.at('paying')
    const before = (await printer.received()).length
    await pay()
    await eventually(
      'the first copy',
      async () => (await printer.received()).length,
      count => count > before,
    )
    await printer.setMode('jam')
    await kiosk.at('finished')
    await kiosk.reads('已出 1 份，还有 3 份没打印')
    await kiosk.reads('打印机卡纸了。')
    await kiosk.reads('没打印完整的 3 份已退还。')
    await kiosk.reads('免费份数已还给您 1 份。')
    await kiosk.reads('已付的 ¥4.00 全部原路退回。')
    await kiosk.reads('剩余免费 1 份。')
    await expectPaper(2)
    const refunded = await eventually('the refund', newestOrder, order => (order?.refundedFen ?? 0) > 0)
    expect(refunded).toMatchObject({ totalFen: 400, state: 'paid', refundedFen: 400 })
    await kiosk.end()
    await expectNoPersonalData(demo, [ALUMNA])

    await printer.clearFaults()
    await kiosk.at('attract')
    await tap(ALUMNA)
    await kiosk.toChoice()
    await kiosk.reads('您还有 1 份免费，先用免费的。')
    await kiosk.end()
    await kiosk.at('attract')
  })

  it('outlives its station, killed between payment and print', async () => {
    await tap(MIDDLE_DOT)
    await kiosk.choose(TRANSCRIPT, 3)
    await kiosk.confirm()
    await kiosk.at('paying')
    const before = (await printer.received()).length
    const [scanned, pid] = [await kiosk.scanCode(), demo.stationPid()]
    // Held while the phone pays: on a busy machine it would have printed before it could be killed.
    process.kill(pid, 'SIGSTOP')
    await payByPhone(kiosk.page.context(), demo.running.gateway!, scanned)
    process.kill(pid, 'SIGKILL')
    expect((await printer.received()).length).toBe(before)
    await demo.stationAfter(pid)
    await kiosk.at('finished')
    await kiosk.reads('已付款 ¥2.00。')
    await kiosk.reads('剩余免费 0 份。')
    await expectPaper(3)
    expect((await printer.received()).length).toBe(before + 3)
    expect(await newestOrder()).toMatchObject({ totalFen: 200, state: 'paid', refundedFen: 0 })
    await kiosk.end()
    await kiosk.at('attract')
    await expectNoPersonalData(demo, [MIDDLE_DOT])
  })

  it('outlives its station, killed while paper comes out: no copy twice', async () => {
    await printer.setMode('slow')
    await tap(GRADUATE)
    await kiosk.choose(PROOF, 3)
    await kiosk.confirm()
    await kiosk.at('paying')
    const before = (await printer.received()).length
    await pay()
    await eventually(
      'the first copy',
      async () => (await printer.received()).length,
      count => count === before + 1,
    )
    const pid = demo.stationPid()
    process.kill(pid, 'SIGKILL')
    await printer.setMode('ok')
    await demo.stationAfter(pid)
    await kiosk.at('finished')
    await kiosk.reads('已付款 ¥4.00。')
    await expectPaper(3)
    expect((await printer.received()).length).toBe(before + 3)
    expect(await newestOrder()).toMatchObject({ totalFen: 400, refundedFen: 0 })
    expect(await gatewayCount(demo, 'refund-accepted')).toBe(1)
    await kiosk.end()
    await kiosk.at('attract')
  })
})
