import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { derOfPem } from '../../src/pdf/pem.ts'
import type { PageFiles } from './page-files.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'

/** Nothing but its own files; no text becomes script; pictures and sounds may be made by the page itself. */
const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'x-robots-tag': 'noindex',
}

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
  const send = async (request: FastifyRequest, reply: FastifyReply, path: string): Promise<FastifyReply> => {
    const file = await files?.file(path)
    if (!file) return reply.code(404).type('text/plain; charset=utf-8').send('404')
    const brotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? '')) ? file.brotli : null
    return reply
      .headers(PAGE_HEADERS)
      .type(file.type)
      .header('cache-control', file.isForEver ? FOR_EVER : 'no-cache')
      .header('vary', 'accept-encoding')
      .headers(brotli ? { 'content-encoding': 'br' } : {})
      .send(brotli ?? file.body)
  }
  const open = (request: FastifyRequest, reply: FastifyReply, code: string) => {
    if (files) return send(request, reply, 'index.html')
    const plain = code === '' ? 'plain' : `plain?code=${encodeURIComponent(code)}`
    return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(plain, 303)
  }

  app.get('/v', hidden, async (_request, reply) => reply.redirect('v/', 301))
  app.get('/v/', hidden, async (request, reply) => open(request, reply, ''))
  app.get<{ Params: { name: string } }>('/v/:name', hidden, async (request, reply) => {
    const { name } = request.params
    return (await files?.file(name)) ? send(request, reply, name) : open(request, reply, name)
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
