import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const APPROVALS_EVENTS = {
  'approval-asked': both(
    '有人申请须经审核的证明，正在等待审核。',
    'A person applied for a document of which an office must approve first, and it waits.',
  ),
  'approval-looked-at': both(
    '审核部门的人看了申请的真实页面。',
    'Somebody of an office looked at an application with its real pages.',
  ),
  'approval-given': both(
    '审核部门的人通过了申请（代谁审核见详情），证明已签发。',
    'Somebody of an office approved an application, in whose place the detail says, and its document was issued.',
  ),
  'approval-sent-back': both(
    '审核部门的人说明理由退回了申请；草稿已作废。',
    'Somebody of an office sent an application back for a reason; its draft was dropped.',
  ),
  'approval-taken-back': both(
    '证明送出之前，通过被撤回：申请退回，证明撤销。',
    'An approval was undone before its document had gone out: the application was sent back, the document revoked.',
  ),
  'approval-withdrawn': both(
    '本人撤回了等待审核的申请；草稿已作废。',
    'A person withdrew an application that waited for an office; its draft was dropped.',
  ),
  'approval-office-reminded': both(
    '已写信提醒审核部门有事项等待过久。',
    'An office was reminded by a letter of what waits too long.',
  ),
  'approval-officer-named': both(
    '指定了一位工作人员为部门审核。',
    'Somebody of staff was named to decide for an office.',
  ),
  'approval-officer-removed': both(
    '一位工作人员不再为部门审核；其所作的委托一并结束。',
    'Somebody of staff decides no longer for an office; what they had delegated has ended.',
  ),
  'approval-delegated': both(
    '审核人委托他人代为审核一段时间。',
    'An officer had somebody else decide in their place for a time.',
  ),
  'approval-delegation-ended': both('委托提前结束。', 'A delegation was ended before its time.'),
} as const satisfies AuditEvents

export const audit = auditTrail(APPROVALS_EVENTS)
