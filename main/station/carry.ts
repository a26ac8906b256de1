import { Agent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

/** A request as it leaves this machine. */
export interface OutgoingRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** From the first packet to the last byte of the answer. */
  readonly timeoutMs: number
  readonly maxBytes: number
}

export interface IncomingAnswer {
  readonly status: number
  readonly header: (name: string) => string | null
  /** Null when it is longer than allowed. */
  readonly bytes: Uint8Array | null
}

/** Takes a request to the server and its answer back. Rejects where none comes. Redirects are not followed. */
export type Carry = (request: OutgoingRequest) => Promise<IncomingAnswer>

/**
 * Whose certificates are believed: those that lead to a PEM, or to an authority of the system. `unproven`: any at all, for a question
 * that tells nothing and whose answer is proven in another way.
 */
export type TlsTrust =
  | { readonly kind: 'pem'; readonly pem: string }
  | { readonly kind: 'system' }
  | { readonly kind: 'unproven' }

/** Carries over http or https, as the address says. */
export function createCarry(trust: TlsTrust): Carry {
  const plain = new Agent({ keepAlive: true })
  const tls = new HttpsAgent({ keepAlive: true, ...tlsOptionsOf(trust) })
  return ({ url, method, headers, body, timeoutMs, maxBytes }) =>
    new Promise((resolve, reject) => {
      const isTls = new URL(url).protocol === 'https:'
      const send = isTls ? httpsRequest : httpRequest
      const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const outgoing = send(url, {
        method,
        headers: { ...headers, ...length },
        agent: isTls ? tls : plain,
        signal: AbortSignal.timeout(timeoutMs),
      })
      outgoing.on('error', reject)
      outgoing.once('response', incoming => {
        const chunks: Uint8Array[] = []
        let length = 0
        const answer = (bytes: Uint8Array | null) =>
          resolve({ status: incoming.statusCode ?? 0, header: name => headerOf(incoming.headers[name]), bytes })
        incoming.on('data', (chunk: Uint8Array) => {
          length += chunk.byteLength
          if (length <= maxBytes) chunks.push(chunk)
          else {
            answer(null)
            outgoing.destroy()
          }
        })
        incoming.once('end', () => answer(Buffer.concat(chunks)))
        incoming.on('error', reject)
      })
      outgoing.end(body ?? undefined)
    })
}

function tlsOptionsOf(trust: TlsTrust) {
  const minVersion = 'TLSv1.2' as const
  if (trust.kind === 'system') return { minVersion }
  if (trust.kind === 'unproven') return { minVersion, rejectUnauthorized: false }
  // What is believed may be the server's own certificate, or one in the middle of its path.
  return { minVersion, ca: trust.pem, allowPartialTrustChain: true }
}

const headerOf = (value: string | string[] | undefined): string | null => (typeof value === 'string' ? value : null)
