import type { FastifyInstance } from 'fastify'
import { keepRawBodiesOnly, rawBodyOf } from '../ground/http/raw-body.ts'
import type { Merchant, MerchantKey, Merchants } from './merchants.ts'
import type { Notice } from './payment-port.ts'
import type { NoticeOutcome, NoticeWays } from './provider.ts'
import { PROVIDERS } from './providers.ts'

/** Takes in a notice that `from` has surely sent: false when it speaks of no order that was opened there. */
export type TakeNotice = (from: MerchantKey, notice: Notice) => Promise<boolean>

/** Is told that a complaint at `from` is to be asked about; what it says of itself is the provider's answer. */
export type TakeComplaint = (from: MerchantKey, complaintId: string) => Promise<void>

/**
 * One route for each provider, whether it has a merchant here or not. Nothing is believed, nor even read, before the
 * signature is checked: a notice belongs to the merchant whose keys open it, and reaches that merchant's orders alone.
 */
export async function registerNoticeRoutes(
  app: FastifyInstance,
  merchants: Merchants,
  take: TakeNotice,
): Promise<void> {
  await app.register(async scope => {
    keepRawBodiesOnly(scope)
    const ways = new Map([...PROVIDERS, ...merchants.all].map(({ notices }) => [notices.path, notices]))
    for (const [path, notices] of ways) {
      const receivers = merchants.all.filter(merchant => merchant.notices.path === path)
      registerNoticeRoute(scope, notices, receivers, take)
    }
  })
}

function registerNoticeRoute(
  scope: FastifyInstance,
  { path, answers, answerWithinMs }: NoticeWays,
  receivers: readonly Merchant[],
  take: TakeNotice,
): void {
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
