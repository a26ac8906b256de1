import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Bilingual } from '../../../src/contract/texts.ts'
import type { House } from '../../ground/ground.ts'
import { cookieIsDead, giveCookie, isFromOurPage, readCookie } from '../../ground/http/cookies.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import { type Html, html, PLAIN_HEADERS, plainPage } from '../../ground/plain-html.ts'
import { browserName } from '../../identity/identity.ts'
import type { From } from '../entering/log-in.ts'
import type { SessionToken, StaffSession, StaffSessions } from '../sessions/staff-sessions.ts'
import { KEY_SCRIPT_SOURCE } from './key-script.ts'
import { type At, noteCard } from './parts.ts'
import { type Note, noteIn, STAFF_TITLE, WORDS } from './words.ts'

/** A form of a few fields, or what a security key says. */
const FORM_BYTES = 48 * 1024
const HEADERS: Readonly<Record<string, string>> = {
  ...PLAIN_HEADERS,
  // Before any other: what is said here of scripts is a hash of ours, and everything else stays as it is without.
  'content-security-policy': `${PLAIN_HEADERS['content-security-policy']}; ${KEY_SCRIPT_SOURCE}`,
}

/** A request for a page of staff, and what may be done about it. */
export interface PageVisit {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly at: At
  /** What a form has sent; empty text for what it has not. */
  said(name: string): string
  readonly query: Readonly<Record<string, string | undefined>>
  readonly session: StaffSession | null
  readonly from: From
  show(body: Html, status?: number): FastifyReply
  /** To another page of ours, with a word about what was done. */
  go(path: string, note?: Note): FastifyReply
  /** Whatever session the browser had before is over. */
  giveSession(token: SessionToken): Promise<void>
}

export interface PageScopeParts {
  readonly house: House
  readonly sessions: StaffSessions
  readonly limit: Limit
}

type Answer = (visit: PageVisit) => Promise<FastifyReply>

/** Puts pages of staff on the server: within the limits, and what changes something from our own pages alone. */
export interface PageScope {
  get(path: string, answer: Answer): void
  post(path: string, answer: Answer): void
}

export async function withPageScope(
  app: FastifyInstance,
  { house, sessions, limit }: PageScopeParts,
  register: (scope: PageScope) => void,
): Promise<void> {
  const send = (reply: FastifyReply, status: number, body: Html) =>
    reply
      .code(status)
      .headers(HEADERS)
      .type('text/html; charset=utf-8')
      .send(plainPage(STAFF_TITLE, house.name, body))
  const say = (reply: FastifyReply, status: number, words: Bilingual) => send(reply, status, noteCard(words))

  const visitOf = async (request: FastifyRequest, reply: FastifyReply): Promise<PageVisit> => {
    // The server may stand under a path of another: addresses are written from where the browser is.
    const depth = (request.url.split('?')[0] ?? '').split('/').length - 2
    const at: At = path => `${depth === 0 ? '' : '../'.repeat(depth)}${path}`
    const token = readCookie(request, 'staff')
    const form = (request.body ?? {}) as Readonly<Record<string, unknown>>
    const query = request.query as PageVisit['query']
    const note = noteIn(query.note)
    const session = token === null ? null : await sessions.use(token)
    if (token !== null && !session) cookieIsDead(request, 'staff')
    return {
      ...{ request, reply, at, query, session },
      said: name => (typeof form[name] === 'string' ? (form[name] as string) : ''),
      from: { ip: request.ip, browser: browserName(request.headers['user-agent']) },
      show: (body, status = 200) => send(reply, status, html`${noteCard(note)}${body}`),
      go: (path, word) => reply.redirect(at(word === undefined ? path : `${path}?note=${word}`), 303),
      giveSession: async ({ token: fresh, maxAgeSeconds }) => {
        if (session) await sessions.end(session)
        giveCookie(reply, 'staff', fresh, maxAgeSeconds)
      },
    }
  }
  const within = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await limit.allow(request.ip))) return say(reply.header('retry-after', '60'), 429, WORDS.slowDown)
  }
  const ours = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isFromOurPage(request, house.publicBaseUrl)) return say(reply, 403, WORDS.notFromHere)
  }
  await app.register(async scope => {
    scope.removeAllContentTypeParsers()
    const options = { parseAs: 'string', bodyLimit: FORM_BYTES } as const
    scope.addContentTypeParser('application/x-www-form-urlencoded', options, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    const asks = { schema: { hide: true }, onRequest: within }
    const changes = { schema: { hide: true }, onRequest: [within, ours], bodyLimit: FORM_BYTES }
    register({
      get: (path, answer) => void scope.get(path, asks, async (...said) => answer(await visitOf(...said))),
      post: (path, answer) => void scope.post(path, changes, async (...said) => answer(await visitOf(...said))),
    })
  })
}
