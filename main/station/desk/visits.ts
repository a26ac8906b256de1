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
  /**
   * Who is present, and who is known already: posts `identity-confirmed`, `registers-found` or `identity-refused`. That the visitor agrees to the
   * notice: posts `notice-agreed` or `notice-not-agreed`; nothing of it is kept here, and what the server has not said counts as not agreed.
   */
  ask(effect: Of<'look-up-identity' | 'look-up-visitor' | 'agree-to-notice'>): Promise<void>
  end(effect: Of<'end-visit'>): Promise<void>
  /** Asks, as long as there are visits on the screen, which of them are over; posts `visits-over`. One at a time is enough. */
  watch(onScreen: () => readonly VisitId[]): Promise<void>
}

export function createVisitDesk({ client, clock, post, closing }: Omit<DeskTools, 'ledger' | 'log'>): VisitDesk {
  let isWatching = false
  return {
    ask: async effect => {
      const { request } = effect
      if (effect.kind === 'look-up-identity') {
        post(identityEvent(request, await client.call(TERMINAL_ROUTES.identify, { means: effect.means })))
      } else if (effect.kind === 'look-up-visitor') {
        const answer = await client.call(TERMINAL_ROUTES.visit, { visitId: effect.visitId })
        if (answer.ok) post({ kind: 'identity-confirmed', request, visitor: answer.value })
        else post({ kind: 'identity-refused', request, fault: answer.error.fault })
      } else {
        const { visitId, digest, language } = effect
        const answer = await client.call(TERMINAL_ROUTES.agreeInVisit, { visitId, digest, language })
        if (answer.ok) post({ kind: 'notice-agreed', request, visitor: answer.value })
        else post({ kind: 'notice-not-agreed', request, fault: answer.error.fault })
      }
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
