import { afterEach, expect, it } from 'vitest'
import type { SettingsKeeper } from '../../main/station/settings/settings-keeper.ts'
import { FILE_SETTINGS } from '../../src/settings/fixture.ts'
import type { Settings } from '../../src/settings/settings.ts'
import { buildHouse, type House } from './house.ts'

let house: House
afterEach(() => house.pullDown())

const mark = { version: 1, hash: 'a'.repeat(64) }

/** Settings that were fetched and wait for the end of a visit. */
function waiting(settings: Settings) {
  const state = { runs: false, isThere: false }
  const keeper: SettingsKeeper = {
    running: () => (state.runs ? { settings, mark } : null),
    consider: async () => undefined,
    apply: () => {
      if (!state.isThere || state.runs) return false
      state.runs = true
      return true
    },
  }
  return { state, keeper }
}

it('run between visits and never in the midst of one', async () => {
  const notice = { zh: '周五换纸', en: 'Paper is changed on Friday' }
  const { state, keeper } = waiting({
    ...FILE_SETTINGS,
    help: { phone: '8', notice },
    look: { logo: null, accent: '#7a1f1f' },
  })
  house = await buildHouse({ settingsKeeper: keeper })
  await house.toPreview(1)
  state.isThere = true
  await house.clock.advance(60_000)
  expect(state.runs).toBe(false)
  await house.touch({ kind: 'finish' })
  await house.screen('attract')
  await house.until('the notice', () => house.view.helpPhone === '8')
  expect(house.view).toMatchObject({ content: { screen: 'attract', notice }, look: { accent: '#7a1f1f' } })
})

it('close the machine outside its hours, after the visit that runs', async () => {
  const closed: Settings['hours']['closedDays'] = [
    { from: '2000-01-01', to: '2000-12-30', reason: { zh: '放假', en: 'Holidays' } },
  ]
  const { state, keeper } = waiting({ ...FILE_SETTINGS, hours: { week: null, closedDays: closed } })
  state.isThere = true
  house = await buildHouse({ settingsKeeper: keeper })
  await house.toPreview(1)
  const today = new Date(house.clock.now()).toISOString().slice(0, 10)
  closed[0] = {
    from: '2000-01-01',
    to: today > '2199-12-31' ? today : '2199-12-31',
    reason: { zh: '放假', en: 'Holidays' },
  }
  await house.clock.advance(40_000)
  expect(house.view.content.screen).toBe('previewing')
  await house.touch({ kind: 'finish' })
  await house.screen('out-of-service')
  expect(house.view.content).toMatchObject({ fault: { code: 'outside-hours' }, closed: { reason: { en: 'Holidays' } } })
})
