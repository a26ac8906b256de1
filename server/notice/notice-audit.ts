import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const NOTICE_EVENTS = {
  'notice-agreed': both(
    '本人同意了个人信息告知；哪个版本、哪份文本、用哪种语言见详情，是谁的记在同意表里。',
    'A person has agreed to the notice; the detail says which version and text, in which language. Whose it was, the table of consents says.',
  ),
  'notice-withdrawn-for-person': both(
    '工作人员按本人书面或当面提出的请求撤回了同意；是谁办的、涉及几个身份见详情，怎样提出的记在同意表里。',
    'Somebody of staff withdrew what a person had agreed to, for the person has asked on paper or at a counter; the detail says who did it, and in how many registers. How it was asked, the table of consents says.',
  ),
  'notice-withdrawn': both(
    '本人撤回了同意；涉及几个身份见详情。',
    'A person has withdrawn what was agreed to; the detail says in how many registers.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(NOTICE_EVENTS)
