import type { FastifyRequest } from 'fastify'
import type { CallerKind } from '../../../src/contract/routes.ts'
import { type AnyCaller, permissionOf, type StaffCaller, type TerminalCaller, type VisitorCaller } from '../callers.ts'

/**
 * How it is found out who calls, each by the room whose affair it is. Each rejects with `Refused` for whoever may not call. One that is
 * not there: the house has nobody of the kind, and a route for them stops the start.
 */
export interface Authenticators {
  readonly terminal?: (request: FastifyRequest, any: AnyCaller) => Promise<TerminalCaller>
  readonly visitor?: (request: FastifyRequest, any: AnyCaller) => Promise<VisitorCaller>
  readonly staff?: (request: FastifyRequest, any: AnyCaller, permission: string) => Promise<StaffCaller>
}

/** Finds out who calls a route. Throws at once where nobody can be asked. */
export function authenticatorOf(
  { terminal, visitor, staff }: Authenticators,
  kind: CallerKind,
  route: string,
): (request: FastifyRequest) => Promise<AnyCaller> {
  if (kind === 'anyone') return async request => anyCaller(request)
  const permission = permissionOf(kind)
  const ask =
    permission !== null
      ? staff && ((request: FastifyRequest, any: AnyCaller) => staff(request, any, permission))
      : kind === 'terminal'
        ? terminal
        : visitor
  if (!ask)
    throw new Error(`nobody can say who may call ${route}: no authenticator of its callers is handed to the server`)
  return request => ask(request, anyCaller(request))
}

const BEARER_CHARACTERS_MAX = 400

function anyCaller({ ip, headers }: FastifyRequest): AnyCaller {
  const bearer = /^Bearer ([\w.-]+)$/.exec(headers.authorization ?? '')?.[1] ?? null
  return { ip, bearer: bearer === null || bearer.length > BEARER_CHARACTERS_MAX ? null : bearer }
}
