import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const AUDIT_EVENTS = {
  'audit-verified': both(
    '核对了审计链；谁要求的、结果和第一处问题见详情。',
    'The chain over this trail was verified; the detail has who asked, what came of it and the first bad entry.',
  ),
  'audit-rows-expired': both(
    '超过保存期限的条目已删除；到哪一条为止、多少条见详情。',
    'Entries of the trail that were older than the house keeps them were deleted; the detail says up to which, and how many.',
  ),
  'audit-witness-away': both(
    '一处见证没有接收检查点，原因见详情；会一直重试。',
    'A witness of the trail did not take a checkpoint; the detail has why. It is tried again until it does.',
  ),
  'audit-witness-back': both(
    '一处失联的见证恢复接收检查点。',
    'A witness of the trail that was away takes checkpoints again.',
  ),
  'audit-witness-contradicts': both(
    '一处见证存有与本处不同的检查点：数据库被换成旧的，或被改过。',
    'A witness of the trail has other checkpoints than this house: its database was put back to an older one, or bent.',
  ),
  'audit-read': both(
    '工作人员查看了审计记录；一小时内继续看算同一次。',
    'Somebody of staff read the trail; reading on within the hour is the same reading.',
  ),
  'audit-exported': both(
    '工作人员导出了审计条目；筛选条件见详情。',
    'Somebody of staff exported entries of the trail; the detail has to what they were narrowed.',
  ),
  'terminal-chain-broken': both(
    '一台自助机的审计链与它先前报来的接不上；第一个不符的条目见详情。',
    'The chain of a terminal does not go on with what it told before; the detail has the first entry that does not fit.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(AUDIT_EVENTS)
