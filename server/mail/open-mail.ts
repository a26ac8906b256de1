import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import { houseSecret } from '../ground/house-secret.ts'
import type { Room } from '../ground/room.ts'
import { LETTER_BACK_OFF, TEXT_BACK_OFF } from './back-off.ts'
import { createContents } from './content.ts'
import { emptyOld } from './empty-old.ts'
import { createHttpGateway } from './http-gateway.ts'
import { createLetterCarrier } from './letter-carrier.ts'
import type { LastLook } from './mail.ts'
import { domainOf, type MailConfig } from './mail-config.ts'
import type { MailDesk } from './mail-desk.ts'
import type { MAIL } from './mail-plan.ts'
import { createOutbox } from './outbox.ts'
import { readSmsSecret, readSmtpSecrets } from './secret-files.ts'
import { createSender } from './send-due.ts'
import { createSmtpRelay } from './smtp-relay.ts'
import { sendTestLetter } from './test-letter.ts'
import { createTextCarrier } from './text-carrier.ts'

export { mailCommands } from './run-commands.ts'

const LETTERS_EVERY_MS = 2_000
const TEXTS_EVERY_MS = 1_000
/** Of what is not sent here at all: it is given up in its time. */
const NOTHING_EVERY_MS = 60_000
const HOUR_MS = 3_600_000
/** Longer than any letter takes, with the connection that it needs, by the clocks of two servers that differ. */
const LEASE_MS = 600_000

/**
 * Opens the outbox and what takes messages from it. A server rejects with `StartRefused` when a file of the configuration cannot be read; a
 * command alone sends nothing by itself and reads none.
 */
export async function openMail(
  ground: Pick<Ground, 'db' | 'clock' | 'log' | 'content' | 'isServing'>,
  { mail, sms }: SectionsOf<typeof MAIL>,
): Promise<Room<MailDesk, typeof MAIL>> {
  const { db, clock, log, isServing } = ground
  const now = () => new Date(clock.now())
  const secret = (name: string) => houseSecret(db, name, now())
  const contents = createContents({ seal: await secret('mail'), address: await secret('mail-addresses') }, clock)
  if (mail && isServing) await readSmtpSecrets(mail)
  if (sms && isServing) await readSmsSecret(sms)
  const relayOf = (section: MailConfig) => createSmtpRelay(section, () => readSmtpSecrets(section), clock)
  const letters = mail && createLetterCarrier(ground, contents, mail, relayOf(mail))
  const texts =
    sms &&
    createTextCarrier(
      contents,
      createHttpGateway(sms, () => readSmsSecret(sms)),
    )
  const domain = mail ? domainOf(mail) : null
  const looks = new Map<string, LastLook>()
  const sender = { db, clock, log, looks, random: Math.random }
  const letterClaim = { kind: 'letter', leaseMs: LEASE_MS, ratePerMinute: mail?.ratePerMinute ?? 1 } as const
  const textClaim = { kind: 'text', leaseMs: LEASE_MS, ratePerMinute: sms?.ratePerMinute ?? 1 } as const
  return {
    doors: {
      ...createOutbox({ db, clock, contents, domain, looks, sendsTexts: sms !== null }),
      contents,
      // Over a connection of its own, beside the one that letters go over.
      sendTest: async (to, language, signal) =>
        mail && sendTestLetter(relayOf(mail), mail, to, { language, clock, signal }),
    },
    handlers: {},
    sweeps: [
      {
        ...{ name: 'letters', everyMs: letters ? LETTERS_EVERY_MS : NOTHING_EVERY_MS },
        run: createSender({ ...sender, claim: letterClaim, carrier: letters, backOff: LETTER_BACK_OFF }),
      },
      {
        ...{ name: 'texts', everyMs: texts ? TEXTS_EVERY_MS : NOTHING_EVERY_MS },
        run: createSender({ ...sender, claim: textClaim, carrier: texts, backOff: TEXT_BACK_OFF }),
      },
      { name: 'old letters', everyMs: HOUR_MS, run: () => emptyOld(db, now()) },
    ],
  }
}
