import type { FastifyReply, FastifyRequest } from 'fastify'
import { giveCookie, readCookie, takeCookie } from '../../ground/http/cookies.ts'

/** As long as a login may take that goes by the university's pages. */
const KEPT_SECONDS = 30 * 60
const MOST_CHARACTERS = 400
/** A page of staff, or one of the console with what it was asked to show: letters, dashes and no dots, so that no notation leads elsewhere. */
const OURS =
  /^\/(?:staff(?:\/[A-Za-z0-9_-]+)*|console\/(?:[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*)?(?:\?[A-Za-z0-9_.*%=&+-]*)?)$/

/** A page of this server where staff work, from the server's own address on. */
export const isWorkPath = (path: unknown): path is string =>
  typeof path === 'string' && path.length <= MOST_CHARACTERS && OURS.test(path)

/** Remembers, in the browser, where somebody goes on who must log in first. */
export function keepWayBack(reply: FastifyReply, to: string): void {
  giveCookie(reply, 'staff-to', Buffer.from(JSON.stringify({ to })).toString('base64url'), KEPT_SECONDS)
}

/** What was remembered, once; null where there is nothing, or what is no page of ours. */
export function takeWayBack(request: FastifyRequest, reply: FastifyReply): string | null {
  const kept = readCookie(request, 'staff-to')
  if (kept === null) return null
  takeCookie(reply, 'staff-to')
  const to = wayIn(Buffer.from(kept, 'base64url').toString())
  return isWorkPath(to) ? to : null
}

function wayIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly to?: unknown } | null)?.to
  } catch {
    return null
  }
}
