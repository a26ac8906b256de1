import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { wallTimeAnywhere } from '../../src/rules/wall-time.ts'
import { judge } from '../../src/verification/judge.ts'
import { codeFrom, groupedCode } from '../../src/verification/typed-code.ts'
import type { Captchas } from '../ground/captcha/captcha.ts'
import { WAIT_SECONDS } from '../ground/http/refusals.ts'
import { createUploadGate, readUpload, UPLOAD_MS, type UploadFault, uploadLength } from '../ground/http/uploads.ts'
import type { Limit } from '../ground/limits/limit.ts'
import { PLAIN_HEADERS, plainPage } from '../ground/plain-html.ts'
import { isDatabaseAway } from '../ground/store/database-away.ts'
import type { TrustAnchors } from '../signing/signing.ts'
import type { Answers } from './answers.ts'
import type { ApartChecker } from './check-apart.ts'
import type { VerificationLimits } from './limits.ts'
import { NOTES, UPLOAD_BYTES } from './plain-notes.ts'
import { documentPage, FILE_FIELD, filePage, formsPage, notePage, PLAIN_TITLE } from './plain-pages.ts'

export interface PlainParts {
  readonly clock: Clock
  readonly answers: Answers
  readonly captchas: Captchas
  readonly checker: ApartChecker
  readonly limits: VerificationLimits
  readonly universityName: Bilingual
  readonly site: string
  readonly timeZone: string
  readonly trust: TrustAnchors
}

const FORM_BYTES = 4_096
/** Who finds others being served is served soon. */
const BUSY_SECONDS = 10
/** What a check takes at most, with the start of its thread. */
const CHECK_MS_MAX = 15_000
/** What is refused before it is read is let go by, so that a browser gets as far as the answer; of a larger one nothing is. */
const LET_BY_BYTES = 5 * UPLOAD_BYTES

interface FormsSaid {
  readonly note: Bilingual | null
  /** What is filled in. */
  readonly code: string
}

const formSchema = z.object({
  code: z.string().min(1).max(200),
  answer: z.string().max(40),
  token: z.string().min(1).max(400),
})

