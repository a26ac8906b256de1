import { z } from 'zod'
import { plainLine, plainText } from '../rules/plain-text.ts'
import { type RouteTable, route, staff } from './routes.ts'
import { amountFenSchema, bilingualSchema } from './texts.ts'

export const COMPLAINT_STATES = ['pending', 'processing', 'processed'] as const
export const COMPLAINT_ABOUTS = ['refund', 'service', 'other'] as const
export const COMPLAINT_ACTS = ['reply', 'agree-refund', 'refuse-refund', 'complete'] as const
/** Of an answer and of a reason: what the provider takes. */
export const COMPLAINT_WORDS_MAX = 200
const PICTURE_BYTES_MAX = 8 * 1024 * 1024
const PICTURES_MAX = 40
const idSchema = z.string().regex(/^[\w-]{1,64}$/)
/** How things stood when whoever acts looked. */
const seenSchema = z.string().max(60)

/** A complaint in a list. */
export const complaintRowSchema = z.object({
  ...{
    complaintId: z.string(),
    at: z.iso.datetime(),
    state: z.enum(COMPLAINT_STATES),
    about: z.enum(COMPLAINT_ABOUTS),
  },
  problem: z.string(),
  amountFen: z.number().int().min(0).nullable(),
  ...{ orderNumber: z.string().nullable(), terminal: bilingualSchema.nullable() },
  ...{ awaitsAnswer: z.boolean(), times: z.int() },
  /** Until when the provider wants an answer, and wants it dealt with; null once that is so. */
  ...{ answerBy: z.iso.datetime().nullable(), completeBy: z.iso.datetime().nullable() },
  /** Something that staff wanted was refused by the provider, and is tried again. */
  isRefused: z.boolean(),
})
export type ComplaintListRow = z.infer<typeof complaintRowSchema>

export const complaintLineSchema = z.object({
  ...{ at: z.iso.datetime(), by: z.enum(['payer', 'merchant', 'provider']), what: z.string(), words: z.string() },
  /** Their places among the pictures of the complaint. */
  pictures: z.array(z.int()),
})

/** Something that staff want the provider to do. */
export const complaintErrandSchema = z.object({
  ...{
    errandId: z.string(),
    act: z.enum(COMPLAINT_ACTS),
    words: z.string().nullable(),
    withinDays: z.int().nullable(),
  },
  ...{ wantedAt: z.iso.datetime(), by: z.string(), state: z.enum(['due', 'done', 'taken-back']) },
  ...{ tries: z.int(), nextAt: z.iso.datetime().nullable(), endedAt: z.iso.datetime().nullable() },
  /** The last word of the provider where it did not do it; `isRefused`: it was no, and not silence. */
  failure: z.object({ code: z.string(), words: z.string().nullable(), isRefused: z.boolean() }).nullable(),
})

export const complaintWholeSchema = z.object({
  ...complaintRowSchema.shape,
  provider: bilingualSchema,
  words: z.string(),
  /** What the payer wrote was taken out after its time. */
  isEmptied: z.boolean(),
  askedFen: amountFenSchema.nullable(),
  phoneMasked: z.string().nullable(),
  payments: z.array(
    z.object({ outTradeNo: z.string(), transactionId: z.string(), amountFen: z.number().int().min(0) }),
  ),
  ...{ isFullyRefunded: z.boolean(), isWithProvider: z.boolean(), isAnsweredElsewhere: z.boolean() },
  pictures: z.int().min(0),
  ownPictures: z.array(z.int()),
  caseNumber: z.string().nullable(),
  lines: z.array(complaintLineSchema),
  errands: z.array(complaintErrandSchema),
  /** What may be done now by whoever asks. */
  acts: z.array(z.enum(COMPLAINT_ACTS)),
  /** Answers to begin with, made of what is on record of the order. */
  templates: z.array(z.object({ name: bilingualSchema, text: z.string() })),
  seen: seenSchema,
})
export type ComplaintWhole = z.infer<typeof complaintWholeSchema>
export type ComplaintErrand = z.infer<typeof complaintErrandSchema>

const wordsSchema = z.object({ zh: z.string(), en: z.string() })
export const complaintActedSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), says: wordsSchema, notes: z.array(wordsSchema) }),
  z.object({ outcome: z.literal('refused'), says: wordsSchema }),
])
export type ComplaintActed = z.infer<typeof complaintActedSchema>

/** Complaints that payers make at the provider, beside their orders. */
export const COMPLAINTS_ROUTES = {
  staffComplaints: route({
    method: 'GET',
    path: '/v1/staff/complaints',
    caller: staff('complaints.see'),
    summary: 'Complaints of payers: those that are open by their clock, the most urgent first; else the newest first',
    input: z.object({
      /** The number of a complaint, an order, a payment or a transaction: whole. */
      search: z.string().max(100).transform(plainLine).optional(),
      state: z.enum(['open', ...COMPLAINT_STATES, 'all']).default('open'),
      after: z.string().min(1).max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ rows: z.array(complaintRowSchema), next: z.string().nullable() }),
  }),
  staffComplaint: route({
    method: 'GET',
    path: '/v1/staff/complaints/:complaintId',
    caller: staff('complaints.see'),
    summary: 'All that was said in a complaint, what staff want done about it, and what may be done now',
    input: z.object({ complaintId: idSchema }),
    output: complaintWholeSchema,
  }),
  complaintPicture: route({
    method: 'GET',
    path: '/v1/staff/complaints/:complaintId/pictures/:place',
    caller: staff('complaints.see'),
    summary: 'A picture of a complaint, fetched from the provider and looked into; kept nowhere',
    input: z.object({ complaintId: idSchema, place: z.coerce.number().int().min(0).max(PICTURES_MAX) }),
    output: { mediaType: 'image/*', maxBytes: PICTURE_BYTES_MAX },
  }),
  actOnComplaint: route({
    method: 'POST',
    path: '/v1/staff/complaints/:complaintId/act',
    caller: staff('complaints.answer'),
    summary:
      'Answers a complaint, agrees to its money or refuses it, or calls it dealt with; says beforehand what would come of it. Asks for a fresh second proof',
    input: z.object({
      ...{ complaintId: idSchema, seen: seenSchema, isPreview: z.boolean(), act: z.enum(COMPLAINT_ACTS) },
      words: z.string().max(2_000).transform(plainText).optional(),
      withinDays: z.int().min(0).max(30).optional(),
    }),
    output: complaintActedSchema,
  }),
  takeBackComplaintErrand: route({
    method: 'POST',
    path: '/v1/staff/complaints/:complaintId/take-back',
    caller: staff('complaints.answer'),
    summary: 'Takes back what the provider has not done yet. Asks for a fresh second proof',
    input: z.object({ complaintId: idSchema, errandId: z.string().regex(/^\d{1,19}$/) }),
    output: complaintActedSchema,
  }),
  retryComplaintErrand: route({
    method: 'POST',
    path: '/v1/staff/complaints/:complaintId/retry',
    caller: staff('complaints.answer'),
    summary: 'Has the provider asked again at once for what it has not done yet',
    input: z.object({ complaintId: idSchema, errandId: z.string().regex(/^\d{1,19}$/) }),
    output: complaintActedSchema,
  }),
} as const satisfies RouteTable
