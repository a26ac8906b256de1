import { type Kysely, sql, type Transaction } from 'kysely'
import type { Enquiry, EnquiryDetail } from '../../src/contract/enquiries-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { plainText } from '../../src/rules/plain-text.ts'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './enquiries-audit.ts'
import type { EnquiriesLimits } from './enquiries-limits.ts'
import {
  type EnquiryRow,
  MESSAGES_MAX,
  ownEnquiry,
  reopenUntil,
  type ViewParts,
  viewDetail,
  viewEnquiry,
} from './enquiry-rows.ts'

export interface GoOnParts extends ViewParts {
  readonly limits: Pick<EnquiriesLimits, 'written'>
}

/** What a person has with offices already. Of somebody else's everything is said as of what there is not: `enquiry-unknown`. */
export interface GoOn {
  list(personId: string, applicationId: string | null): Promise<{ enquiries: Enquiry[]; unread: number }>
  one(personId: string, enquiryId: string): Promise<Result<EnquiryDetail>>
  /** Opens what was closed lately. Refuses with `enquiry-closed` where that is too long ago, and `too-many-today`. */
  write(
    personId: string,
    enquiryId: string,
    said: { readonly text: string; readonly wishId: string },
  ): Promise<Result<EnquiryDetail>>
  /** What has come since that version stays unread. */
  markRead(personId: string, enquiryId: string, version: number): Promise<Result<{ unread: number }>>
}

const SHOWN_MAX = 100

export function createGoOn(parts: GoOnParts): GoOn {
  const { db, seals, offices, clock, limits, reopenWithinDays } = parts
  const now = () => new Date(clock.now())
  const unknown = () => err(fault('enquiry-unknown'))
  const isOver = (row: EnquiryRow) => {
    const until = reopenUntil(row, reopenWithinDays)
    return until !== null && until <= now()
  }

  return {
    list: async (personId, applicationId) => {
      let query = db.selectFrom('enquiry').selectAll().where('person_id', '=', personId)
      if (applicationId !== null) query = query.where('application_id', '=', applicationId)
      const rows = await query.orderBy('changed_at', 'desc').orderBy('enquiry_id').limit(SHOWN_MAX).execute()
      const unread = rows.reduce((sum, row) => sum + row.unread, 0)
      return { enquiries: rows.map(row => viewEnquiry(row, offices)), unread }
    },
    one: async (personId, enquiryId) => {
      const row = await ownEnquiry(db, personId, enquiryId)
      return row ? ok(await viewDetail(parts, row)) : unknown()
    },
    write: async (personId, enquiryId, { text, wishId }) => {
      const own = await ownEnquiry(db, personId, enquiryId)
      if (!own) return unknown()
      if (await isWritten(db, enquiryId, wishId)) return ok(await viewDetail(parts, own))
      if (isOver(own)) return err(fault('enquiry-closed'))
      if (!(await limits.written.allow(personId))) return err(fault('too-many-today', 'messages'))
      const at = now()
      const written = await db.transaction().execute(async tx => {
        const held = await tx
          .selectFrom('enquiry')
          .selectAll()
          .where('enquiry_id', '=', enquiryId)
          .forUpdate()
          .executeTakeFirst()
        if (!held) return unknown()
        // Sent twice at once: the first has written it.
        if (await isWritten(tx, enquiryId, wishId)) return ok(held)
        if (isOver(held)) return err(fault('enquiry-closed'))
        if (held.version > MESSAGES_MAX) return err(fault('too-many-today', 'messages of one'))
        const isReopened = held.state === 'closed'
        await tx
          .insertInto('enquiry_message')
          .values({
            ...{ enquiry_id: enquiryId, at, by: 'person', what: isReopened ? 'reopened' : 'said' },
            ...{ office_id: held.office_id, wish_id: wishId },
            body: seals.seal(enquiryId, 'body', plainText(text)),
          })
          .execute()
        const event = isReopened ? 'enquiry-reopened' : 'enquiry-written-to'
        await audit(tx, at, { event, subject: enquiryId, terminalId: null })
        const changed = await tx
          .updateTable('enquiry')
          .set({
            ...{ state: 'open', outcome: null, closed_at: null, changed_at: at },
            ...{ waits_since: held.waits_since ?? at, version: sql`version + 1` },
          })
          .where('enquiry_id', '=', enquiryId)
          .returningAll()
          .executeTakeFirstOrThrow()
        return ok(changed)
      })
      return written.ok ? ok(await viewDetail(parts, written.value)) : written
    },
    markRead: async (personId, enquiryId, version) => {
      const row = await ownEnquiry(db, personId, enquiryId)
      if (!row) return unknown()
      await db
        .updateTable('enquiry')
        .set({ unread: 0 })
        .where('enquiry_id', '=', enquiryId)
        .where('version', '<=', version)
        .execute()
      const after = await ownEnquiry(db, personId, enquiryId)
      return after ? ok({ unread: after.unread }) : unknown()
    },
  }
}

const isWritten = async (db: Kysely<Tables> | Transaction<Tables>, enquiryId: string, wishId: string) =>
  (await db
    .selectFrom('enquiry_message')
    .select('seq')
    .where('enquiry_id', '=', enquiryId)
    .where('wish_id', '=', wishId)
    .executeTakeFirst()) !== undefined
