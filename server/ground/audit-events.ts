import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from './audit-trail.ts'

export const GROUND_EVENTS = {
  'unknown-code-tried': both(
    '有人试了不存在的查验码、注册码或分享链接的码；地址和码只以代号记下。',
    'Somebody tried a verification or an enrolment code, or one of a shared link, that there is not; address and code stand there as pseudonyms.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(GROUND_EVENTS)
