import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PORTAL_EVENTS = {
  'application-made': both(
    '本人在网页申请了证明，已生成草稿并签发，或等待审核。',
    'A person applied on the web for a document that was made as a draft, and it was issued, or waits for an office.',
  ),
  'application-downloaded': both('本人下载了申请的文件。', 'A person took the file of an application.'),
  'application-letter-posted': both(
    '本人把申请的文件寄到了邮箱。',
    'A person had the file of an application sent by mail.',
  ),
  'share-made': both(
    '本人生成了让他人查看申请文件的链接。',
    'A person made a link by which somebody else sees the file of an application.',
  ),
  'share-opened': both('有人凭码打开了这样的链接。', 'Somebody opened such a link with its code.'),
  'share-locked': both(
    '这样的链接输错码十次，不能再打开。',
    'Wrong codes were typed at such a link ten times; it opens no more.',
  ),
  'my-data-given': both(
    '本人把所存的全部个人信息取成一份文件；对象是其会话。',
    'A person took everything that is kept of them as one file; the subject is the session.',
  ),
  'share-ended': both('本人关闭了这样的链接。', 'A person switched such a link off.'),
  'pickup-made': both(
    '本人生成了到自助机取件的码。',
    'A person made a code by which the paper of an application is fetched at a kiosk.',
  ),
  'pickup-used': both(
    '有人在自助机输入了取件码，开始办理该证明。',
    'Such a code was typed at a terminal, and a visit for its document began.',
  ),
  'pickup-ended': both('本人取消了取件码。', 'A person ended such a code.'),
  'mandate-made': both(
    '本人指定了可代取证明的人和期限。',
    'A person named who else may collect the paper of an application, and until when.',
  ),
  'mandate-ended': both('本人取消了代取。', 'The person ended that.'),
} as const satisfies AuditEvents

export const audit = auditTrail(PORTAL_EVENTS)
