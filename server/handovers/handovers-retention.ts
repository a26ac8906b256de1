import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const HANDOVERS_RETENTION: readonly RetentionRule[] = [
  {
    table: 'handover',
    what: both('没有取走的手机带走', 'Files that no phone took along'),
    days: 1,
    since: both('开始', 'Its beginning'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'handovers' },
  },
  {
    table: 'handover',
    what: both('手机带走', 'Files that a phone took along'),
    days: 200,
    since: both('取走', 'The taking'),
    ends: 'deleted',
    why: both('网络安全法要求日志至少留存六个月。', 'The Cybersecurity Law has logs kept six months at least.'),
    by: { where: 'taken_at < $1' },
  },
]
