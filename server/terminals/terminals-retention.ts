import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const TERMINALS_RETENTION: readonly RetentionRule[] = [
  {
    table: 'request_nonce',
    what: both('终端请求的编号', 'Numbers of requests of terminals'),
    days: 0,
    since: both('失效', 'The end of its validity'),
    ends: 'deleted',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { sweep: 'nonces' },
  },
]
