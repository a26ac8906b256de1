import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Refusal } from '../../../src/contract/refusal.ts'
import { fault } from '../../../src/fault.ts'
import type { Guards } from './guarded-answers.ts'
import { Refused } from './refusals.ts'
import { whyRefused } from './why-refused.ts'

/** What is no HTTP, has too large a head or takes too long; everything else is a bad request. */
const STATUSES: Readonly<Record<string, number>> = {
  ...{ ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413, HPE_HEADER_OVERFLOW: 431 },
}

/** Answers a request that could not be read, as every refusal is answered, and closes the connection. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Socket, guards: Guards) {
  // Of a connection that was reset nobody reads an answer, and none is put into one that is under way.
  if (error.code === 'ECONNRESET' || !socket.writable || hasBegun(socket)) return void socket.destroy()
  const status = STATUSES[error.code ?? ''] ?? 400
  const body = refusalText(status)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'connection: close',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(guards).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroySoon()
}

/** Refuses what Node would refuse with an empty answer: an HTTP/1.1 without a host (RFC 9112, 3.2), and an expectation that is unknown. */
export function refuseUnreadable(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers, raw }, reply) => {
    if (headers.host !== undefined || raw.httpVersion !== '1.1') return
    reply.header('connection', 'close')
    throw new Refused(400, fault('server-nonsense', whyRefused(400)))
  })
  app.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const body = refusalText(417)
    const head = { connection: 'close', 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    response.writeHead(417, head).end(body)
  })
}

function refusalText(status: number): string {
  const refusal: Refusal = { fault: fault(status === 408 ? 'server-slow' : 'server-nonsense', whyRefused(status)) }
  return JSON.stringify(refusal)
}

/** Whether an answer has begun on a connection; Node keeps the one that is under way here, and asks the same before it answers by itself. */
function hasBegun(socket: Socket): boolean {
  const { _httpMessage: answer } = socket as Socket & { readonly _httpMessage?: ServerResponse | null }
  return answer?.headersSent ?? false
}
