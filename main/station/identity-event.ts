import type { z } from 'zod'
import type { identifiedSchema } from '../../src/contract/terminals-api.ts'
import type { Result } from '../../src/result.ts'
import type { SessionEvent } from '../../src/session/event.ts'
import type { Refusal } from './server-client.ts'

/** What the server says to the question who is present, as a fact for the visit. */
export function identityEvent(
  request: number,
  answer: Result<z.output<typeof identifiedSchema>, Refusal>,
): SessionEvent {
  if (!answer.ok) return { kind: 'identity-refused', request, fault: answer.error.fault }
  if ('registers' in answer.value) return { kind: 'registers-found', request, registers: answer.value.registers }
  return { kind: 'identity-confirmed', request, visitor: answer.value }
}
