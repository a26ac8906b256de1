/// <reference lib="dom" />
// What waits in the page is a script of a browser.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { passwordOf } from '../demo/campus/password.ts'
import type { Running } from '../demo/running.ts'
import { NOTABLE_PEOPLE } from '../demo/university/notable.ts'
import { LANGUAGES, type Language } from '../src/contract/texts.ts'
import { PORTAL_WORDS } from '../src/words/languages.ts'
import { agreeOnWeb } from '../tests/e2e/agree-on-web.ts'
import { launchChromium } from '../tests/renderer/chromium.ts'
import { smallPicture } from './small-picture.ts'

/** The devices on which the portal is shown. */
export const PHONE = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
export const DESK = { viewport: { width: 1120, height: 860 }, deviceScaleFactor: 2 }
const QUALITY = 72

const folder = join(import.meta.dirname, '..', 'docs', 'screens')
const { person } = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === '04A1B2C3')!
export type Take = (name: string, fullPage?: boolean) => Promise<void>

/** Takes the portal of a running demo in both languages, as `docs/screens/portal-NAME-LANGUAGE.jpg`: one journey on a phone and on a desk. */
export async function takePortalScreens({ server }: Pick<Running, 'server'>): Promise<void> {
  const browser = await launchChromium()
  try {
    for (const language of LANGUAGES) {
      await withPage(browser, language, PHONE, 0.5, (page, take) => phoneJourney(page, server, language, take))
      await withPage(browser, language, DESK, 0.36, (page, take) => deskJourney(page, server, language, take))
    }
  } finally {
    await browser.close()
  }
}

/** A page of that language on that device, and how it is photographed: `scale` times its size. */
export async function withPage(
  browser: Browser,
  language: Language,
  device: typeof PHONE | typeof DESK,
  scale: number,
  journey: (page: Page, take: Take) => Promise<void>,
): Promise<void> {
  // The demo's server has a certificate of its own.
  const context = await browser.newContext({ ...device, locale: language, ignoreHTTPSErrors: true })
  const page = await context.newPage()
  try {
    await journey(page, async (name, fullPage = false) => {
      const picture = await smallPicture(page, { scale, quality: QUALITY, fullPage })
      await writeFile(join(folder, `portal-${name}-${language.replace(/-.*/, '')}.jpg`), picture)
    })
  } finally {
    await context.close()
  }
}

async function phoneJourney(page: Page, server: string, language: Language, take: Take): Promise<void> {
  const t = PORTAL_WORDS[language]
  await page.goto(`${server}/p/`)
  await page.locator('.login-card .button').first().waitFor()
  await take('login')
  await logIn(page)
  await page.locator('.offers button.row').first().waitFor()
  await take('apply')
  await toDraft(page)
  await take('draft')
  await page.getByRole('link', { name: t.draft.wrong }).click()
  await page.locator('.marker .picture[data-picture=here]').waitFor()
  await page.locator('.marker').click({ position: { x: 160, y: 150 } })
  await page.getByRole('button', { name: t.wrong.mark, exact: true }).click()
  await take('wrong', true)
  await page.goBack()
  await page.locator('.picture[data-picture=here]').waitFor()
  await page.getByRole('button', { name: t.purpose.abroad }).click()
  await page.getByRole('button', { name: t.draft.next }).click()
  await page.locator('.receive').waitFor()
  await page.locator('input[type=email]').fill(`${person.number}@example.com`)
  await page.getByRole('button', { name: t.letter.send, exact: true }).click()
  await page.locator('.receive .note').waitFor()
  await take('receive', true)
  await page.getByRole('button', { name: t.pickup.make }).click()
  await page.locator('.pickup-code').scrollIntoViewIfNeeded()
  await page.getByRole('heading', { name: t.pickup.title }).evaluate(heading => heading.scrollIntoView())
  await take('pickup')
  await page.getByRole('button', { name: t.kiosks.show }).click()
  await page.locator('.kiosks').evaluate(list => list.scrollIntoView({ block: 'center' }))
  await take('kiosks')
  await page.goto(`${server}/p/records`)
  await page.locator('.rows').waitFor()
  await take('records')
}

async function deskJourney(page: Page, server: string, language: Language, take: Take): Promise<void> {
  const t = PORTAL_WORDS[language]
  await page.goto(`${server}/p/`)
  await logIn(page)
  await toDraft(page)
  await take('check')
  await page.getByRole('button', { name: t.draft.next }).click()
  await page.locator('.receive').waitFor()
  await page.getByLabel(t.share.label).fill(t.share.labelExample.replace(/^.*?[:：]\s*/, ''))
  await page.getByRole('button', { name: t.share.make }).click()
  await page.locator('.copy-large').waitFor()
  await take('share', true)
  await page.goto(`${server}/p/contact`)
  await page.locator('.offices').waitFor()
  await take('contact')
}

/** By the university's login, as somebody of the demo. */
export async function logIn(page: Page, { number } = person): Promise<void> {
  await page.locator('.login-card a[href*="way=cas"]').click()
  await page.fill('input[name=username]', number)
  await page.fill('input[name=password]', passwordOf(number))
  await page.locator('button[type=submit], button.go').first().click()
  await page.waitForURL(/\/p\//)
}

async function toDraft(page: Page): Promise<void> {
  await agreeOnWeb(page)
  await page.locator('.offers button.row').first().click()
  await page.locator('.picture[data-picture=here]').waitFor()
}
