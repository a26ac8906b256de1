import { z } from 'zod'
import { settingsMarkSchema } from '../settings/settings-mark.ts'
import { visitorOfferSchema } from './documents.ts'
import { cardUidSchema, terminalIdSchema, visitIdSchema } from './ids.ts'
import { noticeSchema } from './notice-api.ts'
import { paperAnswerSchema, SCANNED_CHARACTERS_MAX } from './paper.ts'
import { type RouteTable, route } from './routes.ts'
import { amountFenSchema, bilingualSchema, languageSchema, sha256Schema, timeZoneSchema } from './texts.ts'

/** Staff have taken a terminal out of service, and what they say to whoever stands before it. */
export const takenOutSchema = z.object({
  reason: bilingualSchema,
  /** When it is meant to be back; null where nobody knows. */
  until: z.iso.datetime().nullable(),
  /** Another machine of the site that could serve when that was last heard; null where none is known to. */
  next: z.object({ name: bilingualSchema, place: bilingualSchema }).nullable(),
})
export type TakenOut = z.infer<typeof takenOutSchema>

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
  /** Whether a visitor may log in by scanning a code with a phone. */
  hasPhoneLogin: z.boolean().default(false),
  /** Whether what was applied for elsewhere is collected here with a code. */
  hasPickups: z.boolean().default(false),
  /** The page where people set the digits of their campus card; null where the site has none. */
  cardPinUrl: z.url().max(300).nullable().default(null),
  /** Where people apply, and say what is wrong in a document, without a slash at the end; null where nobody can log in on the web. */
  portalUrl: z.url().max(300).nullable().default(null),
  /** Which document of settings this terminal is to run; null from a server that publishes none. */
  published: settingsMarkSchema.nullable().default(null),
  /** Null while it is to serve. */
  takenOut: takenOutSchema.nullable().default(null),
  /** Staff have asked for a new key of this terminal. */
  isKeyDue: z.boolean().default(false),
  serverTime: z.iso.datetime(),
})
export type TerminalSettings = z.infer<typeof terminalSettingsSchema>

/** How a person proved to be present. */
export const identityMeansSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('campus-card'), uid: cardUidSchema }),
  z.object({ kind: z.literal('id-card'), idNumber: z.string().min(15).max(18), name: z.string().min(1).max(120) }),
])
export type IdentityMeans = z.infer<typeof identityMeansSchema>

export const CARD_PIN_DIGITS = 6

/** How the digits of a campus card stand. `unset`: its person has set none. `locked`: they were wrong too often, and must be set anew. */
export const cardPinSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready'), triesLeft: z.int().min(1).max(9) }),
  z.object({ state: z.literal('unset') }),
  z.object({ state: z.literal('locked') }),
])
export type CardPinStanding = z.infer<typeof cardPinSchema>

/** A visitor as the kiosk may know one: masked by the server. */
export const visitorSchema = z.object({
  visitId: visitIdSchema,
  nameMasked: bilingualSchema,
  numberMasked: z.string().max(40),
  group: z.enum(['undergraduate', 'graduate', 'staff']),
  offers: z.array(visitorOfferSchema).max(60),
  /** Staff have given this person a code for a free reprint that can still be used. */
  hasReprintCode: z.boolean().default(false),
  /** Collects somebody else's paper, for which nobody's free copies count. */
  forAnother: z.literal(true).optional(),
  /** Of the card that the visitor came with; null without one, and where the site has no such digits. */
  cardPin: cardPinSchema.nullable().default(null),
  /** What the visitor has still to agree to; null where nothing is owed. */
  notice: noticeSchema.nullable().default(null),
})
export type Visitor = z.infer<typeof visitorSchema>

/** One of the registers that a person stands in, by which its holder knows it: what is studied or done there, and since when. */
const registerSchema = z.object({ title: bilingualSchema, detail: bilingualSchema, visitor: visitorSchema })
export type Register = z.infer<typeof registerSchema>

