import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import { z } from 'zod'
import { documentIdSchema, type TerminalId } from '../../src/contract/ids.ts'
import { documentFilePath, refusalSchema, TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import type { Fault } from '../../src/fault.ts'
import type { Result } from '../../src/result.ts'
import { rawBodyOf } from '../ground/http/raw-body.ts'
import { Refused, statusOf } from '../ground/http/refusals.ts'
import type { RequestRefusal, SignedRequest } from './verify-request.ts'

type Routes = typeof TERMINAL_ROUTES
type RouteName = keyof Routes

/** Who asks, as far as it is known. */
export interface Caller {
  readonly terminalId: TerminalId
  readonly ip: string
}

/** What answers each route of the contract. `enrol` is asked by somebody who is no terminal yet. */
export type TerminalHandlers = {
  [Name in RouteName]: (
    input: z.output<Routes[Name]['input']>,
    caller: Name extends 'enrol' ? Pick<Caller, 'ip'> : Caller,
  ) => Promise<Result<z.input<Routes[Name]['output']>>>
}

export interface TerminalRouteParts {
  readonly handlers: TerminalHandlers
  readonly file: (documentId: string, caller: Caller) => Promise<Result<Uint8Array>>
  readonly verify: (request: SignedRequest) => Promise<Result<TerminalId, RequestRefusal>>
}

/** Registers every route of the contract as the contract describes it, and the file of a document beside them. */
export function registerTerminalRoutes(app: FastifyInstance, parts: TerminalRouteParts): void {
  const callers = new WeakMap<FastifyRequest, TerminalId>()
  const checkSignature = async (request: FastifyRequest) => {
    const { method, url: target, headers } = request
    const terminal = await parts.verify({ method, target, headers, body: rawBodyOf(request) })
    if (!terminal.ok) throw new Refused(terminal.error.status, terminal.error.fault)
    callers.set(request, terminal.value)
  }
  const callerOf = (request: FastifyRequest): Caller => {
    const terminalId = callers.get(request)
    if (terminalId === undefined) throw new Error('the route is not a signed one')
    return { terminalId, ip: request.ip }
  }
  const refusals = { '4xx': refusalSchema, '5xx': refusalSchema }

  for (const name of Object.keys(TERMINAL_ROUTES) as RouteName[]) {
    const { method, path, input, output, signed, summary } = TERMINAL_ROUTES[name]
    const { params, rest } = splitInput(input, path)
    // Each handler fits its own route; the loop can't know which one it has in hand.
    const handle = parts.handlers[name] as (input: unknown, caller: unknown) => Promise<Result<unknown>>
    app.route({
      method,
      url: path,
      schema: {
        summary,
        operationId: name,
        tags: ['terminal'],
        params,
        ...(method === 'POST' ? { body: rest } : { querystring: rest }),
        response: { 200: output, ...refusals },
      },
      ...(signed ? { preValidation: checkSignature } : {}),
      handler: async (request, reply) => {
        const said = Object.assign({}, request.method === 'POST' ? request.body : request.query, request.params)
        return answer(reply, await handle(said, signed ? callerOf(request) : { ip: request.ip }))
      },
    })
  }

  const file: RouteHandlerMethod = async (request, reply) => {
    const { documentId } = z.object({ documentId: documentIdSchema }).parse(request.params)
    const found = await parts.file(documentId, callerOf(request))
    if (!found.ok) throw refused(found.error)
    return reply.type('application/pdf').header('cache-control', 'no-store').send(Buffer.from(found.value))
  }
  app.route({
    method: 'GET',
    url: documentFilePath(':documentId'),
    schema: {
      summary: 'The signed file of a document',
      operationId: 'file',
      tags: ['terminal'],
      params: z.object({ documentId: documentIdSchema }),
      response: refusals,
    },
    preValidation: checkSignature,
    handler: file,
  })
}

const refused = (reason: Fault) => new Refused(statusOf(reason), reason)

function answer(reply: FastifyReply, result: Result<unknown>): unknown {
  if (!result.ok) throw refused(result.error)
  reply.header('cache-control', 'no-store')
  return result.value
}

/** Tells apart what of a route's input stands in its path and what travels as body or query. */
function splitInput(input: z.ZodObject, path: string): { params: z.ZodObject; rest: z.ZodObject } {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  const shape = Object.entries(input.shape)
  return {
    params: z.object(Object.fromEntries(shape.filter(([name]) => names.includes(name)))),
    rest: z.object(Object.fromEntries(shape.filter(([name]) => !names.includes(name)))),
  }
}
