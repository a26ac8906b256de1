import type { FastifyInstance } from 'fastify'
import { registerLoginPages } from './login-routes.ts'
import { type ReturnPageParts, registerReturnPages } from './return-routes.ts'

/** A form of a few fields, or a notice of a provider. */
const FORM_BYTES = 16 * 1024

/** Every page of logins: forms come as browsers send them. */
export async function registerIdentityPages(
  app: FastifyInstance,
  parts: ReturnPageParts,
  /** Puts further pages beside them, which take forms too. */
  further: (scope: FastifyInstance) => void,
): Promise<void> {
  await app.register(async scope => {
    scope.removeAllContentTypeParsers()
    const options = { parseAs: 'string', bodyLimit: FORM_BYTES } as const
    scope.addContentTypeParser('application/x-www-form-urlencoded', options, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    registerLoginPages(scope, parts)
    registerReturnPages(scope, parts)
    further(scope)
  })
}
