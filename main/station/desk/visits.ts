import { sleep } from '../../../src/clock.ts'
import type { VisitId } from '../../../src/contract/ids.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { Effect } from '../../../src/session/effect.ts'
import { identityEvent } from '../identity-event.ts'
import type { DeskTools } from './desk.ts'

/** A visit that its person has ended from elsewhere is gone from the screen within about this time. */
const ASK_EVERY_MS = 3_000

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>

/** Visits, as the server is asked about them: whose they are, and whether they still run. */
export interface VisitDesk {
  /** Posts `identity-confirmed`, `registers-found` or `identity-refused`. */
  lookUp(effect: Of<'look-up-identity'>): Promise<void>
  /** The same for somebody who is known already. */
  lookUpAgain(effect: Of<'look-up-visitor'>): Promise<void>
  end(effect: Of<'end-visit'>): Promise<void>
  /** Asks, as long as there are visits on the screen, which of them are over; posts `visits-over`. One at a time is enough. */
  watch(onScreen: () => readonly VisitId[]): Promise<void>
}

export function createVisitDesk({ client, clock, post, closing }: Omit<DeskTools, 'ledger' | 'log'>): VisitDesk {
  let isWatching = false
  return {
    lookUp: async ({ request, means }) =>
      post(identityEvent(request, await client.call(TERMINAL_ROUTES.identify, { means }))),
    lookUpAgain: async ({ request, visitId }) => {
      const answer = await client.call(TERMINAL_ROUTES.visit, { visitId })
      post(
        answer.ok
          ? { kind: 'identity-confirmed', request, visitor: answer.value }
          : { kind: 'identity-refused', request, fault: answer.error.fault },
      )
    },
    end: async ({ visitId }) => {
      await client.call(TERMINAL_ROUTES.endVisit, { visitId })
    },
    watch: async onScreen => {
      if (isWatching) return
      isWatching = true
      while (!closing() && onScreen().length > 0) {
        await sleep(clock, ASK_EVERY_MS)
        const visitIds = [...onScreen()]
        if (closing() || visitIds.length === 0) break
        const answer = await client.call(TERMINAL_ROUTES.visitsOver, { visitIds })
        // No answer says nothing: what the visitor asks for next is refused, or is not.
        if (answer.ok && answer.value.over.length > 0 && !closing())
          post({ kind: 'visits-over', over: answer.value.over })
      }
      isWatching = false
    },
  }
}
