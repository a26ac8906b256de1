import type { GRADUATION_PHOTO_ROUTES } from '../../../src/contract/graduation-photos-api.ts'
import { err, ok } from '../../../src/result.ts'
import type { HandlersOf } from '../../ground/room.ts'
import { steppedUp } from '../../ground/step-up.ts'
import type { Staff } from '../../staff/staff.ts'
import { createOpenedPhotographs } from '../showing/opened-photographs.ts'
import { createOwnPhotographs } from '../showing/own-photographs.ts'
import { createShowings, type ShowingParts } from '../showing/showings.ts'
import { createClaimDesk } from './decide-claims.ts'
import { createOwnClaims } from './own-claims.ts'
import { createPoolSearch } from './search-pool.ts'

/** What answers people and staff about photographs. Of somebody else's everything is said as of what there is not. */
export function photoHandlers(
  parts: ShowingParts,
  staff: Pick<Staff, 'atWork' | 'stillMay'>,
): HandlersOf<typeof GRADUATION_PHOTO_ROUTES> {
  const { clock } = parts
  const showings = createShowings(parts)
  const own = createOwnPhotographs(parts, showings)
  const opened = createOpenedPhotographs(parts, showings, staff)
  const pool = createPoolSearch(parts, showings)
  const claims = createOwnClaims(parts, showings)
  const desk = createClaimDesk(parts, showings, staff)
  return {
    ownPhotographs: async (_, caller) => ok(await own.list(caller)),
    ownPhotograph: ({ showing }, caller) => own.picture(showing, caller),
    lookAtPhotographs: async ({ enrolmentId, reason }, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      const photographs = await opened.open(enrolmentId, caller, reason)
      return photographs === null ? err('not-there') : ok({ photographs })
    },
    openedPhotograph: ({ showing }, caller) => opened.picture(showing, caller),
    searchPhotographs: async ({ enrolmentId }, caller) => {
      const found = await pool.search(enrolmentId, caller)
      return found.ok ? ok({ found: [...found.value] }) : found
    },
    foundPhotograph: ({ showing }, caller) => pool.picture(showing, caller),
    beginClaim: ({ showing }, caller) => claims.begin(showing, caller),
    claimPhotograph: ({ confirmation }, caller) => claims.claim(confirmation, caller),
    ownClaims: async (_, caller) => ok({ claims: [...(await claims.list(caller))] }),
    withdrawClaim: ({ claimId }, caller) => claims.withdraw(claimId, caller),
    photoClaims: async wish => {
      const { rows, next } = await desk.list(wish)
      return ok({ rows: [...rows], next })
    },
    photoClaim: async ({ claimId }) => {
      const claim = await desk.one(claimId)
      return claim === null ? err('not-there') : ok(claim)
    },
    lookAtClaim: async ({ claimId, reason }, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      const claim = await desk.open(claimId, caller, reason)
      return claim === null ? err('not-there') : ok(claim)
    },
    decideClaim: async (wish, caller) => {
      const fresh = steppedUp(caller, clock)
      return fresh.ok ? desk.decide(wish, caller) : fresh
    },
  }
}
