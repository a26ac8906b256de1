import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const MAIL_RETENTION: readonly RetentionRule[] = [
  {
    table: 'message',
    what: both('信件、短信的内容和收件人（加密）', 'What stood in letters and texts, and to whom they went, sealed'),
    days: 30,
    since: both('发出或作废', 'Their end'),
    ends: 'emptied',
    why: both('退信时要能重发。', 'They may have to be sent again.'),
    by: { sweep: 'old letters' },
  },
  {
    table: 'message',
    what: both('收件人的代号', 'Pseudonyms of addresses'),
    days: 200,
    since: both('发出或作废', 'Their end'),
    ends: 'emptied',
    why: both('网络安全法要求日志至少留存六个月。', 'The Cybersecurity Law has logs kept six months at least.'),
    by: { where: "state <> 'waiting' and over_at < $1 and address_key <> ''", set: "address_key = ''" },
  },
]
