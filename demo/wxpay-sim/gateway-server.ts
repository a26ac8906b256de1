import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type ApiParts, answerApi } from './api-server.ts'
import type { RawRequest } from './authorization.ts'
import { answerControl, type ControlParts } from './control-routes.ts'
import { answerPhone } from './phone-routes.ts'
import { isLoopback } from './requests.ts'

const BODY_MAX_BYTES = 256 * 1024
const REQUEST_LIMIT_MS = 30_000

/** Answers one request that has been read. */
export type Answering = (request: RawRequest, response: ServerResponse) => void | Promise<void>

/** The one answer behind the API, the phone and the controls. */
export function createAnswering(api: ApiParts, control: ControlParts): Answering {
  return (request, response) => {
    if (!isFromHere(request)) return void response.writeHead(403, { 'Content-Length': '0' }).end()
    if (request.target.startsWith('/_sim/')) return answerControl(control, request, response)
    if (request.target.startsWith('/phone')) return answerPhone(control.desk, request, response)
    return answerApi(api, request, response)
  }
}

/** The one HTTP server in front of it. */
export function createGatewayServer(answer: Answering): Server {
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(incoming)
    if (body === null) return void response.writeHead(413, { Connection: 'close', 'Content-Length': '0' }).end()
    const { method = '', url: target = '', headers } = incoming
    return answer({ method, target, headers, body }, response)
  }
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((bug: unknown) => {
      if (incoming.destroyed && !incoming.complete) return
      console.error(bug)
      response.destroy()
    })
  })
  server.requestTimeout = REQUEST_LIMIT_MS
  return server
}

/** Listens on `port` of the loopback address; any free one for 0. Rejects when the port is taken. */
export async function listenOn(server: Server, port: number): Promise<void> {
  const listening = once(server, 'listening')
  server.listen(port, '127.0.0.1')
  await listening
}

/** A foreign web page must not pay or reset: neither by its own origin nor by a name that points here. */
function isFromHere({ headers }: RawRequest): boolean {
  const local = (url: string) => URL.canParse(url) && isLoopback(new URL(url).hostname)
  return local(`http://${headers.host}`) && (headers.origin === undefined || local(headers.origin))
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of incoming as AsyncIterable<Buffer>) {
    length += part.length
    if (length > BODY_MAX_BYTES) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
