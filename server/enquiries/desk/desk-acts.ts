import { type Kysely, sql } from 'kysely'
import { ANSWER_CHARACTERS, type Outcome } from '../../../src/contract/enquiries-api.ts'
import { plainText } from '../../../src/rules/plain-text.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../enquiries-audit.ts'
import type { EnquiryLetters } from '../enquiry-letters.ts'
import { type EnquiryRow, MESSAGES_MAX, messagesOf } from '../enquiry-rows.ts'
import type { EnquirySeals } from '../enquiry-seals.ts'
import { type Offices, worksAt } from '../offices.ts'

export const DESK_ACTS = ['answer', 'ask', 'close', 'hand-over', 'note'] as const
export type DeskAct = (typeof DESK_ACTS)[number]

/** As what somebody of an office may close it. */
export const OUTCOMES_OF_KIND = {
  correction: ['corrected', 'right', 'elsewhere'],
  question: ['answered', 'elsewhere'],
} as const satisfies Readonly<Record<EnquiryRow['kind'], readonly Outcome[]>>

export interface DeskWish {
  readonly act: DeskAct
  /** What was seen: when something has happened since, nothing is done. */
  readonly version: number
  readonly text: string
  readonly outcome: string
  readonly officeId: string
}

/** `changed`: somebody was faster. `unknown`: there is none, or it is no affair of this account's offices. */
export type DeskAnswer = 'done' | 'unknown' | 'changed' | 'no-text' | 'too-long' | 'no-outcome' | 'no-office' | 'closed'

export interface DeskParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly seals: EnquirySeals
  readonly offices: Offices
  readonly letters: EnquiryLetters
}

/** What somebody of an office does with one. */
export interface Desk {
  find(staff: StaffCaller, enquiryId: string): Promise<EnquiryRow | null>
  act(staff: StaffCaller, enquiryId: string, wish: DeskWish): Promise<DeskAnswer>
}

const WHAT = { answer: 'answered', ask: 'asked', close: 'closed', 'hand-over': 'handed-over', note: 'note' } as const
const NEWS = { answer: 'answered', ask: 'asked', close: 'closed' } as const
const EVENTS = {
  answer: 'enquiry-answered',
  ask: 'enquiry-asked-back',
  close: 'enquiry-closed',
  'hand-over': 'enquiry-handed-over',
  note: 'enquiry-noted',
} as const

export function createDesk(parts: DeskParts): Desk {
  const { db, clock, seals, letters } = parts
  const find: Desk['find'] = async (staff, enquiryId) => {
    const row = await db.selectFrom('enquiry').selectAll().where('enquiry_id', '=', enquiryId).executeTakeFirst()
    return row && worksAt(staff, row.office_id) ? row : null
  }
  // A key that is pressed twice sends twice, and the browser shows the answer to the second.
  const isDoneAlready = async (staff: StaffCaller, enquiryId: string, wish: DeskWish): Promise<boolean> => {
    const row = await find(staff, enquiryId)
    if (row?.version !== wish.version + 1) return false
    const last = (await messagesOf(db, enquiryId)).at(-1)
    if (last?.staff_id !== staff.staffId || last.what !== WHAT[wish.act]) return false
    if (seals.open(enquiryId, 'body', last.body) !== plainText(wish.text)) return false
    return (
      (wish.act !== 'close' || row.outcome === wish.outcome) &&
      (wish.act !== 'hand-over' || row.office_id === wish.officeId)
    )
  }
  const actOnce: Desk['act'] = async (staff, enquiryId, wish) => {
    const row = await find(staff, enquiryId)
    if (!row) return 'unknown'
    if (row.version !== wish.version) return 'changed'
    const text = plainText(wish.text)
    const refused = refusalOf(row, { ...wish, text }, parts.offices)
    if (refused) return refused
    const { act } = wish
    const isNews = act === 'answer' || act === 'ask' || act === 'close'
    const letter = isNews ? await letters.about(row, { what: NEWS[act], said: text }) : null
    return db.transaction().execute(async tx => {
      const at = new Date(clock.now())
      const changed = await tx
        .updateTable('enquiry')
        .set({
          ...{ ...changeBy(row, wish, at), changed_at: act === 'note' ? row.changed_at : at },
          version: sql`version + 1`,
          ...(isNews && { unread: sql`unread + 1` }),
        })
        .where('enquiry_id', '=', enquiryId)
        .where('version', '=', wish.version)
        .returning('office_id')
        .executeTakeFirst()
      // Of two at once one wins, and the other is told.
      if (!changed) return 'changed'
      await tx
        .insertInto('enquiry_message')
        .values({
          ...{ enquiry_id: enquiryId, at, by: 'office', what: WHAT[act], staff_id: staff.staffId },
          ...{ office_id: changed.office_id, body: seals.seal(enquiryId, 'body', text) },
        })
        .execute()
      const detail = detailOf(row, wish)
      await audit(tx, at, {
        event: EVENTS[act],
        subject: enquiryId,
        terminalId: null,
        detail: { by: staff.staffId, ...detail },
      })
      await letter?.(tx)
      return 'done'
    })
  }
  return {
    find,
    act: async (staff, enquiryId, wish) => {
      const answer = await actOnce(staff, enquiryId, wish)
      return answer === 'changed' && (await isDoneAlready(staff, enquiryId, wish)) ? 'done' : answer
    },
  }
}

function refusalOf(row: EnquiryRow, { act, text, outcome, officeId }: DeskWish, offices: Offices): DeskAnswer | null {
  if (row.version > MESSAGES_MAX) return 'too-long'
  if (text.length > ANSWER_CHARACTERS) return 'too-long'
  if (row.state === 'closed' && act !== 'note') return 'closed'
  if (act === 'close') return OUTCOMES_OF_KIND[row.kind].some(one => one === outcome) ? null : 'no-outcome'
  if (text === '') return 'no-text'
  if (act !== 'hand-over') return null
  return officeId !== row.office_id && offices.find(officeId) ? null : 'no-office'
}

/** What becomes of the row. */
function changeBy(row: EnquiryRow, { act, outcome, officeId }: DeskWish, at: Date) {
  switch (act) {
    case 'answer':
      return { state: 'answered', waits_since: null } as const
    case 'ask':
      return { state: 'asked', waits_since: null } as const
    case 'close':
      return { state: 'closed', outcome: outcome as Outcome, waits_since: null, closed_at: at } as const
    case 'hand-over':
      // The other office has not let it wait: it is told of it by its own time.
      return { state: 'open', office_id: officeId, waits_since: at, reminded_at: null } as const
    case 'note':
      return { office_id: row.office_id }
  }
}

function detailOf(row: EnquiryRow, { act, outcome, officeId }: DeskWish): Record<string, string> {
  if (act === 'close') return { office: row.office_id, outcome }
  return act === 'hand-over' ? { office: row.office_id, to: officeId } : { office: row.office_id }
}
