import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Bilingual } from '../../../src/contract/texts.ts'
import type { House } from '../../ground/ground.ts'
import { giveCookie, isFromOurPage, readCookie } from '../../ground/http/cookies.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import { type Html, PLAIN_HEADERS, plainPage } from '../../ground/plain-html.ts'
import type { BegunLogin, BrowserLogins, WhichLogin } from '../logins/browser-logins.ts'
import type { LoginCodes } from '../logins/login-code.ts'
import { SCANNED_MS } from '../logins/login-times.ts'
import type { NotLetIn } from '../logins/return-login.ts'
import type { SeenLogin } from '../logins/seen-login.ts'
import type { Visits } from '../visits.ts'
import type { OpenWays } from '../ways/open-ways.ts'
import type { LoginWay } from '../ways/way.ts'
import { isInWeCom } from './browser-name.ts'
import { againPage, choosePage, digitsPage, goingPage, loggedInPage, notePage, type OfferedWay } from './login-pages.ts'
import { LOGIN_TITLE, REFUSAL_TEXTS, TEXTS } from './words.ts'

export interface LoginPageParts {
  readonly browsers: BrowserLogins
  readonly codes: LoginCodes
  readonly visits: Pick<Visits, 'endOf'>
  readonly ways: OpenWays
  /** What stands on the button of the house's own accounts; null where there are none. */
  readonly accountLabel: Bilingual | null
  readonly house: House
  readonly limit: Limit
}

/** How often the page of a phone looks how far things are. */
const LOOK_SECONDS = 3
const SECOND_MS = 1_000

/** Answers with pages that need no script, in both languages. */
export function createPageSender({ house }: Pick<LoginPageParts, 'house'>) {
  return (reply: FastifyReply, status: number, body: Html): FastifyReply =>
    reply
      .code(status)
      .headers(PLAIN_HEADERS)
      .type('text/html; charset=utf-8')
      .send(plainPage(LOGIN_TITLE, house.name, body))
}

/** The ways of the site; in WeCom its own stands first. */
export function offeredWays(
  { ways, accountLabel }: Pick<LoginPageParts, 'ways' | 'accountLabel'>,
  { headers }: Pick<FastifyRequest, 'headers'>,
): OfferedWay[] {
  const own = accountLabel === null ? [] : [{ name: 'local-account', label: accountLabel } as const]
  const all = [...[...ways].map(([name, { label }]) => ({ name, label })), ...own]
  const first = (name: string) => (isInWeCom(headers['user-agent']) ? Number(name !== 'wecom') : 0)
  return all.sort((a, b) => first(a.name) - first(b.name))
}

/** Sends a browser to the page of a provider, with what it is known by when it comes back. */
export async function leadToProvider(
  { ways }: Pick<LoginPageParts, 'ways'>,
  request: FastifyRequest,
  reply: FastifyReply,
  way: LoginWay,
  { browser, secrets }: BegunLogin,
): Promise<{ readonly url: string } | NotLetIn> {
  giveCookie(reply, 'login', browser, SCANNED_MS / SECOND_MS)
  const language = String(request.headers['accept-language'] ?? '').startsWith('en') ? 'en' : 'zh'
  const asked = { language, isInWeCom: isInWeCom(request.headers['user-agent']) }
  const begun = await ways.get(way)?.way.begin(secrets, asked)
  if (!begun) return 'misconfigured'
  if (begun.ok) return begun.value
  request.log.warn({ way, ...begun.error }, 'a login could not begin')
  return begun.error.reason
}

