import type { Kysely } from 'kysely'
import { ENQUIRY_STATES, type EnquiryState } from '../../../src/contract/enquiries-api.ts'
import { ALL_SITES } from '../../../src/rules/staff-roles.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { DAY_MS, type EnquiryRow } from '../enquiry-rows.ts'
import type { Offices } from '../offices.ts'

/** What of the worklist is wanted. Null is all. */
export interface Wanted {
  readonly officeId: string | null
  readonly state: EnquiryState | null
  readonly kind: 'correction' | 'question' | null
  readonly isOldOnly: boolean
  /** From 1. */
  readonly page: number
}

export interface WorklistPage {
  readonly rows: readonly EnquiryRow[]
  readonly hasMore: boolean
  /** What waits too long in all offices of this account. */
  readonly oldCount: number
  readonly openCount: number
}

export interface Worklist {
  page(staff: StaffCaller, wanted: Wanted): Promise<WorklistPage>
  /** Since when what waits is old. */
  oldBefore(): Date
}

const PAGE_ROWS = 50
const PAGES_MAX = 200
const KINDS = ['correction', 'question'] as const

/** Reads filters out of an address; what is none of them is no filter. What waits for an office is what one begins with. */
export function readWanted(query: Readonly<Record<string, string | undefined>>): Wanted {
  const page = Number(query.page)
  const named = ENQUIRY_STATES.find(state => state === query.state)
  return {
    officeId: query.office ? query.office : null,
    state: query.state === 'all' ? null : (named ?? 'open'),
    kind: KINDS.find(kind => kind === query.kind) ?? null,
    isOldOnly: query.old === '1',
    page: Number.isInteger(page) && page >= 1 && page <= PAGES_MAX ? page : 1,
  }
}

/** Corrections and questions, of the offices at which an account counts and of no other. */
export function createWorklist(parts: {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly offices: Offices
  readonly oldAfterDays: number
}): Worklist {
  const { db, clock, oldAfterDays } = parts
  const oldBefore = () => new Date(clock.now() - oldAfterDays * DAY_MS)
  const of = ({ sites }: StaffCaller) => {
    const all = db.selectFrom('enquiry')
    return sites.includes(ALL_SITES) ? all : all.where('office_id', 'in', sites.length === 0 ? [''] : [...sites])
  }
  const count = async (query: ReturnType<typeof of>) => {
    const counted = await query.select(eb => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
    return Number(counted.count)
  }
  return {
    oldBefore,
    page: async (staff, { officeId, state, kind, isOldOnly, page }) => {
      let query = of(staff).selectAll()
      if (officeId !== null) query = query.where('office_id', '=', officeId)
      if (state !== null) query = query.where('state', '=', state)
      if (kind !== null) query = query.where('kind', '=', kind)
      if (isOldOnly) query = query.where('waits_since', '<', oldBefore())
      // What waits longest comes first; what waits for nobody, by its last change.
      const rows = await query
        .orderBy('waits_since', order => order.asc().nullsLast())
        .orderBy('changed_at', 'desc')
        .orderBy('enquiry_id')
        .offset((page - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1)
        .execute()
      return {
        rows: rows.slice(0, PAGE_ROWS),
        hasMore: rows.length > PAGE_ROWS,
        oldCount: await count(of(staff).where('waits_since', '<', oldBefore())),
        openCount: await count(of(staff).where('state', '=', 'open')),
      }
    },
  }
}
