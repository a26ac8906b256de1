import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const MAIL_EVENTS = {
  'message-sent': both(
    '邮件服务器接收了一封信，或短信网关接收了一条短信。',
    'The relay took a letter, or the gateway a text.',
  ),
  'message-bounced': both(
    '一封信或一条短信被彻底拒收，或已接收的信被退回。',
    'A letter or a text was refused for good, or a letter that had been taken came back.',
  ),
  'message-given-up': both(
    '一封信或一条短信到失去用处时仍未发出。',
    'A letter or a text was not sent by the time at which it has no use any more.',
  ),
  'message-stopped': both(
    '一封信或一条短信在发出前被截住：所附证明已撤销，或发送人不再要发。',
    'A letter or a text was kept back before it went: its document was revoked, or whoever had it sent wants it no more.',
  ),
  'message-sent-again': both('有人让一封信或一条短信再发一次。', 'A person had a letter or a text sent once more.'),
} as const satisfies AuditEvents

export const audit = auditTrail(MAIL_EVENTS)
