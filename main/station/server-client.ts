import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { ISSUING_ROUTES } from '../../src/contract/issuing-api.ts'
import { refusalSchema } from '../../src/contract/refusal.ts'
import { SIGNATURE_HEADERS, textToSign } from '../../src/contract/request-signature.ts'
import { type RouteRequest, requestOf } from '../../src/contract/route-request.ts'
import type { CallerKind, Route } from '../../src/contract/routes.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { TerminalKey } from './terminal-key.ts'

/** Why a request was not answered as asked. `status` is null when no answer came: the request may have been done all the same. */
export interface Refusal {
  readonly fault: Fault
  readonly status: number | null
}

export interface ServerClient {
  /** How long an answer is waited for. */
  readonly timeoutMs: number
  /** One request of the contract. The answer is parsed; what breaks the contract is a fault. Never rejects. */
  call<Input extends z.ZodType, Output extends z.ZodType>(
    route: Route<Input, Output>,
    input: z.input<Input>,
  ): Promise<Result<z.output<Output>, Refusal>>
  /** The bytes of a signed document. */
  file(documentId: string, maxBytes: number): Promise<Result<Uint8Array, Refusal>>
}

export interface ServerClientOptions {
  readonly baseUrl: string
  readonly timeoutMs: number
  readonly key: TerminalKey
  /** Null until the terminal is enrolled: then only unsigned routes may be called. */
  readonly terminalId: string | null
  readonly clock: Clock
}

const MAX_JSON_BYTES = 2_000_000

/** Speaks to the central server as this terminal. Every attempt is signed anew: a signature is good for one request. */
export function createServerClient(options: ServerClientOptions): ServerClient {
  const base = options.baseUrl.replace(/\/+$/, '')

  const send = async (
    { method, target, body }: RouteRequest,
    caller: CallerKind,
    maxBytes: number,
  ): Promise<Result<Answer, Refusal>> => {
    const headers: Record<string, string> = { accept: 'application/json' }
    if (body !== null) headers['content-type'] = 'application/json'
    if (caller === 'terminal') {
      if (options.terminalId === null) return err({ fault: fault('terminal-refused', 'not enrolled'), status: null })
      Object.assign(headers, signatureHeaders(options, options.terminalId, method, target, body ?? ''))
    }
    try {
      const response = await fetch(base + target, {
        method,
        headers,
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(options.timeoutMs),
      })
      const bytes = await readAtMost(response, maxBytes)
      if (bytes === null) return err({ fault: fault('server-nonsense', 'answer too large'), status: response.status })
      return ok({ status: response.status, bytes })
    } catch (error) {
      return err({ fault: networkFault(error), status: null })
    }
  }

  return {
    timeoutMs: options.timeoutMs,
    call: async (route, input) => {
      const answer = await send(requestOf(route, input), route.caller, MAX_JSON_BYTES)
      if (!answer.ok) return answer
      const { status, bytes } = answer.value
      const json = parseJson(bytes)
      if (status !== 200) return err({ fault: refusalOf(status, json), status })
      const parsed = route.output.safeParse(json)
      if (!parsed.success)
        return err({ fault: fault('server-nonsense', parsed.error.issues[0]?.path.join('.')), status })
      return ok(parsed.data)
    },
    file: async (documentId, maxBytes) => {
      const { file } = ISSUING_ROUTES
      const answer = await send(requestOf(file, { documentId }), file.caller, maxBytes)
      if (!answer.ok) return answer
      const { status, bytes } = answer.value
      return status === 200 ? ok(bytes) : err({ fault: refusalOf(status, parseJson(bytes)), status })
    },
  }
}

interface Answer {
  readonly status: number
  readonly bytes: Uint8Array
}

function signatureHeaders(
  options: ServerClientOptions,
  terminalId: string,
  method: string,
  target: string,
  body: string,
): Record<string, string> {
  const timeMs = String(options.clock.now())
  const nonce = randomBytes(16).toString('hex')
  const bodySha256 = createHash('sha256').update(body, 'utf8').digest('hex')
  return {
    [SIGNATURE_HEADERS.terminal]: terminalId,
    [SIGNATURE_HEADERS.time]: timeMs,
    [SIGNATURE_HEADERS.nonce]: nonce,
    [SIGNATURE_HEADERS.signature]: options.key.sign(
      textToSign({ method, target, timeMs, nonce, bodySha256, terminalId }),
    ),
  }
}

/** Reads a body that may not be longer than `maxBytes`; null when it is. */
async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  if (response.body) {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength
      if (length > maxBytes) return null
      chunks.push(chunk)
    }
  }
  return Buffer.concat(chunks)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return null
  }
}

/** A refusal in the contract's own words, or the word for one that is not. */
function refusalOf(status: number, json: unknown): Fault {
  const parsed = refusalSchema.safeParse(json)
  if (parsed.success) return parsed.data.fault
  return fault(status >= 500 ? 'server-unreachable' : 'server-nonsense', `status ${status}`)
}

function networkFault(error: unknown): Fault {
  const name = error instanceof Error ? error.name : ''
  if (name === 'TimeoutError' || name === 'AbortError') return fault('server-slow')
  const code =
    error instanceof Error && error.cause instanceof Error ? (error.cause as NodeJS.ErrnoException).code : undefined
  return fault('server-unreachable', code)
}
