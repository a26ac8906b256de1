import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const COMPLAINTS_EVENTS = {
  'complaint-heard': both(
    '支付方通知了一件这里还不知道的付款人投诉。',
    'The provider told of a complaint of a payer that was not known here.',
  ),
  'complaint-changed': both(
    '投诉在支付方的状态有变，或付款人又写了话。',
    'A complaint is in another state at the provider, or its payer has written again.',
  ),
  'complaint-errand-wanted': both(
    '工作人员要回复投诉、同意或拒绝退款，或报告处理完成。',
    'Somebody of staff wants a complaint answered, its money agreed to or refused, or called dealt with.',
  ),
  'complaint-errand-taken-back': both(
    '工作人员在支付方办理之前收回了这一要求。',
    'Somebody of staff took that back before the provider had done it.',
  ),
  'complaint-errand-done': both(
    '支付方已按工作人员的要求办理了投诉。',
    'The provider has done what staff wanted about a complaint.',
  ),
  'complaint-errand-refused': both(
    '支付方拒绝了工作人员对投诉的要求；会再试。',
    'The provider refused what staff wanted about a complaint; it is tried again.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(COMPLAINTS_EVENTS)
