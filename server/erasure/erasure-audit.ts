import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const ERASURE_EVENTS = {
  'erasure-asked': both(
    '有人申请删除其个人信息；会话和到期日见详情。',
    'A person asked for what is kept of them to be erased; the detail has the session and the day it is due.',
  ),
  'erasure-undone': both(
    '本人撤销了申请，什么都没有删；会话见详情。',
    'The person undid that wish, and nothing was erased; the detail has the session.',
  ),
  'erasure-held-up': both(
    '删除申请到期，但有未了的事；每小时再看一次。',
    'A wish for erasing was due, and something under way held it up: it is looked at every hour.',
  ),
  'erasure-begun': both(
    '开始删除某人的信息；此后不能撤销。',
    'What is kept of a person began to be erased; it is not undone from then on.',
  ),
  'erasure-done': both(
    '已全部删除，申请里也不再有任何指向本人的内容；各表的条数见详情。',
    'It was erased, and nothing in the wish leads to its person any more; the detail says how many entries, by table.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(ERASURE_EVENTS)
