import type { RateCounts } from '../../ground/limits/rate-counts.ts'
import type { AccountError } from './account-errors.ts'
import {
  DAY_MS,
  LETTER_EVERY_MS,
  LETTERS_A_DAY,
  TEXT_EVERY_MS,
  TEXT_WINDOW_MS,
  TEXTS_AN_HOUR,
} from './account-rules.ts'

/** How often something may go to one mailbox or one phone, whoever causes it and whether or not it belongs to an account. */
export interface SendLimits {
  /** Null when a letter may go now; it is counted then. */
  letter(
    purpose: 'sign-up' | 'password',
    mail: string,
  ): Promise<Extract<AccountError, 'E_RESEND_WAIT' | 'E_RESEND_MAX'> | null>
  text(phone: string): Promise<Extract<AccountError, 'E_SMS_WAIT' | 'E_SMS_MAX'> | null>
}

export function createSendLimits(counts: RateCounts): SendLimits {
  /** The long count first is taken back where the short one refuses: a hasty second press costs nobody a letter of the day. */
  const within = async (name: string, who: string, everyMs: number, [times, windowMs]: readonly [number, number]) => {
    const [long] = await counts.count([{ name, who }], windowMs)
    if (!long || long.count > times) return 'max'
    const [short] = await counts.count([{ name: `${name} soon`, who }], everyMs)
    if (short && short.count <= 1) return null
    await counts.takeBack({ name, who })
    return 'wait'
  }
  return {
    letter: async (purpose, mail) => {
      const answer = await within(`account letter ${purpose}`, mail, LETTER_EVERY_MS, [LETTERS_A_DAY, DAY_MS])
      return answer === null ? null : answer === 'max' ? 'E_RESEND_MAX' : 'E_RESEND_WAIT'
    },
    text: async phone => {
      const answer = await within('account text', phone, TEXT_EVERY_MS, [TEXTS_AN_HOUR, TEXT_WINDOW_MS])
      return answer === null ? null : answer === 'max' ? 'E_SMS_MAX' : 'E_SMS_WAIT'
    },
  }
}
