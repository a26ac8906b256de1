/// <reference lib="dom" />
// What scrolls in the page is a script of a browser.
import type { Browser, Locator, Page } from 'playwright-core'
import type { Running } from '../demo/running.ts'
import { NOTABLE_PEOPLE } from '../demo/university/notable.ts'
import { LANGUAGES, type Language } from '../src/contract/texts.ts'
import { PORTAL_WORDS } from '../src/words/languages.ts'
import { agreeOnWeb } from '../tests/e2e/agree-on-web.ts'
import { eventually } from '../tests/e2e/evidence.ts'
import { openStaffDesk, type StaffDesk } from '../tests/e2e/staff-desk.ts'
import { launchChromium } from '../tests/renderer/chromium.ts'
import { newPage, DESK as PLAIN_DESK, PHONE as PLAIN_PHONE, take as takePlain } from './screens-plain.ts'
import { DESK, logIn, PHONE, type Take, withPage } from './screens-portal.ts'

const personOf = (card: string) => NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === card)!.person
const STUDENT = personOf('04A1B2C3')
const GRADUATE = personOf('04B7D9E1')
/** As the register of the demo has it, with a number of the form that it wants. */
const RECEIVER = {
  name: { 'zh-CN': '北岸', en: 'Northshore' },
  mailbox: 'admissions@grad.northshore.example',
  reference: 'AB-123456',
} as const

/** Takes what others do with a document, from a running demo: offices approve it, receivers open it, somebody else collects it. */
export async function takeOthersScreens(running: Running): Promise<void> {
  const browser = await launchChromium()
  try {
    const office = await openStaffDesk(browser, running, 'office', PLAIN_DESK)
    await office.logIn()
    let isFirst = true
    for (const language of LANGUAGES)
      for (const [device, scale, suffix] of [
        [PHONE, 0.5, ''],
        [DESK, 0.36, '-desk'],
      ] as const) {
        await withPage(browser, language, device, scale, async (page, takeAs) => {
          const take: Take = (name, fullPage) => takeAs(`${name}${suffix}`, fullPage)
          await askOffice(page, running, language, take)
          await approve(office, running, isFirst)
          await logOut(page)
          await handOn(page, running, language, take)
          await logOut(page)
          await collect(page, running, language, take)
          await logOut(page)
          await erase(page, running, language, take)
        })
        isFirst = false
      }
    await office.page.goto(`${running.server}/staff/receivers`)
    await takePlain(office.page, 'receivers', false)
    await office.close()
    await receive(browser, running)
    await codesOfStaff(browser, running)
  } finally {
    await browser.close()
  }
}

/** Beside the portal's own session the university's would let the next one in. */
const logOut = (page: Page) => page.context().clearCookies()

async function toDraft(page: Page, { server }: Running, who: typeof STUDENT, row: string | RegExp): Promise<void> {
  await page.goto(`${server}/p/`)
  await logIn(page, who)
  await agreeOnWeb(page)
  await page.locator('.offers button.row', { hasText: row }).first().click()
  await page.locator('.picture[data-picture=here]').waitFor()
}

/** What follows is worth seeing from its own beginning. */
const show = (part: Locator) => part.evaluate(one => one.scrollIntoView())

async function askOffice(page: Page, running: Running, language: Language, take: Take): Promise<void> {
  const t = PORTAL_WORDS[language]
  await toDraft(page, running, GRADUATE, { 'zh-CN': '研究生院', en: 'Graduate School' }[language])
  await take('approval')
  await page.getByRole('button', { name: t.approval.ask }).click()
  await page.getByText(t.approval.then).waitFor()
  await take('waiting')
}

async function approve({ page, press }: StaffDesk, { server }: Running, isShown: boolean): Promise<void> {
  await page.goto(`${server}/staff/approvals`)
  if (isShown) await takePlain(page, 'approvals')
  await page.locator('a[href*="approvals/one/"]').first().click()
  const sheet = page.locator('img').first()
  await sheet.scrollIntoViewIfNeeded()
  await sheet.evaluate(picture => (picture as HTMLImageElement).decode())
  if (isShown) await takePlain(page, 'approvals-one')
  await press('/approve')
}

