import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void

/** For tests: a peer that answers as it is told, which no server of the protocol would, and keeps what it was asked. */
export interface OddCasServer {
  readonly baseUrl: string
  /** What was asked, as it came. */
  readonly asked: IncomingMessage[]
  behave: Behaviour
  /** The next question has come. */
  nextAsked(): Promise<void>
  close(): void
}

export async function openOddCasServer(): Promise<OddCasServer> {
  const asked: IncomingMessage[] = []
  const server: Server = createServer((request, response) => {
    asked.push(request)
    server.emit('asked')
    odd.behave(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const odd: OddCasServer = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cas`,
    asked,
    behave: (_, response) => response.end(),
    nextAsked: async () => void (await once(server, 'asked')),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return odd
}
