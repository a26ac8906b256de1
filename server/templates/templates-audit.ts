import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const TEMPLATES_EVENTS = {
  'template-brought': both(
    '工作人员带来了某种证明的一套模板，已存为一版；还没有用它出证。',
    'Somebody of staff brought a folder of templates of a kind, which was kept as a version; nothing is made with it.',
  ),
  'template-tried': both(
    '一版模板与在用的一版对照试过，通过或被拒绝。',
    'A version of templates was tried beside what runs, and passed or was refused.',
  ),
  'templates-published': both(
    '一种文件改用另一版模板，或改回较早的一版，经两人同意。',
    'Another version of the templates of a kind, or an earlier one again, came into use, as two people agreed.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(TEMPLATES_EVENTS)
