import type { Outcome } from './outcome.ts'

/** What the SMTP client says of a try that failed. */
export interface SmtpFailure {
  readonly message: string
  readonly code?: string | undefined
  /** Of the relay's answer; absent where there was none. */
  readonly responseCode?: number | undefined
  readonly response?: string | undefined
  /** At which command. `CONN`: at none. */
  readonly command?: string | undefined
}

const LETTER_COMMANDS: readonly string[] = ['MAIL FROM', 'RCPT TO', 'DATA']
const TOO_LARGE = 552
/** Of RFC 3463; 552 is said of a mailbox that is full, too. */
const TOO_LARGE_WORDS = /^5\d\d[ -]5\.(?:3\.4|2\.3)\b/
const FULL = /^5\d\d[ -]5\.2\.2\b/
const CLOSING = 421

/**
 * What follows from a failure. An answer to one of the letter's own commands is about the letter; everything else is about the relay, and
 * no letter is lost over it. `hasBegun`: the letter itself was on its way, so that without an answer nobody knows.
 */
export function judgeFailure(failure: SmtpFailure, hasBegun: boolean): Outcome {
  const { code, command = 'CONN', responseCode, response } = failure
  const reply = response ?? failure.message
  if (!LETTER_COMMANDS.includes(command) || responseCode === undefined) {
    // The relay names a size at its greeting, and the letter is larger.
    if (code === 'EMESSAGE' && command === 'MAIL FROM') return { kind: 'refused', reason: 'too-large', reply }
    return hasBegun ? { kind: 'unknown', reply } : { kind: 'later', ofAll: true, reply }
  }
  if (responseCode < 500) return { kind: 'later', ofAll: responseCode === CLOSING, reply }
  const isTooLarge = (responseCode === TOO_LARGE && !FULL.test(reply)) || TOO_LARGE_WORDS.test(reply)
  if (isTooLarge) return { kind: 'refused', reason: 'too-large', reply }
  // It refuses who sends, and that is the house.
  if (command === 'MAIL FROM') return { kind: 'later', ofAll: true, reply }
  return { kind: 'refused', reason: 'refused', reply }
}
