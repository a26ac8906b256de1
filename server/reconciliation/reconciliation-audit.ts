import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const RECONCILIATION_EVENTS = {
  'bill-taken': both(
    '取得并核对、保存了某一天的账单，代替当天旧的一份。',
    'The bill of a day was fetched, checked and kept, in place of an older one of that day.',
  ),
  'bill-not-taken': both(
    '某一天的账单到了但不可信，或被拒绝。',
    'The bill of a day came and could not be believed, or was refused.',
  ),
  'bill-matched': both(
    '某一天的账单与订单、退款作了比对。',
    'The bill of a day, the orders and the refunds were compared.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(RECONCILIATION_EVENTS)
