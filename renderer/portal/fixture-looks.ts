import type { Look } from '../../src/contract/looks-api.ts'

/** Looks of invented staff at an invented person. */
export const LOOKS: readonly Look[] = [
  {
    ...{ at: '2026-11-21T02:40:00Z', role: 'registrar', what: ['name', 'number'] },
    reason: '更正成绩单上的姓名，与档案核对',
  },
  {
    ...{ at: '2026-11-03T07:05:00Z', role: 'finance', what: ['contact'] },
    reason: '订单 20261102-0007 退款，电话联系本人',
  },
  {
    ...{ at: '2026-09-14T01:12:00Z', role: 'auditor', what: ['name', 'document'] },
    reason: '年度抽查已出具的成绩单',
  },
]
