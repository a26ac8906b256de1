import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomId } from '../../server/ground/random-id.ts'
import {
  type ApprovalsWorld,
  listedOn,
  startApprovalsWorld,
  TRANSCRIPT,
  type Worker,
} from '../peers/approvals-world.ts'
import type { StaffBrowser } from '../peers/staff-browser.ts'
import { hasChromium, launchChromium } from './chromium.ts'
import { judgePlain } from './plain-judge.ts'

const GOLDEN = join(import.meta.dirname, '../golden/store-of-version-3/document.pdf')
const LIST = '/staff/approvals'

describe.skipIf(!hasChromium)('the pages of approvals (Chromium, axe-core)', () => {
  let approvals: ApprovalsWorld
  let browser: Browser
  let page: Page
  let officer: Worker
  let held: StaffBrowser

  beforeAll(async () => {
    approvals = await startApprovalsWorld()
    browser = await launchChromium()
    page = await (await browser.newContext({ bypassCSP: true })).newPage()
    approvals.world.issuer.sample = new Uint8Array(await readFile(GOLDEN))
    officer = await approvals.worker('王丽')
    await approvals.worker('Chen Bo', 'operator')
    await approvals.name(officer, 'student-affairs')
    held = await officer.logIn()
  })
  afterAll(async () => {
    await browser?.close()
    await approvals?.close()
  })

  const judge = (html: string, name: string) => judgePlain(page, html, name)
  const applied = async () => {
    await approvals.applied(await approvals.loggedIn(), TRANSCRIPT, { language: 'zh-CN' })
    return listedOn(await held.open(LIST)).at(-1)!
  }

  it('break no rule: nothing waits, the list, one, several and what became of them, what was decided', async () => {
    await judge((await held.open(LIST)).text, 'empty')
    const first = await applied()
    await judge((await held.open(LIST)).text, 'list')
    await judge((await held.open(`${LIST}/one/${first}`)).text, 'one')
    await judge((await held.post(`${LIST}/one/${first}/send-back`, { reason: '', words: '' })).text, 'no-reason')
    const wish = [
      ['what', 'send-back'],
      ['reason', 'other'],
      ['words', '请先补交材料'],
      ['chosen', first],
    ]
    await judge((await held.post(`${LIST}/several`, wish)).text, 'several')
    await judge((await held.post(`${LIST}/several/decide`, wish)).text, 'results')
    await judge((await held.post(`${LIST}/several`, wish)).text, 'too-late')
    const second = await applied()
    const seen = /name="seen" value="([^"]+)"/.exec((await held.open(`${LIST}/one/${second}`)).text)?.[1] ?? ''
    await judge((await held.post(`${LIST}/one/${second}/approve`, { seen })).text, 'approved')
    await judge((await held.post(`${LIST}/one/${second}/approve`, { seen })).text, 'again')
    await judge((await held.open(`${LIST}?state=decided`)).text, 'decided')
    await judge((await held.open(`${LIST}/one/${randomId()}`)).text, 'unknown')
  })

  it('show a page of the document in its own shape, however narrow the screen', async () => {
    const shown = (await held.open(`${LIST}/one/${await applied()}`)).text
    const sheet = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1080' height='1527'/%3E"
    await page.setViewportSize({ width: 390, height: 844 })
    await page.setContent(shown.replace(/src="[^"]+\/pages\/1"/, `src="${sheet}"`))
    const picture = page.locator('img').first()
    await picture.scrollIntoViewIfNeeded()
    const box = (await picture.boundingBox())!
    expect(box.width).toBeLessThan(390)
    expect(box.height / box.width).toBeCloseTo(1527 / 1080, 2)
  })

  it('break none where somebody decides in another place, and where an administrator names who does', async () => {
    await judge((await held.open(`${LIST}/delegations`)).text, 'delegations')
    const at = (days: number) => new Date(approvals.world.clock.now() + days * 86_400_000).toISOString().slice(0, 10)
    const to = /name="to" value="([^"]+)"/.exec((await held.open(`${LIST}/delegations`)).text)?.[1] ?? ''
    const made = await held.post(`${LIST}/delegations`, {
      ...{ office: 'student-affairs', to, begins: at(0), ends: at(7) },
    })
    expect(made.url).toContain('note=delegated')
    await judge(made.text, 'delegated')
    const admin = await approvals.admin.logIn()
    await judge((await admin.open(`${LIST}/officers`)).text, 'officers')
    await judge((await admin.open(LIST)).text, 'not-allowed')
    const nobody = await approvals.worker('Nobody Yet')
    await judge((await (await nobody.logIn()).open(LIST)).text, 'no-office')
  })
})
