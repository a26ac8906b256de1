import { ok } from '../../src/result.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { Staff } from '../staff/staff.ts'
import { createDeciding } from './decide.ts'
import type { FourEyes } from './four-eyes.ts'
import type { FOUR_EYES } from './four-eyes-plan.ts'
import { createKinds } from './kinds.ts'
import { createPropose, runAllOut } from './propose.ts'
import { createReadProposals } from './read-proposals.ts'
import { readWaiting } from './read-waiting.ts'

const MINUTE_MS = 60_000

/** What one person drafts and another agrees to, for whichever room carries it out. */
export function openFourEyes(
  ground: Pick<Ground, 'db' | 'clock'>,
  { staff }: { readonly staff: Pick<Staff, 'stillMay'> },
): Room<FourEyes, typeof FOUR_EYES> {
  const kinds = createKinds()
  const parts = { ...ground, kinds, staff }
  const reading = createReadProposals(parts)
  const deciding = createDeciding(parts)
  return {
    doors: { hear: kinds.hear, propose: createPropose(parts), waiting: () => readWaiting(parts) },
    handlers: {
      proposals: async (wish, caller) => ok(await reading.list(caller, wish)),
      proposal: ({ proposalId }, caller) => reading.one(caller, proposalId),
      agreeToProposal: ({ proposalId, seen }, caller) => deciding.agree(caller, proposalId, seen),
      declineProposal: ({ proposalId, reason }, caller) => deciding.decline(caller, proposalId, reason),
      takeBackProposal: ({ proposalId }, caller) => deciding.takeBack(caller, proposalId),
    },
    sweeps: [{ name: 'proposals', everyMs: 10 * MINUTE_MS, run: () => runAllOut(ground) }],
  }
}
