import { REPORTS_ROUTES, type ReportTable } from '../../../src/contract/reports-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'

const MONEY: ReportTable = {
  columns: [
    { key: 'received', label: { zh: '收款', en: 'received' }, unit: 'fen' },
    { key: 'net', label: { zh: '净收', en: 'net' }, unit: 'fen' },
  ],
  rows: Array.from({ length: 20 }, (_, at) => {
    const day = `2026-11-${String(at + 1).padStart(2, '0')}`
    return { key: day, label: { zh: day, en: day }, values: [((at * 7) % 11) * 400, ((at * 7) % 11) * 380] }
  }),
  total: [40_000, 38_000],
  notes: [],
}
const NOTHING: ReportTable = {
  columns: [{ key: 'mean', label: { zh: '预计订单', en: 'expected orders' }, unit: 'mean' }],
  ...{ rows: [], total: null },
  notes: [{ zh: '订单还不足 4 周，不作预测。', en: 'Orders of fewer than 4 weeks are known: nothing is forecast.' }],
}

const asked = (table: ReportTable) => answersTo(REPORTS_ROUTES, { staffReport: async () => ok(table) })

/** Figures of what has happened. */
export const REPORTS_FIXTURES: readonly ConsoleFixture[] = [
  { name: 'reports', path: 'reports', query: { from: '2026-11-01', until: '2026-11-20' }, answers: asked(MONEY) },
  { name: 'reports-too-little', path: 'reports', query: { of: 'forecast' }, role: 'finance', answers: asked(NOTHING) },
]
