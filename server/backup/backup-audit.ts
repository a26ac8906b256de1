import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const BACKUP_EVENTS = {
  'backup-made': both(
    '已备份数据表和文件；数目见详情，对象是其摘要。',
    'A backup of the tables and files was made; the detail has how many, the subject is its digest.',
  ),
  'backup-brought-back': both(
    '备份已恢复到空处；备份时间和须重新执行的删除数见详情。',
    'A backup was brought back into an empty place; the detail has when it was made, and how many erasings are carried out once more.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(BACKUP_EVENTS)
