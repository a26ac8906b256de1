import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { err, ok } from '../../src/result.ts'
import { randomReadable } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import { checkLetter, checkText } from './check-letter.ts'
import type { Contents, LetterContent, TextContent } from './content.ts'
import type { LastLook, Letter, Mail, TextMessage } from './mail.ts'
import { type MessageKind, stateOfRow } from './message-rows.ts'
import { stopMessages } from './stop-messages.ts'
import { mayText } from './text-limits.ts'

export interface OutboxParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly contents: Contents
  /** Behind the @ of every Message-ID; null where no letters are sent. */
  readonly domain: string | null
  readonly sendsTexts: boolean
  readonly looks: Map<string, LastLook>
}

/** People read it out and type it. */
const MESSAGE_ID_LENGTH = 13
/** Small letters, for servers on its way that change their case, and none that is read for another. */
const TOKEN_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
/** Some 79 random bits: who guesses one could say of a letter that it came back. */
const TOKEN_LENGTH = 16

/** The outbox, as other rooms fill it and look into it. */
export function createOutbox({ db, clock, contents, domain, sendsTexts, looks }: OutboxParts): Mail {
  const put = async (
    tx: Transaction<Tables>,
    kind: MessageKind,
    { purpose, reference, sendBy }: Pick<Letter | TextMessage, 'purpose' | 'reference' | 'sendBy'>,
    content: LetterContent | TextContent,
    now: Date,
  ): Promise<string> => {
    const messageId = randomReadable(MESSAGE_ID_LENGTH)
    const token = randomReadable(TOKEN_LENGTH, TOKEN_ALPHABET)
    await tx
      .insertInto('message')
      .values({
        ...{ message_id: messageId, kind, purpose, reference, content: contents.seal(messageId, content), token },
        ...{ address_key: contents.keyOf(content.to), mime_id: kind === 'letter' ? `<${token}@${domain}>` : null },
        ...{ state: 'waiting', posted_at: now, send_by: sendBy, next_try_at: now },
      })
      .execute()
    return messageId
  }
  return {
    sends: { letters: domain !== null, texts: sendsTexts },
    post: async (tx, letter) => {
      if (domain === null) return err('no-mail')
      const now = new Date(clock.now())
      const content = checkLetter(letter, now)
      return content.ok ? ok(await put(tx, 'letter', letter, content.value, now)) : content
    },
    text: async (tx, message) => {
      if (!sendsTexts) return err('no-sms')
      const now = new Date(clock.now())
      const content = checkText(message, now)
      if (!content.ok) return content
      const may = await mayText(tx, contents.keyOf(content.value.to), now)
      return may === 'yes' ? ok(await put(tx, 'text', message, content.value, now)) : err(may)
    },
    stateOf: async messageId => {
      const row = await db.selectFrom('message').selectAll().where('message_id', '=', messageId).executeTakeFirst()
      return row ? stateOfRow(row) : null
    },
    statesOf: async messageIds => {
      if (messageIds.length === 0) return new Map()
      const rows = await db
        .selectFrom('message')
        .selectAll()
        .where('message_id', 'in', [...messageIds])
        .execute()
      return new Map(rows.map(row => [row.message_id, stateOfRow(row)]))
    },
    stop: (tx, messageIds, because) => stopMessages(tx, messageIds, because, new Date(clock.now())),
    stopAbout: async (tx, references, because) => {
      if (references.length === 0) return
      const about = tx.selectFrom('message').select('message_id').where('content', 'is not', null)
      const rows = await about.where('reference', 'in', [...references]).execute()
      const ids = rows.map(({ message_id }) => message_id)
      await stopMessages(tx, ids, because, new Date(clock.now()))
    },
    reached: async references => {
      if (references.length === 0) return new Set()
      const rows = await db
        .selectFrom('message')
        .select('reference')
        .distinct()
        .where('reference', 'in', [...references])
        .where('state', 'in', ['waiting', 'sent'])
        .execute()
      return new Set(rows.map(({ reference }) => reference))
    },
    lookBefore: (purpose, look) => void looks.set(purpose, look),
  }
}
