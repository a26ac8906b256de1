import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PAYMENTS_EVENTS = {
  'provider-key-ends': both(
    '用来核对支付方的最后一把密钥将在三十天内到期，而没有更新的密钥。',
    'The last key by which a payment provider is believed ends within thirty days, and no newer one is known.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(PAYMENTS_EVENTS)
