import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PRIVACY_EVENTS = {
  'retention-carried-out': both(
    '已到保存期限的数据已清除；各表的行数见详情。',
    'What is over by its age was taken away; the detail says how many rows of which table.',
  ),
  'retention-counted': both(
    '只统计了到期的数据，什么都没有删。',
    'It was only counted what would go by its age; nothing was taken away.',
  ),
  'privacy-request-entered': both(
    '工作人员登记了书面或邮件提出的个人信息请求；种类见详情。',
    'Somebody of staff entered a request about personal data that came on paper or by mail; the detail says which kind.',
  ),
  'privacy-request-reminded': both(
    '已写信提醒办理人：这类请求快到期或已逾期。',
    'Who works on such requests was told by mail that one is due soon, or late.',
  ),
  'privacy-request-uncovered': both(
    '工作人员查看了这类请求是谁提出的（完整显示）；是谁查看的见详情。',
    'Somebody of staff looked at who had made such a request, unmasked; the detail says who looked.',
  ),
  'privacy-request-ended': both(
    '工作人员办结了这类请求；结果和是否逾期见详情。',
    'Somebody of staff ended such a request; the detail has the outcome, and whether it was late.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(PRIVACY_EVENTS)
