import type { Kysely, Selectable, Transaction } from 'kysely'
import { z } from 'zod'
import type { Proposal, ProposalState } from '../../src/contract/four-eyes-api.ts'
import { bilingualSchema } from '../../src/contract/texts.ts'
import { countsAt, isAllowed, type Post } from '../../src/rules/staff-roles.ts'
import type { StaffCaller } from '../ground/callers.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { ProposalTable, Tables } from '../ground/store/tables.ts'
import type { ProposalDetail } from './four-eyes.ts'
import type { AnyKind, Kinds } from './kinds.ts'

/** Who sees proposals of every kind, and decides none. */
const SEES_ALL = 'four-eyes.see-all'

/** A proposal with the names of both. */
export type ProposalRow = Selectable<ProposalTable> & {
  readonly drafter_name: string
  readonly decider_name: string | null
}

export const proposalsOf = (db: Kysely<Tables> | Transaction<Tables>) =>
  db
    .selectFrom('proposal')
    .innerJoin('staff_account as drafter', 'drafter.staff_id', 'proposal.drafted_by')
    .leftJoin('staff_account as decider', 'decider.staff_id', 'proposal.decided_by')
    .selectAll('proposal')
    .select(['drafter.name as drafter_name', 'decider.name as decider_name'])

/** Whether a kind is any affair of an account. */
export const seesKind = (post: Post, kind: AnyKind): boolean =>
  isAllowed(post, kind.proposePermission) || isAllowed(post, kind.agreePermission)

/** Whether somebody may know that there is this proposal: whose role has to do with its kind, and whose account counts at its site. */
export function maySee(caller: StaffCaller, row: Pick<ProposalRow, 'kind' | 'site_id'>, kinds: Kinds): boolean {
  if (!countsAt(caller.sites, row.site_id)) return false
  if (isAllowed(caller, SEES_ALL)) return true
  const kind = kinds.find(row.kind)
  return kind !== undefined && seesKind(caller, kind)
}

/** Null: every kind. */
export const kindsSeen = (caller: StaffCaller, kinds: Kinds): readonly string[] | null =>
  isAllowed(caller, SEES_ALL)
    ? null
    : kinds
        .all()
        .filter(kind => seesKind(caller, kind))
        .map(({ name }) => name)

/** What it is now: nobody can agree any more to one that is over, also before the sweep has ended it. */
export const stateOf = ({ state, ends_at }: ProposalRow, now: Date): ProposalState =>
  state === 'waiting' && ends_at <= now ? 'run-out' : state

export const proposalOf = (row: ProposalRow, caller: StaffCaller, now: Date): Proposal => ({
  ...{ proposalId: row.proposal_id, kind: row.kind, siteId: row.site_id, reason: row.reason },
  title: { zh: row.title_zh, en: row.title_en },
  state: stateOf(row, now),
  draftedBy: { staffId: row.drafted_by, name: row.drafter_name },
  ...{ draftedAt: row.drafted_at.toISOString(), endsAt: row.ends_at.toISOString() },
  decidedBy: row.decided_by === null ? null : { staffId: row.decided_by, name: row.decider_name ?? '' },
  decidedAt: stateOf(row, now) === 'run-out' ? row.ends_at.toISOString() : (row.decided_at?.toISOString() ?? null),
  isOwn: row.drafted_by === caller.staffId,
  declineReason: row.decline_reason,
  said: row.said_zh === null || row.said_en === null ? null : { zh: row.said_zh, en: row.said_en },
})

/** By which somebody says what they have seen. */
export const markOf = (details: readonly ProposalDetail[]): string =>
  sha256Hex(JSON.stringify(details.map(({ label, before, after }) => [label.zh, label.en, before, after])))

const detailsSchema = z.array(
  z.object({ label: bilingualSchema, before: z.string().nullable(), after: z.string().nullable() }),
)

/** Details as they were kept. Throws for what we never wrote. */
export const keptDetails = ({ details }: ProposalRow): ProposalDetail[] => detailsSchema.parse(details)
