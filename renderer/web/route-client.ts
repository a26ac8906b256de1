import { z } from 'zod'
import { refusalSchema } from '../../src/contract/refusal.ts'
import { requestOf } from '../../src/contract/route-request.ts'
import type { FileAnswer, Route } from '../../src/contract/routes.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { readAtMost } from './read-at-most.ts'

/** Why a request was not answered as asked. `status` is null when no answer came: the request may have been done all the same. */
export interface Refusal {
  readonly fault: Fault
  readonly status: number | null
  /** What a page says in the place of the fault’s own words. */
  readonly said?: string
}

type Table = Readonly<Record<string, Route>>
type AnswerOf<R extends Route> = R['output'] extends z.ZodType ? z.output<R['output']> : Uint8Array<ArrayBuffer>

/** Asks by the name of a route. Answers are parsed; everything that may go wrong is a refusal. Never rejects. */
export type RouteClient<Routes extends Table> = {
  readonly [Name in keyof Routes]: (
    input: z.input<Routes[Name]['input']>,
  ) => Promise<Result<AnswerOf<Routes[Name]>, Refusal>>
} & {
  /** Where a GET lies, for what the browser fetches by itself: a sound, a picture, a download. */
  readonly addressOf: <Name extends keyof Routes>(name: Name, input: z.input<Routes[Name]['input']>) => string
}

export interface RouteClientOptions {
  /** The address of the server, with the slash at its end. Asked for at every request. */
  readonly baseUrl: () => string
  /** For a whole request, body included. */
  readonly timeoutMs: number
  /** Whether the browser's cookies for this server go with a request: a visitor who signed in has one. */
  readonly credentials: 'omit' | 'same-origin'
  /** With every request, beside what it needs anyway. */
  readonly headers?: Readonly<Record<string, string>>
  /** Of an answer in JSON; files say their own limit in the table. */
  readonly maxJsonBytes: number
}

/** A client for the routes of a table: one function each, so that a page can say nothing that the server does not hear. */
export function createRouteClient<const Routes extends Table>(
  table: Routes,
  options: RouteClientOptions,
): RouteClient<Routes> {
  const addressAt = (target: string) => new URL(target.replace(/^\//, ''), options.baseUrl()).href
  const asking = Object.entries(table).map(([name, route]) => [
    name,
    (input: unknown) => ask(route, input, addressAt, options),
  ])
  return {
    ...Object.fromEntries(asking),
    addressOf: (name: keyof Routes, input: unknown) => addressAt(requestOf(table[name]!, input).target),
  } as RouteClient<Routes>
}

async function ask(
  route: Route,
  input: unknown,
  addressAt: (target: string) => string,
  { timeoutMs, maxJsonBytes, credentials, headers = {} }: RouteClientOptions,
): Promise<Result<unknown, Refusal>> {
  const { target, body, bearer } = requestOf(route, input)
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), timeoutMs)
  try {
    const response = await fetch(addressAt(target), {
      method: route.method,
      body,
      headers: {
        ...headers,
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      credentials,
      referrerPolicy: 'no-referrer',
      signal: patience.signal,
    })
    const { status } = response
    const file = status === 200 ? fileAnswer(route.output) : null
    const bytes = await readAtMost(response, file?.maxBytes ?? maxJsonBytes)
    if (bytes === null) return err({ fault: fault('server-nonsense', 'answer too large'), status })
    if (file) return ok(bytes)
    const json = jsonOf(bytes)
    const parsed = file ? null : (route.output as z.ZodType).safeParse(json)
    if (parsed?.success && (route.statusOf?.(parsed.data as never) ?? 200) === status) return ok(parsed.data)
    if (status !== 200) return err({ fault: faultOf(status, json), status })
    return err({ fault: fault('server-nonsense', parsed?.error?.issues[0]?.path.join('.')), status })
  } catch {
    return err({ fault: fault(patience.signal.aborted ? 'server-slow' : 'server-unreachable'), status: null })
  } finally {
    clearTimeout(timer)
  }
}

function fileAnswer(output: z.ZodType | FileAnswer): FileAnswer | null {
  return 'mediaType' in output ? output : null
}

/** The fault that the server names; else the one that the status stands for, with the server's own word for it as detail. */
function faultOf(status: number, json: unknown): Fault {
  const refusal = refusalSchema.safeParse(json)
  if (refusal.success) return refusal.data.fault
  const reason = z.object({ reason: z.string().max(100) }).safeParse(json)
  const detail = reason.success ? `${status} ${reason.data.reason}` : String(status)
  if (status === 429) return fault('server-busy', detail)
  return fault(status >= 500 ? 'server-unreachable' : 'server-nonsense', detail)
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
