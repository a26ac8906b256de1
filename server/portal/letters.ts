import type { Transaction } from 'kysely'
import type { Delivery } from '../../src/contract/portal-api.ts'
import { type Language, universityLanguage } from '../../src/contract/texts.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Asking } from '../documents/documents.ts'
import type { House } from '../ground/ground.ts'
import { randomId } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import { issuedFileName } from '../issuing/issuing.ts'
import { type LetterRefusal, type Mail, maskedAddress, readAddress } from '../mail/mail.ts'
import { type ApplicationRow, ownApplication, stateOfApplication } from './application-rows.ts'
import { type DeliveryParts, type DeliveryRow, viewDeliveries } from './deliveries.ts'
import type { HandOut } from './hand-out.ts'
import { isFresh, type LetterAddresses } from './letter-addresses.ts'
import { letterText } from './letter-text.ts'
import { audit } from './portal-audit.ts'
import type { PortalLimits } from './portal-limits.ts'
import { addStep } from './steps.ts'

export interface LetterParts extends Omit<DeliveryParts, 'mail' | 'addresses'> {
  readonly mail: Mail
  readonly addresses: LetterAddresses
  readonly house: House
  readonly handOut: Pick<HandOut, 'nameOf'>
  readonly limits: Pick<PortalLimits, 'lettersOfPerson' | 'lettersOfApplication'>
}

export interface LetterWish {
  readonly to: string
  readonly language: Language
  readonly wishId: string
}

export interface Letters {
  /**
   * Puts a letter with the file into the outbox; the same wish again is the same letter. Refuses with `application-unknown`,
   * `document-unavailable`, `letters-off`, `address-wrong`, `proof-too-old` for an address that is new, `too-many-today`.
   */
  send(asking: Asking, applicationId: string, wish: LetterWish): Promise<Result<Delivery>>
  /** Once more to the same address; while that cannot be, how far it is. Refuses likewise. */
  sendAgain(asking: Asking, deliveryId: string): Promise<Result<Delivery>>
}

/** By which the outbox asks back before such a letter goes. */
export const LETTER_PURPOSE = 'portal-letter'
const HOUR_MS = 3_600_000
/** A mailbox that answers nothing for two days is somebody's to look after. */
const SEND_WITHIN_MS = 48 * HOUR_MS

