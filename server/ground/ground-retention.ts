import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from './retention.ts'

/** How long this room keeps what it has. */
export const GROUND_RETENTION: readonly RetentionRule[] = [
  {
    table: 'audit',
    what: both('审计记录（不含姓名、学号）', 'The audit trail; no name and no number of a person'),
    why: both(
      '网络安全法要求日志至少留存六个月；本系统保护 200 天内的记录不被删除。',
      'The Cybersecurity Law has logs kept six months at least; the database refuses to delete what is younger than 200 days.',
    ),
    until: both('至少 200 天', '200 days at least'),
  },
  {
    table: 'rate_count',
    what: both('限次计数（代号）', 'Counts of requests, under pseudonyms'),
    days: 1,
    since: both('计数开始', 'The beginning of the count'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'rate counts' },
  },
  {
    table: 'spent_captcha',
    what: both('用过的图形验证码', 'Pictures that were solved'),
    days: 1,
    since: both('失效', 'The end of its validity'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'captchas' },
  },
  {
    table: 'house_secret',
    what: both('本系统的密钥', 'Secrets of the house'),
    why: both('不属于个人。', 'They are of no person.'),
    until: both('与数据库同在', 'As long as there is the database'),
  },
]
