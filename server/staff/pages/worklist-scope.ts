import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Bilingual } from '../../../src/contract/texts.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import type { House } from '../../ground/ground.ts'
import type { Authenticators } from '../../ground/http/authenticators.ts'
import { Refused } from '../../ground/http/refusals.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import { type Html, html, PLAIN_HEADERS, plainPage } from '../../ground/plain-html.ts'
import { isDatabaseAway } from '../../ground/store/database-away.ts'
import { type At, link, noteCard } from './parts.ts'
import { WORDS } from './words.ts'

/** A request for a page of a worklist, by somebody who may. */
export interface WorklistVisit<Note extends string = string> {
  readonly reply: FastifyReply
  readonly staff: StaffCaller
  readonly at: At
  readonly params: Readonly<Record<string, string | undefined>>
  readonly query: Readonly<Record<string, string | undefined>>
  /** What a form has sent; empty text for what it has not. */
  said(name: string): string
  /** Everything of that name. */
  saidAll(name: string): readonly string[]
  /** `note`: in the place of the one that the address names. */
  show(body: Html, more?: { readonly status?: number; readonly note?: Bilingual | null }): FastifyReply
  /** To another page of ours, which may say what was done. */
  go(path: string, note?: Note): FastifyReply
}

export interface WorklistScopeParts<Note extends string> {
  readonly house: House
  readonly limit: Limit
  readonly whoWorks: NonNullable<Authenticators['staff']>
  readonly title: Bilingual
  /** What a page may say was done before it. An address may name one of these and nothing else. */
  readonly notes: Readonly<Record<Note, Bilingual>>
  /** The largest form of these pages. */
  readonly formBytes: number
  /** Whether they show pictures that the server gives by their addresses. */
  readonly hasPictures?: boolean
}

type Answer<Note extends string> = (visit: WorklistVisit<Note>) => Promise<FastifyReply>

const PICTURE_HEADERS: Readonly<Record<string, string>> = {
  ...PLAIN_HEADERS,
  'content-security-policy': PLAIN_HEADERS['content-security-policy']!.replace('img-src data:', "img-src 'self' data:"),
}

/** Puts the pages of a worklist on the server: within a limit, for who has the permission, and what changes something from our pages alone. */
export interface WorklistScope<Note extends string = string> {
  get(path: string, permission: string, answer: Answer<Note>): void
  post(path: string, permission: string, answer: Answer<Note>): void
}

export async function withWorklistScope<Note extends string>(
  app: FastifyInstance,
  { house, limit, whoWorks, title, notes, formBytes, hasPictures = false }: WorklistScopeParts<Note>,
  register: (scope: WorklistScope<Note>) => void,
): Promise<void> {
  // The server may stand under a path of another: addresses are written from where the browser is.
  const atOf =
    ({ url }: FastifyRequest): At =>
    path =>
      `${'../'.repeat((url.split('?')[0] ?? '').split('/').length - 2)}${path}`
  const send = (reply: FastifyReply, status: number, body: Html) =>
    reply
      .code(status)
      .headers(hasPictures ? PICTURE_HEADERS : PLAIN_HEADERS)
      .type('text/html; charset=utf-8')
      .send(plainPage(title, house.name, body))
  const say = (request: FastifyRequest, reply: FastifyReply, status: number, words: Bilingual) =>
    send(reply, status, html`${noteCard(words)}<p>${link(atOf(request)('staff'), WORDS.back)}</p>`)

  await app.register(async scope => {
    scope.removeAllContentTypeParsers()
    const options = { parseAs: 'string', bodyLimit: formBytes } as const
    scope.addContentTypeParser('application/x-www-form-urlencoded', options, (_request, body, done) =>
      done(null, new URLSearchParams(String(body))),
    )
    // A person reads these answers: a refusal is a page too.
    scope.setErrorHandler(async (error: { statusCode?: number; message: string }, request, reply) => {
      if (error instanceof Refused && error.statusCode === 401 && request.method === 'GET')
        return reply.redirect(atOf(request)('staff?note=no-login'), 303)
      if (error instanceof Refused)
        return say(request, reply, error.statusCode, error.statusCode === 401 ? WORDS.loginOver : WORDS.notYours)
      const status = isDatabaseAway(error) ? 503 : (error.statusCode ?? 500)
      if (status >= 500 && status !== 503) request.log.error({ reason: error.message }, 'a request failed')
      return say(request, reply, status, status >= 500 ? WORDS.failed : WORDS.notUnderstood)
    })
    const within = async (request: FastifyRequest, reply: FastifyReply) => {
      if (!(await limit.allow(request.ip))) return say(request, reply.header('retry-after', '60'), 429, WORDS.slowDown)
    }
    const answered =
      (permission: string, answer: Answer<Note>) => async (request: FastifyRequest, reply: FastifyReply) => {
        const staff = (await whoWorks(request, { ip: request.ip, bearer: null }, permission)) as StaffCaller
        const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
        const [at, query] = [atOf(request), textsOf(request.query)]
        const named = query.note !== undefined && Object.hasOwn(notes, query.note) ? notes[query.note as Note] : null
        return answer({
          ...{ reply, staff, at, query, params: request.params as WorklistVisit['params'] },
          said: name => form.get(name) ?? '',
          saidAll: name => form.getAll(name),
          show: (body, { status = 200, note = named } = {}) => send(reply, status, html`${noteCard(note)}${body}`),
          go: (path, note) => reply.redirect(at(note === undefined ? path : `${path}?note=${note}`), 303),
        })
      }
    const common = { schema: { hide: true }, onRequest: within }
    register({
      get: (path, permission, answer) => void scope.get(path, common, answered(permission, answer)),
      post: (path, permission, answer) =>
        void scope.post(path, { ...common, bodyLimit: formBytes }, answered(permission, answer)),
    })
  })
}

/** A name that stands twice in an address is a list, and no text. */
const textsOf = (query: unknown): WorklistVisit['query'] =>
  Object.fromEntries(Object.entries(query as object).filter(([, value]) => typeof value === 'string'))
