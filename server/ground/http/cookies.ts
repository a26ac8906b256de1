import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** `__Host-`: a browser takes them from this host alone, over https, and sends them to no other (RFC 6265bis, 4.1.3.2). */
const PREFIX = '__Host-yinzheng-'
export const SESSION_COOKIE = `${PREFIX}session`
export const STAFF_COOKIE = `${PREFIX}staff`
/** Lax and not Strict: browsers come back from their university's login by a link. */
const GUARDED: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' }
/** What staff may do is begun on our own pages alone: no link of anybody carries their session. */
const STRICT: CookieSerializeOptions = { ...GUARDED, sameSite: 'strict' }
/** Random, or sealed facts. */
const TOKEN = /^[A-Za-z0-9_-]{20,600}$/

/**
 * `login`: a login that is under way. `session`: of the web. `sign-up`: somebody waits for a letter. `account`: a password was right a while
 * ago. `known`: somebody has logged in here before.
 * `met`: who has begun a session with this browser, as pseudonyms. `staff`: of somebody who works here. `staff-to`: where somebody goes on who
 * must log in to work here.
 */
type Name = 'login' | 'session' | 'sign-up' | 'account' | 'known' | 'met' | 'staff' | 'staff-to'
const optionsOf = (name: Name) => (name === 'staff' || name === 'staff-to' ? STRICT : GUARDED)

/** What a browser carries; null when there is none that could be one of ours. */
export function readCookie({ cookies }: FastifyRequest, name: Name): string | null {
  const value = cookies[`${PREFIX}${name}`]
  return value !== undefined && TOKEN.test(value) ? value : null
}

export function giveCookie(reply: FastifyReply, name: Name, value: string, maxAgeSeconds: number): void {
  dead.get(reply.request)?.delete(name)
  reply.setCookie(`${PREFIX}${name}`, value, { ...optionsOf(name), maxAge: maxAgeSeconds })
}

/** Not by a date: the clock of whoever has the browser may be another. */
export function takeCookie(reply: FastifyReply, name: Name): void {
  reply.setCookie(`${PREFIX}${name}`, '', { ...optionsOf(name), maxAge: 0 })
}

const dead = new WeakMap<FastifyRequest, Set<Name>>()

/** Has the answer to a request take a cookie that is good for nothing any more, whatever the answer is, unless that gives a new one. */
export function cookieIsDead(request: FastifyRequest, name: Name): void {
  dead.set(request, (dead.get(request) ?? new Set()).add(name))
}

/** Takes them. */
export function takeDeadCookies(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    for (const name of dead.get(request) ?? []) takeCookie(reply, name)
  })
}

/**
 * Whether a request that changes something comes from a page of ours. Browsers say so in Sec-Fetch-Site, and those of before it in Origin,
 * with everything that a form or a script of another page may send; what says neither is no browser, and is refused.
 */
export function isFromOurPage({ headers }: FastifyRequest, publicBaseUrl: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return headers.origin === new URL(publicBaseUrl).origin
}
