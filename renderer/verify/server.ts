import type { z } from 'zod'
import {
  type Captcha,
  type CodeAnswer,
  captchaSchema,
  codeAnswerSchema,
  type FilesAnswer,
  filesAnswerSchema,
  type House,
  houseSchema,
  VERIFICATION_PATH,
} from '../../src/verification/api.ts'
import type { FileNames } from '../../src/verification/file-names.ts'

const TIMEOUT_MS = 12_000

/** The page lies at /v/…, whatever stands before that. */
const address = (path: string) => new URL(`..${VERIFICATION_PATH}/${path}`, new URL('./', location.href)).href

async function ask<T extends z.ZodType>(schema: T, path: string, init: RequestInit = {}): Promise<z.output<T>> {
  const response = await request(path, init)
  return schema.parse(await response.json())
}

/** Rejects when there is no answer in time, or one of a server in trouble. A refusal is an answer. */
async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(address(path), {
    ...init,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (response.status >= 500) throw new Error(`the server answered ${response.status}`)
  return response
}

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
const withTicket = (ticket: string): RequestInit => ({ headers: { authorization: `Bearer ${ticket}` } })

/** The university's server, as the page asks it. Everything rejects when the server can't be reached. */
export const server = {
  house: (): Promise<House> => ask(houseSchema, 'house'),
  captcha: (): Promise<Captcha> => ask(captchaSchema, 'captcha'),
  spokenCaptcha: (token: string, language: 'zh' | 'en'): string =>
    address(`captcha/spoken?language=${language}&token=${encodeURIComponent(token)}`),
  byCode: (code: string, captchaToken: string, captchaAnswer: string): Promise<CodeAnswer> =>
    ask(codeAnswerSchema, 'code', post({ code, captchaToken, captchaAnswer })),
  again: (ticket: string): Promise<CodeAnswer> => ask(codeAnswerSchema, 'document', withTicket(ticket)),
  /** Null when the ticket has run out. */
  file: async (ticket: string): Promise<Uint8Array | null> => bytesOf(await request('file', withTicket(ticket))),
  byFiles: (files: readonly FileNames[]): Promise<FilesAnswer> => ask(filesAnswerSchema, 'files', post({ files })),
  list: async (): Promise<Uint8Array | null> => bytesOf(await request('list')),
  /** Null when the records do not hold such a document. */
  certificate: async (of: FileNames | { ticket: string }): Promise<Uint8Array | null> => {
    const response = await request('certificates', post(of))
    if (response.status === 429) throw new Error('too many certificates')
    return bytesOf(response)
  },
}

async function bytesOf(response: Response): Promise<Uint8Array | null> {
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
}
