import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const SETTINGS_EVENTS = {
  'settings-drafted': both('工作人员保存了一份设置草稿。', 'Somebody of staff saved a draft of settings.'),
  'settings-draft-dropped': both('工作人员丢弃了一份设置草稿。', 'Somebody of staff threw a draft of settings away.'),
  'settings-published': both(
    '一版设置已发布；详情写明由谁发布、谁同意。',
    'A version of settings was published; the detail says by whom, and who has agreed.',
  ),
  'settings-restored': both(
    '以前一版设置的内容重新发布。',
    'The content of an earlier version of settings was published again.',
  ),
  'settings-running': both(
    '自助机报告改用了另一版设置。',
    'A terminal said that it runs another version of its settings.',
  ),
  'settings-not-taken': both(
    '自助机没能采用一版设置，继续用原来的。',
    'A terminal could not take a version of its settings, and goes on with the one before.',
  ),
  'settings-drifted': both(
    '自助机运行的设置与发布的不同已有半小时；已通知人。',
    'A terminal runs for half an hour what is not what was published for it; somebody was told.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(SETTINGS_EVENTS)
