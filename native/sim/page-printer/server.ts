import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PowerCut } from './power.ts'
import { createPagePrinterCore, type PagePrinterSimOptions, type SimCore } from './sim.ts'
import type { PagePrinterSim } from './verbs.ts'

export interface RunningPagePrinterSim extends PagePrinterSim {
  readonly port: number
  readonly uri: string
  /** Connections are refused from now on. Jobs are lost, and ids begin anew, unless told. */
  powerOff(cut?: PowerCut): Promise<void>
  powerOn(): Promise<void>
  /** Pulls the network cable: connections are refused, and it goes on printing. */
  unplugNetwork(): Promise<void>
  plugNetwork(): Promise<void>
  close(): Promise<void>
}

const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024

/** Starts a printer that speaks IPP over HTTP on the loopback, on a free port unless told. */
export async function startPagePrinterSim(
  options: PagePrinterSimOptions & { readonly port?: number } = {},
): Promise<RunningPagePrinterSim> {
  let uri = ''
  const core = createPagePrinterCore(() => uri, options)
  let server = await listen(core, options.port ?? 0)
  const { port } = server.address() as AddressInfo
  uri = `ipp://127.0.0.1:${port}/ipp/print`
  // One after the other: power and cable may change while a socket is still on its way.
  let following = Promise.resolve()
  const followReach = () => {
    following = following.then(async () => {
      if (!core.reachable()) await stop(server)
      else if (!server.listening) server = await listen(core, port)
    })
    return following
  }
  return {
    ...core,
    port,
    uri,
    powerOff: async (cut = {}) => {
      core.cutPower(cut)
      await followReach()
    },
    powerOn: async () => {
      core.restorePower()
      await followReach()
    },
    unplugNetwork: async () => {
      core.cutNetwork(true)
      await followReach()
    },
    plugNetwork: async () => {
      core.cutNetwork(false)
      await followReach()
    },
    close: async () => {
      core.cutPower({})
      await followReach()
    },
  }
}

async function listen(core: SimCore, port: number): Promise<Server> {
  const server = createServer((request, response) => void serve(core, request, response))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

async function serve(core: SimCore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request)
  if (body === 'cut-short') return void response.destroy()
  if (body === 'too-long') return void response.writeHead(413).end()
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/ipp') {
    return void response.writeHead(400).end()
  }
  const reply = await core.receive(body)
  if (reply.kind === 'hung-up') return void response.destroy()
  response.writeHead(200, { 'content-type': 'application/ipp', 'content-length': reply.bytes.length }).end(reply.bytes)
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | 'cut-short' | 'too-long'> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > MAX_DOCUMENT_BYTES) return 'too-long'
      chunks.push(chunk)
    }
  } catch {
    return 'cut-short'
  }
  return new Uint8Array(Buffer.concat(chunks))
}
