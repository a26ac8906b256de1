import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

const LOCKED = `campaign_id in (select campaign_id from graduation_campaign where lock_at < $1)`
const AFTER_THE_LOCK = {
  ...{ days: 365, since: both('核对锁定', 'The lock of the campaign'), ends: 'deleted' as const },
  why: both(
    '一年内可以查明核对经过；之后学历已注册，不再需要。',
    'For a year it can be found out how it went; then the diploma is registered, and nobody needs it.',
  ),
}

/** How long this room keeps what it has. */
export const GRADUATION_RETENTION: readonly RetentionRule[] = [
  {
    table: 'enrolment',
    what: both('学籍名册的条目', 'Entries of the register of studies'),
    days: 400,
    since: both('最后一份含有该条目的名册导入', 'The last file of the register that had it'),
    ends: 'deleted',
    why: both(
      '毕业学籍核对要用；名册每年导入，不再出现的条目一年后删除。',
      'It is checked before graduation. The register comes every year: what stands in none any more goes a year later.',
    ),
    by: { sweep: 'old enrolments and photographs' },
  },
  {
    table: 'photograph',
    what: both('录取照片和毕业照片，已加密', 'Admission and graduation photographs, encrypted'),
    days: 400,
    since: both(
      '所属条目最后一次出现在名册中；无主的，从导入起',
      'The last file of the register that had their entry; of those that nobody has, the day they came',
    ),
    ends: 'deleted',
    why: both(
      '毕业图像核对要用；换成新照片的，旧的随即删除。',
      'They are checked before graduation; one in whose place another came goes within the hour.',
    ),
    by: { sweep: 'old enrolments and photographs' },
  },
  {
    table: 'photograph_claim',
    what: both('照片认领', 'Photographs that people say are theirs'),
    days: 400,
    since: both('决定；没有决定的，从提出之日起', 'The decision; of one without, the day it was made'),
    ends: 'deleted',
    why: both('照片归谁要能查到是怎样定的。', 'It must be known how it was decided whose a photograph is.'),
    by: { where: 'coalesce(decided_at, made_at) < $1' },
  },
  {
    table: 'photograph_showing',
    what: both('照片给本人显示过的记录', 'That photographs were shown to their person'),
    days: 400,
    since: both('显示', 'The showing'),
    ends: 'deleted',
    why: both('本人可以查到照片何时被看过。', 'The person can see when a photograph was looked at.'),
    by: { where: 'shown_at < $1' },
  },
  {
    table: 'graduation_import',
    what: both('已导入的学籍名册文件的记录', 'What is known of files of the register that were carried out'),
    days: 400,
    since: both('导入结束', 'Its end'),
    ends: 'deleted',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: { where: 'ended_at < $1' },
  },
  {
    table: 'graduation_import_part',
    what: both('尚未导入的名册文件，已加密', 'Files of the register that were not carried out yet, encrypted'),
    days: 30,
    since: both('文件带来', 'The day it came'),
    ends: 'deleted',
    why: both('等待导入；导入后立即删除。', 'It waits to be carried out, and goes at once when it was.'),
    by: { sweep: 'old files of the register' },
  },
  {
    table: 'graduation_report',
    what: both(
      '名册逐行的检查结果，人员信息已遮盖',
      'What files of the register would do row by row, with people masked',
    ),
    days: 30,
    since: both(
      '导入结束；没有导入的，从带来之日起',
      'The end of the file; of one that was never carried out, the day it came',
    ),
    ends: 'deleted',
    why: both('在此之前可以核对导入做了什么。', 'So long it can be seen what a file has done.'),
    by: { sweep: 'old files of the register' },
  },
  {
    table: 'graduation_check',
    what: both('毕业图像与学籍的核对', 'Checks of enrolments and photographs'),
    ...AFTER_THE_LOCK,
    by: { where: LOCKED },
  },
  {
    table: 'graduation_check_step',
    what: both('核对的经过', 'What has happened to checks'),
    ...AFTER_THE_LOCK,
    by: { where: LOCKED },
  },
  {
    table: 'graduation_errata',
    what: both('勘误表，内容已加密', 'Errata forms, encrypted'),
    ...AFTER_THE_LOCK,
    by: { where: LOCKED },
  },
  {
    table: 'graduation_errata_step',
    what: both('勘误表的经过', 'What errata forms have been through'),
    ...AFTER_THE_LOCK,
    by: { where: `errata_number in (select errata_number from graduation_errata where ${LOCKED})` },
  },
  {
    table: 'graduation_notice',
    what: both('给学生的通知', 'What students were told'),
    ...AFTER_THE_LOCK,
    by: { where: LOCKED },
  },
]
