import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { derOfPem } from '../../src/pdf/pem.ts'
import { codeFrom } from '../../src/verification/typed-code.ts'
import type { PageFiles } from '../ground/pages/page-files.ts'
import { PAGE_HEADERS, sendPageFile } from '../ground/pages/send-page.ts'

/** What a browser asks for by itself beside a page, `favicon.ico` first of all: not there is not the page. */
const FILE_NAME = /\.[a-z][a-z0-9]{1,11}$/

export interface PageParts {
  /** Null when the page was not built: visitors are led to the plain one. */
  readonly files: PageFiles | null
  readonly anchorsPem: string
}

/**
 * The public page. Every code gets the same bytes and no question is asked of the database: opening an address tells nobody
 * whether there is such a document.
 */
export function registerVerificationPage(app: FastifyInstance, { files, anchorsPem }: PageParts): void {
  const hidden = { schema: { hide: true } }
  const send = (request: FastifyRequest, reply: FastifyReply, path: string) => sendPageFile(files, request, reply, path)
  const open = (request: FastifyRequest, reply: FastifyReply, code: string) => {
    if (files) return send(request, reply, 'index.html')
    const plain = code === '' ? 'plain' : `plain?code=${encodeURIComponent(code)}`
    return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(plain, 303)
  }

  // A person who reads the address on a paper types its host.
  app.get('/', hidden, async (_request, reply) => reply.redirect('v/', 302))
  app.get<{ Params: { name: string } }>('/v/:name/', hidden, async (request, reply) =>
    reply.redirect(`../${encodeURIComponent(request.params.name)}`, 301),
  )
  app.get('/v', hidden, async (_request, reply) => reply.redirect('v/', 301))
  app.get('/v/', hidden, async (request, reply) => open(request, reply, ''))
  // As a scanner types it that is set to capitals.
  app.get<{ Params: { name: string } }>('/V/:name', hidden, async (request, reply) =>
    reply.redirect(`../v/${encodeURIComponent(request.params.name)}`, 301),
  )
  app.get<{ Params: { name: string } }>('/v/:name', hidden, async (request, reply) => {
    const { name } = request.params
    const isFile = (await files?.file(name)) || (FILE_NAME.test(name) && codeFrom(name) === null)
    return isFile ? send(request, reply, name) : open(request, reply, name)
  })
  app.get<{ Params: { '*': string } }>('/v/assets/*', hidden, async (request, reply) =>
    send(request, reply, `assets/${request.params['*']}`),
  )
  // For Acrobat and for whoever compares the fingerprint: the first anchor alone, as every program takes it.
  app.get('/v/root.cer', hidden, async (_request, reply) => {
    const [root] = derOfPem(anchorsPem)
    if (!root) return reply.code(404).type('text/plain; charset=utf-8').send('404')
    return reply
      .headers(PAGE_HEADERS)
      .type('application/pkix-cert')
      .header('content-disposition', 'attachment; filename="root.cer"')
      .header('cache-control', 'no-cache')
      .send(Buffer.from(root))
  })
}
