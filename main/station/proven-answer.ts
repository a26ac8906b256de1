import { createHash, createPublicKey, type KeyObject, randomBytes, verify } from 'node:crypto'
import { ANSWER_SIGNATURE_HEADER, answerText } from '../../src/contract/answer-signature.ts'
import { SIGNATURE_HEADERS, textToSign } from '../../src/contract/request-signature.ts'
import type { RouteRequest } from '../../src/contract/route-request.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Carry } from './carry.ts'
import type { TerminalKey } from './terminal-key.ts'

/** Who asks, for a request that is signed. */
export interface Asker {
  readonly terminalId: string
  readonly key: Pick<TerminalKey, 'sign'>
  readonly timeMs: number
  /** Which start of the terminal this is. */
  readonly start?: string
}

export interface AskedRequest {
  /** Without a slash at its end. */
  readonly base: string
  readonly route: RouteRequest
  /** Null for a route that anyone may call. */
  readonly asker: Asker | null
  readonly timeoutMs: number
  readonly maxBytes: number
}

/** An answer that came, from whomever. */
export interface HeardAnswer {
  readonly status: number
  readonly bytes: Uint8Array
  /** Whether the server with this key has given this answer to this request. */
  isBy(key: KeyObject): boolean
}

/** Asks once. The fault says why no answer came; then the request may have been done all the same. */
export async function askOnce(carry: Carry, asked: AskedRequest): Promise<Result<HeardAnswer, Fault>> {
  const { base, route, asker, timeoutMs, maxBytes } = asked
  const { method, target, body } = route
  const nonce = randomBytes(16).toString('hex')
  const timeMs = asker === null ? '' : String(asker.timeMs)
  const terminalId = asker?.terminalId ?? ''
  const start = asker?.start === undefined ? {} : { start: asker.start }
  const request = textToSign({ method, target, timeMs, nonce, bodySha256: sha256Hex(body ?? ''), terminalId, ...start })
  const headers: Record<string, string> = { accept: 'application/json', [SIGNATURE_HEADERS.nonce]: nonce }
  if (body !== null) headers['content-type'] = 'application/json'
  if (asker)
    Object.assign(headers, {
      [SIGNATURE_HEADERS.terminal]: terminalId,
      [SIGNATURE_HEADERS.time]: timeMs,
      [SIGNATURE_HEADERS.signature]: asker.key.sign(request),
      ...(asker.start === undefined ? {} : { [SIGNATURE_HEADERS.start]: asker.start }),
    })
  try {
    const { status, header, bytes } = await carry({ url: base + target, method, headers, body, timeoutMs, maxBytes })
    if (bytes === null) return err(fault('server-nonsense', 'answer too large'))
    const signature = Buffer.from(header(ANSWER_SIGNATURE_HEADER) ?? '', 'base64')
    const isBy = (key: KeyObject) =>
      verify(null, Buffer.from(answerText({ status, bodySha256: sha256Hex(bytes), request })), key, signature)
    return ok({ status, bytes, isBy })
  } catch (error) {
    return err(networkFault(error))
  }
}

/** The key of a server from the base64 of its SubjectPublicKeyInfo; null when that is none of Ed25519. */
export function readServerKey(base64: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

const sha256Hex = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function networkFault(error: unknown): Fault {
  const { name, code, cause } = error as NodeJS.ErrnoException
  if (name === 'TimeoutError' || name === 'AbortError') return fault('server-slow')
  return fault('server-unreachable', code ?? (cause as NodeJS.ErrnoException | undefined)?.code)
}
