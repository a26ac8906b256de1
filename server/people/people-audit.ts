import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PEOPLE_EVENTS = {
  'card-reported-lost': both(
    '工作人员或其导入的名单把一张校园卡挂失，所有自助机都不再接受。',
    'Somebody of staff, or a list of theirs, had a campus card refused at every kiosk.',
  ),
  'card-found': both('工作人员解除了一张校园卡的挂失。', 'Somebody of staff let a campus card be used again.'),
  'hold-placed': both(
    '工作人员或其导入的名单暂停了某人的部分证明。',
    'Somebody of staff, or a list of theirs, held back kinds of document from a person.',
  ),
  'hold-ended': both('工作人员解除了暂停。', 'Somebody of staff ended a hold.'),
  'house-approval-given': both(
    '工作人员或其导入的名单登记某人可以办理某种证明。',
    'Somebody of staff, or a list of theirs, wrote down that a person may have a kind of document.',
  ),
  'house-approval-ended': both('工作人员取消了所登记的许可。', 'Somebody of staff ended what had been written down.'),
  'copies-granted': both(
    '工作人员或其导入的名单给了某人免费份数。',
    'Somebody of staff, or a list of theirs, gave a person copies that cost nothing.',
  ),
  'written-down-again': both(
    '一份名单所终止或取代的内容因名单撤回而重新有效；详情写明是什么。',
    'What a list had ended or put another in the place of counts again, because the list was taken back; the detail says what it is.',
  ),
  'copies-grant-ended': both(
    '工作人员取消了免费份数；已打印的仍免费。',
    'Somebody of staff ended such a gift; what was printed of it stays free.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(PEOPLE_EVENTS)
