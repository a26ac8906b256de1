import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refusalSchema } from '../../../src/contract/refusal.ts'
import { pathParameters } from '../../../src/contract/route-request.ts'
import type { FileAnswer, Route } from '../../../src/contract/routes.ts'
import { fault } from '../../../src/fault.ts'
import type { Result } from '../../../src/result.ts'
import type { AnyCaller } from '../callers.ts'
import type { Limit } from '../limits/limit.ts'
import type { Room, RoomPlan, SentFile } from '../room.ts'
import { type Authenticators, authenticatorOf } from './authenticators.ts'
import { takeCookie } from './cookies.ts'
import { securityOf } from './describe-callers.ts'
import { Refused, statusOf, WAIT_SECONDS } from './refusals.ts'
import { keepable, refuseUnkeepable } from './unkeepable-text.ts'

/** Puts every route of a room on the server, as its plan describes it and for those alone who may call it. */
export function mount<Plan extends RoomPlan>(
  app: FastifyInstance,
  { name: room, routes }: Plan,
  { handlers, limits = {} }: Pick<Room<unknown, Plan>, 'handlers' | 'limits'>,
  authenticators: Authenticators,
): void {
  for (const [name, route] of Object.entries(routes)) {
    // Each handler fits its own route; the loop can't know which one it has in hand.
    const handle = handlers[name] as (input: unknown, caller: AnyCaller) => Promise<Result<unknown, never>>
    const limit = (limits as Readonly<Record<string, Limit | undefined>>)[name]
    const callers = new WeakMap<FastifyRequest, AnyCaller>()
    const callerOf = authenticatorOf(authenticators, route.caller, `${room}.${name}`)
    const { params, rest } = splitInput(route)
    const { bearer } = route
    const refusal = route.reasons ? z.union([z.object({ reason: z.string() }), refusalSchema]) : refusalSchema
    app.route({
      method: route.method,
      url: route.path,
      // Who takes a file is written down, and whoever only asks about it has not taken it.
      ...(isFile(route.output) && { exposeHeadRoute: false }),
      schema: {
        summary: route.summary,
        operationId: name,
        tags: [room],
        security: securityOf(route),
        ...(params && { params }),
        ...(route.method === 'POST' ? { body: rest } : { querystring: rest }),
        response: { ...answerSchemas(route, refusal), '4xx': refusal, '5xx': refusal },
      },
      ...(limit && {
        onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
          return (await limit.allow(request.ip)) ? undefined : refuse(reply, route, tooOften(route))
        },
      }),
      // Before anything is believed of what was said, and after its bytes are there: a signature is over them.
      preValidation: async request => {
        callers.set(request, await callerOf(request))
      },
      handler: async (request, reply) => {
        const said = request.method === 'POST' ? request.body : request.query
        const caller = callers.get(request)
        if (!caller) throw new Error('a request whose caller was not asked for')
        const token = bearer === undefined ? {} : { [bearer]: caller.bearer ?? '' }
        const input = Object.assign({}, said, request.params, token)
        // A terminal tells what its devices have said: it is to be kept, whatever stands in it, or the terminal tells it for ever.
        if (route.caller !== 'terminal') refuseUnkeepable(input)
        return answer(reply, route, await handle(keepable(input), caller))
      },
    })
  }
}

function answer(reply: FastifyReply, route: Route, result: Result<unknown, never>): unknown {
  if (!result.ok) return refuse(reply, route, result.error)
  if (route.endsLogin) takeCookie(reply, 'session')
  reply.header('cache-control', route.cache ?? 'no-store')
  if (isFile(route.output)) {
    const { bytes, fileName, mediaType } = result.value as SentFile
    if (fileName !== undefined) reply.header('content-disposition', `attachment; filename="${fileName}"`)
    const type = route.output.mediaType === 'image/*' ? mediaType : route.output.mediaType
    if (type === undefined) throw new Error('a picture whose kind nobody knows')
    return reply.type(type).send(Buffer.from(bytes))
  }
  const status = route.statusOf?.(result.value as never) ?? 200
  if (status === 429) reply.header('retry-after', String(secondsIn(result.value) ?? WAIT_SECONDS))
  return reply.code(status).send(result.value)
}

function refuse(reply: FastifyReply, route: Route, error: unknown): unknown {
  if (typeof error !== 'string') {
    const reason = error as Refused['fault']
    throw new Refused(statusOf(reason), reason)
  }
  const status = route.reasons?.[error]
  if (status === undefined) throw new Error(`a refusal with a word that its route does not know: ${error}`)
  if (status === 429) reply.header('retry-after', String(WAIT_SECONDS))
  return reply.code(status).send({ reason: error })
}

/** In the route's own word where it has one. */
const tooOften = ({ reasons }: Route) =>
  reasons && 'slow-down' in reasons ? 'slow-down' : fault('server-busy', 'asked too often')

function secondsIn(value: unknown): number | null {
  const said = z.object({ afterSeconds: z.int() }).safeParse(value)
  return said.success ? said.data.afterSeconds : null
}

const isFile = (output: Route['output']): output is FileAnswer => 'mediaType' in output

/** A file has no schema; an answer that may come under another status than 200 has the same one there, beside a refusal. */
function answerSchemas({ output, statusOf }: Route, refusal: z.ZodType): Record<string, z.ZodType> {
  if (isFile(output)) return {}
  return statusOf ? { 200: output, 429: z.union([output, refusal]) } : { 200: output }
}

/** Tells apart what of a route's input stands in its path and what travels as body or query; the bearer is neither. */
function splitInput({ input, path, bearer }: Route): { params: z.ZodObject | null; rest: z.ZodType } {
  const names = pathParameters(path)
  if (names.length === 0 && bearer === undefined) return { params: null, rest: input }
  if (!(input instanceof z.ZodObject))
    throw new Error(`${path} has names in it or a bearer, and its input is no object`)
  const shape = Object.entries(input.shape)
  const pick = (isMeant: (name: string) => boolean) =>
    z.object(Object.fromEntries(shape.filter(([name]) => isMeant(name))))
  return {
    params: names.length === 0 ? null : pick(name => names.includes(name)),
    rest: pick(name => !names.includes(name) && name !== bearer),
  }
}
