import type { Ground } from '../ground/ground.ts'
import { composeLetter } from './compose-letter.ts'
import type { Contents } from './content.ts'
import type { MailConfig } from './mail-config.ts'
import type { Carrier, Outcome } from './outcome.ts'
import type { SmtpRelay } from './smtp-relay.ts'

/** Takes letters to the relay. One may be handed over twice: its Message-ID stays, by which mailboxes know it again. */
export function createLetterCarrier(
  { content: files, log }: Pick<Ground, 'content' | 'log'>,
  contents: Contents,
  config: MailConfig,
  relay: SmtpRelay,
): Carrier {
  return {
    mayRepeat: true,
    carry: async (message, signal) => {
      const content = contents.letter(message)
      if (content === null || message.mime_id === null) return GONE
      const bytes: Uint8Array[] = []
      for (const { sha256 } of content.attachments) {
        const file = await files.get(sha256)
        if (file.ok) bytes.push(file.value)
        else {
          log.error({ messageId: message.message_id, sha256, reason: file.error }, 'a letter has lost a file')
          return { kind: 'later', ofAll: false, reply: `a file of it is ${file.error}` }
        }
      }
      const ids = { mimeId: message.mime_id, token: message.token, date: message.posted_at }
      return relay.send(await composeLetter(config, content, bytes, ids), signal)
    },
    rest: relay.rest,
  }
}

const GONE: Outcome = { kind: 'refused', reason: 'refused', reply: 'what stood in it cannot be read any more' }
