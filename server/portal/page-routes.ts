import type { FastifyInstance } from 'fastify'
import type { PageFiles } from '../ground/pages/page-files.ts'
import { sendPageFile } from '../ground/pages/send-page.ts'

/** What a browser asks for by itself beside a page, `favicon.ico` first of all: not there is not the page. */
const FILE_NAME = /\.[a-z][a-z0-9]{1,11}$/

/**
 * The portal's page. Every screen has an address and all of them are the same page, so that one may come back to where one was;
 * `files` is null when it was not built.
 */
export function registerPortalPage(app: FastifyInstance, files: PageFiles | null): void {
  const hidden = { schema: { hide: true } }
  app.get('/p', hidden, async (_request, reply) => reply.redirect('p/', 301))
  app.get('/p/', hidden, async (request, reply) => sendPageFile(files, request, reply, 'index.html'))
  app.get<{ Params: { '*': string } }>('/p/assets/*', hidden, async (request, reply) =>
    sendPageFile(files, request, reply, `assets/${request.params['*']}`),
  )
  app.get<{ Params: { '*': string } }>('/p/*', hidden, async (request, reply) => {
    const { '*': path } = request.params
    return sendPageFile(files, request, reply, (await files?.file(path)) || FILE_NAME.test(path) ? path : pageAt(path))
  })
}

/** Folders of the page's own screens. */
const FOLDERS = /^[acwqkr]\//

/** The page for an address: its own files lie beside it, or one folder further up. */
function pageAt(path: string): string {
  const folders = path.split('/').length - 1
  if (folders === 0) return 'index.html'
  return folders === 1 && FOLDERS.test(path) ? 'below.html' : path
}
