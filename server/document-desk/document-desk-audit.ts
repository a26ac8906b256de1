import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const DOCUMENT_DESK_EVENTS = {
  'desk-document-issued': both(
    '工作人员看过页面后为某人签发了一份证明。',
    'Somebody of staff issued a document for a person, after looking at its pages.',
  ),
  'desk-document-revoked': both(
    '工作人员撤销了一份证明，独自或经两人同意。',
    'Somebody of staff revoked a document, alone or as two people agreed.',
  ),
  'desk-batch-begun': both(
    '工作人员为一份名单成批生成证明。',
    'Somebody of staff had documents made for a list of people.',
  ),
  'desk-batch-handed-out': both('工作人员取走了一批证明的文件。', 'Somebody of staff took the files of a batch.'),
} as const satisfies AuditEvents

export const audit = auditTrail(DOCUMENT_DESK_EVENTS)
