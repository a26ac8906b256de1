import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const PORTAL_RETENTION: readonly RetentionRule[] = [
  {
    table: 'application',
    what: both('没有提交的草稿', 'Drafts that nobody applied for'),
    days: 1,
    since: both('生成', 'Its making'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'old drafts' },
  },
  {
    table: 'application',
    what: both('网上申请', 'Applications on the web'),
    why: both(
      '本人的申请记录，登录后可随时查看或申请删除。',
      'The person’s own record of what was applied for, to be looked at or erased at any time.',
    ),
    until: both('本人申请删除为止', 'Until the person has it erased'),
  },
  {
    table: 'application_step',
    what: both('申请的经过', 'What happened with them'),
    why: both(
      '本人的申请记录，登录后可随时查看或申请删除。',
      'The person’s own record of what was applied for, to be looked at or erased at any time.',
    ),
    until: both('本人申请删除为止', 'Until the person has it erased'),
  },
  {
    table: 'delivery',
    what: both('发出的信件（收件地址已遮盖，全址加密）', 'Letters with files; the address masked, and sealed in full'),
    why: both(
      '本人的申请记录，登录后可随时查看或申请删除。',
      'The person’s own record of what was applied for, to be looked at or erased at any time.',
    ),
    until: both('本人申请删除为止', 'Until the person has it erased'),
  },
  {
    table: 'share_link',
    what: both('分享链接的名字', 'What links were called'),
    days: 200,
    since: both('链接失效', 'The end of the link'),
    ends: 'emptied',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { where: "coalesce(ended_at, ends_at) < $1 and label <> ''", set: "label = ''" },
  },
  {
    table: 'pickup',
    what: both('取件码', 'Codes of collection'),
    days: 200,
    since: both('失效', 'The end of the code'),
    ends: 'deleted',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: { where: 'coalesce(ended_at, ends_at) < $1' },
  },
  {
    table: 'mandate',
    what: both('代取授权：被授权人', 'Who was named to collect'),
    days: 200,
    since: both('授权结束', 'The end of the authorisation'),
    ends: 'emptied',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: {
      where: "coalesce(ended_at, ends_at) < $1 and (collector_id is not null or name_masked <> '')",
      set: "collector_id = null, name_masked = '', number_masked = ''",
    },
  },
]