/** What a phone finds behind the code of a kiosk. */
export function registerLoginPages(app: FastifyInstance, parts: LoginPageParts): void {
  const { browsers, codes, visits, house, limit } = parts
  const page = createPageSender(parts)
  const hidden = { schema: { hide: true } }
  const within = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await limit.allow(request.ip))) return page(reply.header('retry-after', '60'), 429, notePage(TEXTS.slowDown))
  }
  const ours = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isFromOurPage(request, house.publicBaseUrl)) return page(reply, 403, notePage(TEXTS.notFromHere))
  }

  /** `base`: how the browser gets from its address to the pages of logins. */
  const show = (request: FastifyRequest, reply: FastifyReply, seen: SeenLogin, base: string, own: string) => {
    switch (seen.state) {
      case 'open':
        return page(
          reply,
          200,
          choosePage({ action: own, place: seen.place, ways: offeredWays(parts, request), note: null }),
        )
      case 'asking':
        return page(reply.header('refresh', String(LOOK_SECONDS)), 200, notePage(TEXTS.asking))
      case 'claimed': {
        const digits = codes.of(seen.loginKey)
        return page(
          reply.header('refresh', String(LOOK_SECONDS)),
          200,
          digitsPage(digits, seen.place, seen.otherBrowsers, `${base}stop`),
        )
      }
      case 'done':
        return page(reply, 200, loggedInPage(`${base}stop`, seen.place))
      case 'taken':
        return page(reply, 409, notePage(TEXTS.taken))
      case 'over':
        return page(reply, 410, notePage(TEXTS.over))
    }
  }
  const goOn = async (request: FastifyRequest, reply: FastifyReply, which: WhichLogin, own: string) => {
    const way = (request.body as { way?: string } | undefined)?.way
    if (!isOffered(parts, way)) return page(reply, 400, notePage(TEXTS.noSuchWay))
    const begun = await browsers.goOn(which, way)
    if (typeof begun === 'string') return page(reply, begun === 'taken' ? 409 : 410, notePage(TEXTS[begun]))
    if (way === 'local-account') {
      giveCookie(reply, 'login', begun.browser, SCANNED_MS / SECOND_MS)
      return reply.redirect(`${own === 'q' ? '' : '../'}account/log-in`, 303)
    }
    const led = await leadToProvider(parts, request, reply, way, begun)
    if (typeof led === 'string') return page(reply, 502, againPage(REFUSAL_TEXTS[led], own))
    return page(reply.header('refresh', `0;url=${led.url}`), 200, goingPage(led.url))
  }
  const asks = { ...hidden, onRequest: within }
  const changes = { ...hidden, onRequest: [within, ours] }

  app.get<{ Params: { loginId: string } }>('/q/:loginId', asks, async (request, reply) => {
    const { loginId } = request.params
    const seen = await browsers.see({ loginId, browser: readCookie(request, 'login') })
    return show(request, reply, seen, '', encodeURIComponent(loginId))
  })
  app.post<{ Params: { loginId: string } }>('/q/:loginId', changes, async (request, reply) => {
    const { loginId } = request.params
    return goOn(request, reply, { loginId, browser: readCookie(request, 'login') }, encodeURIComponent(loginId))
  })

  // The login of this browser, whichever it is: the digits, how it ended, and another try.
  app.get('/q', asks, async (request, reply) => {
    const browser = readCookie(request, 'login')
    if (browser === null) return page(reply, 410, notePage(TEXTS.noLogin))
    return show(request, reply, await browsers.see({ browser }), 'q/', 'q')
  })
  app.post('/q', changes, async (request, reply) => {
    const browser = readCookie(request, 'login')
    if (browser === null) return page(reply, 410, notePage(TEXTS.noLogin))
    return goOn(request, reply, { browser }, 'q')
  })

  app.post('/q/stop', changes, async (request, reply) => {
    const browser = readCookie(request, 'login')
    const stopped = browser === null ? null : await browsers.stop(browser)
    if (!stopped) return page(reply, 410, notePage(TEXTS.noLogin))
    await visits.endOf({ visitKeys: stopped.visitKeys })
    return page(reply, 200, notePage(TEXTS.stopped))
  })
}

/** Whether a form or an address names a way that the site has. */
export const isOffered = (parts: Pick<LoginPageParts, 'ways' | 'accountLabel'>, named: unknown): named is LoginWay =>
  offeredWays(parts, { headers: {} }).some(({ name }) => name === named)

/** A way over somebody else's page that the site has, of what an address names. */
export const wayIn = (ways: OpenWays, named: unknown): LoginWay | null =>
  [...ways.keys()].find(way => way === named) ?? null
