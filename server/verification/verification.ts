import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { type Clock, sleep } from '../../src/clock.ts'
import type { CodeAnswer, FilesAnswer } from '../../src/verification/api.ts'
import type { FileNames } from '../../src/verification/file-names.ts'
import { codeFrom } from '../../src/verification/typed-code.ts'
import type { Captchas } from '../ground/captcha/captcha.ts'
import type { GuessWatch } from '../ground/guess-watch.ts'
import type { SealedTokens } from '../ground/sealed-token.ts'
import type { ContentStore } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { idOfCode, idOfFile, knownFiles, showDocument } from '../issuing/find-document.ts'

const TICKET = 'verification-ticket'
const TICKET_MS = 15 * 60_000
/** What an answer that found nothing waits, whatever the reason: guessing is slow even before any limit. */
export const MISS_DELAY_MS = 600

/** What the public may ask of the records, whichever page or program asks. */
export interface Verification {
  /** Looks a code up for somebody who answered a captcha. A wrong code and an unknown one get the same answer as slowly. */
  byCode(ip: string, asked: { code: string; captchaToken: string; captchaAnswer: string }): Promise<CodeAnswer>
  /** Asks again with the ticket of an earlier answer. */
  byTicket(ticket: string): Promise<CodeAnswer>
  /** The signed file as it was issued; null when the ticket has run out or the file is not to be had. */
  file(ticket: string): Promise<Uint8Array | null>
  /** The document that a ticket is for; null when it has run out. */
  documentOf(ticket: string): string | null
  byFiles(files: readonly FileNames[]): Promise<FilesAnswer>
  /** The issued document that a file belongs to; null when there is none. */
  idOfFile(file: FileNames): Promise<string | null>
}

export function createVerification(parts: {
  readonly db: Kysely<Tables>
  readonly content: ContentStore
  readonly clock: Clock
  readonly log: Logger
  readonly captchas: Captchas
  readonly tokens: SealedTokens
  readonly guesses: GuessWatch
}): Verification {
  const { db, content, clock, log, captchas, tokens, guesses } = parts
  const now = () => new Date(clock.now())
  const documentOf = (ticket: string) => tokens.open(TICKET, ticket, clock.now())?.documentId ?? null

  const found = async (documentId: string, ticket: string): Promise<CodeAnswer | null> => {
    const document = await showDocument(db, documentId, now())
    return document ? { outcome: 'found', document, ticket, checkedAt: now().toISOString() } : null
  }
  const missed = async (ip: string, code: string | null): Promise<CodeAnswer> => {
    await Promise.all([guesses.miss(ip, code), sleep(clock, MISS_DELAY_MS)])
    return { outcome: 'not-found' }
  }

  return {
    byCode: async (ip, asked) => {
      const code = codeFrom(asked.code)
      const afterSeconds = guesses.waitSeconds(ip, code)
      if (afterSeconds > 0) return { outcome: 'slow-down', afterSeconds }
      if (!(await captchas.answer(asked.captchaToken, asked.captchaAnswer))) return { outcome: 'captcha-wrong' }
      // What can't be a code is looked up all the same, so that the time tells nothing.
      const documentId = await idOfCode(db, code ?? asked.code)
      if (documentId === undefined) return missed(ip, code)
      const ticket = tokens.seal(TICKET, { documentId }, clock.now() + TICKET_MS)
      return (await found(documentId, ticket)) ?? missed(ip, code)
    },
    byTicket: async ticket => {
      const documentId = documentOf(ticket)
      const answer = documentId === null ? null : await found(documentId, ticket)
      return answer ?? { outcome: 'ticket-over' }
    },
    file: async ticket => {
      const documentId = documentOf(ticket)
      const document = documentId === null ? undefined : await showDocument(db, documentId, now())
      if (!document) return null
      const file = await content.get(document.sha256)
      if (file.ok) return file.value
      log.error({ documentId, reason: file.error }, 'a stored file cannot be shown')
      return null
    },
    documentOf,
    byFiles: async files => ({ checkedAt: now().toISOString(), files: await knownFiles(db, files, now()) }),
    idOfFile: file => idOfFile(db, file),
  }
}