/** The same checks for browsers that run no script. What they upload is read in a thread apart and never stored. */
export async function registerPlainPages(app: FastifyInstance, parts: PlainParts): Promise<void> {
  const { answers, captchas, checker, limits, universityName } = parts
  const formatTime = (iso: string) => wallTimeAnywhere(new Date(iso), parts.timeZone)
  const page = (reply: FastifyReply, status: number, body: Parameters<typeof plainPage>[2]) =>
    reply
      .code(status)
      .headers(PLAIN_HEADERS)
      .type('text/html; charset=utf-8')
      .send(plainPage(PLAIN_TITLE, universityName, body))
  /** Whoever asks for too many pictures gets the form of the file all the same, which needs none: others have the same address. */
  const forms = async ({ ip }: FastifyRequest, reply: FastifyReply, { note, code }: FormsSaid) => {
    const captcha = (await limits.captchas.allow(ip)) ? captchas.make() : null
    return page(reply, 200, formsPage({ captcha, site: parts.site, note, code }))
  }
  const gate = createUploadGate()
  /** Asked before anything of a request but its head is read. */
  const within = (limit: Limit) => async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await limit.allow(request.ip))) return later(reply, 429, 'slow-down')
  }
  const later = (reply: FastifyReply, status: 429 | 503, why: 'slow-down' | 'busy' | 'failed') =>
    page(
      reply.header('retry-after', String(status === 429 ? WAIT_SECONDS : BUSY_SECONDS)),
      status,
      notePage(NOTES[why]),
    )
  const enter = async (request: FastifyRequest, reply: FastifyReply) => {
    const length = uploadLength(request.raw, UPLOAD_BYTES)
    if (!length.ok) {
      if (Number(request.headers['content-length']) > LET_BY_BYTES) reply.header('connection', 'close')
      return page(reply, UPLOAD_STATUSES[length.error], notePage(NOTES[noteOf(UPLOAD_STATUSES[length.error])]))
    }
    const entered = gate.enter(request.ip)
    if (!entered.ok) return entered.error === 'group' ? later(reply, 429, 'slow-down') : later(reply, 503, 'busy')
    reply.raw.once('close', entered.value)
  }

  const hidden = { schema: { hide: true } }

  await app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    scope.addContentTypeParser('multipart/form-data', async (request: FastifyRequest) => {
      const { clock } = parts
      const read = await readUpload(request.raw, { clock, maxBytes: request.routeOptions.bodyLimit })
      if (!read.ok) throw new UnreadUpload(read.error)
      return read.value
    })
    // A person reads these answers: a refusal is a page too, under the forms' own address.
    scope.setErrorHandler(async (error: { statusCode?: number; message: string }, request, reply) => {
      const status = isDatabaseAway(error) ? 503 : (error.statusCode ?? 500)
      if (status === 503) return later(reply, 503, 'failed')
      if (status >= 500) request.log.error({ reason: error.message }, 'a request failed')
      return page(reply, status, notePage(NOTES[noteOf(status)]))
    })

    scope.get<{ Querystring: { code?: string } }>('/v/plain', hidden, async (request, reply) => {
      const typed = String(request.query.code ?? '')
      const code = codeFrom(typed)
      return forms(request, reply, {
        note: code === null && typed !== '' ? NOTES.unreadable : null,
        code: code === null ? '' : groupedCode(code),
      })
    })

    // Whoever goes to the address of an answer once more, which only a form leads to.
    scope.get<{ Params: { name: string } }>('/v/plain/:name', hidden, async ({ params: { name } }, reply) =>
      reply.redirect(
        ['', 'code', 'file'].includes(name) ? '../plain' : `../plain?code=${encodeURIComponent(name)}`,
        303,
      ),
    )

    scope.post('/v/plain/code', { ...hidden, bodyLimit: FORM_BYTES }, async (request, reply) => {
      const form = formSchema.safeParse(request.body)
      if (!form.success) return page(reply, 400, notePage(NOTES.wrong))
      const { code, answer: captchaAnswer, token: captchaToken } = form.data
      const answer = await answers.byCode(request.ip, { code, captchaAnswer, captchaToken })
      if (answer.outcome === 'found') return page(reply, 200, documentPage(answer.document, formatTime))
      return answer.outcome === 'slow-down'
        ? later(reply, 429, 'slow-down')
        : page(reply, 200, notePage(NOTES[answer.outcome]))
    })

    const toFile = {
      ...{ ...hidden, bodyLimit: UPLOAD_BYTES, onRequest: [enter, within(limits.uploads)] },
      handlerTimeout: UPLOAD_MS + CHECK_MS_MAX,
    }
    scope.post('/v/plain/file', toFile, async (request, reply) => {
      // Null of a form without a file; else as the parser above has read it.
      const body = request.body instanceof Uint8Array ? (request.body as Uint8Array<ArrayBuffer>) : new Uint8Array()
      const contentType = request.headers['content-type'] ?? ''
      const checked = await checker.check({ body, contentType, field: FILE_FIELD, ...parts.trust })
      if (!checked.ok)
        return checked.error === 'busy' ? later(reply, 503, 'busy') : page(reply, 200, notePage(NOTES[checked.error]))
      const check = checked.value
      const { files } = await answers.byFiles([check])
      const file = files[0] ?? { sha256: check.sha256, known: false as const }
      const judgement = judge({ check, server: { kind: 'answered', file }, list: { kind: 'silent' } })
      return page(reply, 200, filePage(judgement, check))
    })
  })
}

const noteOf = (status: number) => {
  if (status >= 500) return 'failed'
  return status === 413 ? 'too-large' : status === 408 ? 'too-slow' : 'wrong'
}

const UPLOAD_STATUSES: Readonly<Record<UploadFault, number>> = {
  ...{ 'no-length': 411, 'too-large': 413, 'too-slow': 408, 'broken-off': 400 },
}

/** On its way to the page that says so. */
class UnreadUpload extends Error {
  readonly statusCode: number
  constructor(reason: UploadFault) {
    super(reason)
    this.statusCode = UPLOAD_STATUSES[reason]
  }
}
