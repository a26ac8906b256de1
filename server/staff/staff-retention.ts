import { both } from '../../src/contract/texts.ts'
import { STAYS_OF_STAFF } from '../ground/reasons-to-stay.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const STAFF_RETENTION: readonly RetentionRule[] = [
  {
    table: 'staff_account',
    what: both('工作人员账号', 'Accounts of staff'),
    why: STAYS_OF_STAFF.why,
    until: STAYS_OF_STAFF.until,
  },
  {
    table: 'staff_factor',
    what: both('工作人员的第二因素', 'Their second proofs'),
    why: both('登录时核对。', 'They are compared at the login.'),
    until: both('本人移除，或账号停用为止', 'Until they are removed, or the account ends'),
  },
  {
    table: 'staff_recovery_code',
    what: both('备用码（散列）', 'Recovery codes, hashed'),
    why: both('登录时核对。', 'They are compared at the login.'),
    until: both('换新，或账号停用为止', 'Until there are new ones, or the account ends'),
  },
  {
    table: 'staff_invitation',
    what: both('工作人员的邀请', 'Invitations of staff'),
    days: 90,
    since: both('失效', 'The end of its validity'),
    ends: 'deleted',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: { sweep: 'staff' },
  },
  {
    table: 'staff_session',
    what: both('工作人员的登录', 'Logins of staff'),
    days: 1,
    since: both('登录开始', 'The beginning of the login'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'staff' },
  },
  {
    table: 'staff_try',
    what: both('工作人员登录失败的次数', 'Counts of wrong tries of staff'),
    days: 365,
    since: both('最近一次', 'The last of them'),
    ends: 'deleted',
    why: both('网络安全法要求日志至少留存六个月。', 'The Cybersecurity Law has logs kept six months at least.'),
    by: { sweep: 'staff' },
  },
]
