import { z } from 'zod'
import { documentKindSchema, editionSchema, quoteSchema, visitorOfferSchema } from './documents.ts'
import { faultSchema } from './fault-schema.ts'
import { cardUidSchema, documentIdSchema, jobIdSchema, orderIdSchema, terminalIdSchema, visitIdSchema } from './ids.ts'
import { paperAnswerSchema, SCANNED_CHARACTERS_MAX } from './paper.ts'
import { route } from './routes.ts'
import { amountFenSchema, bilingualSchema, sha256Schema } from './texts.ts'

/** What a terminal must know of its university and itself; fetched at start and every few minutes, kept for a cold start without a server. */
export const terminalSettingsSchema = z.object({
  terminalId: terminalIdSchema,
  terminalName: bilingualSchema,
  place: bilingualSchema,
  universityName: bilingualSchema,
  helpPhone: z.string().max(40),
  /** The full name that WeChat shows as payee; stands beside the payment code. */
  payeeName: z.string().max(80),
  freeCopies: z.int().min(0),
  /** Prices shown before anyone begins, one line an edition language. */
  tariff: z.array(z.object({ label: bilingualSchema, unitPriceFen: amountFenSchema })).max(8),
  maxCopies: z.int().min(1).max(99),
  /** PEM certificates; a document is printed only if its signature leads to one of them. */
  anchorsPem: z.string().max(100_000),
  /** PEM roots of time-stamp authorities, believed for times alone. */
  timestampAnchorsPem: z.string().max(100_000).default(''),
  serverTime: z.iso.datetime(),
})
export type TerminalSettings = z.infer<typeof terminalSettingsSchema>

/** How a person proved to be present. */
export const identityMeansSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('campus-card'), uid: cardUidSchema }),
  z.object({ kind: z.literal('id-card'), idNumber: z.string().min(15).max(18), name: z.string().min(1).max(120) }),
])
export type IdentityMeans = z.infer<typeof identityMeansSchema>

/** A visitor as the kiosk may know one: masked by the server. */
export const visitorSchema = z.object({
  visitId: visitIdSchema,
  nameMasked: bilingualSchema,
  numberMasked: z.string().max(40),
  group: z.enum(['undergraduate', 'graduate', 'staff']),
  offers: z.array(visitorOfferSchema).max(60),
})
export type Visitor = z.infer<typeof visitorSchema>

export const preparedDocumentSchema = z.object({
  documentId: documentIdSchema,
  kind: documentKindSchema,
  edition: editionSchema,
  title: bilingualSchema,
  pages: z.int().min(1).max(200),
  byteLength: z.int().min(1),
  sha256: sha256Schema,
})
export type PreparedDocument = z.infer<typeof preparedDocumentSchema>

/**
 * The life of an order. `awaiting-payment` → `ready` (paid) | `closed` (never paid); a free order starts `ready`.
 * `ready` → `ended` when the terminal has told what came out. `refunding` → `refunded` follow by themselves.
 */
export const orderStateSchema = z.enum(['awaiting-payment', 'ready', 'closed', 'ended'])
export type OrderState = z.infer<typeof orderStateSchema>

/** What became of the copies that did not come out. */
export const settlementSchema = z.object({
  copiesDelivered: z.int().min(0),
  copiesGivenBack: z.int().min(0),
  /** Of those, how many free copies were put back into the quota: quota first, money second. */
  quotaGivenBack: z.int().min(0),
  refundFen: amountFenSchema,
  /** What the visitor has paid in the end. */
  chargedFen: amountFenSchema,
  freeCopiesLeft: z.int().min(0),
})
export type Settlement = z.infer<typeof settlementSchema>

export const orderSchema = z.object({
  orderId: orderIdSchema,
  jobId: jobIdSchema,
  /** What a visitor may read out on the telephone. */
  orderNumber: z.string().max(32),
  state: orderStateSchema,
  quote: quoteSchema,
  documentId: documentIdSchema,
  /** What WeChat's code holds; null for a free order and once nothing may be paid any more. */
  codeUrl: z.string().max(512).nullable(),
  /** How long the code may be paid, counted from this answer; null when there is nothing to pay. */
  payWithinMs: z.int().min(0).nullable(),
  settlement: settlementSchema.nullable(),
})
export type Order = z.infer<typeof orderSchema>