/** To whoever collects it, and to a receiver; and what stands in the record afterwards. */
async function handOn(page: Page, running: Running, language: Language, take: Take): Promise<void> {
  const t = PORTAL_WORDS[language]
  await toDraft(page, running, STUDENT, /\S/)
  await page.getByRole('button', { name: t.draft.next }).click()
  await page.locator('.receive').waitFor()
  await page.getByLabel(t.mandate.number).fill(GRADUATE.number)
  await page.getByLabel(t.mandate.name).fill(GRADUATE.nameZh)
  await page.getByRole('button', { name: t.mandate.make, exact: true }).click()
  await page.getByText(t.mandate.state.open).waitFor()
  await show(page.getByRole('heading', { name: t.mandate.title }))
  await take('collector')
  const row = page.locator('.receiver-search .row', { hasText: RECEIVER.name[language] })
  await row.getByRole('button').click()
  const form = page.locator('form', { has: page.locator('.receiver-agree') })
  await form.locator('input:not([type=checkbox])').fill(RECEIVER.reference)
  await form.locator('.receiver-agree').click()
  await show(page.getByRole('heading', { name: t.receiver.title }))
  await take('receiver')
  await form.getByRole('button', { name: t.receiver.send }).click()
  await page.getByText(t.receiver.state.sent).first().waitFor()
  await page.getByRole('link', { name: t.record.whole }).click()
  await page.getByText(t.record.print).waitFor()
  await take('record', true)
}

async function collect(page: Page, { server }: Running, language: Language, take: Take): Promise<void> {
  await page.goto(`${server}/p/errands`)
  await logIn(page, GRADUATE)
  await page.getByRole('button', { name: PORTAL_WORDS[language].pickup.make }).first().click()
  await page.locator('.pickup-code').first().waitFor()
  await take('errands')
}

/** What would go and what stays, and the days in which it can be undone: it is undone. */
export async function erase(page: Page, { server }: Running, language: Language, take: Take): Promise<void> {
  const t = PORTAL_WORDS[language].erasure
  await page.goto(`${server}/p/erasure`)
  await logIn(page, STUDENT)
  const look = page.getByRole('button', { name: t.look })
  const ask = page.getByRole('button', { name: t.ask, exact: true })
  await look.or(ask).first().waitFor()
  if (await look.isVisible()) await look.click()
  await ask.waitFor()
  await take('erasure', true)
  await ask.click()
  await page.getByRole('button', { name: t.sureYes }).click()
  const undo = page.getByRole('button', { name: t.undo, exact: true })
  await undo.waitFor()
  await take('erasure-waiting')
  await undo.click()
  await page.getByText(t.undone).waitFor()
}

/** At the receiver's own desk, with its mailbox beside the page. */
async function receive(browser: Browser, { campus }: Running): Promise<void> {
  const page = await newPage(browser, PLAIN_DESK)
  const mail = await page.context().newPage()
  const newest = mail.locator('li', { hasText: RECEIVER.mailbox }).first()
  const subject = async (words: RegExp) => {
    const look = async () => {
      await mail.goto(`${campus}/mailbox`)
      return (await newest.count()) === 0 ? '' : newest.innerText()
    }
    return words.exec(await eventually('the letter', look, text => words.test(text)))
  }
  await subject(new RegExp(RECEIVER.reference))
  await newest.getByRole('link').click()
  await page.goto((await mail.locator('a[href*="/r/"]').getAttribute('href')) ?? '')
  await page.locator('form button').first().click()
  await page.locator('#code').waitFor()
  await takePlain(page, 'sent-code')
  const [, code = ''] = (await subject(/(?:验证码|code) (\d{6})/)) ?? []
  await page.fill('#code', code)
  await page.locator('form button').first().click()
  await page.locator('.verdict.valid').waitFor()
  await takePlain(page, 'sent-opened')
  await page.context().close()
}

async function codesOfStaff(browser: Browser, { campus }: Running): Promise<void> {
  const page = await newPage(browser, PLAIN_PHONE)
  await page.goto(`${campus}/authenticator`)
  await takePlain(page, 'campus-codes')
  await page.context().close()
}
