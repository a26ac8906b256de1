import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { createSealedTokens } from '../ground/sealed-token.ts'
import type { MessageRow } from './message-rows.ts'

/** What stands in a letter, and to whom it goes. */
export interface LetterContent {
  readonly to: string
  readonly language: 'zh' | 'en'
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly attachments: readonly { readonly sha256: string; readonly fileName: string }[]
}

export interface TextContent {
  readonly to: string
  readonly text: string
  readonly code: string
}

/** Seals what is personal of messages before it reaches the database. */
export interface Contents {
  seal(messageId: string, content: LetterContent | TextContent): string
  /** Null when it is gone, or is of another message. */
  letter(row: Pick<MessageRow, 'message_id' | 'content'>): LetterContent | null
  text(row: Pick<MessageRow, 'message_id' | 'content'>): TextContent | null
  /** To whom it goes; null when that is gone. */
  toOf(row: Pick<MessageRow, 'message_id' | 'content'>): string | null
  /** A pseudonym of an address or a number. Case does not tell two addresses apart here. */
  keyOf(address: string): string
}

const letterSchema = z.object({
  to: z.string(),
  language: z.enum(['zh', 'en']),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  attachments: z.array(z.object({ sha256: z.string(), fileName: z.string() })),
})
const textSchema = z.object({ to: z.string(), text: z.string(), code: z.string() })
const toSchema = z.object({ to: z.string() })

/** A seal that does not end: the row that holds it does. */
const NEVER_MS = Number.MAX_SAFE_INTEGER

/** Two secrets of the house: one seals, the other makes pseudonyms. */
export function createContents(
  secrets: { readonly seal: Uint8Array; readonly address: Uint8Array },
  clock: Clock,
): Contents {
  const tokens = createSealedTokens(secrets.seal)
  const open = <Content>(schema: z.ZodType<Content>, row: Pick<MessageRow, 'message_id' | 'content'>) => {
    const facts = row.content === null ? null : tokens.open(purposeOf(row.message_id), row.content, clock.now())
    return facts === null ? null : schema.parse(JSON.parse(facts.content ?? 'null'))
  }
  return {
    seal: (messageId, content) => tokens.seal(purposeOf(messageId), { content: JSON.stringify(content) }, NEVER_MS),
    letter: row => open(letterSchema, row),
    text: row => open(textSchema, row),
    toOf: row => open(toSchema, row)?.to ?? null,
    keyOf: address =>
      createHmac('sha256', secrets.address).update(address.toLowerCase()).digest('base64url').slice(0, 22),
  }
}

/** Bound to its row: a content that is laid into another one opens nothing. */
const purposeOf = (messageId: string) => `message ${messageId}`
