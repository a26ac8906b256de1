import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Bilingual } from '../../src/contract/texts.ts'
import { wallTimeAnywhere } from '../../src/rules/wall-time.ts'
import { WAIT_SECONDS } from '../ground/http/refusals.ts'
import type { Limit } from '../ground/limits/limit.ts'
import { FILE_HEADERS } from '../ground/pages/file-headers.ts'
import { type Html, PLAIN_HEADERS, plainPage } from '../ground/plain-html.ts'
import type { ContentStore } from '../ground/store/content-store.ts'
import { isDatabaseAway } from '../ground/store/database-away.ts'
import type { SharedLinks } from './open-share.ts'
import { codePage, openedPage, SHARE_NOTES, SHARE_TITLE, sharedNotePage } from './share-pages.ts'

export interface SharePageParts {
  readonly links: SharedLinks
  readonly content: Pick<ContentStore, 'get'>
  readonly limit: Limit
  readonly house: { readonly name: Bilingual; readonly publicBaseUrl: string; readonly timeZone: string }
}

const FORM_BYTES = 4_096
const codeFormSchema = z.object({ code: z.string().max(40) })
const fileFormSchema = z.object({ token: z.string().max(600), as: z.enum(['view', 'save']) })

interface OfShare {
  Params: { shareId: string }
}

/** The pages behind shared links. They need no script, and say the same of a link that there is not as of one that has ended. */
export async function registerSharePages(app: FastifyInstance, parts: SharePageParts): Promise<void> {
  const { links, content, limit, house } = parts
  const site = new URL(house.publicBaseUrl).host
  // Whoever reads it may sit anywhere.
  const formatTime = (at: Date) => wallTimeAnywhere(at, house.timeZone)
  const page = (reply: FastifyReply, status: number, body: Html) =>
    reply
      .code(status)
      .headers(PLAIN_HEADERS)
      .type('text/html; charset=utf-8')
      .send(plainPage(SHARE_TITLE, house.name, body))
  /** From the address of a link, and from that of its file. */
  const ownOf = ({ params, url }: FastifyRequest) => {
    const shareId = encodeURIComponent((params as OfShare['Params']).shareId)
    return /\/file$/.test(url) ? `../${shareId}` : shareId
  }
  const slowDown = (request: FastifyRequest, reply: FastifyReply) =>
    page(
      reply.header('retry-after', String(WAIT_SECONDS)),
      429,
      sharedNotePage(ownOf(request), SHARE_NOTES['slow-down']),
    )
  const within = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await limit.allow(request.ip))) return slowDown(request, reply)
  }
  const options = { schema: { hide: true }, onRequest: within }

  await app.register(async scope => {
    scope.removeAllContentTypeParsers()
    const form = { parseAs: 'string', bodyLimit: FORM_BYTES } as const
    scope.addContentTypeParser('application/x-www-form-urlencoded', form, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    // A person reads these answers: a refusal is a page too.
    scope.setErrorHandler(async (error: { statusCode?: number; message: string }, request, reply) => {
      const status = isDatabaseAway(error) ? 503 : (error.statusCode ?? 500)
      if (status >= 500 && status !== 503) request.log.error({ reason: error.message }, 'a request failed')
      return page(reply, status, sharedNotePage(ownOf(request), SHARE_NOTES[status >= 500 ? 'failed' : 'wrong']))
    })

    scope.get<OfShare>('/s/:shareId', options, async (request, reply) =>
      page(reply, 200, codePage(ownOf(request), null, site)),
    )

    scope.post<OfShare>('/s/:shareId', options, async (request, reply) => {
      const said = codeFormSchema.safeParse(request.body)
      if (!said.success) return page(reply, 400, sharedNotePage(ownOf(request), SHARE_NOTES.wrong))
      const opened = await links.open(request.params.shareId, said.data.code, request.ip)
      if (opened === 'later') return slowDown(request, reply)
      if (opened === 'closed') return page(reply, 403, codePage(ownOf(request), SHARE_NOTES.closed, site))
      return page(reply, 200, openedPage(ownOf(request), opened, formatTime))
    })

    scope.post<OfShare>('/s/:shareId/file', options, async (request, reply) => {
      const said = fileFormSchema.safeParse(request.body)
      const over = () => page(reply, 403, sharedNotePage(ownOf(request), SHARE_NOTES.over))
      const named = said.success ? await links.file(request.params.shareId, said.data.token) : null
      if (!said.success || !named) return over()
      const file = await content.get(named.sha256)
      if (!file.ok) {
        request.log.error({ sha256: named.sha256, reason: file.error }, 'a shared file cannot be given out')
        return page(reply, 500, sharedNotePage(ownOf(request), SHARE_NOTES.failed))
      }
      const how = said.data.as === 'view' ? 'inline' : 'attachment'
      return reply
        .headers(FILE_HEADERS)
        .header('content-disposition', `${how}; filename="${named.fileName}"`)
        .type('application/pdf')
        .send(Buffer.from(file.value))
    })
  })
}
