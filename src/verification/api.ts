import { z } from 'zod'
import { type FileAnswer, type RouteTable, route } from '../contract/routes.ts'
import { bilingualSchema, sha256Schema } from '../contract/texts.ts'
import { fileNamesSchema, signedDigestSchema } from './file-names.ts'
import { documentStateSchema, revocationReasonSchema } from './states.ts'

/** Where the routes of verification lie, below the server's address. */
export const VERIFICATION_PATH = '/v1/verification'

/** How many files one question may name. */
export const FILES_A_QUESTION = 100

const time = z.iso.datetime()

/** What everyone may know of the house before anything is checked. */
export const houseSchema = z.object({
  name: bilingualSchema,
  /** The official domain: what the address bar must show. */
  site: z.string().max(255),
  timeZone: z.string().max(60),
  /** PEM of the certificates that every signature must lead to. */
  anchorsPem: z.string().max(64_000),
  /** PEM of the roots of time-stamp authorities, believed for times alone. */
  timestampAnchorsPem: z.string().max(64_000).default(''),
  anchors: z.array(z.object({ name: z.string().max(200), sha256: sha256Schema, notAfter: time })).max(20),
  /** Whether this server gives out verification certificates and signed lists: it does where it holds a seal. */
  hasSeal: z.boolean(),
  helpPhone: z.string().max(40),
})
export type House = z.infer<typeof houseSchema>

export const captchaSchema = z.object({
  /** Sealed; comes back with the answer. Good once, for a few minutes. */
  token: z.string().max(400),
  /** A PNG, as an address that an `img` shows. */
  picture: z.string().max(60_000).startsWith('data:image/'),
  digits: z.int().min(4).max(8),
})
export type Captcha = z.infer<typeof captchaSchema>

export const codeQuestionSchema = z.object({
  code: z.string().min(1).max(200),
  captchaToken: z.string().min(1).max(400),
  captchaAnswer: z.string().max(40),
})

const stateFields = {
  state: documentStateSchema,
  /** Since when it is no longer valid; null while it is. */
  stateSince: time.nullable(),
  reason: revocationReasonSchema.nullable(),
  /** Number of the document that has taken its place. */
  replacedBy: z.string().max(60).nullable(),
  expiresAt: time.nullable(),
}

export const printedCopiesSchema = z.object({ copies: z.int().min(1), at: time, place: bilingualSchema })

/** What is shown of a document to someone who has its code. Names and numbers are masked on the server. */
export const shownDocumentSchema = z.object({
  title: bilingualSchema,
  documentNumber: z.string().max(60),
  nameMasked: bilingualSchema,
  numberMasked: z.string().max(60),
  appliedAt: time,
  issuedAt: time,
  pages: z.int(),
  /** Of the file that is shown as the original: what the seal covers, and nothing behind it. */
  sha256: sha256Schema,
  /** Of the file with proofs for long keeping behind the seal; null where there is none. */
  provedSha256: sha256Schema.nullable().default(null),
  /** Over what was signed; null for a document of before it was kept. */
  signedDigest: signedDigestSchema.nullable(),
  ...stateFields,
  printed: z.array(printedCopiesSchema).max(200),
})
export type ShownDocument = z.infer<typeof shownDocumentSchema>

export const codeAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('found'),
    document: shownDocumentSchema,
    /** Lets the same visitor ask again and see the file for a quarter of an hour. */
    ticket: z.string().max(400),
    checkedAt: time,
  }),
  z.object({ outcome: z.literal('not-found') }),
  /** Of another length or with other characters than any code: read or typed badly, and no word against a paper. */
  z.object({ outcome: z.literal('unreadable') }),
  z.object({ outcome: z.literal('captcha-wrong') }),
  /** Too many questions: with the seconds to wait. */
  z.object({ outcome: z.literal('slow-down'), afterSeconds: z.int() }),
  /** The ticket has run out. */
  z.object({ outcome: z.literal('ticket-over') }),
])
export type CodeAnswer = z.infer<typeof codeAnswerSchema>

export const filesQuestionSchema = z.object({ files: z.array(fileNamesSchema).min(1).max(FILES_A_QUESTION) })

/** What the server knows of a file that someone else has checked. The question holds nothing but hashes. */
export const knownFileSchema = z.discriminatedUnion('known', [
  z.object({ sha256: sha256Schema, known: z.literal(false) }),
  z.object({
    sha256: sha256Schema,
    known: z.literal(true),
    /** Whether it is a file of ours to the byte. If not, it holds what we signed, and something was added to it. */
    isExact: z.boolean(),
    title: bilingualSchema,
    documentNumber: z.string().max(60),
    issuedAt: time,
    ...stateFields,
  }),
])
export type KnownFile = z.infer<typeof knownFileSchema>

