import { z } from 'zod'
import { visitorOfferSchema } from './documents.ts'
import { cardUidSchema, terminalIdSchema, visitIdSchema } from './ids.ts'
import { paperAnswerSchema, SCANNED_CHARACTERS_MAX } from './paper.ts'
import { type RouteTable, route } from './routes.ts'
import { amountFenSchema, bilingualSchema, timeZoneSchema } from './texts.ts'

/** What a terminal must know of its university and itself; fetched at start and every few minutes, kept for a cold start without a server. */
export const terminalSettingsSchema = z.object({
  terminalId: terminalIdSchema,
  terminalName: bilingualSchema,
  place: bilingualSchema,
  universityName: bilingualSchema,
  helpPhone: z.string().max(40),
  /** Of the university: times on slips and screens are told in it. */
  timeZone: timeZoneSchema.default('Asia/Shanghai'),
  /** The full name that is shown as payee on the phone; stands beside the payment code. */
  payeeName: z.string().max(80),
  freeCopies: z.int().min(0),
  /** Prices shown before anyone begins, one line an edition language. */
  tariff: z.array(z.object({ label: bilingualSchema, unitPriceFen: amountFenSchema })).max(8),
  maxCopies: z.int().min(1).max(99),
  /** Where a bad copy is laid once it was printed again, as it stands behind “put it into”; null where the house has no such place. */
  badCopiesGoTo: bilingualSchema.nullable().default(null),
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
  /** Staff have given this person a code for a free reprint that can still be used. */
  hasReprintCode: z.boolean().default(false),
})
export type Visitor = z.infer<typeof visitorSchema>

/** The server, as it says itself under its key. */
export const serverFactsSchema = z.object({
  /** base64 of the SubjectPublicKeyInfo of the Ed25519 key that signs every answer. */
  publicKey: z.base64().max(200),
  /** PEM of what its https certificate leads to; null where something else ends TLS, whose certificate is the system's or the site's to judge. */
  tlsAnchorPem: z.string().max(20_000).nullable(),
})
export type ServerFacts = z.infer<typeof serverFactsSchema>

/** What a terminal asks for itself and for whoever stands before it. */
export const TERMINALS_ROUTES = {
  server: route({
    method: 'GET',
    path: '/v1/server',
    caller: 'anyone',
    summary:
      'By what a terminal knows the server: asked before anything is told, and believed by the fingerprint of the key',
    input: z.object({}),
    output: serverFactsSchema,
  }),
  enrol: route({
    method: 'POST',
    path: '/v1/terminals/enrol',
    caller: 'anyone',
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
    caller: 'terminal',
    summary: "The terminal's settings",
    input: z.object({}),
    output: terminalSettingsSchema,
  }),
  trust: route({
    method: 'GET',
    path: '/v1/terminal/trust',
    caller: 'terminal',
    summary: 'Which roots the terminals of the house are to believe, each said under a seal of before',
    input: z.object({}),
    /** Signed PDFs in base64, oldest first. */
    output: z.object({ notices: z.array(z.base64().max(300_000)).max(20) }),
  }),
  identify: route({
    method: 'POST',
    path: '/v1/visits',
    caller: 'terminal',
    summary: 'Begins a visit for the person who is present',
    input: z.object({ means: identityMeansSchema }),
    output: visitorSchema,
  }),
  visit: route({
    method: 'GET',
    path: '/v1/visits/:visitId',
    caller: 'terminal',
    summary: 'The visitor as things stand now, free copies included',
    input: z.object({ visitId: visitIdSchema }),
    output: visitorSchema,
  }),
  endVisit: route({
    method: 'POST',
    path: '/v1/visits/:visitId/end',
    caller: 'terminal',
    summary: 'Ends a visit',
    input: z.object({ visitId: visitIdSchema }),
    output: z.object({}),
  }),
  checkPaper: route({
    method: 'POST',
    path: '/v1/papers/check',
    caller: 'terminal',
    summary: 'Says what the university knows of the code on a printed paper',
    input: z.object({
      /** What the scanner read, whatever it is. An address is never fetched. */
      scanned: z.string().min(1).max(SCANNED_CHARACTERS_MAX),
    }),
    output: paperAnswerSchema,
  }),
} as const satisfies RouteTable
