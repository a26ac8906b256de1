import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const IDENTITY_EVENTS = {
  'visit-begun': both(
    '一台自助机认出了来人，一次办理开始。',
    'A person was recognised at a terminal, and a visit began.',
  ),
  'phone-login-confirmed': both(
    '用手机登录的人在自助机上输入了对应的数字。',
    'Somebody who has logged in with a phone has typed its digits at the terminal.',
  ),
  'phone-login-tries-over': both(
    '数字输错三次，手机登录作废。',
    'Wrong digits were typed three times; the login by phone is over.',
  ),
  'phone-login-stopped': both(
    '有人在手机上表示登录不是本人所为；登录及其后续都已终止。',
    'On the phone it was said that a login was somebody else’s: it and what it had led to were ended.',
  ),
  'web-session-begun': both('有人在网页登录。', 'A person has logged in on the web.'),
  'logins-ended-by-provider': both(
    '学校统一认证通知登录已结束，或某账号改了密码；相应的登录都已终止。',
    'The university’s login has said that a login is over, or an account got a new password, and what it had led to was ended.',
  ),
  'login-disowned': both(
    '有人通过登录提醒信的链接表示登录不是本人所为；会话或办理已终止。',
    'By the link of a letter that told of a login it was said that it was somebody else’s: the session or visit was ended.',
  ),
  'logins-ended-by-person': both(
    '本人结束了网页会话、自助机上的办理，或除一个之外的全部。',
    'A person has ended a session on the web, a visit at a kiosk, or all of them but one.',
  ),
  'account-made': both(
    '有人用信中的链接以其邮箱注册了账号。',
    'The link of a letter was used to make an account with its mailbox.',
  ),
  'account-named': both(
    '账号的本人填写了身份；此后证件不能再改。',
    'The person of an account has said who they are; the document cannot be changed from then on.',
  ),
  'account-name-changed': both('账号的本人更正了姓名。', 'The person of an account has corrected the name.'),
  'account-matched': both(
    '学校数据第一次认出账号的本人。',
    'The university’s data knows the person of an account for the first time.',
  ),
  'account-password-renewed': both(
    '通过邮箱链接重设了账号密码；其登录都已终止。',
    'The password of an account was renewed by a link to its mailbox; its logins were ended.',
  ),
  'account-phone-waived': both('工作人员允许账号不绑定手机号。', 'Staff let an account do without a mobile number.'),
  'account-closed': both(
    '账号随本人的删除申请注销，其中所存的一切都已删除。',
    'An account was closed with what its person had erased, and all that was kept in it is gone.',
  ),
  'account-removed': both(
    '工作人员删除了账号及所存的本人信息；其登录都已终止。',
    'Staff have removed an account, with all that was kept of its person; its logins were ended.',
  ),
  'card-pin-set': both(
    '本人经统一认证后设置了校园卡的数字密码。',
    'A person has set the digits of the campus card, after the university’s login.',
  ),
  'card-pin-removed': both('本人取消了校园卡的数字密码。', 'A person has removed the digits of the campus card.'),
  'card-pin-locked': both(
    '校园卡的数字密码输错五次，重设前不能再用。',
    'Wrong digits were typed five times beside a campus card; they are locked until they are set anew.',
  ),
  'account-tries-many': both(
    '一个账号的密码输错八次；对象只以代号记下。',
    'Wrong passwords of one account were typed eight times; the subject is a pseudonym.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(IDENTITY_EVENTS)
