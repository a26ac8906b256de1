import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const GRADUATION_EVENTS = {
  'register-imported': both(
    '一份学籍名册已导入；新增、更改、因错误略去和因情况已变而未动的行数见详情。',
    'A file of the register of studies was carried out; the detail says how many rows were new and changed, how many wrong ones were left out, and how many were left because they had become another thing.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(GRADUATION_EVENTS)
