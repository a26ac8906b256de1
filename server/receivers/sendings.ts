import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { ReceiverId, Sending, SendingPurpose } from '../../src/contract/receivers-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { readReference } from '../../src/rules/reference-form.ts'
import { wallTimeAnywhere } from '../../src/rules/wall-time.ts'
import type { House } from '../ground/ground.ts'
import type { Limit } from '../ground/limits/limit.ts'
import { randomId } from '../ground/random-id.ts'
import type { SealedTokens } from '../ground/sealed-token.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Mail } from '../mail/mail.ts'
import type { Portal } from '../portal/portal.ts'
import { askRecords, type PersonId, type Records } from '../records/records.ts'
import { linkLetter } from './letters.ts'
import { audit } from './receivers-audit.ts'
import { purposesOf, type ReceiverRegister, type ReceiverRow } from './register.ts'
import { OPEN_MS, type SendingRow, sendings, viewSendings } from './sending-rows.ts'

export const LINK_PURPOSE = 'receiver-link'
export const OWNER_PURPOSE = 'sending-owner'
/** A mailbox that answers nothing for two days is somebody's to look after. */
const SEND_WITHIN_MS = 48 * 3_600_000

export interface SendingWish {
  readonly receiverId: ReceiverId
  readonly purpose: SendingPurpose
  readonly reference: string
  readonly wishId: string
}

/** What people send to registered receivers. Of somebody else's everything is said as of what there is not. */
export interface Sendings {
  /** Null for an application that the person does not have. */
  list(personId: string, applicationId: string): Promise<Sending[] | null>
  /** Refuses with `application-unknown`, `document-unavailable`, `letters-off`, `receiver-unknown`, `reference-wrong`, `too-many-today`. */
  send(personId: string, applicationId: string, wish: SendingWish): Promise<Result<Sending>>
  /** While it may not go once more, how far it is. */
  sendAgain(personId: string, sendingId: string): Promise<Result<Sending>>
  withdraw(personId: string, sendingId: string): Promise<Result<Sending>>
}

export interface SendingParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly log: Logger
  readonly house: House
  readonly tokens: SealedTokens
  readonly mail: Mail
  readonly portal: Pick<Portal, 'application'>
  readonly records: Pick<Records, 'person'>
  readonly register: Pick<ReceiverRegister, 'one'>
  readonly limit: Limit
}

