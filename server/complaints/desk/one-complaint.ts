import type { Kysely } from 'kysely'
import type { ComplaintErrand, ComplaintWhole } from '../../../src/contract/complaints-api.ts'
import { countsAt, isAllowed } from '../../../src/rules/staff-roles.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import { providerName } from '../../ground/provider-names.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { type ComplaintRow, type Db, type ErrandRow, paymentsOf, picturesOf } from '../complaint-rows.ts'
import { actsNow } from './acts-now.ts'
import { listComplaints } from './list-complaints.ts'
import { templatesFor } from './templates.ts'

/** The row of a complaint that a caller may see; null where there is none, or it is of another site. */
export async function complaintFor(
  db: Db,
  complaintId: string,
  sites: readonly string[],
): Promise<ComplaintRow | null> {
  const row = await db
    .selectFrom('complaint as c')
    .leftJoin('print_order as o', 'o.order_id', 'c.order_id')
    .leftJoin('terminal as t', 't.terminal_id', 'o.terminal_id')
    .selectAll('c')
    .select('t.site_id')
    .where('c.complaint_id', '=', complaintId)
    .executeTakeFirst()
  if (!row || !countsAt(sites, row.site_id)) return null
  const { site_id: _, ...complaint } = row
  return complaint
}

/** The history of a complaint, and every picture of it once: a line names its own by their places. */
export async function linesAndPictures(db: Db, row: ComplaintRow) {
  const lines = await db
    .selectFrom('complaint_line')
    .selectAll()
    .where('complaint_id', '=', row.complaint_id)
    .orderBy('at')
    .orderBy('line_id')
    .execute()
  const pictures = [...new Set([...picturesOf(row), ...lines.flatMap(picturesOf)])]
  return { lines, pictures }
}

export const errandsOf = (db: Db, complaintId: string) =>
  db
    .selectFrom('complaint_errand as e')
    .innerJoin('staff_account as s', 's.staff_id', 'e.staff_id')
    .selectAll('e')
    .select('s.name as by')
    .where('complaint_id', '=', complaintId)
    .orderBy('errand_id')
    .execute()

/** What changes when anything about a complaint does: whoever acts says it, so that nobody acts on what they have not seen. */
export const seenOf = ({ changed_at: at }: ComplaintRow, errands: readonly ErrandRow[]): string =>
  `${at.getTime()}.${errands.length}.${errands.filter(({ state }) => state === 'taken-back').length}`

/** All of one complaint, for somebody who may see it. */
export async function oneComplaint(
  db: Kysely<Tables>,
  complaintId: string,
  caller: StaffCaller,
): Promise<ComplaintWhole | null> {
  const row = await complaintFor(db, complaintId, caller.sites)
  if (!row) return null
  const listed = await listComplaints(db, caller.sites, { search: complaintId, state: 'all', limit: 1 })
  const [inList] = listed?.rows ?? []
  if (!inList) return null
  const { lines, pictures } = await linesAndPictures(db, row)
  const errands = await errandsOf(db, complaintId)
  const ofCase = await db
    .selectFrom('open_case')
    .select('case_number')
    .where('kind', '=', 'complaint')
    .where('subject', '=', complaintId)
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const placesOf = (one: { readonly pictures: unknown }) => picturesOf(one).map(id => pictures.indexOf(id))
  return {
    ...inList,
    ...{ provider: providerName(row.provider), words: row.words, isEmptied: row.emptied_at !== null },
    ...{ askedFen: row.asked_fen, phoneMasked: row.phone_masked, payments: paymentsOf(row) },
    ...{ isFullyRefunded: row.is_fully_refunded, isWithProvider: row.is_with_provider },
    ...{ isAnsweredElsewhere: row.is_answered_elsewhere, pictures: pictures.length, ownPictures: placesOf(row) },
    caseNumber: ofCase?.case_number ?? null,
    lines: lines.map(line => ({
      ...{ at: line.at.toISOString(), by: line.by_whom, what: line.what, words: line.words, pictures: placesOf(line) },
    })),
    errands: errands.map(errandView),
    acts: isAllowed(caller, 'complaints.answer') ? actsNow(row, lines, errands) : [],
    templates: await templatesFor(db, row),
    seen: seenOf(row, errands),
  }
}

const errandView = (one: ErrandRow & { readonly by: string }): ComplaintErrand => ({
  ...{ errandId: one.errand_id, act: one.act, words: one.words, withinDays: one.within_days, by: one.by },
  ...{ wantedAt: one.wanted_at.toISOString(), state: one.state, tries: one.tries },
  nextAt: one.state === 'due' ? one.due_at.toISOString() : null,
  endedAt: one.ended_at?.toISOString() ?? null,
  failure:
    one.failed_code === null ? null : { code: one.failed_code, words: one.failed_words, isRefused: one.is_refused },
})
