import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const FOUR_EYES_EVENTS = {
  'proposal-made': both(
    '工作人员起草了一项须由第二人同意的改动。',
    'Somebody of staff drafted what a second person must agree to.',
  ),
  'proposal-carried-out': both(
    '第二人同意了一项改动，并已执行；两人都记下。',
    'A second person agreed to a proposal, and it was carried out; both are named.',
  ),
  'proposal-failed': both(
    '第二人同意了一项改动，但执行不成；什么都没有改。',
    'A second person agreed to a proposal, and it could not be carried out; nothing was changed.',
  ),
  'proposal-declined': both('第二人拒绝了一项改动。', 'A second person declined a proposal.'),
  'proposal-taken-back': both('起草人收回了一项改动。', 'Whoever had drafted a proposal took it back.'),
  'proposal-run-out': both('一项改动过期无人同意。', 'Nobody agreed to a proposal in time.'),
} as const satisfies AuditEvents

export const audit = auditTrail(FOUR_EYES_EVENTS)
