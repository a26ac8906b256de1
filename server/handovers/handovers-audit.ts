import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const HANDOVERS_EVENTS = {
  'handover-begun': both(
    '自助机显示了把刚打印的文件带到手机的码。',
    'A kiosk showed a code by which the file of what it had just printed goes to a phone.',
  ),
  'handover-asked': both(
    '一部手机请求该码后的文件，别的手机不能再请求。',
    'A phone asked for the file behind such a code, and no other phone gets it.',
  ),
  'handover-given': both(
    '来访者在自助机上确认数字与其手机一致。',
    'The visitor said at the kiosk that the digits are those of their phone.',
  ),
  'handover-taken': both('该手机取走了文件。', 'That phone took the file.'),
  'handover-ended': both(
    '该码在给出文件前作废：来访者返回，或表示手机不是自己的。',
    'Such a code was ended before the file was given: the visitor went back, or said that the phone is another’s.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(HANDOVERS_EVENTS)
