import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refusalSchema } from '../../src/contract/terminal-api.ts'
import {
  captchaSchema,
  certificateQuestionSchema,
  codeAnswerSchema,
  codeQuestionSchema,
  filesAnswerSchema,
  filesQuestionSchema,
  type House,
  houseSchema,
  VERIFICATION_PATH,
} from '../../src/verification/api.ts'
import type { Captchas } from '../ground/captcha/captcha.ts'
import { addressGroup } from '../ground/guess-watch.ts'
import type { RateLimit } from '../ground/http/rate-limit.ts'
import type { Certificates } from './certificates.ts'
import type { RevocationLists } from './revocation-lists.ts'
import type { Verification } from './verification.ts'

/** How often one address may do what costs something. */
export interface VerificationLimits {
  readonly captchas: RateLimit
  readonly codes: RateLimit
  readonly tickets: RateLimit
  readonly files: RateLimit
  readonly certificates: RateLimit
  readonly uploads: RateLimit
}

export interface ApiParts {
  readonly verification: Verification
  readonly captchas: Captchas
  readonly house: () => House
  /** Null where this server holds no seal. */
  readonly lists: RevocationLists | null
  readonly certificates: Certificates | null
  readonly limits: VerificationLimits
}

const WAIT_SECONDS = 60
const refusedSchema = z.object({ reason: z.enum(['slow-down', 'busy', 'unknown', 'not-available']) })
const spokenQuerySchema = z.object({ token: z.string().min(1).max(400), language: z.enum(['zh', 'en']) })
const tag = { tags: ['verification'] }

/** The routes behind the public page. They are open to every program too: nothing in them needs the page. */
export function registerVerificationApi(app: FastifyInstance, parts: ApiParts): void {
  const { verification, captchas, lists, certificates, limits } = parts
  const allowed = (limit: RateLimit, request: FastifyRequest) => limit.allow(addressGroup(request.ip))
  const refuse = (reply: FastifyReply, status: number, reason: z.infer<typeof refusedSchema>['reason']) =>
    reply
      .code(status)
      .headers(status === 429 ? { 'retry-after': String(WAIT_SECONDS) } : {})
      .send({ reason })
  // The server's own refusals, of a question that breaks the contract for example, have the form that terminals know.
  const refusal = z.union([refusedSchema, refusalSchema])
  const refusals = { '4xx': refusal, '5xx': refusal }
  const fresh = (reply: FastifyReply) => reply.header('cache-control', 'no-store')

  app.get(
    `${VERIFICATION_PATH}/house`,
    {
      schema: {
        ...tag,
        summary: 'The university, its domain and its root certificates',
        response: { 200: houseSchema },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-cache')
      return parts.house()
    },
  )

  app.get(
    `${VERIFICATION_PATH}/captcha`,
    { schema: { ...tag, summary: 'A new captcha', response: { 200: captchaSchema, ...refusals } } },
    async (request, reply) => {
      if (!allowed(limits.captchas, request)) return refuse(reply, 429, 'slow-down')
      fresh(reply)
      return captchas.make()
    },
  )

  app.get(
    `${VERIFICATION_PATH}/captcha/spoken`,
    {
      schema: {
        ...tag,
        summary: 'The digits of a captcha as a WAV',
        querystring: spokenQuerySchema,
        response: refusals,
      },
    },
    async (request, reply) => {
      if (!allowed(limits.captchas, request)) return refuse(reply, 429, 'slow-down')
      const { token, language } = spokenQuerySchema.parse(request.query)
      const sound = captchas.speak(token, language)
      if (!sound) return refuse(reply, 404, 'unknown')
      return fresh(reply).type('audio/wav').send(Buffer.from(sound))
    },
  )

  const answers = { 200: codeAnswerSchema, 429: codeAnswerSchema }
  app.post(
    `${VERIFICATION_PATH}/code`,
    { schema: { ...tag, summary: 'The document of a code', body: codeQuestionSchema, response: answers } },
    async (request, reply) => {
      fresh(reply)
      const asked = codeQuestionSchema.parse(request.body)
      const answer = allowed(limits.codes, request)
        ? await verification.byCode(request.ip, asked)
        : ({ outcome: 'slow-down', afterSeconds: WAIT_SECONDS } as const)
      if (answer.outcome === 'slow-down') reply.code(429).header('retry-after', String(answer.afterSeconds))
      return answer
    },
  )

  app.get(
    `${VERIFICATION_PATH}/document`,
    { schema: { ...tag, summary: 'The same document again, with a ticket', response: answers } },
    async (request, reply) => {
      fresh(reply)
      if (allowed(limits.tickets, request)) return verification.byTicket(ticketOf(request))
      return reply.code(429).send({ outcome: 'slow-down', afterSeconds: WAIT_SECONDS })
    },
  )

  app.get(
    `${VERIFICATION_PATH}/file`,
    { schema: { ...tag, summary: 'The signed file, with a ticket', response: refusals } },
    async (request, reply) => {
      if (!allowed(limits.tickets, request)) return refuse(reply, 429, 'slow-down')
      const file = await verification.file(ticketOf(request))
      if (!file) return refuse(reply, 404, 'unknown')
      return fresh(reply).type('application/pdf').send(Buffer.from(file))
    },
  )

  app.post(
    `${VERIFICATION_PATH}/files`,
    {
      schema: {
        ...tag,
        summary: 'What the records know of files, by the SHA-256 of each and the digest of what was signed',
        body: filesQuestionSchema,
        response: { 200: filesAnswerSchema, ...refusals },
      },
    },
    async (request, reply) => {
      if (!allowed(limits.files, request)) return refuse(reply, 429, 'slow-down')
      fresh(reply)
      return verification.byFiles(filesQuestionSchema.parse(request.body).files)
    },
  )

  app.get(
    `${VERIFICATION_PATH}/list`,
    { schema: { ...tag, summary: 'The signed list of what is no longer valid, a PDF', response: refusals } },
    async (_request, reply) => {
      if (!lists) return refuse(reply, 503, 'not-available')
      return reply
        .type('application/pdf')
        .header('cache-control', 'no-cache')
        .send(Buffer.from(await lists.current()))
    },
  )

  app.post(
    `${VERIFICATION_PATH}/certificates`,
    {
      schema: {
        ...tag,
        summary: 'A verification certificate, a PDF',
        body: certificateQuestionSchema,
        response: refusals,
      },
    },
    async (request, reply) => {
      if (!certificates) return refuse(reply, 503, 'not-available')
      if (!allowed(limits.certificates, request)) return refuse(reply, 429, 'slow-down')
      const asked = certificateQuestionSchema.parse(request.body)
      const documentId = 'ticket' in asked ? verification.documentOf(asked.ticket) : await verification.idOfFile(asked)
      const issued = documentId === null ? null : await certificates.issue(documentId)
      if (issued === null || (!issued.ok && issued.error === 'unknown')) return refuse(reply, 404, 'unknown')
      if (!issued.ok) return refuse(reply, 503, issued.error === 'busy' ? 'busy' : 'not-available')
      const { certificateNumber, pdf } = issued.value
      return fresh(reply)
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="${certificateNumber}.pdf"`)
        .send(Buffer.from(pdf))
    },
  )
}

const MAX_TICKET = 400

function ticketOf(request: FastifyRequest): string {
  const bearer = /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  return bearer.slice(0, MAX_TICKET)
}
