import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { brokenRules } from './axe.ts'
import { hasChromium, type Orientation, SCREENS } from './chromium.ts'
import { type Gallery, type GalleryPage, startGallery, type Wish } from './gallery.ts'
import { checkLayout, checkReach } from './layout-checks.ts'

const RULES = { targetMm: 20, primaryMm: 25, gapMm: 3, bezelMm: 8, leastTextMm: 6.6 }
const IN_THE_LOBBY = { 'color-contrast-enhanced': { enabled: true } }
const ORIENTATIONS = Object.keys(SCREENS) as Orientation[]

/** What is done with a phone over a screen: from where, and what is touched for it. */
const SHEETS = [
  { name: 'previewing-correction', opener: '.nav .ghost' },
  { name: 'previewing-correction-dear', opener: '.nav .ghost' },
  { name: 'choosing-approvals', opener: '.paged-items:not(.measure) .row.by-phone' },
  { name: 'choosing-approvals-alone', opener: '.paged-items:not(.measure) .row.by-phone' },
] as const

describe.skipIf(!hasChromium)('what is done with a phone, over the screen that it belongs to (Chromium)', () => {
  let gallery: Gallery
  const pages = {} as Record<Orientation, GalleryPage>
  beforeAll(async () => {
    gallery = await startGallery()
    for (const orientation of ORIENTATIONS) pages[orientation] = await gallery.open(orientation, { bypassCSP: true })
  })
  afterAll(() => gallery?.close())

  const open = async ({ page, show }: GalleryPage, wish: Wish, opener: string) => {
    // Anew: a button that was touched just now is deaf for a moment.
    await show({ ...wish, name: 'attract' })
    await show(wish)
    await page.locator(opener).first().tap()
    await page.getByRole('dialog').waitFor()
  }
  it.each(SHEETS)('of $name fits in every language, both ways up, in both sizes', async ({ name, opener }) => {
    for (const orientation of ORIENTATIONS)
      for (const language of LANGUAGES)
        for (const aids of [[], ['largeText']] as const) {
          const shown = pages[orientation]
          await open(shown, { name, language, aids }, opener)
          const problems = await shown.page.evaluate(checkLayout, { ...RULES, language })
          expect(problems.join('\n'), [orientation, language, ...aids].join()).toBe('')
        }
  })

  it.each(SHEETS)('of $name breaks no rule, and is reached from a wheelchair', async ({ name, opener }) => {
    for (const aids of [[], ['highContrast'], ['lowReach', 'largeText']] as const) {
      await open(pages.portrait, { name, language: 'en', aids }, opener)
      const { page } = pages.portrait
      expect((await brokenRules(page, IN_THE_LOBBY)).join('\n'), aids.join()).toBe('')
      if (aids.length > 1) expect(await page.evaluate(checkReach, 0.45)).toEqual([])
    }
  })

  it('leaves the preview as it is, with the page that was turned to, and orders nothing', async () => {
    const { show, page } = pages.portrait
    await show({ name: 'attract', language: 'en' })
    await show({ name: 'previewing-correction', language: 'en' })
    await page.getByRole('button', { name: 'Next', exact: true }).tap()
    await page.locator('canvas[data-drawn="2"]').waitFor()
    await page.getByRole('button', { name: 'Something is wrong' }).tap()
    const sheet = page.getByRole('dialog', { name: 'Mark what is wrong on your phone' })
    await sheet.getByRole('img', { name: 'Code for saying what is wrong, at print.example.edu.cn' }).waitFor()
    expect(await page.getByRole('button', { name: /^Print/ }).count()).toBe(0)
    await sheet.getByRole('button', { name: 'Back to the document' }).tap()
    expect(await sheet.count()).toBe(0)
    expect(await page.locator('canvas[data-drawn="2"]').count()).toBe(1)
    const touched = await page.evaluate(() => (window as unknown as { touches: { kind: string }[] }).touches)
    expect(touched.filter(({ kind }) => kind !== 'stay')).toEqual([])
    await show({ name: 'previewing', language: 'en' })
    expect(await page.getByRole('button', { name: 'Something is wrong' }).count()).toBe(0)
  })

  it('leads from the line of a document that needs an approval to where it is applied for', async () => {
    const { show, page } = pages.portrait
    await show({ name: 'attract', language: 'en' })
    await show({ name: 'choosing-approvals', language: 'en' })
    await page.getByRole('button', { name: /ranking.*Needs the approval of Student Affairs Office/ }).tap()
    const sheet = page.getByRole('dialog', { name: 'Apply with your phone' })
    await sheet.getByRole('img', { name: 'Code for applying, at print.example.edu.cn' }).waitFor()
    expect(await sheet.getByText(/within 3 working days/).count()).toBe(1)
    await sheet.getByRole('button', { name: 'Back to the choice' }).tap()
    await page.getByRole('button', { name: /enrolment in English.*Applied for on 20 Nov 2026/ }).tap()
    await page.getByRole('dialog', { name: 'It waits for its approval' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /prints here until 20 Dec 2026, 10:12/ }).tap()
    const touched = await page.evaluate(() => (window as unknown as { touches: { kind: string }[] }).touches)
    expect(touched.filter(({ kind }) => kind !== 'stay')).toEqual([{ kind: 'select-offer', index: 0 }])
    await show({ name: 'choosing-approvals-no-web', language: 'en' })
    expect(await page.locator('.row.by-phone').count()).toBe(0)
    expect(await page.getByText('Needs the approval of Student Affairs Office.').count()).toBeGreaterThan(0)
  })

  it('a collector is told of no free copies', async () => {
    const { show, page } = pages.portrait
    for (const name of ['choosing-for-another', 'previewing-for-another', 'finished-for-another']) {
      await show({ name, language: 'en' })
      expect(await page.locator('.header').textContent(), name).not.toContain('free')
      expect(await page.getByText(/\d free cop/).count(), name).toBe(0)
    }
    await show({ name: 'choosing-for-another', language: 'en' })
    expect(await page.getByText('Collected for somebody else: no free copies.').count()).toBe(1)
  })
})
