import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { Proposal, ProposalDetails } from '../../src/contract/four-eyes-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { ALL_SITES, isAllowed } from '../../src/rules/staff-roles.ts'
import type { StaffCaller } from '../ground/callers.ts'
import { cursorOf, readCursor } from '../ground/keyset.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { ProposalDetail } from './four-eyes.ts'
import type { Kinds } from './kinds.ts'
import { keptDetails, kindsSeen, markOf, maySee, type ProposalRow, proposalOf, proposalsOf } from './proposal-rows.ts'

export interface ReadParts {
  readonly db: Kysely<Tables>
  readonly clock: Pick<Clock, 'now'>
  readonly kinds: Kinds
}

export interface ListWish {
  readonly state: 'waiting' | 'decided' | 'all'
  readonly after?: string | undefined
  readonly limit: number
}

/** What is proposed, as far as it is somebody's affair. */
export interface ReadProposals {
  list(caller: StaffCaller, wish: ListWish): Promise<{ rows: Proposal[]; next: string | null }>
  one(caller: StaffCaller, proposalId: string): Promise<Result<ProposalDetails>>
}

/** What it would change now; as it was kept where it can't be read any more. */
export async function detailsNow(row: ProposalRow, kinds: Kinds): Promise<readonly ProposalDetail[]> {
  const kind = kinds.find(row.kind)
  const payload = kind?.schema.safeParse(row.payload)
  return kind && payload?.success ? kind.detailsOf(payload.data) : keptDetails(row)
}

export function createReadProposals({ db, clock, kinds }: ReadParts): ReadProposals {
  return {
    list: async (caller, { state, after, limit }) => {
      const now = new Date(clock.now())
      const seen = kindsSeen(caller, kinds)
      if (seen?.length === 0) return { rows: [], next: null }
      let asked = proposalsOf(db)
      if (seen) asked = asked.where('proposal.kind', 'in', [...seen])
      if (!caller.sites.includes(ALL_SITES)) asked = asked.where('proposal.site_id', 'in', [...caller.sites])
      if (state === 'waiting') asked = asked.where('proposal.state', '=', 'waiting').where('ends_at', '>', now)
      if (state === 'decided')
        asked = asked.where(eb => eb.or([eb('proposal.state', '<>', 'waiting'), eb('ends_at', '<=', now)]))
      const from = readCursor(after)
      if (from)
        asked = asked.where(
          sql<boolean>`(proposal.drafted_at, proposal.proposal_id) < (${from.at.toISOString()}::timestamptz, ${from.id})`,
        )
      const rows = await asked
        .orderBy('proposal.drafted_at', 'desc')
        .orderBy('proposal.proposal_id', 'desc')
        .limit(limit + 1)
        .execute()
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        rows: shown.map(row => proposalOf(row, caller, now)),
        next: rows.length > limit && last ? cursorOf({ at: last.drafted_at, id: last.proposal_id }) : null,
      }
    },
    one: async (caller, proposalId) => {
      const row = await proposalsOf(db).where('proposal_id', '=', proposalId).executeTakeFirst()
      if (!row || !maySee(caller, row, kinds)) return err(fault('proposal-unknown'))
      const proposal = proposalOf(row, caller, new Date(clock.now()))
      const waits = proposal.state === 'waiting'
      const details = waits ? await detailsNow(row, kinds) : keptDetails(row)
      const kind = kinds.find(row.kind)
      const maySecond =
        waits &&
        !proposal.isOwn &&
        isAllowed(caller, 'four-eyes.decide') &&
        kind !== undefined &&
        isAllowed(caller, kind.agreePermission)
      return ok({
        ...proposal,
        ...{ details: [...details], seen: markOf(details) },
        ...{ mayAgree: maySecond, mayDecline: maySecond },
        mayTakeBack: waits && proposal.isOwn && isAllowed(caller, 'four-eyes.decide'),
      })
    },
  }
}
