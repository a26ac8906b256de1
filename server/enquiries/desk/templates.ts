import { type Kysely, sql } from 'kysely'
import { ANSWER_CHARACTERS } from '../../../src/contract/enquiries-api.ts'
import { plainText } from '../../../src/rules/plain-text.ts'
import { ALL_SITES } from '../../../src/rules/staff-roles.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import { randomId } from '../../ground/random-id.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../enquiries-audit.ts'
import { type Offices, worksAt } from '../offices.ts'

export interface Template {
  readonly templateId: string
  readonly officeId: string
  readonly title: string
  readonly text: string
}

/** Why a text is not kept. */
export type KeepRefusal = 'no-title' | 'no-text' | 'too-long' | 'no-office' | 'too-many'

/** Texts that an office answers with often. */
export interface Templates {
  ofOffice(officeId: string): Promise<readonly Template[]>
  /** Of every office at which the account counts. */
  of(staff: StaffCaller): Promise<readonly Template[]>
  /** The same words for the same office are kept once. */
  make(
    staff: StaffCaller,
    wish: { readonly officeId: string; readonly title: string; readonly text: string },
  ): Promise<'kept' | KeepRefusal>
  /** False where there is none. */
  remove(staff: StaffCaller, templateId: string): Promise<boolean>
}

const TITLE_CHARACTERS = 60
const OF_OFFICE_MAX = 50

export function createTemplates(parts: {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly offices: Offices
}): Templates {
  const { db, clock, offices } = parts
  const now = () => new Date(clock.now())
  const all = () =>
    db
      .selectFrom('enquiry_template')
      .select(['template_id as templateId', 'office_id as officeId', 'title', 'body as text'])
      .orderBy('office_id')
      .orderBy('title')
      .orderBy('template_id')
      .limit(1_000)
  const ofOffice = (officeId: string) => all().where('office_id', '=', officeId).execute()
  return {
    ofOffice,
    of: ({ sites }) =>
      (sites.includes(ALL_SITES)
        ? all()
        : all().where('office_id', 'in', sites.length === 0 ? [''] : [...sites])
      ).execute(),
    make: async (staff, { officeId, title, text }) => {
      const kept = { title: plainText(title).replaceAll('\n', ' '), body: plainText(text) }
      if (kept.title === '') return 'no-title'
      if (kept.body === '') return 'no-text'
      if (kept.title.length > TITLE_CHARACTERS || kept.body.length > ANSWER_CHARACTERS) return 'too-long'
      if (!offices.find(officeId) || !worksAt(staff, officeId)) return 'no-office'
      const templateId = randomId()
      return db.transaction().execute(async tx => {
        await sql`select pg_advisory_xact_lock(hashtext(${`texts of ${officeId}`}))`.execute(tx)
        const there = await tx
          .selectFrom('enquiry_template')
          .select(['title', 'body'])
          .where('office_id', '=', officeId)
          .execute()
        if (there.some(({ title: name, body }) => name === kept.title && body === kept.body)) return 'kept'
        if (there.length >= OF_OFFICE_MAX) return 'too-many'
        const made = { template_id: templateId, office_id: officeId, made_by: staff.staffId, made_at: now() }
        await tx
          .insertInto('enquiry_template')
          .values({ ...made, ...kept })
          .execute()
        const detail = { by: staff.staffId, office: officeId }
        await audit(tx, now(), { event: 'enquiry-template-made', subject: templateId, terminalId: null, detail })
        return 'kept'
      })
    },
    remove: (staff, templateId) =>
      db.transaction().execute(async tx => {
        const row = await tx
          .selectFrom('enquiry_template')
          .select('office_id')
          .where('template_id', '=', templateId)
          .forUpdate()
          .executeTakeFirst()
        if (!row || !worksAt(staff, row.office_id)) return false
        await tx.deleteFrom('enquiry_template').where('template_id', '=', templateId).execute()
        const detail = { by: staff.staffId, office: row.office_id }
        await audit(tx, now(), { event: 'enquiry-template-removed', subject: templateId, terminalId: null, detail })
        return true
      }),
  }
}
