import { randomInt } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { SendingPurpose } from '../../src/contract/receivers-api.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { ShownDocument } from '../../src/verification/api.ts'
import type { House } from '../ground/ground.ts'
import type { GuessWatch } from '../ground/limits/guess-watch.ts'
import type { Limit } from '../ground/limits/limit.ts'
import type { SealedTokens } from '../ground/sealed-token.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type Issuing, issuedFileName } from '../issuing/issuing.ts'
import type { Mail } from '../mail/mail.ts'
import { codeLetter } from './letters.ts'
import { audit } from './receivers-audit.ts'
import { type SendingRow, sendings, stateOfSending } from './sending-rows.ts'
import { OWNER_PURPOSE } from './sendings.ts'

const CODE_MS = 15 * 60_000
const CODE_TRIES = 5
const FILE_MS = 15 * 60_000
const FILE_PURPOSE = 'sending-file'
export const CODE_PURPOSE = 'receiver-code'

/** What a receiver sees who has typed the code. */
export type OpenedSending =
  | {
      readonly is: 'open'
      readonly document: ShownDocument
      readonly owner: Bilingual
      readonly purpose: SendingPurpose
      readonly reference: string
      readonly endsAt: Date
      /** Gives out the file for a quarter of an hour. */
      readonly token: string
    }
  /** It had been opened before its owner took it back. */
  | { readonly is: 'withdrawn' }

/** What was sent, as a receiver opens it. An unknown, an ended and another's link are all one. */
export interface ReceiverSide {
  /** Sends a code to the registered mailbox, where there is something to be opened. Says nothing about that. */
  askCode(sendingId: string): Promise<void>
  /** `closed`: whatever the reason. `later`: too many wrong ones are held back. */
  open(sendingId: string, typed: string, caller: string): Promise<OpenedSending | 'closed' | 'later'>
  file(sendingId: string, token: string): Promise<{ readonly sha256: string; readonly fileName: string } | null>
}

export interface ReceiverSideParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly house: House
  readonly tokens: SealedTokens
  readonly guesses: GuessWatch
  readonly mail: Pick<Mail, 'post' | 'sends'>
  readonly records: Pick<Issuing['records'], 'show'>
  readonly givesFile: (kind: string) => boolean
  /** Codes of one sending. */
  readonly codes: Limit
  /** A mark that only this server can make of a code. */
  readonly markOf: (sendingId: string, code: string) => string
}

export function createReceiverSide(parts: ReceiverSideParts): ReceiverSide {
  const { db, clock, house, tokens, guesses, mail, records, givesFile, codes, markOf } = parts
  const now = () => new Date(clock.now())
  const one = (sendingId: string) => sendings(db).where('sending_id', '=', sendingId).executeTakeFirst()
  /** Whether anything is to be seen: of one that was withdrawn only by who has opened it before. */
  const isThere = (row: SendingRow | undefined): row is SendingRow => {
    if (!row) return false
    const state = stateOfSending(row, now())
    return state === 'sent' || state === 'opened' || (state === 'withdrawn' && row.opened_count > 0)
  }
  const happened = async (sendingId: string, what: 'opened' | 'taken', event: 'sending-opened' | 'sending-taken') =>
    db.transaction().execute(async tx => {
      const at = now()
      const counted = tx.updateTable('sending').where('sending_id', '=', sendingId)
      await (what === 'opened'
        ? counted
            .set(eb => ({ opened_count: eb('opened_count', '+', 1), last_opened_at: at, code_mark: null }))
            .execute()
        : counted.set(eb => ({ taken_count: eb('taken_count', '+', 1) })).execute())
      await tx.insertInto('sending_event').values({ sending_id: sendingId, at, what }).execute()
      await audit(tx, at, { event, subject: sendingId, terminalId: null })
    })

  const opened = async (sendingId: string, code: string): Promise<OpenedSending | null> => {
    const tried = await db
      .updateTable('sending')
      .set(eb => ({ code_tries: eb('code_tries', '+', 1) }))
      .where('sending_id', '=', sendingId)
      .where('code_tries', '<', CODE_TRIES)
      .where('code_until', '>', now())
      .returning('code_mark')
      .executeTakeFirst()
    if (!tried?.code_mark || tried.code_mark !== markOf(sendingId, code)) return null
    const row = await one(sendingId)
    if (!isThere(row)) return null
    if (row.withdrawn_at) return { is: 'withdrawn' }
    const document = givesFile(row.kind) ? await records.show(row.document_id) : undefined
    const owner = tokens.open(OWNER_PURPOSE, row.owner_sealed, clock.now())
    if (!document || !owner) return null
    await happened(sendingId, 'opened', 'sending-opened')
    return {
      ...{ is: 'open', document, owner: { zh: owner.zh ?? '', en: owner.en ?? '' } },
      ...{ purpose: row.purpose as SendingPurpose, reference: row.reference, endsAt: row.ends_at },
      token: tokens.seal(FILE_PURPOSE, { sendingId }, clock.now() + FILE_MS),
    }
  }

  return {
    askCode: async sendingId => {
      const row = await one(sendingId)
      if (!isThere(row) || !mail.sends.letters || !(await codes.allow(sendingId))) return
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      await db.transaction().execute(async tx => {
        const until = new Date(clock.now() + CODE_MS)
        await tx
          .updateTable('sending')
          .set({ code_mark: markOf(sendingId, code), code_until: until, code_tries: 0 })
          .where('sending_id', '=', sendingId)
          .execute()
        const posted = await mail.post(tx, {
          ...{ to: row.mail_to, language: row.language, ...codeLetter(row.language, house, code) },
          ...{ purpose: CODE_PURPOSE, reference: sendingId, sendBy: until },
        })
        if (!posted.ok) throw new Error(`a code for a receiver was not taken: ${posted.error}`)
      })
    },
    open: async (sendingId, typed, caller) => {
      const code = typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
      const found = /^\d{6}$/.test(code) ? await opened(sendingId, code) : null
      if (found) return found
      const said = await guesses.miss({ subject: 'share', caller, code: sendingId })
      return said === 'waited' ? 'closed' : 'later'
    },
    file: async (sendingId, token) => {
      if (tokens.open(FILE_PURPOSE, token, clock.now())?.sendingId !== sendingId) return null
      const row = await one(sendingId)
      if (!isThere(row) || row.withdrawn_at || !givesFile(row.kind)) return null
      const document = await records.show(row.document_id)
      if (!document || document.state === 'revoked') return null
      await happened(sendingId, 'taken', 'sending-taken')
      return { sha256: document.sha256, fileName: issuedFileName(row) }
    },
  }
}
