import { createHash, type KeyObject, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Clock } from '../../src/clock.ts'
import {
  isProvenRequest,
  PROOF_HEADER,
  PROTOCOL_CLOCK_TOLERANCE_MS,
  proveAnswer,
  type SignAnswer,
  type SignRequest,
  signRequestSchema,
  TIME_HEADER,
} from './remote-signer-protocol.ts'

/** Whom the signing machine lets sign. */
export type RemoteCaller =
  | { readonly kind: 'bearer'; readonly token: string }
  /** The server's public key, and the private one that answers are signed with. */
  | { readonly kind: 'ed25519'; readonly callerKey: KeyObject; readonly ownKey: KeyObject }

export interface RemoteSignerHostOptions {
  readonly caller: RemoteCaller
  readonly clock: Pick<Clock, 'now'>
  /** Signs a hash, with the algorithm that stands in the request; null when the key does not sign with that. */
  signDigest(algorithm: SignRequest['algorithm'], digest: Uint8Array): Promise<Uint8Array | null>
}

const BODY_BYTES_MAX = 4096
const REQUEST_TIMEOUT_MS = 10_000

/**
 * The other end of `signerFromRemote`: what a signing machine must do, as an HTTP server that is not listening yet. Sites
 * with a signing service of their own put a small adapter of this protocol before it.
 */
export function createRemoteSignerHost(options: RemoteSignerHostOptions): Server {
  const server = createServer(async (request, response) => {
    const body = request.method === 'POST' ? await readBody(request) : null
    const { status, bytes, proof } =
      body === null ? refusal(400) : await answerTo(options, request, body).catch(() => refusal(503))
    if (proof !== null) response.setHeader(PROOF_HEADER, proof)
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length })
    response.end(bytes)
  })
  server.requestTimeout = REQUEST_TIMEOUT_MS
  return server
}

interface Answer {
  readonly status: number
  readonly bytes: Uint8Array
  readonly proof: string | null
}

const refusal = (status: number): Answer => ({ status, bytes: new Uint8Array(), proof: null })

async function answerTo(
  { caller, clock, signDigest }: RemoteSignerHostOptions,
  request: IncomingMessage,
  body: Uint8Array,
): Promise<Answer> {
  if (!isKnown(caller, clock.now(), request, body)) return refusal(401)
  const parsed = signRequestSchema.safeParse(jsonOf(body))
  if (!parsed.success) return refusal(400)
  const { requestId, algorithm, digest } = parsed.data
  const hash = new Uint8Array(Buffer.from(digest, 'base64'))
  if (hash.length !== (algorithm === 'ecdsa-sha384' ? 48 : 32)) return refusal(400)
  const signature = await signDigest(algorithm, hash)
  if (!signature) return refusal(422)
  const answer: SignAnswer = { requestId, signature: Buffer.from(signature).toString('base64') }
  const bytes = new Uint8Array(Buffer.from(JSON.stringify(answer)))
  const proof = caller.kind === 'ed25519' ? proveAnswer(caller.ownKey, headerOf(request, PROOF_HEADER), bytes) : null
  return { status: 200, bytes, proof }
}

function isKnown(caller: RemoteCaller, nowMs: number, request: IncomingMessage, body: Uint8Array): boolean {
  if (caller.kind === 'bearer') {
    const [given, wanted] = [request.headers.authorization ?? '', `Bearer ${caller.token}`].map(text =>
      createHash('sha256').update(text).digest(),
    ) as [Buffer, Buffer]
    return timingSafeEqual(given, wanted)
  }
  const timeMs = headerOf(request, TIME_HEADER)
  if (!/^\d{13}$/.test(timeMs) || Math.abs(Number(timeMs) - nowMs) > PROTOCOL_CLOCK_TOLERANCE_MS) return false
  return isProvenRequest(caller.callerKey, timeMs, request.url ?? '', body, headerOf(request, PROOF_HEADER))
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

/** The whole body, or null when it is too large or breaks off. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of request) {
      bytes += part.length
      if (bytes > BODY_BYTES_MAX) return null
      parts.push(part)
    }
  } catch {
    return null
  }
  return new Uint8Array(Buffer.concat(parts))
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}
