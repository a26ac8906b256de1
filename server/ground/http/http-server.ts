import { validatorCompiler } from '@fastify/type-provider-zod'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, LogController } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import { describeApi } from './openapi.ts'
import { keepRawBodies } from './raw-body.ts'
import { answerRefusals, refusalOf } from './refusals.ts'

const BODY_LIMIT_BYTES = 64 * 1024

export interface HttpOptions {
  readonly log: Logger
  /** Addresses of proxies whose word about the caller is believed. */
  readonly trustedProxies: readonly string[]
  /** Before anything is put on it. */
  readonly onCreated?: (app: FastifyInstance) => void
}

/** An HTTP server with the house's limits, and with nothing on it but its description and health. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = options.log
  const app = Fastify({
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
  await describeApi(app, '/v1/openapi.json')
  return app
}

/** Where a server listens that does. */
export function listeningPort(app: FastifyInstance): number {
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}
