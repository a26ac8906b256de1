import type { Kysely, Transaction } from 'kysely'
import type { EnquiryDetail, OfficeId, Spot, Wrong } from '../../src/contract/enquiries-api.ts'
import type { ApplicationId } from '../../src/contract/portal-api.ts'
import type { Language } from '../../src/contract/texts.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { plainText } from '../../src/rules/plain-text.ts'
import type { VisitorCaller } from '../ground/callers.ts'
import { randomId, randomReadable } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import { maskedAddress, readAddress } from '../mail/mail.ts'
import type { Portal, PortalApplication } from '../portal/portal.ts'
import { askRecords, type PersonId, type Records } from '../records/records.ts'
import { audit } from './enquiries-audit.ts'
import type { EnquiriesLimits } from './enquiries-limits.ts'
import { type EnquiryRow, type ViewParts, viewDetail } from './enquiry-rows.ts'

export interface BeginParts extends ViewParts {
  readonly portal: Pick<Portal, 'application' | 'page'>
  readonly records: Pick<Records, 'person'>
  readonly log: Parameters<typeof askRecords>[0]['log']
  readonly limits: Pick<EnquiriesLimits, 'begun' | 'begunFrom'>
}

interface Wish {
  readonly text: string
  /** Where a letter says that there is an answer; empty for nowhere. */
  readonly mail: string
  readonly language: Language
  readonly wishId: string
}

/** How people begin something with an office. The same wish again is the same one. */
export interface Begin {
  /** Refuses with `application-unknown`, `address-wrong`, `too-many-today`, `server-busy` while no picture is to be had. */
  correction(
    caller: VisitorCaller,
    wish: Wish & { readonly applicationId: ApplicationId; readonly spot: Spot | null; readonly wrong: Wrong },
  ): Promise<Result<EnquiryDetail>>
  /** Refuses likewise, and with `enquiry-unknown` where there is no such office. */
  question(
    caller: VisitorCaller,
    wish: Wish & { readonly applicationId: ApplicationId | null; readonly officeId: OfficeId },
  ): Promise<Result<EnquiryDetail>>
}

const NUMBER_HALF = 4

export function createBegin(parts: BeginParts): Begin {
  const { db, seals, offices, clock, portal, records, limits } = parts

  const before = (personId: string, wishId: string) => wished(db, personId, wishId)
  const mayBegin = async ({ personId, ip }: VisitorCaller) =>
    (await limits.begun.allow(personId)) && (await limits.begunFrom.allow(ip))

  const write = async (
    caller: VisitorCaller,
    { text, mail, language, wishId }: Wish,
    about: {
      readonly kind: 'correction' | 'question'
      readonly officeId: string
      readonly applicationId: string | null
      readonly application: PortalApplication | null
      readonly wrong: Wrong | null
      readonly spot: Spot | null
      readonly picture: Uint8Array | null
    },
  ): Promise<Result<EnquiryDetail>> => {
    const address = mail.trim() === '' ? null : readAddress(mail.trim())
    if (address && !address.ok) return err(fault('address-wrong', address.error))
    if (!(await mayBegin(caller))) return err(fault('too-many-today', 'enquiries'))
    const at = new Date(clock.now())
    const enquiryId = randomId()
    const to = address?.ok ? address.value : null
    const { application, picture, spot } = about
    const row = await db.transaction().execute(async tx => {
      const made = await tx
        .insertInto('enquiry')
        .values({
          ...{ enquiry_id: enquiryId, number: newNumber(), kind: about.kind, person_id: caller.personId },
          ...{ office_id: about.officeId, application_id: about.applicationId, wrong: about.wrong },
          ...{ document_kind: application?.kind ?? null, document_edition: application?.edition ?? null },
          ...{ title_zh: application?.title.zh ?? null, title_en: application?.title.en ?? null },
          document_number: application?.documentNumber ?? null,
          spot: spot && JSON.stringify(spot),
          picture: picture && seals.seal(enquiryId, 'picture', Buffer.from(picture).toString('base64')),
          address: to && seals.seal(enquiryId, 'address', to),
          ...{ address_masked: to && maskedAddress(to), language, state: 'open', wish_id: wishId },
          ...{ opened_at: at, changed_at: at, waits_since: at },
        })
        // Sent twice at once: the first has it.
        .onConflict(conflict => conflict.columns(['person_id', 'wish_id']).doNothing())
        .returningAll()
        .executeTakeFirst()
      if (!made) return null
      await tx
        .insertInto('enquiry_message')
        .values({
          ...{ enquiry_id: enquiryId, at, by: 'person', what: 'said', office_id: about.officeId },
          body: seals.seal(enquiryId, 'body', plainText(text)),
        })
        .execute()
      const detail = { kind: about.kind, office: about.officeId }
      await audit(tx, at, { event: 'enquiry-opened', subject: enquiryId, terminalId: null, detail })
      return made
    })
    const made = row ?? (await before(caller.personId, wishId))
    return made ? ok(await viewDetail(parts, made)) : err(fault('enquiry-unknown'))
  }

  const groupOf = (personId: string) =>
    askRecords(parts, async () => {
      const person = await records.person(personId as PersonId)
      return ok(person?.group ?? null)
    })

  return {
    correction: async (caller, { applicationId, spot, wrong, ...wish }) => {
      const known = await before(caller.personId, wish.wishId)
      if (known) return ok(await viewDetail(parts, known))
      const application = await portal.application(caller.personId, applicationId)
      if (!application || (spot && spot.page > application.pages)) return err(fault('application-unknown'))
      const group = await groupOf(caller.personId)
      if (!group.ok) return group
      // What is marked is a spot on what the person has seen, and a draft is gone tomorrow.
      const picture = await portal.page(caller.personId, applicationId, spot?.page ?? 1)
      if (!picture.ok && picture.error.code !== 'document-failed') return picture
      const { officeId } = offices.ownerOf({ kind: application.kind, group: group.value, wrong })
      return write(caller, wish, {
        ...{ kind: 'correction', officeId, applicationId, application, wrong, spot },
        picture: picture.ok ? picture.value.bytes : null,
      })
    },
    question: async (caller, { applicationId, officeId, ...wish }) => {
      const known = await before(caller.personId, wish.wishId)
      if (known) return ok(await viewDetail(parts, known))
      const application = applicationId && (await portal.application(caller.personId, applicationId))
      if (applicationId !== null && !application) return err(fault('application-unknown'))
      if (!offices.find(officeId)) return err(fault('enquiry-unknown', 'no such office'))
      const about = { application: application || null, wrong: null, spot: null, picture: null }
      return write(caller, wish, { kind: 'question', officeId, applicationId, ...about })
    },
  }
}

const wished = (
  db: Kysely<Tables> | Transaction<Tables>,
  personId: string,
  wishId: string,
): Promise<EnquiryRow | undefined> =>
  db
    .selectFrom('enquiry')
    .selectAll()
    .where('person_id', '=', personId)
    .where('wish_id', '=', wishId)
    .executeTakeFirst()

const newNumber = () => `${randomReadable(NUMBER_HALF)}-${randomReadable(NUMBER_HALF)}`
