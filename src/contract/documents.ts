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

/** The same line for one visitor: universities may count free copies by person or by kind. */
export const visitorOfferSchema = documentOfferSchema.extend({
  freeCopiesLeft: z.int().min(0),
  /** What stands against it is only that the digits of the campus card were not typed yet. A kiosk that does not ask for them reads `unavailable`. */
  opensWithPin: z.boolean().default(false),
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