/** How printing ended, as the printer told it. */
export const outcomeSchema = z.object({
  copiesDelivered: z.int().min(0).max(99),
  sheetsDelivered: z.int().min(0).max(10_000),
  /** Null when every copy came out. */
  fault: faultSchema.nullable(),
})
export type Outcome = z.infer<typeof outcomeSchema>

/** Every request that a terminal may make. */
export const TERMINAL_ROUTES = {
  enrol: route({
    method: 'POST',
    path: '/v1/terminals/enrol',
    signed: false,
    summary: 'Turns a one-time code and a public key into a terminal',
    input: z.object({
      code: z.string().regex(/^[A-Z2-9]{8}$/),
      /** Ed25519 public key, base64 of its SubjectPublicKeyInfo. */
      publicKey: z.string().max(200),
      /** base64 Ed25519 signature over `yinzheng-enrol\n<code>\n<publicKey>`: the key's owner is asking. */
      proof: z.string().max(200),
    }),
    output: z.object({ terminalId: terminalIdSchema, settings: terminalSettingsSchema }),
  }),
  settings: route({
    method: 'GET',
    path: '/v1/terminal/settings',
    signed: true,
    summary: "The terminal's settings",
    input: z.object({}),
    output: terminalSettingsSchema,
  }),
  trust: route({
    method: 'GET',
    path: '/v1/terminal/trust',
    signed: true,
    summary: 'Which roots the terminals of the house are to believe, each said under a seal of before',
    input: z.object({}),
    /** Signed PDFs in base64, oldest first. */
    output: z.object({ notices: z.array(z.base64().max(300_000)).max(20) }),
  }),
  identify: route({
    method: 'POST',
    path: '/v1/visits',
    signed: true,
    summary: 'Begins a visit for the person who is present',
    input: z.object({ means: identityMeansSchema }),
    output: visitorSchema,
  }),
  visit: route({
    method: 'GET',
    path: '/v1/visits/:visitId',
    signed: true,
    summary: 'The visitor as things stand now, free copies included',
    input: z.object({ visitId: visitIdSchema }),
    output: visitorSchema,
  }),
  prepare: route({
    method: 'POST',
    path: '/v1/documents',
    signed: true,
    summary: 'Renders and signs a document',
    input: z.object({ visitId: visitIdSchema, kind: documentKindSchema, edition: editionSchema }),
    output: preparedDocumentSchema,
  }),
  openOrder: route({
    method: 'POST',
    path: '/v1/orders',
    signed: true,
    summary: 'Takes free copies from the quota and opens a payment for the rest; the same jobId is the same order',
    input: z.object({
      visitId: visitIdSchema,
      documentId: documentIdSchema,
      jobId: jobIdSchema,
      copies: z.int().min(1).max(99),
      /** What the visitor has seen; another amount is answered with the fault `quote-changed`. */
      expectedAmountFen: amountFenSchema,
    }),
    output: orderSchema,
  }),
  order: route({
    method: 'GET',
    path: '/v1/orders/:jobId',
    signed: true,
    summary: 'An order by the job that it was opened for',
    input: z.object({ jobId: jobIdSchema }),
    output: orderSchema,
  }),
  closeOrder: route({
    method: 'POST',
    path: '/v1/orders/:jobId/close',
    signed: true,
    summary: 'Closes an unpaid order at WeChat; one that turns out to be paid is answered as ready',
    input: z.object({ jobId: jobIdSchema }),
    output: orderSchema,
  }),
  reportOutcome: route({
    method: 'POST',
    path: '/v1/orders/:jobId/outcome',
    signed: true,
    summary: 'Tells what came out; gives back the rest. Repeating it changes nothing',
    input: z.object({ jobId: jobIdSchema, outcome: outcomeSchema }),
    output: orderSchema,
  }),
  endVisit: route({
    method: 'POST',
    path: '/v1/visits/:visitId/end',
    signed: true,
    summary: 'Ends a visit',
    input: z.object({ visitId: visitIdSchema }),
    output: z.object({}),
  }),
  checkPaper: route({
    method: 'POST',
    path: '/v1/papers/check',
    signed: true,
    summary: 'Says what the university knows of the code on a printed paper',
    input: z.object({
      /** What the scanner read, whatever it is. An address is never fetched. */
      scanned: z.string().min(1).max(SCANNED_CHARACTERS_MAX),
    }),
    output: paperAnswerSchema,
  }),
} as const

/** The signed file of a document: `GET`, signed, answers with its bytes. */
export const documentFilePath = (documentId: string): string => `/v1/documents/${documentId}/file`

export { refusalSchema } from './refusal.ts'
