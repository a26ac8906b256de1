import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const STAFF_EVENTS = {
  'staff-first-code-made': both(
    '还没有管理员，已为第一位管理员生成一次性注册码。',
    'There was no administrator, and a one-time code for the first one was made.',
  ),
  'staff-invited': both(
    '邀请了一位工作人员，带角色和站点。',
    'Somebody was invited to work here, with a role and sites.',
  ),
  'staff-invitation-taken-back': both(
    '一份没有用过的邀请被收回。',
    'An invitation that nobody had used was taken back.',
  ),
  'staff-account-made': both(
    '凭一次性注册码和两项验证建立了工作人员账号。',
    'A one-time code and two proofs became an account of staff.',
  ),
  'staff-account-changed': both(
    '工作人员账号换了角色或站点；原来的也记下。',
    'An account of staff was given another role or other sites; the former ones stand there too.',
  ),
  'staff-account-ended': both(
    '工作人员账号被停用，其会话全部终止。',
    'An account of staff was ended, and every session of it.',
  ),
  'staff-logged-in': both('工作人员凭两项验证登录。', 'Somebody of staff has logged in with two proofs.'),
  'staff-stepped-up': both(
    '已登录的工作人员再次出示了第二项验证。',
    'Somebody of staff who is logged in has shown the second proof once more.',
  ),
  'staff-session-ended': both(
    '工作人员的会话由本人、管理员或统一认证结束。',
    'A session of staff was ended by its person, by an administrator, or by the university’s login.',
  ),
  'staff-refused': both(
    '工作人员要求了其角色不允许的事。',
    'Somebody of staff has asked for what the role does not allow.',
  ),
  'staff-factor-added': both('工作人员添加了一项第二验证。', 'Somebody of staff has added a second proof.'),
  'staff-factor-removed': both(
    '工作人员去掉了多项第二验证中的一项。',
    'Somebody of staff has removed one of several second proofs.',
  ),
  'staff-factors-reset': both(
    '一个账号的第二验证被清除，并生成了重设用的一次性码。',
    'The second proofs of an account were taken away, and a one-time code for new ones was made.',
  ),
  'staff-recovery-codes-made': both(
    '为一个账号生成了十个恢复码；旧的作废。',
    'Ten recovery codes were made for an account; older ones are worth nothing.',
  ),
  'staff-recovery-code-used': both(
    '有人用恢复码代替了第二项验证。',
    'A recovery code was used in the place of a second proof.',
  ),
  'staff-tries-alarm': both(
    '一个账号连续八次、或一个地址二十次输错密码或验证码；地址只以代号记下。',
    'Eight wrong passwords or codes in a row of one account, or twenty of one address; it stands there as a pseudonym.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(STAFF_EVENTS)
