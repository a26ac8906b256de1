import { type Kysely, sql } from 'kysely'
import type { House } from '../ground/ground.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Mail } from '../mail/mail.ts'
import { audit } from './enquiries-audit.ts'
import type { EnquiriesSettings } from './enquiries-config.ts'
import { DAY_MS } from './enquiry-rows.ts'
import type { EnquirySeals } from './enquiry-seals.ts'
import { reminderText } from './letter-text.ts'
import type { OfficeOfHouse, Offices } from './offices.ts'

export interface TidyParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly seals: EnquirySeals
  readonly offices: Offices
  readonly mail: Mail
  readonly house: House
  readonly settings: EnquiriesSettings
}

const AT_ONCE = 200
const REMINDED_AT_ONCE = 100

/** What the house does with them by itself: tells offices of what is old, closes what is quiet, erases what is over. */
export async function tidyEnquiries(parts: TidyParts): Promise<void> {
  for (const office of parts.offices.all) await remind(parts, office)
  await closeQuiet(parts)
  await eraseOld(parts)
}

/** Once a day for each that waits too long, in one letter to its office. */
async function remind({ db, clock, mail, house, settings }: TidyParts, office: OfficeOfHouse): Promise<void> {
  const to = office.mail
  if (to === null || !mail.sends.letters) return
  const now = new Date(clock.now())
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
  await db.transaction().execute(async tx => {
    const old = await tx
      .selectFrom('enquiry')
      .select(['enquiry_id', 'number'])
      .where('office_id', '=', office.officeId)
      .where('state', '=', 'open')
      .where('waits_since', '<', before(settings.oldAfterDays))
      .where(eb => eb.or([eb('reminded_at', 'is', null), eb('reminded_at', '<', before(1))]))
      .orderBy('waits_since')
      .limit(REMINDED_AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute()
    if (old.length === 0) return
    const numbers = old.map(({ number }) => number)
    const posted = await mail.post(tx, {
      ...{ to, language: 'zh', ...reminderText(house, numbers, settings.oldAfterDays) },
      ...{ purpose: 'enquiry-reminder', reference: office.officeId, sendBy: new Date(now.getTime() + DAY_MS) },
    })
    if (!posted.ok) throw new Error(`a reminder was not taken: ${posted.error}`)
    const ids = old.map(({ enquiry_id }) => enquiry_id)
    await tx.updateTable('enquiry').set({ reminded_at: now }).where('enquiry_id', 'in', ids).execute()
    const detail = { count: ids.length }
    await audit(tx, now, { event: 'enquiries-reminded', subject: office.officeId, terminalId: null, detail })
  })
}

async function closeQuiet({ db, clock, seals, settings }: TidyParts): Promise<void> {
  const now = new Date(clock.now())
  const before = new Date(now.getTime() - settings.closesAfterDays * DAY_MS)
  const quiet = await db
    .selectFrom('enquiry')
    .select('enquiry_id')
    .where('state', 'in', ['asked', 'answered'])
    .where('changed_at', '<', before)
    .limit(AT_ONCE)
    .execute()
  for (const { enquiry_id: enquiryId } of quiet)
    await db.transaction().execute(async tx => {
      const closed = await tx
        .updateTable('enquiry')
        .set({
          outcome: sql`case when state = 'answered' and kind = 'question' then 'answered' else 'silent' end`,
          ...{ state: 'closed', closed_at: now, changed_at: now, version: sql`version + 1` },
        })
        .where('enquiry_id', '=', enquiryId)
        .where('state', 'in', ['asked', 'answered'])
        .where('changed_at', '<', before)
        .returning(['office_id', 'outcome'])
        .executeTakeFirst()
      if (!closed) return
      const { office_id, outcome } = closed
      await tx
        .insertInto('enquiry_message')
        .values({
          ...{ enquiry_id: enquiryId, at: now, by: 'house', what: 'closed', office_id },
          body: seals.seal(enquiryId, 'body', ''),
        })
        .execute()
      const detail = { office: office_id, outcome }
      await audit(tx, now, { event: 'enquiry-closed', subject: enquiryId, terminalId: null, detail })
    })
}

/** With everything that was said, the picture and the address. */
async function eraseOld({ db, clock, settings }: TidyParts): Promise<void> {
  const now = new Date(clock.now())
  const before = new Date(now.getTime() - settings.keptDays * DAY_MS)
  await db.transaction().execute(async tx => {
    const erased = await tx.deleteFrom('enquiry').where('closed_at', '<', before).returning('enquiry_id').execute()
    if (erased.length === 0) return
    const detail = { count: erased.length }
    await audit(tx, now, { event: 'enquiries-erased', subject: 'enquiries', terminalId: null, detail })
  })
}
