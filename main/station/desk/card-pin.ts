import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { Effect } from '../../../src/session/effect.ts'
import type { DeskTools } from './desk.ts'

/**
 * Asks whether the digits of a campus card are right; posts `pin-proven`, `pin-not-proven` or `pin-unasked`. Asked once: digits whose answer
 * was lost may have been a wrong try, and whether to spend another one the visitor says. They stand in no log and no ledger.
 */
export function createPinDesk({ client, post }: Pick<DeskTools, 'client' | 'post'>) {
  return {
    prove: async ({ request, visitId, pin }: Extract<Effect, { kind: 'prove-pin' }>): Promise<void> => {
      const answer = await client.call(TERMINAL_ROUTES.provePin, { visitId, pin })
      if (!answer.ok) post({ kind: 'pin-unasked', request, fault: answer.error.fault })
      else if ('notProven' in answer.value) post({ kind: 'pin-not-proven', request, cardPin: answer.value.notProven })
      else post({ kind: 'pin-proven', request, visitor: answer.value })
    },
  }
}
