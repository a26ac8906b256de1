import { z } from 'zod'
import { amountFenSchema, bilingualSchema } from './texts.ts'

/** The kinds of document that may be asked for. A kind's editions are languages or variants of it. */
export const documentKindSchema = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/)
export const editionSchema = z.string().regex(/^[a-z][a-z0-9-]{1,20}$/)

/** One line of what a visitor may choose from. */
export const documentOfferSchema = z.object({
  kind: documentKindSchema,
  edition: editionSchema,
  title: bilingualSchema,
  /** For example: major, up to the spring term of 2026. */
  detail: bilingualSchema,
  unitPriceFen: amountFenSchema,
  /** Its file is for the visitor too, and not its paper alone. */
  hasFile: z.boolean().default(false),
  /** Null when the document can be had; otherwise why not, in words for the visitor. */
  unavailable: bilingualSchema.nullable(),
})
export type DocumentOffer = z.infer<typeof documentOfferSchema>

/** How the approval of an office stands, without which a document is not issued. Who of the office decided is said nowhere. */
export const approvalStandingSchema = z.discriminatedUnion('state', [
  /** It is applied for on the web. `isAlways`: else for some purposes only, of which the kiosk asks for none. */
  z.object({
    state: z.literal('needed'),
    office: bilingualSchema,
    withinWorkingDays: z.int().min(1),
    isAlways: z.boolean(),
  }),
  z.object({
    state: z.literal('waiting'),
    office: bilingualSchema,
    askedAt: z.iso.datetime(),
    promisedAt: z.iso.datetime(),
  }),
  z.object({ state: z.literal('approved'), office: bilingualSchema, printableUntil: z.iso.datetime() }),
])
export type ApprovalStanding = z.infer<typeof approvalStandingSchema>

/** The same line for one visitor: universities may count free copies by person or by kind. */
export const visitorOfferSchema = documentOfferSchema.extend({
  freeCopiesLeft: z.int().min(0),
  /** What stands against it is only that the digits of the campus card were not typed yet. A kiosk that does not ask for them reads `unavailable`. */
  opensWithPin: z.boolean().default(false),
  /** Null where no approval is needed, or something else stands against it first. A kiosk that does not know of it reads `unavailable`. */
  approval: approvalStandingSchema.nullable().default(null),
})
export type VisitorOffer = z.infer<typeof visitorOfferSchema>

/** What a number of copies costs: the free ones first, the rest at the tariff. */
export const quoteSchema = z.object({
  copies: z.int().min(1),
  freeCopies: z.int().min(0),
  paidCopies: z.int().min(0),
  unitPriceFen: amountFenSchema,
  amountFen: amountFenSchema,
})
export type Quote = z.infer<typeof quoteSchema>
