import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomId } from '../../server/ground/random-id.ts'
import { enquiryDetailSchema } from '../../src/contract/enquiries-api.ts'
import { applicationSchema } from '../../src/contract/portal-api.ts'
import { type PortalWorld, PUBLIC, startPortalWorld } from '../peers/portal-world.ts'
import { createStaffPeople, type StaffPerson } from '../peers/staff-people.ts'
import { brokenRules, englishUnmarked } from './axe.ts'
import { hasChromium, launchChromium } from './chromium.ts'

const GOLDEN = join(import.meta.dirname, '../golden/store-of-version-3/document.pdf')
const WIDTHS = [390, 1_120] as const

describe.skipIf(!hasChromium)('the pages of the offices (Chromium, axe-core)', () => {
  let portal: PortalWorld
  let browser: Browser
  let page: Page
  let office: StaffPerson
  let auditor: StaffPerson
  let enquiryId = ''

  beforeAll(async () => {
    portal = await startPortalWorld()
    browser = await launchChromium()
    page = await (await browser.newContext({ bypassCSP: true })).newPage()
    const people = createStaffPeople(portal.world, PUBLIC)
    office = await people.invited('registrar', ['academic-affairs'])
    auditor = await people.invited('auditor', ['*'])
    portal.world.issuer.sample = new Uint8Array(await readFile(GOLDEN))
    const person = await portal.loggedIn()
    const draft = await person.post('/v1/portal/applications', { kind: 'transcript', edition: 'zh' })
    const { applicationId } = applicationSchema.parse(draft.json)
    const said = {
      ...{ applicationId, wrong: 'mark', text: '线性代数应为 92 分。\n见期末试卷。', mail: 'lin@example.edu.cn' },
      ...{ spot: { page: 1, x: 0.1, y: 0.3, width: 0.5, height: 0.05 }, language: 'zh-CN', wishId: randomId() },
    }
    const opened = await person.post('/v1/enquiries/corrections', said)
    enquiryId = enquiryDetailSchema.parse(opened.json).enquiryId
    const held = await office.loggedIn()
    const text = { officeId: 'academic-affairs', title: '复核', text: '请带学生证到教务处。' }
    await held.post('/staff/enquiries/texts', text)
    await held.post(`/staff/enquiries/${enquiryId}`, { version: '1', act: 'note', text: '已查原始成绩单' })
  })
  afterAll(async () => {
    await browser?.close()
    await portal?.close()
  })

  /** What is wrong with an answer as a page, on a phone and on a desk. */
  const judge = async (html: string, name: string) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 860 })
      await page.setContent(html)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(true)
      expect([...(await brokenRules(page)), ...(await englishUnmarked(page))], `${name}, ${width}`).toEqual([])
    }
  }

  it('break no rule: the list, one with its marked page, the texts', async () => {
    const held = await office.loggedIn()
    for (const path of ['', '?state=closed', '/texts', `/${enquiryId}`, `/${enquiryId}?note=note`])
      await judge((await held.open(`/staff/enquiries${path}`)).text, path)
    expect(await page.locator('svg image').count()).toBe(1)
    expect(await page.locator('svg rect').count()).toBe(1)
  })

  it('break none for who may only read, when somebody was faster, when there is none, and when it is over', async () => {
    const reading = await auditor.loggedIn()
    await judge((await reading.open(`/staff/enquiries/${enquiryId}`)).text, 'reading')
    const held = await office.loggedIn()
    const late = await held.post(`/staff/enquiries/${enquiryId}`, { version: '1', act: 'answer', text: '晚了' })
    expect(late.status).toBe(409)
    await judge(late.text, 'late')
    await judge((await held.open(`/staff/enquiries/${randomId()}`)).text, 'none')
    const closing = { version: '2', act: 'close', outcome: 'corrected', text: '已改为 92。' }
    await judge((await held.post(`/staff/enquiries/${enquiryId}`, closing)).text, 'closed')
  })
})
