import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import {
  createServer as createHttp,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttps, request as httpsRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTlsAuthority, type TlsAuthority } from '../../demo/tls-authority.ts'

/** An answer on its way, which somebody in between may change. */
export interface PassingAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** Somebody between a kiosk and its server, who reads everything and answers as they like. */
export interface Between {
  readonly url: string
  /** What was asked, as it could be read: method, path, headers and body. */
  readonly read: string[]
  /** What becomes of each answer. Null: it is passed on. */
  change: ((path: string, answer: PassingAnswer) => PassingAnswer) | null
  close(): Promise<void>
}

/** Lays somebody between, on plain http or with a certificate of their own. */
export async function layBetween(target: () => string, own: TlsAuthority | null): Promise<Between> {
  const carry = async (request: IncomingMessage, response: ServerResponse) => {
    const asked = Buffer.concat(await request.toArray())
    const { method = 'GET', url = '/', headers } = request
    between.read.push(`${method} ${url} ${JSON.stringify(headers)} ${asked}`)
    const answer = await ask(target(), { method, url, headers }, asked)
    const told = between.change?.(url, answer) ?? answer
    const { 'transfer-encoding': _, connection: __, ...kept } = told.headers
    response.writeHead(told.status, { ...kept, 'content-length': told.body.length }).end(told.body)
  }
  const onRequest = (request: IncomingMessage, response: ServerResponse) =>
    void carry(request, response).catch(() => request.socket.destroy())
  const server = own ? createHttps({ cert: own.certPem, key: own.keyPem }, onRequest) : createHttp(onRequest)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const between: Between = {
    url: `${own ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    read: [],
    change: null,
    close: async () => {
      server.closeAllConnections()
      await new Promise(closed => server.close(closed))
    },
  }
  return between
}

type Asked = Pick<IncomingMessage, 'headers'> & { readonly method: string; readonly url: string }

/** They care for nobody's certificate. */
async function ask(base: string, { method, url, headers }: Asked, body: Buffer): Promise<PassingAnswer> {
  const { connection: _, host: __, 'transfer-encoding': ___, ...kept } = headers
  const options = { method, headers: { ...kept, 'content-length': body.length }, agent: false as const }
  const at = new URL(url, base)
  const onward =
    at.protocol === 'https:' ? httpsRequest(at, { ...options, rejectUnauthorized: false }) : httpRequest(at, options)
  onward.end(body)
  const [answer] = (await once(onward, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(await answer.toArray()) }
}

/** A folder with certificates, each of an authority of its own. */
export function certificateFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'yinzheng-line-'))
  return {
    folder,
    /** The same name is the same authority, with a new certificate of its own each time. */
    make: (name: string, nowMs: number): TlsAuthority => {
      mkdirSync(join(folder, name), { recursive: true })
      return createTlsAuthority(join(folder, name), { now: () => nowMs })
    },
    write: (name: string, text: string): string => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
