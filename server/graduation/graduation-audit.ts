import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const GRADUATION_EVENTS = {
  'register-imported': both(
    '一份学籍名册已导入；新增、更改、因错误略去和因情况已变而未动的行数见详情。',
    'A file of the register of studies was carried out; the detail says how many rows were new and changed, how many wrong ones were left out, and how many were left because they had become another thing.',
  ),
  'photographs-imported': both(
    '一批录取或毕业照片已导入；对上的、更换的、进入无主照片池的、略去的和未动的张数见详情。',
    'Photographs were carried out; the detail says how many have an enrolment, came in the place of another, are in the pool of those that nobody has, were left out as wrong, and were left because they had become another thing.',
  ),
  'photographs-searched': both(
    '某人在无主照片池里找过自己的照片；看到几张见详情。',
    'Somebody looked for a photograph of their own among those that nobody has; the detail says how many were shown.',
  ),
  'photograph-claimed': both(
    '某人认领了一张无主照片，等工作人员决定。',
    'Somebody said of a photograph that nobody has that it is theirs; staff decide.',
  ),
  'photograph-claim-withdrawn': both('某人撤回了照片认领。', 'Somebody took back that a photograph is theirs.'),
  'photograph-claim-decided': both(
    '工作人员决定了一件照片认领：同意、退回，或照片已有归属；谁决定的见详情。',
    'Somebody of staff decided about a claimed photograph: agreed, refused, or found it to be somebody’s already; the detail says who.',
  ),
  'photographs-found-enrolments': both(
    '名册导入后，无主照片池里的照片对上了学籍；张数见详情。',
    'After a register had come, photographs that nobody had were found to be of enrolments; the detail says how many.',
  ),
  'photographs-opened': both(
    '工作人员打开了某条学籍的照片；谁打开的见详情，原因记在查看表里，本人可以看到。',
    'Somebody of staff opened the photographs of an enrolment; the detail says who. Why, the table of looks says, and the person reads it.',
  ),
  'campaign-made': both('一次毕业图像与学籍核对已设立。', 'A campaign of checks before graduation was made.'),
  'campaign-changed': both(
    '一次毕业图像与学籍核对的时间、范围或部门已修改。',
    'The moments, the range or the offices of a campaign were changed.',
  ),
  'check-confirmed': both(
    '学籍和照片已核对为正确；代为核对的，详情写明工作人员。',
    'An enrolment and its photographs were confirmed; the detail names who of staff did it in the student’s place.',
  ),
  'check-disputed': both(
    '学籍或照片已由勘误表提出有误。',
    'An enrolment or its photograph was disputed by an errata form.',
  ),
  'check-reopened': both('工作人员把一项核对退回给学生重新核对。', 'Staff gave a check back to the student.'),
  'check-lapsed': both(
    '核对为正确之后学籍或照片有变，确认失效。',
    'A confirmation holds no more, for the register or a photograph has changed since.',
  ),
  'check-done-nationally': both(
    '学信网的核对是否完成已登记。',
    'Whether the check at the national site is done was written down.',
  ),
  'enrolment-number-shown': both(
    '一条学籍的证件号码已完整显示；显示给谁见详情。',
    'The number of the identity paper of an enrolment was shown whole; the detail says to whom.',
  ),
  'errata-begun': both('一份勘误表已开始填写。', 'An errata form was begun.'),
  'errata-rewrite': both('勘误表的内容已改写。', 'What an errata form says was written anew.'),
  'errata-submit': both('勘误表已提交给学院。', 'An errata form was handed in to the college.'),
  'errata-withdraw': both('勘误表已由学生撤回。', 'An errata form was taken back by its student.'),
  'errata-supplement': both(
    '学籍部门要求的补充材料已提交。',
    'More proof was added to an errata form, as the registry had asked.',
  ),
  'errata-college-approve': both('学院同意一份勘误表。', 'The college agreed to an errata form.'),
  'errata-college-return': both('学院退回一份勘误表。', 'The college gave an errata form back.'),
  'errata-registry-approve': both('学籍部门同意一份勘误表。', 'The registry agreed to an errata form.'),
  'errata-registry-reject': both('学籍部门驳回一份勘误表。', 'The registry refused an errata form.'),
  'errata-registry-ask-more': both('学籍部门要求补充材料。', 'The registry asked for more about an errata form.'),
  'errata-export': both(
    '勘误表的更正已列入上报名单。',
    'The rows of an errata form are in a list for the national register.',
  ),
  'errata-fix': both('勘误表所提的错误已更正。', 'What an errata form says was put right.'),
  'errata-external-fail': both('上报的更正没有被采纳。', 'What was sent of an errata form was not taken.'),
} as const satisfies AuditEvents

export const audit = auditTrail(GRADUATION_EVENTS)
