import type { Kysely, Selectable, Transaction } from 'kysely'
import {
  type Enquiry,
  type EnquiryDetail,
  type EnquiryId,
  type EnquiryMessage,
  type Spot,
  spotSchema,
} from '../../src/contract/enquiries-api.ts'
import type { EnquiryMessageTable, EnquiryTable, Tables } from '../ground/store/tables.ts'
import type { EnquirySeals } from './enquiry-seals.ts'
import type { Offices } from './offices.ts'

export type EnquiryRow = Selectable<EnquiryTable>
export type MessageRow = Selectable<EnquiryMessageTable>

export const DAY_MS = 24 * 3_600_000

/** Of what is said of one, no more is shown; nobody has so much to say. */
export const MESSAGES_MAX = 500

/** One of the person's own; undefined for every other, whether or not there is one. */
export const ownEnquiry = (db: Kysely<Tables> | Transaction<Tables>, personId: string, enquiryId: string) =>
  db
    .selectFrom('enquiry')
    .selectAll()
    .where('enquiry_id', '=', enquiryId)
    .where('person_id', '=', personId)
    .executeTakeFirst()

export const messagesOf = (db: Kysely<Tables>, enquiryId: string): Promise<MessageRow[]> =>
  db
    .selectFrom('enquiry_message')
    .selectAll()
    .where('enquiry_id', '=', enquiryId)
    .orderBy('seq')
    .limit(MESSAGES_MAX)
    .execute()

/** The spot as it stands in a row. Throws for what we never wrote. */
export const spotOf = ({ spot }: EnquiryRow): Spot | null => (spot === null ? null : spotSchema.parse(spot))

/** The document that it is about, where there is one. */
export const documentOf = (row: EnquiryRow): Enquiry['document'] =>
  row.document_kind === null || row.document_edition === null
    ? null
    : {
        ...{ kind: row.document_kind, edition: row.document_edition, number: row.document_number ?? '' },
        title: { zh: row.title_zh ?? '', en: row.title_en ?? '' },
      }

/** As its person sees it, as a line. */
export function viewEnquiry(row: EnquiryRow, offices: Offices): Enquiry {
  return {
    enquiryId: row.enquiry_id as EnquiryId,
    ...{ number: row.number, kind: row.kind, office: offices.nameOf(row.office_id) },
    ...{ state: row.state, outcome: row.outcome, document: documentOf(row), wrong: row.wrong },
    openedAt: row.opened_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    unread: row.unread,
  }
}

export interface ViewParts {
  readonly db: Kysely<Tables>
  readonly seals: EnquirySeals
  readonly offices: Offices
  readonly clock: { now(): number }
  readonly reopenWithinDays: number
}

/** Until when its person may open it again; null while it is open. */
export const reopenUntil = ({ closed_at }: EnquiryRow, reopenWithinDays: number): Date | null =>
  closed_at === null ? null : new Date(closed_at.getTime() + reopenWithinDays * DAY_MS)

/** The same with everything that was said to the person. What colleagues say among themselves is no part of it. */
export async function viewDetail(parts: ViewParts, row: EnquiryRow): Promise<EnquiryDetail> {
  const { db, seals, offices, clock, reopenWithinDays } = parts
  const until = reopenUntil(row, reopenWithinDays)
  const messages = await messagesOf(db, row.enquiry_id)
  return {
    ...viewEnquiry(row, offices),
    messages: messages.flatMap(one => viewMessage(one, seals, offices) ?? []),
    ...{ spot: spotOf(row), mailMasked: row.address_masked, version: row.version },
    mayWrite: row.version <= MESSAGES_MAX && (until === null || until.getTime() > clock.now()),
    mayReopenUntil: until?.toISOString() ?? null,
  }
}

function viewMessage(row: MessageRow, seals: EnquirySeals, offices: Offices): EnquiryMessage | null {
  if (row.what === 'note') return null
  // What is written to a handing over is for the other office.
  const text = row.what === 'handed-over' ? '' : seals.open(row.enquiry_id, 'body', row.body)
  const by = row.by === 'person' ? 'person' : 'office'
  return { at: row.at.toISOString(), by, what: row.what, office: offices.nameOf(row.office_id), text }
}