/** More registers under one identity number are a mistake in the records. */
export const REGISTERS_MAX = 6

/** Who is present: a visitor, or one who stands in several registers and chooses which one it is about. A visit runs in each of them. */
export const identifiedSchema = z.union([
  z.object({ registers: z.array(registerSchema).min(2).max(REGISTERS_MAX) }),
  visitorSchema,
])

/** The server, as it says itself under its key. */
export const serverFactsSchema = z.object({
  /** base64 of the SubjectPublicKeyInfo of the Ed25519 key that signs every answer. */
  publicKey: z.base64().max(200),
  /** PEM of what its https certificate leads to; null where something else ends TLS, whose certificate is the system's or the site's to judge. */
  tlsAnchorPem: z.string().max(20_000).nullable(),
})
export type ServerFacts = z.infer<typeof serverFactsSchema>

/** A visit that is over. `isEnded`: by its person, or by who ended what led to it; else it has run out. */
const overVisitSchema = z.object({ visitId: visitIdSchema, isEnded: z.boolean() })
export type OverVisit = z.infer<typeof overVisitSchema>

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
      /** HMAC-SHA-256 over `yinzheng-enrol\n<publicKey>` by scrypt(code, `yinzheng-enrolment-code`, 32): the code itself stays unsaid. */
      mac: z.base64().length(44),
      /** Ed25519 public key, base64 of its SubjectPublicKeyInfo. */
      publicKey: z.string().max(200),
      /** base64 Ed25519 signature over `yinzheng-enrol\n<mac>\n<publicKey>`: the key's owner is asking. */
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
  changeKey: route({
    method: 'POST',
    path: '/v1/terminal/key',
    caller: 'terminal',
    summary: 'Puts a new key in the place of the one that signs this request, where staff have asked for that',
    input: z.object({
      /** Ed25519 public key, base64 of its SubjectPublicKeyInfo. */
      publicKey: z.string().max(200),
      /** base64 Ed25519 signature by the new key over `yinzheng-key\n<terminalId>\n<publicKey>`. */
      proof: z.string().max(200),
    }),
    output: z.object({}),
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
    summary: 'Begins a visit for the person who is present, in each register that has something for them',
    input: z.object({ means: identityMeansSchema }),
    output: identifiedSchema,
  }),
  visit: route({
    method: 'GET',
    path: '/v1/visits/:visitId',
    caller: 'terminal',
    summary: 'The visitor as things stand now, free copies included',
    input: z.object({ visitId: visitIdSchema }),
    output: visitorSchema,
  }),
  agreeInVisit: route({
    method: 'POST',
    path: '/v1/visits/:visitId/agree',
    caller: 'terminal',
    summary:
      'Writes down that the visitor has agreed to the notice with this digest, and answers the visitor as known then',
    input: z.object({ visitId: visitIdSchema, digest: sha256Schema, language: languageSchema }),
    output: visitorSchema,
  }),
  /** Digits that were not right are an answer, and not a refusal: how many tries are left only the server knows. */
  provePin: route({
    method: 'POST',
    path: '/v1/visits/:visitId/pin',
    caller: 'terminal',
    summary:
      'Adds the digits of the campus card to what the visitor has shown, and answers what is to be had with them',
    input: z.object({ visitId: visitIdSchema, pin: z.string().regex(/^\d{6}$/) }),
    output: z.union([visitorSchema, z.object({ notProven: cardPinSchema })]),
  }),
  visitsOver: route({
    method: 'POST',
    path: '/v1/visits/over',
    caller: 'terminal',
    summary: 'Which of the visits on the screen of a terminal are over; asking is using them, and keeps the others',
    input: z.object({ visitIds: z.array(visitIdSchema).min(1).max(REGISTERS_MAX) }),
    output: z.object({ over: z.array(overVisitSchema) }),
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