/** In the order of the question. */
export const filesAnswerSchema = z.object({ checkedAt: time, files: z.array(knownFileSchema).max(FILES_A_QUESTION) })
export type FilesAnswer = z.infer<typeof filesAnswerSchema>

/** Asks for a verification certificate, of a file by its hashes or of a document that a ticket is for. */
export const certificateQuestionSchema = z.union([
  fileNamesSchema,
  z.strictObject({ ticket: z.string().min(1).max(400) }),
])

const ticketSchema = z.object({ ticket: z.string().max(400) })

const fileQuestionSchema = ticketSchema.extend({ form: z.enum(['sealed', 'proved']).default('sealed') })

export const spokenQuestionSchema = z.object({ token: z.string().min(1).max(400), language: z.enum(['zh', 'en']) })

/** Why the server of verification did not answer, where it is none of the faults that terminals know. */
const REASONS = { 'slow-down': 429, busy: 503, unknown: 404, 'not-available': 503 } as const
const SLOW_DOWN = { 'slow-down': REASONS['slow-down'] } as const
const OR_UNKNOWN = { ...SLOW_DOWN, unknown: REASONS.unknown } as const
const statusOf = (answer: CodeAnswer): number => (answer.outcome === 'slow-down' ? 429 : 200)

const PDF = { mediaType: 'application/pdf', maxBytes: 32 * 1024 * 1024 } as const satisfies FileAnswer

/** Every request behind the public page. They are open to every program too: nothing in them needs the page. */
export const VERIFICATION_ROUTES = {
  house: route({
    method: 'GET',
    path: `${VERIFICATION_PATH}/house`,
    caller: 'anyone',
    summary: 'The university, its domain and its root certificates',
    input: z.object({}),
    output: houseSchema,
    cache: 'no-cache',
  }),
  captcha: route({
    method: 'GET',
    path: `${VERIFICATION_PATH}/captcha`,
    caller: 'anyone',
    summary: 'A new captcha',
    input: z.object({}),
    output: captchaSchema,
    reasons: SLOW_DOWN,
  }),
  spokenCaptcha: route({
    method: 'GET',
    path: `${VERIFICATION_PATH}/captcha/spoken`,
    caller: 'anyone',
    summary: 'The digits of a captcha as a WAV',
    input: spokenQuestionSchema,
    output: { mediaType: 'audio/wav', maxBytes: 4 * 1024 * 1024 },
    reasons: OR_UNKNOWN,
  }),
  byCode: route({
    method: 'POST',
    path: `${VERIFICATION_PATH}/code`,
    caller: 'anyone',
    summary: 'The document of a code',
    input: codeQuestionSchema,
    output: codeAnswerSchema,
    statusOf,
  }),
  byTicket: route({
    method: 'GET',
    path: `${VERIFICATION_PATH}/document`,
    caller: 'anyone',
    summary: 'The same document again, with a ticket',
    input: ticketSchema,
    bearer: 'ticket',
    output: codeAnswerSchema,
    statusOf,
  }),
  file: route({
    method: 'GET',
    path: `${VERIFICATION_PATH}/file`,
    caller: 'anyone',
    summary: 'The signed file, with a ticket; `proved` for the one with proofs for long keeping, where there is one',
    input: fileQuestionSchema,
    bearer: 'ticket',
    output: PDF,
    reasons: OR_UNKNOWN,
  }),
  byFiles: route({
    method: 'POST',
    path: `${VERIFICATION_PATH}/files`,
    caller: 'anyone',
    summary: 'What the records know of files, by the SHA-256 of each and the digest of what was signed',
    input: filesQuestionSchema,
    output: filesAnswerSchema,
    reasons: SLOW_DOWN,
  }),
  list: route({
    method: 'GET',
    path: `${VERIFICATION_PATH}/list`,
    caller: 'anyone',
    summary: 'The signed list of what is no longer valid, a PDF',
    input: z.object({}),
    output: PDF,
    reasons: { 'not-available': REASONS['not-available'] },
    cache: 'no-cache',
  }),
  certificate: route({
    method: 'POST',
    path: `${VERIFICATION_PATH}/certificates`,
    caller: 'anyone',
    summary: 'A verification certificate, a PDF',
    input: certificateQuestionSchema,
    output: PDF,
    reasons: REASONS,
  }),
} as const satisfies RouteTable
