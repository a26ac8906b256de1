import { z } from 'zod'
import { plainLine } from '../rules/plain-text.ts'
import { type RouteTable, route, staff } from './routes.ts'
import { amountFenSchema, bilingualSchema } from './texts.ts'

const caseNumberSchema = z.string().min(1).max(20)
/** Where a list goes on: what the answer before has given as `next`. */
const afterSchema = z.string().min(1).max(200).optional()
const limitSchema = z.coerce.number().int().min(1).max(200).default(50)
/** The place of the newest line that whoever decides has read. */
const seenSchema = z.string().regex(/^\d{1,19}$/)
const reasonSchema = z.string().max(2_000)
/** One line of what is typed of a bank card. */
const cardLineSchema = z
  .string()
  .max(100)
  .regex(/^[^\r\n]*$/)
const cardSchema = z.object({ bank: cardLineSchema, number: cardLineSchema, holderName: cardLineSchema })

export const CASE_STATES = ['open', 'waiting-for-agreement', 'under-way', 'ended'] as const
const stateSchema = z.enum(CASE_STATES)
export type CaseState = z.infer<typeof stateSchema>

/** A case in a list. */
export const caseRowSchema = z.object({
  ...{ caseNumber: caseNumberSchema, kind: z.string(), kindName: bilingualSchema, state: stateSchema },
  amountFen: amountFenSchema.nullable(),
  ...{ orderNumber: z.string().nullable(), terminal: bilingualSchema.nullable() },
  ...{ openedAt: z.iso.datetime(), endedAt: z.iso.datetime().nullable() },
  /** Who has asked for an act that waits for a second person. */
  askedBy: z.string().nullable(),
  /** Whether the caller may be that second person. */
  mayAgree: z.boolean(),
})
export type CaseListRow = z.infer<typeof caseRowSchema>

/** One line of what was said and done, in words. */
export const caseLineSchema = z.object({
  at: z.iso.datetime(),
  /** By the clock of who says it, where that is another one. */
  saidAt: z.iso.datetime().nullable(),
  step: z.string(),
  who: bilingualSchema,
  words: z.object({ zh: z.string(), en: z.string() }),
  by: z.object({ name: z.string(), user: z.string(), isAccount: z.boolean() }).nullable(),
  facts: z.array(z.object({ name: bilingualSchema, value: z.object({ zh: z.string(), en: z.string() }) })),
})
export type CaseStory = z.infer<typeof caseLineSchema>

/** An act that may be taken now, with what is to be said with it. */
export const caseActSchema = z.object({
  ...{ act: z.string(), title: bilingualSchema, says: z.object({ zh: z.string(), en: z.string() }) },
  ...{ needsReason: z.boolean(), takesReference: z.boolean(), takesCopies: z.boolean(), takesCard: z.boolean() },
  /** no: it has none, or always the whole. may: less than the whole. must: nobody else knows it. */
  amount: z.enum(['no', 'may', 'must']),
})
export type CaseActOffer = z.infer<typeof caseActSchema>

export const caseWholeSchema = z.object({
  ...caseRowSchema.shape,
  subject: z.string(),
  says: bilingualSchema,
  /** What the machine does by itself in such a case, and what it does next. */
  machine: bilingualSchema,
  next: z.object({ what: bilingualSchema, at: z.iso.datetime().nullable() }).nullable(),
  /** How its money stands where none is held any more. */
  stands: bilingualSchema.nullable(),
  ...{ timesHeard: z.int(), lastHeardAt: z.iso.datetime() },
  ...{ formerCase: z.string().nullable(), laterCase: z.string().nullable() },
  sameOrder: z.array(z.object({ caseNumber: z.string(), kindName: bilingualSchema })),
  history: z.array(caseLineSchema),
  seen: seenSchema,
  acts: z.array(caseActSchema),
  /** What waits for a second person, or is under way. */
  asked: z
    .object({
      ...{ act: z.string(), title: bilingualSchema, by: z.string(), reason: z.string().nullable() },
      ...{ amountFen: amountFenSchema.nullable(), copies: z.int().nullable(), reference: z.string().nullable() },
      takesCard: z.boolean(),
    })
    .nullable(),
  /** Why the caller can't agree to it; null where they can, or nothing waits. */
  whyNotAgree: bilingualSchema.nullable(),
  mayDecline: z.boolean(),
  mayTakeBack: z.boolean(),
  fourEyesAboveFen: amountFenSchema,
})
export type CaseWholeView = z.infer<typeof caseWholeSchema>

