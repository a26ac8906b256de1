import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}
declare const axe: { run(options: object): Promise<AxeResult> }

/** WCAG 2.2 A and AA, with what axe calls good practice: landmarks, and an order of headings. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * The rules that the page breaks as it stands, a line for each place. `rules` turns on more of them. The page must have been opened with
 * `bypassCSP`, for the program that looks is not the page's own.
 */
export async function brokenRules(page: Page, rules: Readonly<Record<string, object>> = {}): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const options = {
    runOnly: { type: 'tag', values: TAGS },
    rules: { 'target-size': { enabled: true }, ...rules },
  }
  const { violations } = await page.evaluate(wish => axe.run(wish), options)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  )
}

/**
 * English that a page says in another tongue's voice: two words in a row under an element whose language is not English. Names of
 * the page's own making count; what a reader can't tell from a word (codes, numbers, addresses) is one word and does not.
 */
export function englishUnmarked(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? ''
      // A script is said to nobody, and an option holds no element that could mark a part of it.
      if (node.parentElement?.closest('script, option')) continue
      const language = node.parentElement?.closest('[lang]')?.getAttribute('lang') ?? ''
      if (!language.startsWith('en') && /[A-Za-z]{2,},?\s+[A-Za-z]{2,}/.test(text)) found.push(text.trim())
    }
    return found
  })
}
