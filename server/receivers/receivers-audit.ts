import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const RECEIVERS_EVENTS = {
  'receiver-added': both(
    '工作人员登记了可接收证明的机构。',
    'Somebody of staff registered an institution to which documents may be sent.',
  ),
  'receiver-changed': both(
    '工作人员修改了接收机构的登记。',
    'Somebody of staff changed what is registered of a receiver.',
  ),
  'receiver-suspended': both(
    '工作人员暂停了接收机构：不再送件，已送的不能再打开。',
    'Somebody of staff suspended a receiver: nothing goes there, and what was sent opens no more.',
  ),
  'receiver-resumed': both('工作人员恢复了被暂停的接收机构。', 'Somebody of staff let a suspended receiver in again.'),
  'sending-made': both('本人向登记的机构送出了一份证明。', 'A person sent a document to a registered receiver.'),
  'sending-posted-again': both('本人让带链接的信再发一次。', 'A person had the letter with the link sent once more.'),
  'sending-opened': both(
    '接收机构凭其邮箱收到的码打开了证明。',
    'A receiver opened what it was sent, with a code from its own mailbox.',
  ),
  'sending-taken': both('接收机构取走了证明的文件。', 'A receiver took the file of what it was sent.'),
  'sending-withdrawn': both('本人收回了送给机构的证明。', 'A person took back what was sent to a receiver.'),
} as const satisfies AuditEvents

export const audit = auditTrail(RECEIVERS_EVENTS)
