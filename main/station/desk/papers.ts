import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { Effect } from '../../../src/session/effect.ts'
import type { DeskTools } from './desk.ts'

/** Asks the server about a printed paper that was laid under the scanner. */
export function createPaperDesk({ client, post }: Pick<DeskTools, 'client' | 'post'>) {
  return async ({ request, scanned }: Extract<Effect, { kind: 'check-paper' }>): Promise<void> => {
    const answer = await client.call(TERMINAL_ROUTES.checkPaper, { scanned })
    if (answer.ok) post({ kind: 'paper-checked', request, answer: answer.value })
    else post({ kind: 'paper-not-checked', request, fault: answer.error.fault })
  }
}
