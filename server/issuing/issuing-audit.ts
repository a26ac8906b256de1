import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const ISSUING_EVENTS = {
  'document-issued': both('一份证明已生成、签章、核对并存档。', 'A document was made, sealed, checked and stored.'),
  'document-drafted': both(
    '一份证明已生成、签章并存为草稿；签发之前任何查验都查不到。',
    'A document was made, sealed and stored as a draft: until it is issued, every check finds none.',
  ),
  'document-draft-dropped': both(
    '一份草稿不再需要，已作废并删去文件。',
    'Nobody wanted a draft; it is none any more, and its file is taken away.',
  ),
  'document-proved': both(
    '一份证明的签章之后补上了时间戳、吊销信息或第二枚签章。',
    'A time stamp, revocation data or a second seal was added behind the seal of a document.',
  ),
  'document-revoked': both(
    '一份证明被永久撤销，带有可公开的理由。',
    'A document was taken back for good, with the reason that everyone may know.',
  ),
  'document-replaced': both(
    '同一人较新的一份证明取代了旧的。',
    'A newer document of the same person took the place of one.',
  ),
  'document-expiry-set': both(
    '设定或取消了一份证明的失效时刻。',
    'The moment from which a document no longer counts was set, or taken away.',
  ),
  'batch-opened': both('接受了一份成批签发的名单。', 'A list of documents to issue was taken on.'),
} as const satisfies AuditEvents

export const audit = auditTrail(ISSUING_EVENTS)
