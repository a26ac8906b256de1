import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FIXTURES } from '../../renderer/kiosk/fixtures.ts'
import { hasChromium } from './chromium.ts'
import { type Gallery, type GalleryPage, startGallery } from './gallery.ts'

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}
declare const axe: { run(options: object): Promise<AxeResult> }

/** The rules of WCAG 2.2 A and AA, and the higher contrast (7:1) that a lobby's glare asks for. */
const OPTIONS = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
}

describe.skipIf(!hasChromium)('accessibility (Chromium, axe-core)', () => {
  let gallery: Gallery
  let screen: GalleryPage

  beforeAll(async () => {
    gallery = await startGallery()
    screen = await gallery.open('portrait', { bypassCSP: true })
    await screen.show({ name: 'attract', language: 'en' })
    const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    await screen.page.evaluate(source)
  })
  afterAll(() => gallery?.close())

  it.each(FIXTURES.map(({ name }) => name))('%s breaks no rule, in plain and in high contrast', async name => {
    for (const aids of [[], ['highContrast']] as const) {
      await screen.show({ name, language: 'en', aids })
      const { violations } = await screen.page.evaluate(options => axe.run(options), OPTIONS)
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(node => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
      )
      expect(found.join('\n'), aids.join()).toBe('')
    }
  })
})
