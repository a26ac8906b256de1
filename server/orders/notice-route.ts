import type { FastifyInstance } from 'fastify'
import { keepRawBodiesOnly, rawBodyOf } from '../ground/http/raw-body.ts'
import type { TerminalOrders } from './create-orders.ts'

/** WeChat waits five seconds for an answer, and sends a notice again that is not answered with a success. */
export const NOTICE_PATH = '/v1/wechatpay/notice'

/** Takes WeChat's notices. Nothing is believed, nor even read as JSON, before its signature is checked. */
export async function registerNoticeRoute(app: FastifyInstance, orders: TerminalOrders): Promise<void> {
  await app.register(async scope => {
    keepRawBodiesOnly(scope)
    scope.post(NOTICE_PATH, { schema: { hide: true }, handlerTimeout: 4_500 }, async (request, reply) => {
      const headers: Record<string, string | undefined> = {}
      for (const [name, value] of Object.entries(request.headers)) {
        headers[name] = Array.isArray(value) ? value[0] : value
      }
      const taken = await orders.takeNotice(headers, rawBodyOf(request))
      if (taken.ok) return reply.code(204).send()
      return reply.code(taken.error === 'refused' ? 401 : 404).send({ code: 'FAIL', message: taken.error })
    })
  })
}
