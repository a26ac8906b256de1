import { randomInt, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import type { Captcha } from '../../../src/verification/api.ts'
import type { SealedTokens } from '../sealed-token.ts'
import type { Tables } from '../store/tables.ts'
import { drawCaptcha } from './draw-captcha.ts'
import type { Speaker } from './speak-captcha.ts'

const DIGITS = 6
const GOOD_FOR_MS = 10 * 60_000
const PURPOSE = 'captcha'
const random = () => randomInt(0x1_0000_0000) / 0x1_0000_0000

/** A question that people answer more easily than programs. Nothing is kept of one until it is answered. */
export interface Captchas {
  make(): Captcha
  /** The same digits as a WAV; null when the token is not a good one. */
  speak(token: string, language: 'zh' | 'en'): Uint8Array | null
  /** Whether the answer is right. Either way the token is spent: a question is answered once. */
  answer(token: string, answer: string): Promise<boolean>
  /** Forgets spent tokens that have run out by themselves. */
  tidy(): Promise<void>
}

export function createCaptchas(parts: {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly tokens: SealedTokens
  readonly speaker: Speaker
}): Captchas {
  const { db, clock, tokens, speaker } = parts
  return {
    make: () => {
      const answer = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')
      const token = tokens.seal(PURPOSE, { answer, nonce: randomUUID() }, clock.now() + GOOD_FOR_MS)
      return { token, picture: drawCaptcha(answer, random), digits: DIGITS }
    },
    speak: (token, language) => {
      const facts = tokens.open(PURPOSE, token, clock.now())
      return facts?.answer === undefined ? null : speaker.speak(language, facts.answer, random)
    },
    answer: async (token, answer) => {
      const facts = tokens.open(PURPOSE, token, clock.now())
      if (facts?.nonce === undefined) return false
      const spent = await db
        .insertInto('spent_captcha')
        .values({ nonce: facts.nonce, expires_at: new Date(clock.now() + GOOD_FOR_MS) })
        .onConflict(conflict => conflict.doNothing())
        .returning('nonce')
        .executeTakeFirst()
      return spent !== undefined && digitsOf(answer) === facts.answer
    },
    tidy: async () => {
      await db.deleteFrom('spent_captcha').where('expires_at', '<', new Date(clock.now())).execute()
    },
  }
}

/** What was typed, full-width digits and blanks taken as they are meant. */
const digitsOf = (typed: string) => typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
