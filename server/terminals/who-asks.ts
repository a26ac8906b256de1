import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { rawBodyOf } from '../ground/http/raw-body.ts'
import { Refused } from '../ground/http/refusals.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Terminals } from './terminals.ts'
import { createRequestVerifier } from './verify-request.ts'

/** Finds out by its signature which terminal makes a request. */
export function whoAsks(db: Kysely<Tables>, clock: Clock): Terminals['whoAsks'] {
  const verify = createRequestVerifier(db, clock)
  return async (request, any) => {
    const { method, url: target, headers } = request
    const terminal = await verify({ method, target, headers, body: rawBodyOf(request) })
    if (!terminal.ok) throw new Refused(terminal.error.status, terminal.error.fault)
    return { ...any, terminalId: terminal.value }
  }
}
