import { STAFF_SETTINGS_ROUTES } from '../../../src/contract/settings-api.ts'
import { ok } from '../../../src/result.ts'
import { FILE_SETTINGS } from '../../../src/settings/fixture.ts'
import { SETTING_PATHS } from '../../../src/settings/sections.ts'
import { differenceOf, type Layer } from '../../../src/settings/settings.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import type { ShownLayer } from './shown-layer.ts'

const at = (minute: number) => `2026-11-30T08:${String(minute).padStart(2, '0')}:00.000Z`
const both = (zh: string, en: string) => ({ zh, en })
const day = [{ opens: '08:00', closes: '22:00' }]
const NO_WORK = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
const FIRST: Layer = { help: { phone: '010-5555 0101' } }
const SECOND: Layer = { ...FIRST, prices: { zhFen: 300 } }
const DRAFT: Layer = {
  ...SECOND,
  help: { phone: '010-5555 0101', notice: both('周五下午三点换纸', 'Paper is changed on Friday at three') },
  hours: {
    week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] },
    closedDays: [{ from: '2027-01-25', to: '2027-02-21', reason: both('寒假', 'Winter holidays') }],
  },
  look: { accent: '#7a1f1f' },
  paper: { trays: [{ kind: 'transcript', tray: 'tray-2' }] },
  maintenance: {
    week: { ...NO_WORK, wednesday: [{ from: '12:30', to: '13:00' }] },
    ...{ paperLowSheets: 80, tonerLowPercent: 10, backByItself: true },
  },
}
const version = (number: number, content: Layer, before: Layer) => ({
  ...{ version: number, content, hash: 'a'.repeat(64), restoredFrom: null, publishedAt: at(number) },
  ...{ publishedBy: '李老师', agreedBy: number > 1 ? '王老师' : null, changes: differenceOf(before, content) },
})
const HISTORY = [version(2, SECOND, FIRST), version(1, FIRST, {})]
const SHOWN: ShownLayer = {
  ...{ name: both('一号机', 'Kiosk 1'), university: both('示范大学', 'Model University'), timeZone: 'Asia/Shanghai' },
  place: both('行政楼一层大厅', 'Administration Building, ground floor'),
  published: HISTORY[0]!,
  draft: { content: DRAFT, basedOn: 2, revision: 7, begunAt: at(10), savedBy: '李老师', savedAt: at(12) },
  below: FILE_SETTINGS,
  from: Object.fromEntries(SETTING_PATHS.map(path => [path, 'file' as const])),
  history: HISTORY,
  kinds: [{ kind: 'transcript', title: both('成绩单', 'Transcript') }],
  trays: ['tray-1', 'tray-2', 'by-pass-tray'],
  ...{ needsAgreement: false, mayEdit: true, waiting: null },
}
const terminal = (nth: number, running: number, more: object = {}) => ({
  ...{ terminalId: `terminal-00000000000${nth}`, name: both(`${nth} 号机`, `Kiosk ${nth}`), siteId: 'main' },
  ...{ state: 'active', saved: { version: 3, hash: 'a'.repeat(64), issuedAt: at(1) }, refused: null, saidAt: at(20) },
  running: { version: running, hash: (running === 3 ? 'a' : 'b').repeat(64), since: at(2) },
  ...{ isDrifted: false, ...more },
})
const ROWS = [
  terminal(1, 3),
  terminal(2, 2),
  terminal(3, 2, { isDrifted: true }),
  terminal(4, 2, { refused: { version: 3, why: 'the signature is not the server’s' } }),
  terminal(5, 3, { running: null, saidAt: null }),
]
const layer = (more: Partial<ShownLayer>) =>
  answersTo(STAFF_SETTINGS_ROUTES, {
    settingsLayer: async () => ok({ ...SHOWN, ...more }),
    saveSettingsDraft: async ({ revision }) =>
      ok({ outcome: 'saved', draft: { ...SHOWN.draft!, revision: revision + 1 } }),
  })

/** Of one layer, for pages of other areas. */
export const SETTINGS_ANSWERS = layer({})

/** The pages on what is set for terminals. */
export const SETTINGS_FIXTURES: readonly ConsoleFixture[] = [
  {
    ...{ name: 'settings', path: 'settings' },
    answers: answersTo(STAFF_SETTINGS_ROUTES, {
      settingsPlaces: async () =>
        ok({ hasGlobal: true, sites: [{ siteId: 'main', name: both('校本部', 'Main campus') }] }),
      settingsTerminals: async () => ok({ rows: ROWS, next: null }),
    }),
  },
  {
    ...{ name: 'settings-all', path: 'settings/all' },
    answers: layer({
      ...{
        name: both('所有自助机', 'All terminals'),
        place: both('', ''),
        needsAgreement: true,
        waiting: 'p'.repeat(22),
      },
      ...{ published: null, draft: null, history: [] },
    }),
  },
  {
    name: 'settings-site',
    path: 'settings/sites/main',
    role: 'auditor',
    answers: layer({ mayEdit: false, draft: null }),
  },
  { name: 'settings-terminal', path: 'settings/terminals/terminal-000000000001', answers: layer({}) },
]