export function createLetters(parts: LetterParts): Letters {
  const { db, clock, mail, addresses, house, handOut, limits } = parts
  const now = () => new Date(clock.now())
  const view = async (application: ApplicationRow, row: DeliveryRow) => {
    const [seen] = await viewDeliveries(parts, application, [row])
    if (!seen) throw new Error('a letter that is there is not seen')
    return seen
  }

  /** The file that would be sent. */
  const sendable = async (application: ApplicationRow | undefined): Promise<Result<string>> => {
    if (!application) return err(fault('application-unknown'))
    if (!mail.sends.letters) return err(fault('letters-off'))
    const state = stateOfApplication(application, now())
    const sha256 = state === 'applied' ? await handOut.nameOf(application) : null
    return sha256 === null ? err(fault('document-unavailable', state)) : ok(sha256)
  }
  const withinLimits = async (personId: string, applicationId: string) =>
    (await limits.lettersOfApplication.allow(applicationId)) && (await limits.lettersOfPerson.allow(personId))

  const post = async (
    tx: Transaction<Tables>,
    application: ApplicationRow,
    letter: { readonly to: string; readonly language: Language; readonly sha256: string; readonly deliveryId: string },
  ): Promise<string> => {
    const at = now()
    const { application_id: applicationId, document_number: documentNumber } = application
    const language = universityLanguage(letter.language) === 'en' ? 'en' : 'zh'
    const title = { zh: application.title_zh, en: application.title_en }
    const nameMasked = { zh: application.name_masked_zh, en: application.name_masked_en }
    const posted = await mail.post(tx, {
      ...{ to: letter.to, language, ...letterText(language, { house, title, nameMasked, documentNumber }) },
      attachments: [{ sha256: letter.sha256, fileName: issuedFileName(application) }],
      ...{ purpose: LETTER_PURPOSE, reference: letter.deliveryId },
      sendBy: new Date(at.getTime() + SEND_WITHIN_MS),
    })
    if (!posted.ok) throw new NotPosted(posted.error)
    await addStep(tx, at, { applicationId, what: 'sent', about: maskedAddress(letter.to) })
    await audit(tx, at, { event: 'application-letter-posted', subject: applicationId, terminalId: null })
    return posted.value
  }

  /** The letter of a wish; with another address under it, a fault: one wish is one letter. */
  const wished = async (applicationId: string, wishId: string, key: string): Promise<Result<DeliveryRow> | null> => {
    const row = await db
      .selectFrom('delivery')
      .selectAll()
      .where('application_id', '=', applicationId)
      .where('wish_id', '=', wishId)
      .executeTakeFirst()
    if (!row) return null
    return row.address_key === key ? ok(row) : err(fault('server-nonsense', 'the wish was for another address'))
  }

  const send: Letters['send'] = async ({ personId, proofs }, applicationId, { to, language, wishId }) => {
    const application = await ownApplication(db, now(), personId, applicationId)
    const address = readAddress(to.trim())
    if (application && !address.ok) return err(fault('address-wrong', address.error))
    if (!application || !address.ok) return err(fault('application-unknown'))
    const key = addresses.keyOf(address.value)
    const before = await wished(applicationId, wishId, key)
    if (before) return before.ok ? ok(await view(application, before.value)) : before
    const file = await sendable(application)
    if (!file.ok) return file
    const mayGoThere = isFresh(proofs, clock.now()) || (await addresses.isKnown(personId, address.value))
    if (!mayGoThere) return err(fault('proof-too-old', 'another address than before'))
    if (!(await withinLimits(personId, applicationId))) return err(fault('too-many-today', 'letters'))
    const sent = await orRefused(() =>
      db.transaction().execute(async tx => {
        // Two of the same wish come one after the other.
        await tx
          .selectFrom('application')
          .select('application_id')
          .where('application_id', '=', applicationId)
          .forUpdate()
          .executeTakeFirst()
        const own = { application_id: applicationId, wish_id: wishId }
        const first = await tx
          .selectFrom('delivery')
          .selectAll()
          .where('application_id', '=', applicationId)
          .where('wish_id', '=', wishId)
          .executeTakeFirst()
        if (first) return first
        const deliveryId = randomId()
        const letter = { to: address.value, language, sha256: file.value, deliveryId }
        const messageId = await post(tx, application, letter)
        return tx
          .insertInto('delivery')
          .values({
            ...{ ...own, delivery_id: deliveryId, message_id: messageId, language },
            ...{ to_sealed: addresses.seal(address.value), to_masked: maskedAddress(address.value) },
            ...{ address_key: key, wished_at: now(), posted_at: now() },
          })
          .returningAll()
          .executeTakeFirstOrThrow()
      }),
    )
    return sent.ok ? ok(await view(application, sent.value)) : sent
  }

  const sendAgain: Letters['sendAgain'] = async ({ personId }, deliveryId) => {
    const row = await db.selectFrom('delivery').selectAll().where('delivery_id', '=', deliveryId).executeTakeFirst()
    const application = row && (await ownApplication(db, now(), personId, row.application_id))
    if (!row || !application) return err(fault('application-unknown'))
    const file = await sendable(application)
    if (!file.ok) return file
    const seen = await view(application, row)
    const to = addresses.open(row.to_sealed)
    if (!seen.maySendAgain || to === null) return ok(seen)
    if (!(await withinLimits(personId, row.application_id))) return err(fault('too-many-today', 'letters'))
    const sent = await orRefused(() =>
      db.transaction().execute(async tx => {
        const own = tx.selectFrom('delivery').selectAll().where('delivery_id', '=', deliveryId).forUpdate()
        const held = await own.executeTakeFirstOrThrow()
        // Pressed twice, or on two pages: the first has put it there.
        if (held.message_id !== row.message_id) return held
        const language = row.language as Language
        const messageId = await post(tx, application, { to, language, sha256: file.value, deliveryId })
        return tx
          .updateTable('delivery')
          .set({ message_id: messageId, posted_at: now(), times: held.times + 1 })
          .where('delivery_id', '=', deliveryId)
          .returningAll()
          .executeTakeFirstOrThrow()
      }),
    )
    return sent.ok ? ok(await view(application, sent.value)) : sent
  }
  return { send, sendAgain }
}

/** Takes the transaction back with it. */
class NotPosted extends Error {
  readonly refusal: LetterRefusal
  constructor(refusal: LetterRefusal) {
    super(`a letter was not taken: ${refusal}`)
    this.refusal = refusal
  }
}

/** What of a letter a person can change; the rest is a mistake of the house. */
const FAULTS: Partial<Record<LetterRefusal, Fault>> = {
  'no-mail': fault('letters-off'),
  'address-wrong': fault('address-wrong'),
}

async function orRefused<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work())
  } catch (error) {
    const known = error instanceof NotPosted && FAULTS[error.refusal]
    if (known) return err(known)
    throw error
  }
}
