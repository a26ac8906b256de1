import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { PageFiles } from '../ground/pages/page-files.ts'
import { PAGE_HEADERS, policyWith, sendPageFile } from '../ground/pages/send-page.ts'

const NONCE_BYTES = 16
/** Where the built page has its place for the nonce: `renderer/console/vite.config.ts` puts it there. */
const NONCE_PLACE = '__STYLE_NONCE__'
const OWN_ADDRESS = '="./'
/** What a browser asks for by itself beside a page: not there is not the page. */
const FILE_NAME = /\.[a-z][a-z0-9]{1,11}$/

/**
 * The console's page. Every place in it has an address, however deep, and all of them are the same page; `files` is null when it was not
 * built. It may show other pages of this server inside itself. Its style sheets are let in by a nonce that is good for one answer: its parts make some of theirs in the browser.
 */
export function registerConsolePage(app: FastifyInstance, files: PageFiles | null): void {
  const hidden = { schema: { hide: true } }
  const sendPage = async (reply: FastifyReply, depth: number) => {
    const page = await files?.file('index.html')
    if (!page) return reply.code(404).type('text/plain; charset=utf-8').send('404')
    const nonce = randomBytes(NONCE_BYTES).toString('base64url')
    // Its files lie beside the first page, whatever stands before that.
    const body = page.body
      .toString()
      .replaceAll(NONCE_PLACE, nonce)
      .replaceAll(OWN_ADDRESS, `="./${'../'.repeat(depth)}`)
    return reply
      .headers(PAGE_HEADERS)
      .header('content-security-policy', `${policyWith([`'nonce-${nonce}'`])}; frame-src 'self'`)
      .header('cache-control', 'no-store')
      .type(page.type)
      .send(body)
  }
  app.get('/console', hidden, async (_request, reply) => reply.redirect('console/', 301))
  app.get('/console/', hidden, async (_request, reply) => sendPage(reply, 0))
  app.get<{ Params: { '*': string } }>('/console/assets/*', hidden, async (request, reply) =>
    sendPageFile(files, request, reply, `assets/${request.params['*']}`),
  )
  app.get<{ Params: { '*': string } }>('/console/*', hidden, async (request, reply) => {
    const { '*': path } = request.params
    if (path !== 'index.html' && ((await files?.file(path)) || FILE_NAME.test(path)))
      return sendPageFile(files, request, reply, path)
    return sendPage(reply, path.split('/').length - 1)
  })
}
