import { hasZodFastifySchemaValidationErrors } from '@fastify/type-provider-zod'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../../../src/contract/refusal.ts'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { type Fault, type FaultCode, fault } from '../../../src/fault.ts'
import { PLAIN_HEADERS } from '../plain-html.ts'
import { isDatabaseAway } from '../store/database-away.ts'
import { isForPerson, refusalPage } from './refusal-page.ts'
import { whyRefused } from './why-refused.ts'

/** A refusal on its way out of a handler. */
export class Refused extends Error {
  /** Under the framework's name for it, which error handlers of pages know too. */
  readonly statusCode: number
  readonly fault: Fault
  constructor(status: number, reason: Fault) {
    super(reason.code)
    this.statusCode = status
    this.fault = reason
  }
}

/** Seconds after which somebody who asked too often may ask again, where the answer itself does not say. */
export const WAIT_SECONDS = 60

/** While the database is away: it is back soon, or for somebody to mend. */
export const AWAY_SECONDS = 10
const WAITS_SECONDS: Readonly<Record<number, number>> = { 429: WAIT_SECONDS, 503: AWAY_SECONDS }

const STATUSES: Partial<Record<FaultCode, number>> = {
  'login-needed': 401,
  'terminal-refused': 403,
  'staff-not-permitted': 403,
  'step-up-needed': 403,
  'card-unknown': 404,
  'order-unknown': 404,
  'application-unknown': 404,
  'enquiry-unknown': 404,
  'case-unknown': 404,
  'proof-too-old': 403,
  'too-many-today': 429,
  'staff-unknown': 404,
  'proposal-unknown': 404,
  'terminal-unknown': 404,
  'site-unknown': 404,
  'invitation-gone': 404,
  'proposal-own': 403,
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

/**
 * Where a person is led who has typed an address with a stroke behind it, as some programs write them too: to the same without one. From
 * where the browser is, since the server may stand under a path. Null for programs, and where there is no stroke.
 */
function withoutStroke({ method, url, headers }: FastifyRequest): string | null {
  if (method !== 'GET' || !/\btext\/html\b/.test(headers.accept ?? '')) return null
  const [path = '', query] = url.split('?')
  const name = /([^/]+)\/$/.exec(path)?.[1]
  return name === undefined ? null : `../${name}${query === undefined ? '' : `?${query}`}`
}

/**
 * Makes every answer that is not a success a refusal of the contract, whatever went wrong; for a person in a browser a page, where it is
 * known whose. What `isOutage` knows of is not logged one by one.
 */
export function answerRefusals(
  app: FastifyInstance,
  isOutage: (error: unknown) => boolean,
  universityName: Bilingual | null,
): void {
  const send = (request: FastifyRequest, reply: FastifyReply, status: number, refusal: Refusal) => {
    reply.code(status)
    if (universityName === null || !isForPerson(request)) return reply.send(refusal)
    const page = refusalPage(status, request.url, universityName)
    return reply.headers(PLAIN_HEADERS).type('text/html; charset=utf-8').send(page)
  }
  app.setNotFoundHandler(async (request, reply) => {
    const meant = withoutStroke(request)
    if (meant !== null) return reply.redirect(meant, 301)
    return send(request, reply, 404, { fault: fault('server-nonsense', 'no such address') })
  })
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { status, refusal } = refusalOf(error)
    if (status >= 500 && !(error instanceof Refused) && !isOutage(error)) {
      request.log.error({ reason: error.message, stack: error.stack, code: error.code }, 'a request failed')
    }
    // Whoever asked too often, or at a bad moment, is told when to ask again.
    const waitSeconds = WAITS_SECONDS[status]
    if (waitSeconds !== undefined) reply.header('retry-after', String(waitSeconds))
    return send(request, reply, status, refusal)
  })
}

/** Status and body of the answer to what went wrong. */
export function refusalOf(error: FastifyError): { status: number; refusal: Refusal } {
  if (error instanceof Refused) return { status: error.statusCode, refusal: { fault: error.fault } }
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
  if (status >= 400 && status < 500) return { status, refusal: { fault: fault('server-nonsense', whyRefused(status)) } }
  return { status: 500, refusal: { fault: fault('server-nonsense', 'internal error') } }
}
