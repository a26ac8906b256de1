import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Kysely } from 'kysely'
import { ok } from '../../../src/result.ts'
import { mayDo } from '../../../src/rules/staff-roles.ts'
import type { Ground } from '../../ground/ground.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import { html } from '../../ground/plain-html.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { askRecords, type PersonId, type Records } from '../../records/records.ts'
import { type Staff, type WorklistVisit, withWorklistScope } from '../../staff/staff.ts'
import { DESK_ACTS, type Desk } from '../desk/desk-acts.ts'
import type { Templates } from '../desk/templates.ts'
import { readWanted, type Worklist } from '../desk/worklist.ts'
import { type EnquiryRow, messagesOf } from '../enquiry-rows.ts'
import type { EnquirySeals } from '../enquiry-seals.ts'
import { type Offices, worksAt } from '../offices.ts'
import { enquiryPage, type ShownMessage } from './enquiry-page.ts'
import { textsPage } from './texts-page.ts'
import { DONE_WORDS, KEEP_REFUSED_WORDS, REFUSED_WORDS, TITLE } from './words.ts'
import { worklistPage } from './worklist-page.ts'

export interface DeskPageParts extends Pick<Ground, 'db' | 'house' | 'clock' | 'log'> {
  readonly seals: EnquirySeals
  readonly offices: Offices
  readonly worklist: Worklist
  readonly desk: Desk
  readonly templates: Templates
  readonly records: Pick<Records, 'person'>
  readonly staff: Pick<Staff, 'whoWorks'>
  readonly limit: Limit
}

const SEE = 'enquiries.see'
const ANSWER = 'enquiries.answer'
/** A text of the greatest length, every character of it escaped. */
const FORM_BYTES = 48 * 1024

/** The pages on which offices work. One of another office is answered as one that there is not. */
export function registerDeskPages(app: FastifyInstance, parts: DeskPageParts): Promise<void> {
  const { house, offices, worklist, desk, templates, limit } = parts
  const { timeZone } = house
  const { nameOf } = offices
  const own = ({ staff }: WorklistVisit) => offices.all.filter(({ officeId }) => worksAt(staff, officeId))
  const mayAnswer = ({ staff: { role } }: WorklistVisit) => mayDo(role, ANSWER)
  const unknown = ({ show }: WorklistVisit) => show(html``, { status: 404, note: REFUSED_WORDS.unknown })

  const showList = async (visit: WorklistVisit): Promise<FastifyReply> => {
    const wanted = readWanted(visit.query)
    const page = await worklist.page(visit.staff, wanted)
    const common = { at: visit.at, timeZone, offices: own(visit), nameOf, oldBefore: worklist.oldBefore() }
    return visit.show(worklistPage({ ...common, wanted, page }))
  }
  const showOne = async (
    visit: WorklistVisit,
    row: EnquiryRow,
    more: {
      readonly note: Parameters<WorklistVisit['show']>[1]
      readonly typed: { readonly text: string; readonly act: string }
    },
  ): Promise<FastifyReply> => {
    const found = await templates.ofOffice(row.office_id)
    const asked = found.find(({ templateId }) => templateId === visit.query.text)
    const body = enquiryPage({
      ...{ at: visit.at, timeZone, row, nameOf, offices: offices.all, templates: found, mayAnswer: mayAnswer(visit) },
      ...{ person: await personOf(parts, row), picture: pictureOf(parts.seals, row) },
      messages: await shownMessages(parts, row.enquiry_id),
      typed: asked ? { text: asked.text, act: '' } : more.typed,
    })
    return visit.show(body, more.note)
  }

  const showTexts = async (
    visit: WorklistVisit,
    typed: { readonly officeId: string; readonly title: string; readonly text: string },
    note: Parameters<WorklistVisit['show']>[1] = {},
  ): Promise<FastifyReply> => {
    const page = { at: visit.at, templates: await templates.of(visit.staff), offices: own(visit), nameOf, typed }
    return visit.show(textsPage({ ...page, mayAnswer: mayAnswer(visit) }), note)
  }

  return withWorklistScope(
    app,
    { house, limit, whoWorks: parts.staff.whoWorks, title: TITLE, notes: DONE_WORDS, formBytes: FORM_BYTES },
    ({ get, post }) => {
      get('/staff/enquiries', SEE, showList)
      get('/staff/enquiries/texts', SEE, visit => showTexts(visit, { officeId: '', title: '', text: '' }))
      post('/staff/enquiries/texts', ANSWER, async visit => {
        const { staff, said, go } = visit
        const gone = said('remove')
        if (gone !== '')
          return go('staff/enquiries/texts', (await templates.remove(staff, gone)) ? 'removed' : undefined)
        const typed = { officeId: said('officeId'), title: said('title'), text: said('text') }
        const answer = await templates.make(staff, typed)
        if (answer === 'kept') return go('staff/enquiries/texts', 'kept')
        return showTexts(visit, typed, { status: 400, note: KEEP_REFUSED_WORDS[answer] })
      })
      get('/staff/enquiries/:enquiryId', SEE, async visit => {
        const row = await desk.find(visit.staff, visit.params.enquiryId ?? '')
        if (!row) return unknown(visit)
        return showOne(visit, row, { note: {}, typed: { text: '', act: '' } })
      })
      post('/staff/enquiries/:enquiryId', ANSWER, async visit => {
        const { staff, said, go } = visit
        const enquiryId = visit.params.enquiryId ?? ''
        const act = DESK_ACTS.find(one => one === said('act'))
        if (!act) return unknown(visit)
        const typed = { text: said('text'), act }
        const more = { outcome: said('outcome'), officeId: said('officeId'), version: Number(said('version')) }
        const answer = await desk.act(staff, enquiryId, { act, text: typed.text, ...more })
        const row = await desk.find(staff, enquiryId)
        // Handed over to an office that is none of this account's: it is seen no more.
        if (answer === 'done') return go(row ? `staff/enquiries/${enquiryId}` : 'staff/enquiries', act)
        if (answer === 'unknown' || !row) return unknown(visit)
        const status = answer === 'changed' ? 409 : 400
        return showOne(visit, row, { note: { status, note: REFUSED_WORDS[answer] }, typed })
      })
    },
  )
}

async function personOf(parts: DeskPageParts, { person_id: personId }: EnquiryRow) {
  const found = await askRecords(parts, async () => ok(await parts.records.person(personId as PersonId)))
  if (!found.ok || !found.value) return null
  const { nameZh, nameEn, number } = found.value
  return { nameZh, nameEn: nameEn ?? '', number }
}

const pictureOf = (seals: EnquirySeals, { enquiry_id, picture }: EnquiryRow): Buffer | null =>
  picture === null ? null : Buffer.from(seals.open(enquiry_id, 'picture', picture), 'base64')

async function shownMessages(
  { db, seals }: { readonly db: Kysely<Tables>; readonly seals: EnquirySeals },
  enquiryId: string,
): Promise<ShownMessage[]> {
  const rows = await messagesOf(db, enquiryId)
  const ids = [...new Set(rows.flatMap(({ staff_id }) => staff_id ?? []))]
  const accounts =
    ids.length === 0
      ? []
      : await db.selectFrom('staff_account').select(['staff_id', 'name']).where('staff_id', 'in', ids).execute()
  const names = new Map(accounts.map(({ staff_id, name }) => [staff_id, name]))
  return rows.map(row => ({
    ...{ at: row.at, by: row.by, what: row.what, officeId: row.office_id },
    staffName: row.staff_id === null ? null : (names.get(row.staff_id) ?? null),
    text: seals.open(enquiryId, 'body', row.body),
  }))
}
