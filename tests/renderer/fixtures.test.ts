import { expect, it } from 'vitest'
import { FIXTURES } from '../../renderer/kiosk/fixtures.ts'
import { SCREEN_NAMES } from '../../src/session/way-to-preview.ts'

it('has every screen of the kiosk among the fixtures, so that none goes unseen', () => {
  const shown = new Set(FIXTURES.map(({ view }) => view.content.screen))
  expect(SCREEN_NAMES.filter(name => !shown.has(name))).toEqual([])
})
