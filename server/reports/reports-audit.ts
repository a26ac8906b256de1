import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const REPORTS_EVENTS = {
  'month-reported': both(
    '一个月的报表已放入待发信箱。',
    'The letter with the figures of a month was put into the outbox.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(REPORTS_EVENTS)
