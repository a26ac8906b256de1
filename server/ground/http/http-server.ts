import type { Server as HttpServer, ServerOptions } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import cookie from '@fastify/cookie'
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
import type { Bilingual } from '../../../src/contract/texts.ts'
import type { ServerKey } from '../server-key.ts'
import type { Tls } from '../tls-pair.ts'
import { answerBroken, refuseUnreadable } from './broken-requests.ts'
import { type ConnectionLimits, limitConnections } from './connections.ts'
import { takeDeadCookies } from './cookies.ts'
import { guardedAnswers, guardsOf } from './guarded-answers.ts'
import { describeApi } from './openapi.ts'
import { isOneOf } from './proxies.ts'
import { keepRawBodies } from './raw-body.ts'
import { answerRefusals, refusalOf } from './refusals.ts'
import { signAnswers } from './sign-answers.ts'
import { lookAtAddressesAndForms } from './unkeepable-text.ts'

const BODY_LIMIT_BYTES = 64 * 1024
const HEAD_BYTES_MAX = 16 * 1024

/** What a connection may take, and how many there may be. */
export interface HttpLimits extends ConnectionLimits {
  /** From the connection, or the end of the answer before, to the end of a request's head; it is what a TLS handshake may take, too. */
  readonly headMs: number
  /** From there to the end of its body. */
  readonly requestMs: number
  /** How often it is looked for requests that take longer. */
  readonly lookMs: number
  /** Without a byte in either direction. */
  readonly silentMs: number
}

const LIMITS: HttpLimits = {
  ...{ atOnce: 2_000, atOnceOfGroup: 1_000 },
  ...{ headMs: 10_000, requestMs: 60_000, lookMs: 2_000, silentMs: 30_000 },
}

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
  /** Whether a failure is of an outage that is said once, and not logged by itself; none is where nothing is said. */
  readonly isOutage?: (error: unknown) => boolean
  /** Whose it is, for people who come to no page; where nothing is said they read what programs read. */
  readonly universityName?: Bilingual
  /** Whether its description is given out. */
  readonly describesApi?: boolean
  /** Others than the house's, for a test. */
  readonly limits?: Partial<HttpLimits>
  /** Before anything is put on it. */
  readonly onCreated?: (app: FastifyInstance) => void
}

/** An HTTP server with the house's limits, and with nothing on it but its description and health. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = options.log
  const { tls = null, trustedProxies } = options
  const limits = { ...LIMITS, ...options.limits }
  const guards = guardsOf(options.isSecure ?? false)
  const http: ServerOptions = {
    maxHeaderSize: HEAD_BYTES_MAX,
    headersTimeout: limits.headMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.lookMs,
    ServerResponse: guardedAnswers(guards),
    // Refused in our own words instead, as all else that is no HTTP/1.1.
    requireHostHeader: false,
  }
  const app = withTls(tls, http, {
    loggerInstance,
    // Addresses may hold a code or a token: what is logged is the route, in our own hook below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    connectionTimeout: limits.silentMs,
    requestTimeout: limits.requestMs,
    handlerTimeout: 25_000,
    keepAliveTimeout: 72_000,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    clientErrorHandler: (error, socket) => answerBroken(error, socket as Socket, guards),
    routerOptions: { maxParamLength: 100 },
    // These come before any route and its error handler.
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      const { status, refusal } = refusalOf(error)
      void reply.code(status).type('application/json').send(JSON.stringify(refusal))
    },
  })
  limitConnections(app.server, limits, isOneOf(trustedProxies))
  options.onCreated?.(app)
  refuseUnreadable(app)
  lookAtAddressesAndForms(app)
  if (options.serverKey) signAnswers(app, options.serverKey)
  keepRawBodies(app)
  takeDeadCookies(app)
  await app.register(cookie)
  answerRefusals(app, options.isOutage ?? (() => false), options.universityName ?? null)
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

/** A server that speaks https, with each pair that `tls` takes later, or plain http. */
function withTls(
  tls: Tls | null,
  http: ServerOptions,
  options: Omit<FastifyHttpOptions<HttpServer, FastifyBaseLogger>, 'http'>,
): FastifyInstance {
  if (!tls) return Fastify({ ...options, http })
  // The two kinds differ in the type of their socket, which no route looks at.
  const forHttps = options as unknown as FastifyHttpsOptions<HttpsServer, FastifyBaseLogger>
  const app = Fastify({ ...forHttps, https: { ...http, handshakeTimeout: http.headersTimeout, ...tls.pair() } })
  tls.onRenewed(pair => app.server.setSecureContext(pair))
  return app as unknown as FastifyInstance
}

/** Where a server listens that does. */
export function listeningPort(app: FastifyInstance): number {
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}