export function createSendings(parts: SendingParts): Sendings {
  const { db, clock, house, tokens, mail, portal, records, register, limit } = parts
  const now = () => new Date(clock.now())
  const viewAll = (rows: readonly SendingRow[]) => viewSendings({ mail, timeZone: house.timeZone, now: now() }, rows)
  const view = async (row: SendingRow) => {
    const [seen] = await viewAll([row])
    if (!seen) throw new Error('a sending that is there is not seen')
    return seen
  }
  const own = (personId: string, sendingId: string) =>
    sendings(db).where('sending_id', '=', sendingId).where('application.person_id', '=', personId).executeTakeFirst()
  const unknown = () => err(fault('application-unknown'))

  const post = async (
    tx: Transaction<Tables>,
    facts: Pick<SendingRow, 'sending_id' | 'title_zh' | 'title_en' | 'reference' | 'ends_at'>,
    { mail_to: to, language }: Pick<ReceiverRow, 'mail_to' | 'language'>,
  ): Promise<string> => {
    const posted = await mail.post(tx, {
      ...{ to, language, purpose: LINK_PURPOSE, reference: facts.sending_id },
      ...linkLetter(language, {
        ...{ house, url: `${house.publicBaseUrl}/r/${facts.sending_id}`, reference: facts.reference },
        title: { zh: facts.title_zh, en: facts.title_en },
        until: wallTimeAnywhere(facts.ends_at, house.timeZone),
      }),
      sendBy: new Date(clock.now() + SEND_WITHIN_MS),
    })
    if (!posted.ok) throw new Error(`a letter to a receiver was not taken: ${posted.error}`)
    return posted.value
  }
  const happened = (tx: Transaction<Tables>, sendingId: string, what: 'sent' | 'sent-again' | 'withdrawn') =>
    tx.insertInto('sending_event').values({ sending_id: sendingId, at: now(), what }).execute()
  const wished = (applicationId: string, wishId: string) =>
    sendings(db).where('sending.application_id', '=', applicationId).where('wish_id', '=', wishId).executeTakeFirst()

  return {
    list: async (personId, applicationId) => {
      if (!(await portal.application(personId, applicationId))) return null
      const rows = await sendings(db)
        .where('sending.application_id', '=', applicationId)
        .orderBy('sent_at', 'desc')
        .limit(50)
        .execute()
      return viewAll(rows)
    },
    send: async (personId, applicationId, { receiverId, purpose, reference, wishId }) => {
      const document = await portal.application(personId, applicationId)
      if (!document) return unknown()
      const before = await wished(applicationId, wishId)
      if (before) return ok(await view(before))
      if (!mail.sends.letters) return err(fault('letters-off'))
      if (!document.isGivenOut) return err(fault('document-unavailable'))
      const receiver = await register.one(receiverId)
      if (receiver?.state !== 'active' || !purposesOf(receiver).includes(purpose)) return err(fault('receiver-unknown'))
      const { reference_form: form } = receiver
      const read = form === '' ? '' : readReference(form, reference)
      if (read === null) return err(fault('reference-wrong'))
      const person = await askRecords(parts, async () => ok(await records.person(personId as PersonId)))
      if (!person.ok) return person
      if (!person.value) return err(fault('document-unavailable', 'the person is gone from the records'))
      if (!(await limit.allow(sha256Hex(personId)))) return err(fault('too-many-today', 'sendings'))
      const { nameZh, nameEn } = person.value
      const at = now()
      const sendingId = randomId()
      const endsAt = new Date(at.getTime() + OPEN_MS)
      await db.transaction().execute(async tx => {
        const facts = {
          ...{ sending_id: sendingId, reference: read, ends_at: endsAt },
          ...{ title_zh: document.title.zh, title_en: document.title.en },
        }
        const entered = await tx
          .insertInto('sending')
          .values({
            ...{ sending_id: sendingId, application_id: applicationId, receiver_id: receiverId, wish_id: wishId },
            ...{ purpose, reference: read, message_id: '', sent_at: at, posted_at: at, ends_at: endsAt },
            owner_sealed: tokens.seal(OWNER_PURPOSE, { zh: nameZh, en: nameEn }, endsAt.getTime()),
          })
          .onConflict(conflict => conflict.columns(['application_id', 'wish_id']).doNothing())
          .returning('sending_id')
          .executeTakeFirst()
        // The same wish, a moment before: one sending.
        if (!entered) return
        const messageId = await post(tx, facts, receiver)
        await tx.updateTable('sending').set({ message_id: messageId }).where('sending_id', '=', sendingId).execute()
        await happened(tx, sendingId, 'sent')
        await audit(tx, at, { event: 'sending-made', subject: sendingId, terminalId: null })
      })
      const row = await wished(applicationId, wishId)
      if (!row) throw new Error('a sending that was just written is not there')
      return ok(await view(row))
    },
    sendAgain: async (personId, sendingId) => {
      const row = await own(personId, sendingId)
      if (!row) return unknown()
      const document = await portal.application(personId, row.application_id)
      const seen = await view(row)
      if (!seen.maySendAgain || !document?.isGivenOut) return ok(seen)
      if (!(await limit.allow(sha256Hex(personId)))) return err(fault('too-many-today', 'sendings'))
      await db.transaction().execute(async tx => {
        const held = await tx
          .selectFrom('sending')
          .select('times')
          .where('sending_id', '=', sendingId)
          .forUpdate()
          .executeTakeFirstOrThrow()
        if (held.times !== row.times) return
        const messageId = await post(tx, row, row)
        await tx
          .updateTable('sending')
          .set({ message_id: messageId, posted_at: now(), times: held.times + 1 })
          .where('sending_id', '=', sendingId)
          .execute()
        await happened(tx, sendingId, 'sent-again')
        await audit(tx, now(), { event: 'sending-posted-again', subject: sendingId, terminalId: null })
      })
      return ok(await view((await own(personId, sendingId)) ?? row))
    },
    withdraw: async (personId, sendingId) => {
      const row = await own(personId, sendingId)
      if (!row) return unknown()
      await db.transaction().execute(async tx => {
        const taken = await tx
          .updateTable('sending')
          .set({ withdrawn_at: now(), code_mark: null })
          .where('sending_id', '=', sendingId)
          .where('withdrawn_at', 'is', null)
          .returning('message_id')
          .executeTakeFirst()
        if (!taken) return
        await mail.stop(tx, [taken.message_id], 'withdrawn')
        await happened(tx, sendingId, 'withdrawn')
        await audit(tx, now(), { event: 'sending-withdrawn', subject: sendingId, terminalId: null })
      })
      return ok(await view((await own(personId, sendingId)) ?? row))
    },
  }
}
