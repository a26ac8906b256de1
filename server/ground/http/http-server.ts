import type { Server as HttpServer } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import { validatorCompiler } from '@fastify/type-provider-zod'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyHttpOptions,
  type FastifyHttpsOptions,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { ServerKey } from '../server-key.ts'
import type { Tls } from '../tls-pair.ts'
import { describeApi } from './openapi.ts'
import { keepRawBodies } from './raw-body.ts'
import { answerRefusals, refusalOf } from './refusals.ts'
import { signAnswers } from './sign-answers.ts'

const BODY_LIMIT_BYTES = 64 * 1024

export interface HttpOptions {
  readonly log: Logger
  /** Addresses of proxies whose word about the caller is believed. */
  readonly trustedProxies: readonly string[]
  /** Signs what terminals are told; without one nothing is signed, and no terminal believes it. */
  readonly serverKey?: Pick<ServerKey, 'sign'>
  /** Null, or where nothing is said: plain http, for this machine or a proxy. */
  readonly tls?: Tls | null
  /** It is reached by https, its own or a proxy's: browsers are to come by no other way. */
  readonly isSecure?: boolean
  /** Whether its description is given out. */
  readonly describesApi?: boolean
  /** Before anything is put on it. */
  readonly onCreated?: (app: FastifyInstance) => void
}

/** An HTTP server with the house's limits, and with nothing on it but its description and health. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = options.log
  const { tls = null } = options
  const app = withTls(tls, {
    loggerInstance,
    // Addresses may hold a code or a token: what is logged is the route, in our own hook below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    connectionTimeout: 30_000,
    requestTimeout: 15_000,
    handlerTimeout: 25_000,
    keepAliveTimeout: 72_000,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    routerOptions: { maxParamLength: 100 },
    // These come before any route and its error handler.
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      const { status, refusal } = refusalOf(error)
      void reply.code(status).type('application/json').send(JSON.stringify(refusal))
    },
  })
  options.onCreated?.(app)
  const said = { ...NO_GUESSING, ...(options.isSecure ? HSTS : {}) }
  app.addHook('onSend', async (_request, reply) => void reply.headers(said))
  if (options.serverKey) signAnswers(app, options.serverKey)
  keepRawBodies(app)
  answerRefusals(app)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(({ schema }) => data => {
    if (!(schema instanceof z.ZodType)) throw new Error('a route without a schema of the contract')
    return JSON.stringify(schema.parse(data))
  })
  app.addHook('onResponse', async (request, reply) => {
    const { url } = request.routeOptions
    request.log.info(
      { method: request.method, route: url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
  })
  await describeApi(app, '/v1/openapi.json', options.describesApi ?? false)
  return app
}

/** Every answer says what its bytes are, and that nobody is to guess (Fetch standard, "nosniff"). */
const NO_GUESSING = { 'x-content-type-options': 'nosniff' }
/** RFC 6797: for a year, and of this name alone, for other names of the university are not ours to speak for. */
const HSTS = { 'strict-transport-security': 'max-age=31536000' }

/** A server that speaks https, with each pair that `tls` takes later, or plain http. */
function withTls(tls: Tls | null, options: FastifyHttpOptions<HttpServer, FastifyBaseLogger>): FastifyInstance {
  if (!tls) return Fastify(options)
  // The two kinds differ in the type of their socket, which no route looks at.
  const forHttps = options as unknown as FastifyHttpsOptions<HttpsServer, FastifyBaseLogger>
  const app = Fastify({ ...forHttps, https: tls.pair() })
  tls.onRenewed(pair => app.server.setSecureContext(pair))
  return app as unknown as FastifyInstance
}

/** Where a server listens that does. */
export function listeningPort(app: FastifyInstance): number {
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}
