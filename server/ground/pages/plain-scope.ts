import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Bilingual, both as bilingual } from '../../../src/contract/texts.ts'
import { isFromOurPage } from '../http/cookies.ts'
import { WAIT_SECONDS } from '../http/refusals.ts'
import type { Limit } from '../limits/limit.ts'
import { both, type Html, html, PLAIN_HEADERS, plainPage } from '../plain-html.ts'
import type { ContentStore } from '../store/content-store.ts'
import { isDatabaseAway } from '../store/database-away.ts'
import { FILE_HEADERS } from './file-headers.ts'

/** A form of a few fields. */
const FORM_BYTES = 16 * 1024

const WORDS = {
  slowDown: bilingual('请求太多，请一分钟后再试。', 'Too many requests. Try again in a minute.'),
  notFromHere: bilingual(
    '这次提交不是从本页发出的，已拒绝。请返回重试。',
    'This was not sent from our page and is refused. Go back and try again.',
  ),
  failed: bilingual('现在打不开，请稍后再试。', 'It cannot be opened now. Please try again soon.'),
  wrong: bilingual(
    '浏览器送来的内容不完整，请重新打开。',
    'The browser sent something incomplete. Open the page again.',
  ),
} as const

/** A request for a page, and what may be done about it. */
export interface PlainVisit {
  readonly request: FastifyRequest
  /** A part of the address. */
  named(name: string): string
  /** What a form has sent; empty text for what it has not. */
  said(name: string): string
  show(body: Html, status?: number): FastifyReply
  /** The same, looked at again by itself after so many seconds. */
  showAgain(body: Html, seconds: number): FastifyReply
  /** A sentence. */
  say(words: Bilingual, status?: number): FastifyReply
  /** To another page, from the address where the browser is. */
  go(path: string): FastifyReply
  /** A signed file of the store, to be shown or saved. */
  giveFile(file: { readonly sha256: string; readonly fileName: string }, how: 'view' | 'save'): Promise<FastifyReply>
}

export interface PlainScopeParts {
  readonly title: Bilingual
  readonly house: { readonly name: Bilingual; readonly publicBaseUrl: string }
  readonly limit: Limit
  readonly content: Pick<ContentStore, 'get'>
}

type Answer = (visit: PlainVisit) => Promise<FastifyReply>

/** Puts pages that need no script on the server: within the limit, and what changes something from our own pages alone. */
export interface PlainScope {
  get(path: string, answer: Answer): void
  post(path: string, answer: Answer): void
}

export async function withPlainScope(
  app: FastifyInstance,
  { title, house, limit, content }: PlainScopeParts,
  register: (scope: PlainScope) => void,
): Promise<void> {
  const send = (reply: FastifyReply, status: number, body: Html) =>
    reply
      .code(status)
      .headers(PLAIN_HEADERS)
      .type('text/html; charset=utf-8')
      .send(plainPage(title, house.name, body))
  const say = (reply: FastifyReply, status: number, words: Bilingual) => send(reply, status, note(words))
  const visitOf = (request: FastifyRequest, reply: FastifyReply): PlainVisit => {
    const form = (request.body ?? {}) as Readonly<Record<string, unknown>>
    const named = request.params as Readonly<Record<string, string | undefined>>
    return {
      request,
      named: name => named[name] ?? '',
      said: name => (typeof form[name] === 'string' ? (form[name] as string) : ''),
      show: (body, status = 200) => send(reply, status, body),
      showAgain: (body, seconds) => send(reply.header('refresh', String(seconds)), 200, body),
      say: (words, status = 200) => say(reply, status, words),
      go: path => reply.redirect(path, 303),
      giveFile: async ({ sha256, fileName }, how) => {
        const file = await content.get(sha256)
        if (!file.ok) {
          request.log.error({ sha256, reason: file.error }, 'a file cannot be given out')
          return say(reply, 500, WORDS.failed)
        }
        const disposition = how === 'view' ? 'inline' : 'attachment'
        return reply
          .headers(FILE_HEADERS)
          .header('content-disposition', `${disposition}; filename="${fileName}"`)
          .type('application/pdf')
          .send(Buffer.from(file.value))
      },
    }
  }
  const within = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await limit.allow(request.ip)))
      return say(reply.header('retry-after', String(WAIT_SECONDS)), 429, WORDS.slowDown)
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
    // A person reads these answers: a refusal is a page too.
    scope.setErrorHandler(async (error: { statusCode?: number; message: string }, request, reply) => {
      const status = isDatabaseAway(error) ? 503 : (error.statusCode ?? 500)
      if (status >= 500 && status !== 503) request.log.error({ reason: error.message }, 'a request failed')
      return say(reply, status, WORDS[status >= 500 ? 'failed' : 'wrong'])
    })
    const asks = { schema: { hide: true }, onRequest: within }
    const changes = { schema: { hide: true }, onRequest: [within, ours], bodyLimit: FORM_BYTES }
    register({
      get: (path, answer) => void scope.get(path, asks, (request, reply) => answer(visitOf(request, reply))),
      post: (path, answer) => void scope.post(path, changes, (request, reply) => answer(visitOf(request, reply))),
    })
  })
}

/** A sentence on a card. */
export const note = (words: Bilingual): Html => html`<p class="card verdict">${both(words)}</p>`
