import { z } from 'zod'
import { onOwnPort } from '../../own-port.ts'
import { createTlsAuthority } from '../../tls-authority.ts'
import { createFaultList } from '../faults.ts'
import { type CampusPart, type CampusParts, control, look } from '../part.ts'
import { createLetters, type MailboxLetter } from './letters.ts'
import type { MailboxConfig } from './mailbox-config.ts'
import { type MailboxFault, type MailboxFaultInput, mailboxFaultSchema } from './mailbox-faults.ts'
import { answerMailbox } from './mailbox-pages.ts'
import { listenForLetters } from './smtp-in.ts'

/** What tests and the demo do with the mailbox, in this process. Over HTTP the same is under `/_sim/mailbox/`. */
export interface MailboxDouble {
  /** What a client of SMTP is told: it asks for STARTTLS. */
  readonly smtp: { readonly host: string; readonly port: number; readonly caFile: string }
  /** The oldest first. */
  letters(): readonly MailboxLetter[]
  /** Resolves with the next one that comes. */
  nextLetter(): Promise<MailboxLetter>
  /** Puts a new list of faults in place of the old one. */
  faults(list: readonly MailboxFaultInput[]): void
  /** Forgets letters and faults. */
  reset(): void
}

/** Opens the mailbox of everybody: letters come in by SMTP, whoever they are to, and are read at `/mailbox`. */
export async function openMailbox(
  config: MailboxConfig,
  { clock }: Pick<CampusParts, 'clock'>,
): Promise<{ readonly part: CampusPart; readonly double: MailboxDouble }> {
  const tls = createTlsAuthority(config.tlsFolder, clock)
  const letters = createLetters(() => clock.now())
  const faults = createFaultList<MailboxFault>()
  const smtp = await onOwnPort('the mailbox', config.smtpPort, port =>
    listenForLetters({ config, tls, letters, faults, clock }, port),
  )
  const double: MailboxDouble = {
    smtp: { host: '127.0.0.1', port: smtp.port, caFile: tls.caFile },
    ...{ letters: letters.all, nextLetter: letters.next },
    faults: list => faults.replace(list.map(one => mailboxFaultSchema.parse(one))),
    reset: () => {
      faults.replace([])
      letters.clear()
    },
  }
  const controls: CampusPart['controls'] = {
    'GET state': look(() => ({ smtp: double.smtp, letters: double.letters() })),
    'PUT faults': control(z.array(mailboxFaultSchema).max(200), list => double.faults(list)),
    'GET faults': look(faults.report),
    'POST reset': look(double.reset),
  }
  return {
    double,
    part: {
      ...{ name: 'mailbox', controls, close: smtp.close },
      answer: (request, response) => answerMailbox(letters, request, response),
    },
  }
}
