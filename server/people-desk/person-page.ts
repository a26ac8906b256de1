import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { PersonPage } from '../../src/contract/people-api.ts'
import type { Fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { maskIdNumber } from '../../src/rules/masking.ts'
import type { Documents } from '../documents/documents.ts'
import type { Tables } from '../ground/store/tables.ts'
import { STATE_COLUMNS, standingOf } from '../issuing/issuing.ts'
import type { Orders } from '../orders/orders.ts'
import { askRecords, type PersonId, type Records } from '../records/records.ts'
import { listGrants, listHolds, listHouseApprovals, listLostCards } from './desk-lists.ts'
import { foundPerson } from './find-people.ts'
import { looksAt } from './looks.ts'

export interface PersonPageParts {
  readonly db: Kysely<Tables>
  readonly log: Logger
  readonly records: Pick<Records, 'person' | 'studyRecord'>
  readonly documents: Pick<Documents, 'offers'>
  readonly orders: Pick<Orders, 'freeCopiesLeft' | 'countsByKind'>
  readonly now: () => Date
  /** The local date, YYYY-MM-DD. */
  readonly today: () => string
}

const SHOWN_MAX = 50
const ORDER_STATES = {
  opening: 'awaiting-payment',
  'awaiting-payment': 'awaiting-payment',
  closing: 'awaiting-payment',
  ready: 'ready',
  closed: 'closed',
  ended: 'ended',
} as const

/** Everything that staff see of one person, masked. Refuses as the records do. */
export async function personPage(
  parts: PersonPageParts,
  personId: string,
): Promise<Result<PersonPage, Fault | 'person-unknown'>> {
  const { db, orders } = parts
  const asked = await askRecords(parts, async () => {
    const person = await parts.records.person(personId as PersonId)
    return ok(person && { person, studyRecord: await parts.records.studyRecord(person.personId) })
  })
  if (!asked.ok) return asked
  if (asked.value === null) return err('person-unknown')
  const { person } = asked.value
  const offers = parts.documents.offers({ ...asked.value, known: 'by-the-office' })
  const titles = new Map(offers.toReversed().map(({ kind, title }) => [kind, title]))
  const freeCopies = []
  for (const [kind, title] of [...titles].toReversed())
    freeCopies.push({ kind, title, left: await orders.freeCopiesLeft(personId, kind, null) })
  const lists = { state: 'all', personId, limit: SHOWN_MAX } as const
  const today = parts.today()
  return ok({
    ...foundPerson(person),
    idNumberMasked: person.idNumber && maskIdNumber(person.idNumber),
    ...{ major: person.major, level: person.level, since: person.since, until: person.until },
    documents: await documentsOf(db, personId, parts.now()),
    orders: await ordersOf(db, personId),
    ...{ freeCopies, countsByKind: orders.countsByKind },
    offers: offers.map(({ kind, edition, title, unavailable }) => ({ kind, edition, title, unavailable })),
    cards: (await listLostCards(db, lists)).rows,
    holds: (await listHolds(db, lists, today)).rows,
    approvals: (await listHouseApprovals(db, lists, today)).rows,
    grants: (await listGrants(db, lists, today)).rows,
    looks: await looksAt(db, personId),
  })
}

async function documentsOf(db: Kysely<Tables>, personId: string, now: Date): Promise<PersonPage['documents']> {
  const rows = await db
    .selectFrom('document')
    .select(['document_id', 'document_number', 'title_zh', 'title_en', 'issued_at', 'created_at', ...STATE_COLUMNS])
    .where('person_id', '=', personId)
    .where('state', '=', 'issued')
    .orderBy('created_at', 'desc')
    .limit(SHOWN_MAX)
    .execute()
  return rows.map(row => ({
    ...{ documentId: row.document_id, documentNumber: row.document_number },
    title: { zh: row.title_zh, en: row.title_en },
    ...{ issuedAt: (row.issued_at ?? row.created_at).toISOString(), state: standingOf(row, now).state },
  }))
}

async function ordersOf(db: Kysely<Tables>, personId: string): Promise<PersonPage['orders']> {
  const rows = await db
    .selectFrom('print_order')
    .innerJoin('document', 'document.document_id', 'print_order.document_id')
    .select(['order_id', 'order_number', 'document_number', 'title_zh', 'title_en', 'print_order.created_at'])
    .select(['copies', 'copies_delivered', 'paid_fen', 'refund_fen', 'print_order.state'])
    .where('document.person_id', '=', personId)
    .orderBy('print_order.created_at', 'desc')
    .limit(SHOWN_MAX)
    .execute()
  return rows.map(row => ({
    ...{ orderId: row.order_id, orderNumber: row.order_number, documentNumber: row.document_number },
    ...{ title: { zh: row.title_zh, en: row.title_en }, at: row.created_at.toISOString(), copies: row.copies },
    ...{ copiesDelivered: row.copies_delivered, paidFen: row.paid_fen, refundFen: row.refund_fen },
    state: ORDER_STATES[row.state],
  }))
}
