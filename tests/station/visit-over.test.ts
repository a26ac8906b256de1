import { afterEach, beforeEach, expect, it } from 'vitest'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { VISITOR } from '../../src/session/fixtures.ts'
import { buildHouse, type House } from './house.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
  await house.screen('attract')
})
afterEach(() => house.pullDown())

const asked = () => house.server.asked.filter(summary => summary === TERMINAL_ROUTES.visitsOver.summary).length
const end = () => house.server.over.push({ visitId: VISITOR.visitId, isEnded: true })

it('a visit that is ended from elsewhere is gone from the screen within seconds, untouched', async () => {
  await house.toPreview(1)
  end()
  await house.until('gone', () => house.view.content.screen === 'refused', 4_000)
  expect(house.view).toMatchObject({ visitor: null, content: { fault: { code: 'visit-expired' } } })
  house.server.over.length = 0
  await house.touch({ kind: 'finish' })
  await house.screen('attract')
})

it('the server is asked while somebody is on the screen, and not on a free one', async () => {
  await house.clock.advance(30_000)
  expect(asked()).toBe(0)
  await house.toPreview(1)
  const before = asked()
  await house.clock.advance(9_500)
  expect(asked() - before).toBe(3)
  await house.touch({ kind: 'finish' })
  await house.screen('attract')
  const after = asked()
  await house.clock.advance(30_000)
  expect(asked()).toBe(after)
})

it('no answer ends nothing', async () => {
  await house.toPreview(1)
  house.server.refuse(TERMINAL_ROUTES.visitsOver, 'server-nonsense', 404, 3)
  await house.clock.advance(10_000)
  expect(house.view.content.screen).toBe('previewing')
  end()
  await house.until('gone', () => house.view.content.screen === 'refused', 4_000)
})