/** What has come of an act, or would come of it. */
export const workedSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('done'),
    ...{ caseNumber: caseNumberSchema, state: stateSchema, isPreview: z.boolean() },
    /** What was done, or would be, in a sentence. */
    says: z.object({ zh: z.string(), en: z.string() }),
    /** What it means for money beside that. */
    notes: z.array(z.object({ zh: z.string(), en: z.string() })),
    /** Shown this once and kept nowhere. */
    tells: z.array(z.object({ name: bilingualSchema, value: z.string() })),
  }),
  z.object({
    outcome: z.literal('refused'),
    says: z.object({ zh: z.string(), en: z.string() }),
    /** What was typed is wrong, and not how things stand. */
    isWrongUse: z.boolean(),
  }),
])
export type CaseWorkedView = z.infer<typeof workedSchema>

/** Everything that needs a hand, worked in the console. */
export const CASES_DESK_ROUTES = {
  staffCases: route({
    method: 'GET',
    path: '/v1/staff/cases',
    caller: staff('cases.see'),
    summary: 'What needs a hand, the oldest first; with those that have ended the newest first',
    input: z.object({
      /** A number of a case or an order. */
      search: z.string().max(60).transform(plainLine).optional(),
      kind: z.string().max(40).optional(),
      state: z.enum(['needs-hand', ...CASE_STATES, 'all']).default('needs-hand'),
      /** Opened before so many days. */
      olderThanDays: z.coerce.number().int().min(0).max(3_650).optional(),
      after: afterSchema,
      limit: limitSchema,
    }),
    output: z.object({
      rows: z.array(caseRowSchema),
      next: z.string().nullable(),
      kinds: z.array(z.object({ kind: z.string(), name: bilingualSchema })),
    }),
  }),
  staffCase: route({
    method: 'GET',
    path: '/v1/staff/cases/:caseNumber',
    caller: staff('cases.see'),
    summary: 'All that is known of a case, in words, and what may be done about it now',
    input: z.object({ caseNumber: caseNumberSchema }),
    output: caseWholeSchema,
  }),
  actOnCase: route({
    method: 'POST',
    path: '/v1/staff/cases/:caseNumber/act',
    caller: staff('cases.act'),
    summary:
      'Takes an act, or asks for it where two people decide; says beforehand what would come of it. Asks for a fresh second proof',
    input: z.object({
      ...{ caseNumber: caseNumberSchema, act: z.string().max(40), seen: seenSchema, isPreview: z.boolean() },
      reason: reasonSchema.optional(),
      reference: z.string().max(200).optional(),
      amountFen: z.int().min(0).max(10_000_000).optional(),
      copies: z.int().min(0).max(99).optional(),
      card: cardSchema.optional(),
    }),
    output: workedSchema,
  }),
  agreeOnCase: route({
    method: 'POST',
    path: '/v1/staff/cases/:caseNumber/agree',
    caller: staff('cases.agree'),
    summary: 'Agrees to what another person has asked for, and has it carried out. Asks for a fresh second proof',
    input: z.object({ caseNumber: caseNumberSchema, seen: seenSchema, card: cardSchema.optional() }),
    output: workedSchema,
  }),
  declineOnCase: route({
    method: 'POST',
    path: '/v1/staff/cases/:caseNumber/decline',
    caller: staff('cases.act'),
    summary: 'Declines what another person has asked for, or takes one’s own wish back',
    input: z.object({ caseNumber: caseNumberSchema, seen: seenSchema, reason: reasonSchema.optional() }),
    output: workedSchema,
  }),
  takeBackOnCase: route({
    method: 'POST',
    path: '/v1/staff/cases/:caseNumber/take-back',
    caller: staff('cases.act'),
    summary: 'Takes back what is under way while nothing of it has left the house. Asks for a fresh second proof',
    input: z.object({ caseNumber: caseNumberSchema, seen: seenSchema, reason: reasonSchema }),
    output: workedSchema,
  }),
  complainOfOrder: route({
    method: 'POST',
    path: '/v1/staff/cases/bad-prints',
    caller: staff('cases.act'),
    summary:
      'Writes down that copies of an order came out badly, and gives a code for a free reprint or pays back. Asks for a fresh second proof',
    input: z.object({
      ...{
        orderNumber: z.string().max(40).transform(plainLine),
        act: z.enum(['reprint-code', 'refund']),
        isPreview: z.boolean(),
      },
      reason: reasonSchema,
      copies: z.int().min(0).max(99).optional(),
      amountFen: z.int().min(0).max(10_000_000).optional(),
    }),
    output: workedSchema,
  }),
} as const satisfies RouteTable
