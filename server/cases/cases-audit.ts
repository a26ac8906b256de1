import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const CASES_EVENTS = {
  'case-opened': both('有一件事需要人处理，已立为事项。', 'Something that needs a hand became a case.'),
  'case-act-asked': both(
    '有人要求对事项采取一项处理，须由另一人同意。',
    'A person asked for an act on a case that another person must agree to.',
  ),
  'case-act-declined': both(
    '等待第二人同意的处理被拒绝或撤回。',
    'An act on a case that waited for a second person was declined or taken back.',
  ),
  'case-act-begun': both('机器开始执行某人要求的处理。', 'A person’s act on a case was begun by the machine.'),
  'case-act-taken-back': both(
    '有人在任何东西送出之前撤回了正在执行的处理。',
    'A person took an act back that was under way, before anything of it had left the house.',
  ),
  'case-act-failed': both(
    '某人要求的处理没有办成，事项又需要人处理。',
    'A person’s act on a case led to nothing, and it needs a hand again.',
  ),
  'case-ended': both(
    '事项因得到证明或经人处理而结案，详情里写明是哪一种。',
    'A case ended by proof or by a person’s act, which the detail says.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(CASES_EVENTS)
