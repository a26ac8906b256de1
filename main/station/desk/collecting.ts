import { COLLECT_ROUTES } from '../../../src/contract/pickups-api.ts'
import type { Effect } from '../../../src/session/effect.ts'
import { identityEvent } from '../identity-event.ts'
import { isPassing, untilAnswered } from '../patience.ts'
import type { Refusal } from '../server-client.ts'
import type { DeskTools } from './desk.ts'

/** As long as somebody stands and waits for what the digits led to. */
const ASK_WITHIN_MS = 15_000

/** A server that is too busy with wrong codes says so to the visitor: each further try would be one more of them. */
const passes = (refusal: Refusal): boolean => isPassing(refusal) && refusal.fault.code !== 'server-busy'

/** Asks whom a code of collection stands for; posts what `look-up-visitor` is answered with. A code whose answer was lost is asked about again. */
export function createCollectDesk(tools: Pick<DeskTools, 'client' | 'clock' | 'post' | 'closing'>) {
  const { client, clock, post, closing } = tools
  return {
    collect: async ({ request, code }: Extract<Effect, { kind: 'collect' }>): Promise<void> => {
      const ask = () => client.call(COLLECT_ROUTES.collect, { code })
      const answer = await untilAnswered(clock, ask, { giveUpAfterMs: ASK_WITHIN_MS, stopped: closing, passes })
      post(identityEvent(request, answer))
    },
  }
}
