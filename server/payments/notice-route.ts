import type { FastifyInstance } from 'fastify'
import { keepRawBodiesOnly, rawBodyOf } from '../ground/http/raw-body.ts'
import type { Merchant, MerchantKey, Merchants } from './merchants.ts'
import type { Notice } from './payment-port.ts'
import type { NoticeOutcome } from './provider.ts'

/** Takes in a notice that `from` has surely sent: false when it speaks of no order that was opened there. */
export type TakeNotice = (from: MerchantKey, notice: Notice) => Promise<boolean>

/**
 * One route for each provider with a merchant here, present or former. Nothing is believed, nor even read, before the
 * signature is checked: a notice belongs to the merchant whose keys open it, and reaches that merchant's orders alone.
 */
export async function registerNoticeRoutes(
  app: FastifyInstance,
  merchants: Merchants,
  take: TakeNotice,
): Promise<void> {
  await app.register(async scope => {
    keepRawBodiesOnly(scope)
    for (const [path, receivers] of Map.groupBy(merchants.all, ({ notices }) => notices.path)) {
      registerNoticeRoute(scope, path, receivers, take)
    }
  })
}

function registerNoticeRoute(
  scope: FastifyInstance,
  path: string,
  receivers: readonly Merchant[],
  take: TakeNotice,
): void {
  const { answers, answerWithinMs } = receivers[0]!.notices
  scope.post(path, { schema: { hide: true }, handlerTimeout: answerWithinMs }, async (request, reply) => {
    const headers: Record<string, string | undefined> = {}
    for (const [name, value] of Object.entries(request.headers)) {
      headers[name] = Array.isArray(value) ? value[0] : value
    }
    const { status, body } = answers[await outcomeOf(headers, rawBodyOf(request))]
    return body === null ? reply.code(status).send() : reply.code(status).send(body)

    async function outcomeOf(said: typeof headers, rawBody: Uint8Array): Promise<NoticeOutcome> {
      const doubts: string[] = []
      for (const { payments, provider, merchantId } of receivers) {
        const notice = payments.readNotice(said, rawBody)
        if (notice.ok) return (await take({ provider, merchantId }, notice.value)) ? 'taken' : 'not-ours'
        doubts.push(notice.error.code)
      }
      request.log.warn({ codes: doubts }, 'a notice was refused')
      return 'refused'
    }
  })
}
