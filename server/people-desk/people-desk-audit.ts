import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PEOPLE_DESK_EVENTS = {
  'people-list-taken': both(
    '执行了一份暂停、许可、免费份数或校园卡名单；行数和略去的错误行数见详情。',
    'A list of holds, approvals, waivers, free copies or cards was carried out; the detail says how many rows, and how many wrong ones were left out.',
  ),
  'people-list-stopped': both(
    '一份名单没有执行，因为其效果已与所报告的不同；写入后又撤回的行数见详情。',
    'A list was not carried out, because what it would do had become another thing; the detail says how many rows had been written and were taken back.',
  ),
  'people-list-undone': both(
    '一份已执行的名单被撤回；其中仍有效的行数见详情。',
    'A list that had been carried out was taken back; the detail says how many rows of it still counted.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(PEOPLE_DESK_EVENTS)
