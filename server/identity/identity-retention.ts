import { both } from '../../src/contract/texts.ts'
import { STAYS_IN_ACCOUNTS } from '../ground/reasons-to-stay.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const IDENTITY_RETENTION: readonly RetentionRule[] = [
  {
    table: 'visit',
    what: both('自助终端登录：没有出具文件也没有订单的', 'Visits at kiosks of which no document and no order came'),
    days: 200,
    since: both('登录结束', 'The end of the visit'),
    ends: 'deleted',
    why: both('网络安全法要求日志至少留存六个月。', 'The Cybersecurity Law has logs kept six months at least.'),
    by: {
      where:
        'coalesce(ended_at, last_seen_at) < $1 and not exists (select 1 from document d where d.visit_key = visit.visit_key) and not exists (select 1 from print_order o where o.visit_key = visit.visit_key) and not exists (select 1 from handover h where h.visit_key = visit.visit_key)',
    },
  },
  {
    table: 'visit',
    what: both('其余登录：当时怎样登录的', 'The other visits: how their person had logged in'),
    days: 200,
    since: both('登录结束', 'The end of the visit'),
    ends: 'emptied',
    why: both('网络安全法要求日志至少留存六个月。', 'The Cybersecurity Law has logs kept six months at least.'),
    by: {
      where:
        "coalesce(ended_at, last_seen_at) < $1 and (proofs <> '[]'::jsonb or provider_session is not null) and not exists (select 1 from print_order o where o.visit_key = visit.visit_key and o.over_at is null)",
      set: "proofs = '[]'::jsonb, provider_session = null",
    },
  },
  {
    table: 'visit',
    what: both('其余登录：时间、终端和学号工号', 'The other visits: when, where and whose'),
    why: STAYS_IN_ACCOUNTS.why,
    until: STAYS_IN_ACCOUNTS.until,
  },
  {
    table: 'web_session',
    what: both('网页登录', 'Logins on the web'),
    days: 1,
    since: both('登录开始', 'The beginning of the login'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'web sessions' },
  },
  {
    table: 'login',
    what: both('进行中的登录', 'Logins under way'),
    days: 1,
    since: both('登录失效', 'The end of its validity'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'logins' },
  },
  {
    table: 'login_notice',
    what: both('登录通知', 'Letters about logins'),
    days: 2,
    since: both('登录', 'The login'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'old notices of logins' },
  },
  {
    table: 'card_pin',
    what: both('校园卡密码（散列）', 'Digits of the campus card, hashed'),
    why: both('用卡办理时核对。', 'They are compared when the card is used.'),
    until: both('本人取消或删除为止', 'Until the person removes or erases them'),
  },
  {
    table: 'account',
    what: both('邮箱账号（加密）', 'Accounts by e-mail, sealed'),
    why: both('本人用它登录。', 'Its person logs in with it.'),
    until: both('本人删除，或管理员注销为止', 'Until the person has it erased, or an administrator removes it'),
  },
  {
    table: 'account_sign_up',
    what: both('没有完成的注册', 'Sign-ups that were not finished'),
    days: 7,
    since: both('失效', 'The end of its validity'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'accounts' },
  },
  {
    table: 'account_password_link',
    what: both('改密码的链接', 'Links for a new password'),
    days: 7,
    since: both('失效', 'The end of its validity'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'accounts' },
  },
  {
    table: 'account_code',
    what: both('短信验证码', 'Digits of texts'),
    days: 0,
    since: both('失效', 'The end of its validity'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'accounts' },
  },
  {
    table: 'account_try',
    what: both('登录失败的次数', 'Counts of wrong passwords'),
    days: 1,
    since: both('最近一次', 'The last of them'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'accounts' },
  },
]
