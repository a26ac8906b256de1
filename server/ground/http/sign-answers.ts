import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ANSWER_SIGNATURE_HEADER, answerText } from '../../../src/contract/answer-signature.ts'
import { SIGNATURE_HEADERS, textToSign } from '../../../src/contract/request-signature.ts'
import type { ServerKey } from '../server-key.ts'
import { sha256Hex } from '../store/content-store.ts'
import { rawBodyOf } from './raw-body.ts'

/** Signs the answer to every request that brings a nonce, refusals too, over what was asked. To be called after every other hook. */
export function signAnswers(app: FastifyInstance, key: Pick<ServerKey, 'sign'>): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const nonce = headerOf(request, SIGNATURE_HEADERS.nonce)
    if (nonce === '') return payload
    const bytes = payload ?? ''
    // A stream has no digest before it is through; no route of the contract answers with one.
    if (typeof bytes !== 'string' && !Buffer.isBuffer(bytes)) return payload
    const start = headerOf(request, SIGNATURE_HEADERS.start)
    const asked = textToSign({
      ...(start === '' ? {} : { start }),
      ...{ method: request.method, target: request.url, nonce },
      ...{
        terminalId: headerOf(request, SIGNATURE_HEADERS.terminal),
        timeMs: headerOf(request, SIGNATURE_HEADERS.time),
      },
      bodySha256: sha256Hex(rawBodyOf(request)),
    })
    const text = answerText({ status: reply.statusCode, bodySha256: sha256Hex(bytes), request: asked })
    reply.header(ANSWER_SIGNATURE_HEADER, key.sign(text))
    return payload
  })
}

/** A header that came once; empty when it did not. */
function headerOf({ headers }: FastifyRequest, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}
