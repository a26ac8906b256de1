import { REPORTS_ROUTES, type ReportTable } from '../../../src/contract/reports-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'

const DAY = { key: '2026-11-29', label: { zh: '2026-11-29', en: '2026-11-29' } }
const tableOf = (columns: Readonly<Record<string, number>>, unit: 'fen' | 'count'): ReportTable => ({
  columns: Object.keys(columns).map(key => ({ key, label: { zh: key, en: key }, unit })),
  rows: [{ ...DAY, values: Object.values(columns) }],
  ...{ total: null, notes: [] },
})
const MONEY = tableOf({ received: 12_800, charged: 12_000, refunded: 600, byHand: 200, net: 12_000 }, 'fen')
const VISITS = tableOf({ completed: 31, failed: 1, givenUp: 4 }, 'count')

/** The first page. */
export const OVERVIEW_FIXTURES: readonly ConsoleFixture[] = [
  { name: 'overview', path: '', role: 'registrar', answers: {} },
  {
    ...{ name: 'overview-today', path: '', role: 'finance' },
    answers: answersTo(REPORTS_ROUTES, { staffReport: async ({ of }) => ok(of === 'money' ? MONEY : VISITS) }),
  },
  { name: 'not-found', path: 'nowhere', answers: {} },
]
