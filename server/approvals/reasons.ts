import type { Bilingual } from '../../src/contract/texts.ts'
import { plainLine } from '../../src/rules/plain-text.ts'

/** Why an application is sent back, as its person reads it. `other` wants words of one's own. */
export const REASONS = {
  'record-wrong': {
    zh: '学籍或成绩记录有误，请先更正后重新申请。',
    en: 'Something in the records is wrong. Have it put right first, then apply again.',
  },
  'data-changed': {
    zh: '申请之后记录有变化，请重新申请，以便按新的记录出具。',
    en: 'The records have changed since. Apply again, so that the document says what they say now.',
  },
  'purpose-unclear': {
    zh: '用途不清楚，请写明用途后重新申请。',
    en: 'It is not clear what it is for. Say so, and apply again.',
  },
  'not-entitled': {
    zh: '不符合办理条件。',
    en: 'The conditions for this document are not met.',
  },
  'proof-needed': {
    zh: '需要补充证明材料，请带材料到办公室。',
    en: 'Further proof is needed. Please bring it to the office.',
  },
  other: { zh: '其他原因', en: 'Another reason' },
} as const satisfies Readonly<Record<string, Bilingual>>
export type Reason = keyof typeof REASONS

export const isReason = (said: unknown): said is Reason => typeof said === 'string' && Object.hasOwn(REASONS, said)

export const REASON_CHARACTERS = 300

/** A reason with what the officer has written besides. */
export interface SaidReason {
  readonly reason: Reason
  readonly words: string
}

/** Null where no reason was chosen, where `other` says nothing, or where more was written than there is room for. */
export function readReason(reason: string, words: string): SaidReason | null {
  const line = plainLine(words)
  if (!isReason(reason) || line.length > REASON_CHARACTERS) return null
  return reason === 'other' && line === '' ? null : { reason, words: line }
}

/** As the person reads it. */
export function sayReason(reason: string | null, words: string): Bilingual {
  const known = isReason(reason) && reason !== 'other' ? REASONS[reason] : { zh: '', en: '' }
  return { zh: `${known.zh}${words}`, en: [known.en, words].filter(part => part !== '').join(' ') }
}
