import { HANDOVERS_ROUTES } from '../../../src/contract/handovers-api.ts'
import type { Effect } from '../../../src/session/effect.ts'
import { untilAnswered } from '../patience.ts'
import type { DeskTools } from './desk.ts'

/** As long as somebody stands and waits for a code. */
const ASK_WITHIN_MS = 15_000

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>

type HandoverEffect = Of<'begin-handover' | 'look-at-handover' | 'give-handover' | 'end-handover'>

/** Handing a file over to a phone, as the server is asked about it. By which it is asked for there stays here, in memory alone. */
export function createHandoverDesk(tools: Pick<DeskTools, 'client' | 'clock' | 'post' | 'closing'>) {
  const { client, clock, post, closing } = tools
  const tokens = new Map<number, string>()
  const patience = { giveUpAfterMs: ASK_WITHIN_MS, stopped: closing }
  const over = (request: number) => post({ kind: 'handover-seen', request, state: { state: 'over', why: 'expired' } })

  /** A code whose answer was lost was never on the screen, and ends with the next one. */
  const begin = async ({ request, visitId, jobId }: Of<'begin-handover'>): Promise<void> => {
    const ask = () => client.call(HANDOVERS_ROUTES.beginHandover, { visitId, jobId })
    const answer = await untilAnswered(clock, ask, patience)
    if (!answer.ok) return post({ kind: 'handover-not-begun', request, fault: answer.error.fault })
    const { handover, url, withinMs } = answer.value
    tokens.set(request, handover)
    post({ kind: 'handover-begun', request, url, withinMs })
  }
  /** Asked once: the visit asks again each second. */
  const look = async (effect: Of<'look-at-handover' | 'give-handover'>): Promise<void> => {
    const { request } = effect
    const handover = tokens.get(effect.handover)
    if (handover === undefined) return over(request)
    const answer =
      effect.kind === 'give-handover'
        ? await client.call(HANDOVERS_ROUTES.giveHandover, { handover, digits: effect.digits })
        : await client.call(HANDOVERS_ROUTES.handover, { handover })
    if (answer.ok) post({ kind: 'handover-seen', request, state: answer.value })
    else post({ kind: 'handover-unseen', request, fault: answer.error.fault })
  }
  /** The server is told once: what it does not hear ends with the visit. */
  const end = async (effect: Of<'end-handover'>): Promise<void> => {
    const handover = tokens.get(effect.handover)
    if (handover === undefined) return
    tokens.delete(effect.handover)
    await client.call(HANDOVERS_ROUTES.endHandover, { handover })
  }
  return async (effect: HandoverEffect): Promise<void> => {
    if (effect.kind === 'begin-handover') return begin(effect)
    return effect.kind === 'end-handover' ? end(effect) : look(effect)
  }
}
