import type { Transaction } from 'kysely'
import type { Result } from '../../src/result.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { MessageState, StopReason } from './message-state.ts'

export { type AddressFault, maskedAddress, readAddress } from './address.ts'
export type { BounceReason, MessageState, StopReason } from './message-state.ts'
export { maskedPhone, readChineseMobile } from './phone.ts'
export { sayState } from './say-state.ts'

/** A file of the content store that goes with a letter. */
export interface Attachment {
  readonly sha256: string
  /** With its ending, by which its type is known. One line, without characters that turn the direction of writing. */
  readonly fileName: string
}

/** A letter as another room hands it over: made in one language, to one person. */
export interface Letter {
  readonly to: string
  readonly language: 'zh' | 'en'
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly attachments?: readonly Attachment[]
  /** What it is for, such as `share-link`: a to z, digits and dashes. */
  readonly purpose: string
  /** An id of what it is about. Never a person. */
  readonly reference: string
  /** From then on it is of no use, and is given up. */
  readonly sendBy: Date
}

/** A text to a mobile number of the Chinese mainland. */
export interface TextMessage {
  readonly to: string
  readonly text: string
  /** The part of it that a template of the gateway has a place for; empty where nothing is said. */
  readonly code?: string
  readonly purpose: string
  readonly reference: string
  readonly sendBy: Date
}

/** Why a letter is not taken. */
export type LetterRefusal =
  | 'no-mail'
  | 'address-wrong'
  | 'subject-wrong'
  | 'text-wrong'
  | 'html-wrong'
  | 'attachments-wrong'
  | 'too-late'

/** Why a text is not taken; `too-soon` and `too-many` count for the number, whoever wants it. */
export type TextRefusal = 'no-sms' | 'number-wrong' | 'text-wrong' | 'too-late' | 'too-soon' | 'too-many'

/** Whether something has come between the wish for a message and its going. */
export type LastLook = (reference: string) => Promise<StopReason | null>

/** What other rooms may ask of the mail. */
export interface Mail {
  /** What can be sent at all, by the configuration: what needs the other says so before anybody begins. */
  readonly sends: { readonly letters: boolean; readonly texts: boolean }
  /** Puts a letter into the outbox, in the transaction of what causes it, and gives its id. It is sent after that is through. */
  post(tx: Transaction<Tables>, letter: Letter): Promise<Result<string, LetterRefusal>>
  /** The same for a text. */
  text(tx: Transaction<Tables>, message: TextMessage): Promise<Result<string, TextRefusal>>
  /** How far it has come; null when there is none with this id. */
  stateOf(messageId: string): Promise<MessageState | null>
  /** The same for many at once; without those that there are not. */
  statesOf(messageIds: readonly string[]): Promise<ReadonlyMap<string, MessageState>>
  /** Keeps back those of them that wait, and forgets what stands in all of them. One that is on its way just now goes. */
  stop(tx: Transaction<Tables>, messageIds: readonly string[], because: StopReason): Promise<void>
  /** The same for every message about one of these references, whatever it is for. */
  stopAbout(tx: Transaction<Tables>, references: readonly string[], because: StopReason): Promise<void>
  /** Those of these references about which a letter or text has gone, or may still go; not those whose letters all came back or were given up. */
  reached(references: readonly string[]): Promise<ReadonlySet<string>>
  /** Has `look` asked about every message of a purpose, by its reference, just before it goes: null lets it go. */
  lookBefore(purpose: string, look: LastLook): void
}
