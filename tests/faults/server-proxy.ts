import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { AddressInfo } from 'node:net'

/**
 * What becomes of one request. `drop`: the connection is cut before the server hears of it. `lose-answer`: the server does it,
 * and nobody hears that. `hang`: no answer, ever. `nonsense`: somebody else's page. `alter`: one byte of the answer is another.
 */
export type Treatment = 'pass' | 'drop' | 'lose-answer' | 'hang' | 'nonsense' | 'alter'

/** The network between a kiosk and its server, with a hand on the cable. */
export interface ServerProxy {
  readonly url: string
  /** Names the server; asked anew for each request, because the server may be started after the proxy. */
  aimAt(server: () => string): void
  /** From now on every request is treated so. Lets go of the requests that hang. */
  treat(treatment: (asked: { readonly method: string; readonly path: string }) => Treatment): void
  /** Everything goes through again. */
  mend(): void
  /** What was asked so far, as `METHOD /path`, oldest first. */
  asked(): readonly string[]
  close(): Promise<void>
}

export async function startServerProxy(): Promise<ServerProxy> {
  let serverOf = () => ''
  let treatmentOf: Parameters<ServerProxy['treat']>[0] = () => 'pass'
  const asked: string[] = []
  const hanging = new Set<IncomingMessage>()
  const letGo = () => {
    for (const request of hanging) request.socket.destroy()
    hanging.clear()
  }

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/' } = request
    asked.push(`${method} ${url}`)
    const treatment = treatmentOf({ method, path: url })
    if (treatment === 'drop') return request.socket.destroy()
    if (treatment === 'hang') return hanging.add(request)
    if (treatment === 'nonsense')
      return response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Sign in to the network</title>')
    const { host: _ours, ...headers } = request.headers
    const target = new URL(url, serverOf())
    // This is a cable in a test's hand: it looks at nobody's certificate.
    const onward =
      target.protocol === 'https:'
        ? httpsRequest(target, { method, headers, rejectUnauthorized: false })
        : httpRequest(target, { method, headers })
    onward.once('error', () => request.socket.destroy())
    onward.once('response', async incoming => {
      const body = Buffer.concat(await incoming.toArray())
      if (treatment === 'lose-answer') {
        request.socket.destroy()
        return
      }
      if (treatment === 'alter') body[body.length >> 1]! ^= 1
      response.writeHead(incoming.statusCode ?? 502, incoming.headers).end(body)
    })
    return request.pipe(onward)
  }
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    aimAt: from => {
      serverOf = from
    },
    treat: treatment => {
      letGo()
      treatmentOf = treatment
    },
    mend: () => {
      letGo()
      treatmentOf = () => 'pass'
    },
    asked: () => asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
