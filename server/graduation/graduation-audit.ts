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
  'photographs-opened': both(
    '工作人员打开了某条学籍的照片；谁打开的见详情，原因记在查看表里，本人可以看到。',
    'Somebody of staff opened the photographs of an enrolment; the detail says who. Why, the table of looks says, and the person reads it.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(GRADUATION_EVENTS)
