import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { giveCookie, readCookie } from '../../ground/http/cookies.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import { SCANNED_MS } from '../logins/login-times.ts'
import { type ReturnParts, returnLogin } from '../logins/return-login.ts'
import type { LoginPlace } from '../logins/seen-login.ts'
import type { StaffReturns } from '../logins/staff-logins.ts'
import type { MetBrowsers } from '../notices/met-browsers.ts'
import type { WebSessions } from '../sessions/web-sessions.ts'
import type { LoginSecrets } from '../ways/way.ts'
import { goOnAfter } from './let-in.ts'
import { againPage, choosePage, foreignPage, notePage } from './login-pages.ts'
import { createPageSender, isOffered, type LoginPageParts, leadToProvider, offeredWays, wayIn } from './login-routes.ts'
import { isOwnPath } from './own-path.ts'
import { REFUSAL_TEXTS, TEXTS } from './words.ts'

const SECOND_MS = 1_000

export interface ReturnPageParts extends LoginPageParts, ReturnParts {
  readonly sessions: WebSessions
  readonly met: MetBrowsers
  /** How often a provider may say that a login is over. */
  readonly logoutLimit: Limit
  readonly staff: StaffReturns
}

/** Where browsers come back to from the pages of providers, where logins on the web begin, and where providers say that a login is over. */
export function registerReturnPages(app: FastifyInstance, parts: ReturnPageParts): void {
  const { browsers, sessions, staff, visits, ways, limit } = parts
  const page = createPageSender(parts)
  const hidden = { schema: { hide: true } }
  const within = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await limit.allow(request.ip))) return page(reply.header('retry-after', '60'), 429, notePage(TEXTS.slowDown))
  }

  // One address tells of everybody, and of many at once when people go home.
  const told = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await parts.logoutLimit.allow(request.ip))) return reply.code(429).header('retry-after', '60').send('')
  }

  app.get<{ Querystring: { way?: string; to?: string } }>(
    '/auth/begin',
    { ...hidden, onRequest: within },
    async (request, reply) => {
      const { way: named, to } = request.query
      const toPath = isOwnPath(to) ? to : '/p/'
      const offered = offeredWays(parts, request)
      const [only, ...more] = offered.map(({ name }) => name)
      const way = isOffered(parts, named) ? named : more.length === 0 ? only : undefined
      if (!way) {
        const action = `begin?to=${encodeURIComponent(toPath)}`
        return page(reply, 200, choosePage({ action, place: { kind: 'web', toPath }, ways: offered, note: null }))
      }
      if (way === 'local-account') {
        giveCookie(reply, 'login', (await browsers.beginOnWeb(way, toPath)).browser, SCANNED_MS / SECOND_MS)
        return reply.redirect('../account/log-in', 303)
      }
      const led = await leadToProvider(parts, request, reply, way, await browsers.beginOnWeb(way, toPath))
      return typeof led === 'string' ? page(reply, 502, notePage(REFUSAL_TEXTS[led])) : reply.redirect(led.url, 303)
    },
  )

  // From the page above, where the site has several ways.
  app.post<{ Querystring: { to?: string }; Body: { way?: string } }>(
    '/auth/begin',
    { ...hidden, onRequest: within },
    async (request, reply) => {
      const to = isOwnPath(request.query.to) ? `&to=${encodeURIComponent(request.query.to)}` : ''
      return reply.redirect(`begin?way=${encodeURIComponent(String(request.body?.way ?? ''))}${to}`, 303)
    },
  )

  const comeBack = async (request: FastifyRequest, reply: FastifyReply, named: string, loginId: string | null) => {
    const way = wayIn(ways, named)
    const browser = readCookie(request, 'login')
    const query = new URLSearchParams(request.url.split('?')[1] ?? '')
    const isAnswer = (secrets: LoginSecrets) => (way && ways.get(way)?.way.isAnswerTo(secrets, query)) === true
    const login = way && browser !== null ? await browsers.takeBack(browser, way, { loginId, isAnswer }) : null
    if (!login) {
      return browser === null ? page(reply, 410, notePage(TEXTS.noLogin)) : reply.redirect(relative(loginId, 'q'), 303)
    }
    if ('foreign' in login) {
      request.log.warn({ way }, 'an answer came back that is none to the login of its browser')
      return page(reply, 403, foreignPage(relative(loginId, wayOn(login.place))))
    }
    if (login.place.kind === 'staff') {
      const proof = await staff.comeBack(login, query)
      if (proof.ok) return reply.redirect(relative(loginId, 'staff/back'), 303)
      return page(reply, 403, againPage(REFUSAL_TEXTS[proof.error], relative(loginId, 'staff')))
    }
    const claim = await returnLogin(parts, login, query)
    const onWeb = login.place.kind === 'web' ? login.place : null
    if (!claim.ok) {
      const text = REFUSAL_TEXTS[claim.error]
      if (onWeb) return page(reply, 403, againPage(text, relative(loginId, wayOn(onWeb))))
      const action = relative(loginId, 'q')
      return page(reply, 403, choosePage({ action, place: login.place, ways: offeredWays(parts, request), note: text }))
    }
    return reply.redirect(relative(loginId, await goOnAfter(parts, request, reply, login.place, claim.value)), 303)
  }

  app.get<{ Params: { way: string; loginId: string } }>(
    '/auth/:way/back/:loginId',
    { ...hidden, onRequest: within },
    async (request, reply) => comeBack(request, reply, request.params.way, request.params.loginId),
  )
  // For providers that send browsers to one registered address: which login it is, the browser's cookie says.
  app.get<{ Params: { way: string } }>('/auth/:way/back', { ...hidden, onRequest: within }, async (request, reply) =>
    comeBack(request, reply, request.params.way, null),
  )

  // From the provider itself, without any proof: it ends what it names, and is told nothing.
  app.post<{ Params: { way: string; loginId: string }; Body: unknown }>(
    '/auth/:way/back/:loginId',
    { ...hidden, onRequest: told },
    async (request, reply) => {
      const way = wayIn(ways, request.params.way)
      const body = new URLSearchParams(formOf(request.body)).toString()
      const ended = way && ways.get(way)?.endedSession(body)
      if (ended) {
        const key = sha256Hex(ended)
        await sessions.endOfProvider(key)
        await visits.endOf({ providerSession: key })
        await staff.tellEnded(key)
      }
      return reply.code(200).type('text/plain; charset=utf-8').send('')
    },
  )
}

/** Where a browser goes on with its login, as a path from the root of the server. */
function wayOn(place: LoginPlace): string {
  if (place.kind === 'web') return `auth/begin?to=${encodeURIComponent(place.toPath)}`
  return place.kind === 'kiosk' ? 'q' : 'staff'
}

/** The server may stand under a path of another: addresses are written from where the browser is. */
const relative = (loginId: string | null, path: string): string => `${loginId === null ? '../../' : '../../../'}${path}`

const formOf = (body: unknown): Record<string, string> =>
  typeof body === 'object' && body !== null ? (body as Record<string, string>) : {}
