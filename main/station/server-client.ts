import type { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { ISSUING_ROUTES } from '../../src/contract/issuing-api.ts'
import { refusalSchema } from '../../src/contract/refusal.ts'
import { type RouteRequest, requestOf } from '../../src/contract/route-request.ts'
import type { CallerKind, Route } from '../../src/contract/routes.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Carry } from './carry.ts'
import { askOnce, readServerKey } from './proven-answer.ts'
import type { TerminalKey } from './terminal-key.ts'

/**
 * Why a request was not answered as asked. `status` is null when the server's own answer did not come: the request may have been done all
 * the same.
 */
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
  readonly carry: Carry
  readonly key: TerminalKey
  /** base64 of the key by which the server's answers are known. Whatever else answers has not answered. */
  readonly serverKey: string
  /** Null until the terminal is enrolled: then only unsigned routes may be called. */
  readonly terminalId: string | null
  readonly clock: Clock
  /** Which start of the terminal this is. */
  readonly start?: string
}

const MAX_JSON_BYTES = 2_000_000

/**
 * Speaks to the central server as this terminal. Every attempt is signed anew: a signature is good for one request. An answer is taken
 * when the server has signed it for this very request; one of a proxy or of somebody in between is none. Throws when `serverKey` is no key.
 */
export function createServerClient(options: ServerClientOptions): ServerClient {
  const { carry, key, terminalId, clock, timeoutMs } = options
  const base = options.baseUrl.replace(/\/+$/, '')
  const start = options.start === undefined ? {} : { start: options.start }
  const serverKey = readServerKey(options.serverKey)
  if (!serverKey) throw new Error("the server's key is none")

  const send = async (
    request: RouteRequest,
    caller: CallerKind,
    maxBytes: number,
  ): Promise<Result<Answer, Refusal>> => {
    const isSigned = caller === 'terminal'
    if (isSigned && terminalId === null) return err({ fault: fault('terminal-refused', 'not enrolled'), status: null })
    const asker = isSigned && terminalId !== null ? { terminalId, key, timeMs: clock.now(), ...start } : null
    const heard = await askOnce(carry, { base, route: request, asker, timeoutMs, maxBytes })
    if (!heard.ok) return err({ fault: heard.error, status: null })
    const { status, bytes, isBy } = heard.value
    if (!isBy(serverKey))
      return err({ fault: fault('server-unreachable', `not the server’s answer: status ${status}`), status: null })
    return ok({ status, bytes })
  }

  return {
    timeoutMs,
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
