import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { AddressInfo } from 'node:net'

/** A message between two processes, as it passes the place between them. */
export interface Passing {
  readonly method: string
  readonly path: string
  /** The first bytes of what was asked: of IPP, its operation. */
  readonly head: Buffer
  /** `asked`: it has left one process and not reached the other. `answered`: so has its answer. */
  readonly when: 'asked' | 'answered'
}

/** What becomes of a message that was held: one whose sender is dead may have left it on the wire, or not. */
export type Fate = 'goes on' | 'is lost'

/** The line between two processes of one machine, where every message can be held for a moment. */
export interface Relay {
  readonly port: number
  close(): Promise<void>
}

/** `passing` is asked at each message what becomes of it, and the message waits for the answer. */
export async function startRelay(
  target: { port: number; isTls: boolean },
  passing: (message: Passing) => Promise<Fate>,
): Promise<Relay> {
  const carry = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url: path = '/' } = request
    const body = Buffer.concat(await request.toArray())
    const message = { method, path, head: body.subarray(0, 8) }
    if ((await passing({ ...message, when: 'asked' })) === 'is lost') return request.socket.destroy()
    const answer = await ask(target, request, body)
    if ((await passing({ ...message, when: 'answered' })) === 'is lost') return request.socket.destroy()
    return response.writeHead(answer.status, answer.headers).end(answer.body)
  }
  const server = createServer((request, response) => {
    // Either end may be killed at any moment: then the other meets a connection that breaks, as without us.
    carry(request, response).catch(() => request.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

async function ask(
  { port, isTls }: { port: number; isTls: boolean },
  { method, url, headers }: IncomingMessage,
  body: Buffer,
) {
  const { connection: _, 'transfer-encoding': __, ...kept } = headers
  // Whose certificate it is, is for the station to judge where nobody lays a relay.
  const onward = (isTls ? httpsRequest : httpRequest)({
    ...{ host: '127.0.0.1', port, method, path: url, agent: false, rejectUnauthorized: false },
    headers: { ...kept, 'content-length': body.length },
  })
  onward.end(body)
  const [answer] = (await once(onward, 'response')) as [IncomingMessage]
  const bytes = Buffer.concat(await answer.toArray())
  const { connection: ___, 'transfer-encoding': ____, ...told } = answer.headers
  return { status: answer.statusCode ?? 502, headers: { ...told, 'content-length': bytes.length }, body: bytes }
}
