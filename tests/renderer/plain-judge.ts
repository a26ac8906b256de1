import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { brokenRules, englishUnmarked } from './axe.ts'

/** A phone and a desk, in pixels. */
const WIDTHS = [390, 1_120] as const

/** Holds an answer of the server against the rules, as a page on a phone and on a desk; `name` says which one broke them. */
export async function judgePlain(page: Page, html: string, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 860 })
    await page.setContent(html)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(true)
    expect([...(await brokenRules(page)), ...(await englishUnmarked(page))], `${name}, ${width}`).toEqual([])
  }
}
