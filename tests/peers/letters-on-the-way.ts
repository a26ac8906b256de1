import { setTimeout as delay } from 'node:timers/promises'
import type { MailboxLetter } from '../../demo/campus/mailbox/letters.ts'
import type { MailboxDouble } from '../../demo/campus/mailbox/mailbox.ts'
import type { FakeClock } from '../../src/fake-clock.ts'

/** What is waiting is looked for every second of the house's clock. */
const STEP_MS = 2_000
/** As long as the relay, which is a real one on a machine that may be busy, is given for each step. */
const LOOK_EVERY_MS = 300

/**
 * The house's time goes on until it is so. It must not run away from the relay: what has waited for two days is given
 * up, and what is at the relay just then is looked at again only after the next step.
 */
export async function lettersUntil<T>(
  clock: FakeClock,
  mailbox: MailboxDouble,
  find: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  for (;;) {
    const found = await find()
    if (found !== undefined) return found
    const coming = mailbox.nextLetter()
    await clock.advance(STEP_MS)
    await Promise.race([coming, delay(LOOK_EVERY_MS)])
  }
}

/** A letter that was awaited before it was written, once it is there. */
export async function arrived(
  clock: FakeClock,
  mailbox: MailboxDouble,
  coming: Promise<MailboxLetter>,
): Promise<MailboxLetter> {
  let letter: MailboxLetter | undefined
  void coming.then(one => {
    letter = one
  })
  return lettersUntil(clock, mailbox, () => letter)
}
