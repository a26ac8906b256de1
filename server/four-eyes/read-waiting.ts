import { both } from '../../src/contract/texts.ts'
import type { WaitingProposal } from './four-eyes.ts'
import { proposalsOf } from './proposal-rows.ts'
import type { ReadParts } from './read-proposals.ts'

/** More than can wait; those that have waited longest come first. */
const ROWS_MAX = 1_000
const DECIDE = 'four-eyes.decide'
/** Of a kind that this version of the program does not know: somebody may still decline it. */
const SOMETHING = both('一项改动', 'A change')

/** What waits for a second person now: nothing that is decided, taken back, or has run out. */
export async function readWaiting({ db, clock, kinds }: ReadParts): Promise<WaitingProposal[]> {
  const rows = await proposalsOf(db)
    .where('proposal.state', '=', 'waiting')
    .where('proposal.ends_at', '>', new Date(clock.now()))
    .orderBy('proposal.drafted_at')
    .orderBy('proposal.proposal_id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map(row => {
    const kind = kinds.find(row.kind)
    return {
      ...{ proposalId: row.proposal_id, called: kind?.called ?? SOMETHING, siteId: row.site_id },
      draftedBy: { staffId: row.drafted_by, name: row.drafter_name },
      ...{ draftedAt: row.drafted_at, endsAt: row.ends_at },
      agreePermissions: [DECIDE, ...(kind ? [kind.agreePermission] : [])],
    }
  })
}
