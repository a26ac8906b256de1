import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const ENQUIRIES_RETENTION: readonly RetentionRule[] = [
  {
    table: 'enquiry',
    what: both('更正与咨询（加密）', 'Corrections and questions, sealed'),
    days: 365,
    since: both('办结（天数见 enquiries.keptDays）', 'Their end; the days as enquiries.keptDays says'),
    ends: 'deleted',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: { sweep: 'corrections and questions' },
  },
  {
    table: 'enquiry_message',
    what: both('其中的往来文字（加密）', 'What was written in them, sealed'),
    days: 365,
    since: both('办结（天数见 enquiries.keptDays）', 'Their end; the days as enquiries.keptDays says'),
    ends: 'deleted',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: { sweep: 'corrections and questions' },
  },
]
