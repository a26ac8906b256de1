import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PageFiles } from './page-files.ts'

const STYLE = "style-src 'self'"
const FOR_EVER = 'public, max-age=31536000, immutable'

/** Nothing but its own files; no text becomes script; pictures and sounds may be made by the page itself. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    STYLE,
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

/** The same for a page that brings style sheets of its own: those that are named, by hash or nonce, and none that anything else puts in. */
export const policyWith = (sources: readonly string[]): string =>
  PAGE_HEADERS['content-security-policy']!.replace(STYLE, [STYLE, ...sources].join(' '))

/** Answers with a file of a built page, compressed where the browser takes it; 404 for what is not there. */
export async function sendPageFile(
  files: PageFiles | null,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): Promise<FastifyReply> {
  const file = await files?.file(path)
  if (!file) return reply.code(404).type('text/plain; charset=utf-8').send('404')
  const brotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? '')) ? file.brotli : null
  return reply
    .headers(PAGE_HEADERS)
    .headers(file.styleHashes.length > 0 ? { 'content-security-policy': policyWith(file.styleHashes) } : {})
    .type(file.type)
    .header('cache-control', file.isForEver ? FOR_EVER : 'no-cache')
    .header('vary', 'accept-encoding')
    .headers(brotli ? { 'content-encoding': 'br' } : {})
    .send(brotli ?? file.body)
}
