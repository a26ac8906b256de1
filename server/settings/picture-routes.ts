import type { FastifyInstance } from 'fastify'
import type { PageFiles } from '../ground/pages/page-files.ts'
import { sendPageFile } from '../ground/pages/send-page.ts'

const POLICY = 'content-security-policy'

/** The kiosk's screen as the console shows it inside itself: the same files as at a kiosk, and only pages of this server may frame them. */
export async function registerPicture(app: FastifyInstance, files: PageFiles | null): Promise<void> {
  const hidden = { schema: { hide: true } }
  await app.register(async scope => {
    scope.addHook('onSend', async (_request, reply, payload) => {
      const policy = String(reply.getHeader(POLICY) ?? '')
      if (policy !== '') reply.header(POLICY, policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"))
      return payload
    })
    scope.get('/kiosk-picture/', hidden, async (request, reply) => sendPageFile(files, request, reply, 'index.html'))
    scope.get<{ Params: { '*': string } }>('/kiosk-picture/*', hidden, async (request, reply) =>
      sendPageFile(files, request, reply, request.params['*']),
    )
  })
}
