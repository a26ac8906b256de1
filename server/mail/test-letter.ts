import type { Clock } from '../../src/clock.ts'
import { both } from '../../src/contract/texts.ts'
import type { StaffLanguage } from '../ground/commands/language.ts'
import { sayIn } from '../ground/commands/language.ts'
import { randomReadable } from '../ground/random-id.ts'
import { composeLetter } from './compose-letter.ts'
import { domainOf, type MailConfig } from './mail-config.ts'
import type { Outcome } from './outcome.ts'
import type { SmtpRelay } from './smtp-relay.ts'

const SUBJECT = both('印证：测试信', 'Yinzheng: a test letter')
const TEXT = both(
  '这封信由管理员的命令发出，说明邮件服务器可用。不用回复。\n',
  'This letter was sent by a command of the administrator. It shows that the mail server works. No answer is needed.\n',
)

/** Sends a letter at once, past the outbox, so that what the relay says is seen. */
export async function sendTestLetter(
  relay: SmtpRelay,
  config: MailConfig,
  to: string,
  {
    language,
    clock,
    signal,
  }: { readonly language: StaffLanguage; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Outcome> {
  const token = randomReadable(16).toLowerCase()
  const say = sayIn(language)
  const content = { to, language, subject: say(SUBJECT), text: say(TEXT), html: null, attachments: [] }
  const ids = { mimeId: `<${token}@${domainOf(config)}>`, token, date: new Date(clock.now()) }
  try {
    return await relay.send(await composeLetter(config, content, [], ids), signal)
  } finally {
    relay.rest()
  }
}
