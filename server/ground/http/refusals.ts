import { hasZodFastifySchemaValidationErrors } from '@fastify/type-provider-zod'
import type { FastifyError, FastifyInstance } from 'fastify'
import type { Refusal } from '../../../src/contract/refusal.ts'
import { type Fault, type FaultCode, fault } from '../../../src/fault.ts'
import { isDatabaseAway } from '../store/database-away.ts'

/** A refusal on its way out of a handler. */
export class Refused extends Error {
  readonly status: number
  readonly fault: Fault
  constructor(status: number, reason: Fault) {
    super(reason.code)
    this.status = status
    this.fault = reason
  }
}

/** Seconds after which somebody who asked too often may ask again, where the answer itself does not say. */
export const WAIT_SECONDS = 60

/** While the database is away: it is back soon, or for somebody to mend. */
export const AWAY_SECONDS = 10
const WAITS_SECONDS: Readonly<Record<number, number>> = { 429: WAIT_SECONDS, 503: AWAY_SECONDS }

const STATUSES: Partial<Record<FaultCode, number>> = {
  'terminal-refused': 403,
  'card-unknown': 404,
  'order-unknown': 404,
  'visit-expired': 410,
  'server-busy': 429,
  'server-unreachable': 503,
  'payment-unclear': 503,
  'server-slow': 504,
}

/**
 * The HTTP status under which a fault is answered. From 500 on asking again may help, and a terminal does; what merely can't be had
 * is 409.
 */
export const statusOf = (reason: Fault): number => STATUSES[reason.code] ?? 409

/** Makes every answer that is not a success a refusal of the contract, whatever went wrong. */
export function answerRefusals(app: FastifyInstance): void {
  app.setNotFoundHandler(async (_request, reply) =>
    reply.code(404).send({ fault: fault('server-nonsense', 'no such address') } satisfies Refusal),
  )
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { status, refusal } = refusalOf(error)
    if (status >= 500 && !(error instanceof Refused)) {
      request.log.error({ reason: error.message, stack: error.stack, code: error.code }, 'a request failed')
    }
    // Whoever asked too often, or at a bad moment, is told when to ask again.
    const waitSeconds = WAITS_SECONDS[status]
    if (waitSeconds !== undefined) reply.header('retry-after', String(waitSeconds))
    return reply.code(status).send(refusal)
  })
}

/** Status and body of the answer to what went wrong. */
export function refusalOf(error: FastifyError): { status: number; refusal: Refusal } {
  if (error instanceof Refused) return { status: error.status, refusal: { fault: error.fault } }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map(({ instancePath, message }) => ({
      path: instancePath.slice(1).replaceAll('/', '.'),
      message: message ?? 'wrong',
    }))
    return { status: 400, refusal: { fault: fault('server-nonsense', 'the request breaks the contract'), issues } }
  }
  if (isDatabaseAway(error))
    return { status: 503, refusal: { fault: fault('server-unreachable', 'the database is away') } }
  if (error.code === 'FST_ERR_HANDLER_TIMEOUT') return { status: 504, refusal: { fault: fault('server-slow') } }
  const status = error.statusCode ?? 500
  if (status >= 400 && status < 500) return { status, refusal: { fault: fault('server-nonsense', error.code) } }
  return { status: 500, refusal: { fault: fault('server-nonsense', 'internal error') } }
}
