import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FIXTURES } from '../../renderer/kiosk/fixtures.ts'
import { brokenRules } from './axe.ts'
import { hasChromium } from './chromium.ts'
import { type Gallery, type GalleryPage, startGallery } from './gallery.ts'

/** The higher contrast (7:1) that a lobby's glare asks for. */
const IN_THE_LOBBY = { 'color-contrast-enhanced': { enabled: true } }

describe.skipIf(!hasChromium)('accessibility (Chromium, axe-core)', () => {
  let gallery: Gallery
  let screen: GalleryPage

  beforeAll(async () => {
    gallery = await startGallery()
    screen = await gallery.open('portrait', { bypassCSP: true })
  })
  afterAll(() => gallery?.close())

  it.each(FIXTURES.map(({ name }) => name))('%s breaks no rule, in plain and in high contrast', async name => {
    for (const aids of [[], ['highContrast']] as const) {
      await screen.show({ name, language: 'en', aids })
      const found = await brokenRules(screen.page, IN_THE_LOBBY)
      expect(found.join('\n'), aids.join()).toBe('')
    }
  })
})
