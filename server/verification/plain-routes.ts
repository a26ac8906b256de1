import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { CodeAnswer } from '../../src/verification/api.ts'
import { judge } from '../../src/verification/judge.ts'
import { codeFrom, groupedCode } from '../../src/verification/typed-code.ts'
import type { Captchas } from '../ground/captcha/captcha.ts'
import { addressGroup } from '../ground/guess-watch.ts'
import type { RateLimit } from '../ground/http/rate-limit.ts'
import { PLAIN_HEADERS, plainPage } from '../ground/plain-html.ts'
import type { TrustAnchors } from '../signing/signing.ts'
import type { Answers } from './answers.ts'
import type { ApartChecker } from './check-apart.ts'
import type { VerificationLimits } from './limits.ts'
import { documentPage, FILE_FIELD, filePage, formsPage, notePage, PLAIN_TITLE } from './plain-pages.ts'

export interface PlainParts {
  readonly answers: Answers
  readonly captchas: Captchas
  readonly checker: ApartChecker
  readonly limits: VerificationLimits
  readonly universityName: Bilingual
  readonly site: string
  readonly timeZone: string
  readonly trust: TrustAnchors
}

const UPLOAD_MEGABYTES = 12
export const UPLOAD_BYTES = UPLOAD_MEGABYTES * 1024 * 1024
const FORM_BYTES = 4_096
const formSchema = z.object({
  code: z.string().min(1).max(200),
  answer: z.string().max(40),
  token: z.string().min(1).max(400),
})

const NOTES: Readonly<
  Record<Exclude<CodeAnswer['outcome'], 'found'> | 'busy' | 'no-file' | 'gave-up' | 'wrong' | 'too-large', Bilingual>
> = {
  'not-found': {
    zh: '没有查到这个验证码对应的文件。请核对后再输入。',
    en: 'No document was found under this code. Please compare it and try again.',
  },
  unreadable: {
    zh: '验证码没有读全或输错了：它有 26 位数字和字母，没有 I、L、O、U。请再扫一次或重新输入。这并不表示文件有问题。',
    en: 'The code was not read or typed in full: it has 26 digits and letters, and no I, L, O or U. Please scan or type it again. Nothing is said against the document.',
  },
  'captcha-wrong': {
    zh: '图中的数字不对，请看新图再输入。',
    en: 'The digits were not right. Please try the new picture.',
  },
  'slow-down': { zh: '查询太频繁，请过一会儿再试。', en: 'Too many tries. Please come back in a while.' },
  'ticket-over': { zh: '请重新查验。', en: 'Please start again.' },
  busy: { zh: '现在检查的人很多，请稍后再试。', en: 'Many files are being checked just now. Please try again soon.' },
  'no-file': { zh: '没有收到文件，请重新选择。', en: 'No file has arrived. Please choose it again.' },
  'gave-up': {
    zh: '这个文件无法检查，因为它太复杂。这并不表示文件无效。',
    en: 'This file is too complex to be checked here. That does not mean that it is invalid.',
  },
  wrong: { zh: '提交的内容不完整，请重新填写。', en: 'The form was incomplete. Please fill it in again.' },
  'too-large': {
    zh: `文件超过 ${UPLOAD_MEGABYTES} 兆，这里不能检查。本校出具的文件不会这么大；请确认选对了文件，或用纸上的验证码查验。这并不表示文件无效。`,
    en: `The file is larger than ${UPLOAD_MEGABYTES} MB and cannot be checked here. Documents of the university are never so large: make sure that it is the right file, or check the code on the paper. That does not mean that it is invalid.`,
  },
}

/** The same checks for browsers that run no script. What they upload is read in a thread apart and never stored. */
export async function registerPlainPages(app: FastifyInstance, parts: PlainParts): Promise<void> {
  const { answers, captchas, checker, limits, universityName } = parts
  const formatTime = (iso: string) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: parts.timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
      new Date(iso),
    )
  const page = (reply: FastifyReply, status: number, body: Parameters<typeof plainPage>[2]) =>
    reply
      .code(status)
      .headers(PLAIN_HEADERS)
      .type('text/html; charset=utf-8')
      .send(plainPage(PLAIN_TITLE, universityName, body))
  const forms = (reply: FastifyReply, status: number, note: Bilingual | null, code = '') =>
    page(reply, status, formsPage({ captcha: captchas.make(), site: parts.site, note, code }))
  const allowed = (limit: RateLimit, ip: string) => limit.allow(addressGroup(ip))

  app.get<{ Querystring: { code?: string } }>('/v/plain', { schema: { hide: true } }, async (request, reply) => {
    const typed = String(request.query.code ?? '')
    const code = codeFrom(typed)
    if (!allowed(limits.captchas, request.ip)) {
      return reply.code(429).headers(PLAIN_HEADERS).type('text/plain; charset=utf-8').send('429')
    }
    return forms(
      reply,
      200,
      code === null && typed !== '' ? NOTES.unreadable : null,
      code === null ? '' : groupedCode(code),
    )
  })

  await app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    scope.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    // A person reads these answers: a refusal is a page too, under the forms' own address.
    scope.setErrorHandler(async (error: { statusCode?: number; message: string }, request, reply) => {
      const status = error.statusCode ?? 500
      if (status >= 500) request.log.error({ reason: error.message }, 'a request failed')
      return page(reply, status, notePage(NOTES[status === 413 ? 'too-large' : 'wrong']))
    })

    scope.post('/v/plain/code', { schema: { hide: true }, bodyLimit: FORM_BYTES }, async (request, reply) => {
      const form = formSchema.safeParse(request.body)
      if (!form.success) return page(reply, 400, notePage(NOTES.wrong))
      if (!allowed(limits.codes, request.ip)) return page(reply, 429, notePage(NOTES['slow-down']))
      const { code, answer: captchaAnswer, token: captchaToken } = form.data
      const answer = await answers.byCode(request.ip, { code, captchaAnswer, captchaToken })
      if (answer.outcome === 'found') return page(reply, 200, documentPage(answer.document, formatTime))
      return page(reply, answer.outcome === 'slow-down' ? 429 : 200, notePage(NOTES[answer.outcome]))
    })

    scope.post('/v/plain/file', { schema: { hide: true }, bodyLimit: UPLOAD_BYTES }, async (request, reply) => {
      if (!allowed(limits.uploads, request.ip)) return page(reply, 429, notePage(NOTES['slow-down']))
      const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : new Uint8Array()
      const contentType = request.headers['content-type'] ?? ''
      const checked = await checker.check({ body, contentType, field: FILE_FIELD, ...parts.trust })
      if (!checked.ok) return page(reply, checked.error === 'busy' ? 503 : 200, notePage(NOTES[checked.error]))
      const check = checked.value
      const { files } = await answers.byFiles([check])
      const file = files[0] ?? { sha256: check.sha256, known: false as const }
      const judgement = judge({ check, server: { kind: 'answered', file }, list: { kind: 'silent' } })
      return page(reply, 200, filePage(judgement, check))
    })
  })
}
