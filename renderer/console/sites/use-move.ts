import { FLEET_ROUTES } from '../../../src/contract/fleet-api.ts'
import type { TerminalId } from '../../../src/contract/ids.ts'
import { ok } from '../../../src/result.ts'
import { type Answer, useAnswer } from '../parts/use-answer.ts'
import { useServer } from '../shell/console-context.ts'
import type { Move } from './move-difference.tsx'

/** What would hold otherwise at a terminal at another site; null while nothing is chosen, or it stays where it is. */
export function useMove(terminalId: string | null, from: string, to: string): Answer<Move | null> {
  const server = useServer(FLEET_ROUTES)
  const isGoing = terminalId !== null && to !== '' && to !== from
  return useAnswer<Move | null>(
    async () => (isGoing ? server.fleetMove({ terminalId: terminalId as TerminalId, siteId: to }) : ok(null)),
    `${terminalId} ${to}`,
  )
}
