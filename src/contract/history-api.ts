import { z } from 'zod'
import { documentKindSchema } from './documents.ts'
import { momentSchema } from './moment.ts'
import {
  APPLICATION_STATES,
  applicationIdSchema,
  deliverySchema,
  recordIdSchema,
  shareSchema,
  stepSchema,
} from './portal-api.ts'
import { type RouteTable, route } from './routes.ts'
import { bilingualSchema } from './texts.ts'

const time = z.iso.datetime()
const fen = z.int().min(0)

/** A line of what the person has had to do with the house. */
export const recordLineSchema = z.object({
  recordId: recordIdSchema,
  /** `visit`: somebody was there, and no document came of it. */
  way: z.enum(['web', 'kiosk', 'visit']),
  /** Null at a kiosk. */
  applicationId: applicationIdSchema.nullable(),
  title: bilingualSchema,
  documentNumber: z.string().max(60),
  state: z.enum([...APPLICATION_STATES, 'failed', 'visited']),
  at: time,
  purpose: z.string().max(200),
  /** The kiosk; null on the web. */
  place: bilingualSchema.nullable(),
  copiesPrinted: z.int().min(0),
  copiesUnclear: z.int().min(0),
  chargedFen: fen,
})
export type RecordLine = z.infer<typeof recordLineSchema>

/** An order of copies at a kiosk, with what came out and what became of its money. */
export const recordOrderSchema = z.object({
  orderNumber: z.string().max(60),
  place: bilingualSchema,
  at: time,
  overAt: time.nullable(),
  copies: z.int().min(1),
  state: z.enum(['awaiting-payment', 'ready', 'closed', 'ended']),
  copiesDelivered: z.int().min(0),
  copiesUnclear: z.int().min(0),
  /** By the count of the printer; null where it said nothing. */
  sheetsDelivered: z.int().min(0).nullable(),
  isReprint: z.boolean(),
  amountFen: fen,
  paidFen: fen,
  heldFen: fen,
  paidBy: bilingualSchema.nullable(),
  /** Our number at the provider, and its own of the payment. */
  paymentNumber: z.string().max(64).nullable(),
  transactionNumber: z.string().max(64).nullable(),
  refunds: z
    .array(
      z.object({
        refundFen: fen,
        state: z.enum(['under-way', 'paid', 'needs-hand', 'dropped']),
        at: time,
        paidAt: time.nullable(),
        number: z.string().max(64),
      }),
    )
    .max(50),
  quota: z.object({
    used: z.int().min(0),
    givenBack: z.int().min(0),
    /** `2026`: a year that begins in it; `2026-09-01`: the term from then on; null: for ever. */
    period: z.string().max(20).nullable(),
  }),
})
export type RecordOrder = z.infer<typeof recordOrderSchema>

/** A check by somebody else: when and by what, never by whom. Counted by the hour. */
export const recordCheckSchema = z.object({
  at: time,
  how: z.enum(['code', 'file', 'link', 'certificate']),
  times: z.int().min(1),
})
export type RecordCheck = z.infer<typeof recordCheckSchema>

export const recordDetailSchema = recordLineSchema.extend({
  pages: z.int().min(1).max(200).nullable(),
  createdAt: time,
  appliedAt: time.nullable(),
  expiresAt: time.nullable(),
  /** Since when it is no longer in force. */
  stateSince: time.nullable(),
  /** Whether the person may have the file now: on the page of the application. */
  mayHaveFile: z.boolean(),
  steps: z.array(stepSchema).max(500),
  orders: z.array(recordOrderSchema).max(100),
  deliveries: z.array(deliverySchema).max(100),
  shares: z.array(shareSchema).max(100),
  checks: z.array(recordCheckSchema).max(200),
  /** Free copies that are left of its kind in the period that runs now; null of a visit. */
  freeCopiesLeft: z.int().min(0).nullable(),
})
export type RecordDetail = z.infer<typeof recordDetailSchema>

const MY_DATA_BYTES_MAX = 32 * 1024 * 1024

/** The records of a person. Everything is about the register that was chosen. */
export const HISTORY_ROUTES = {
  records: route({
    method: 'GET',
    path: '/v1/portal/records',
    caller: 'visitor',
    summary: 'Every application and every visit at a kiosk, newest first, of a kind, of a year, or with words in it',
    input: z.object({
      kind: documentKindSchema.optional(),
      year: z.coerce.number().int().min(2000).max(2200).optional(),
      search: z.string().min(1).max(60).optional(),
      before: momentSchema.optional(),
    }),
    output: z.object({
      records: z.array(recordLineSchema).max(50),
      hasMore: z.boolean(),
      /** What there is to choose from. */
      kinds: z.array(z.object({ kind: documentKindSchema, title: bilingualSchema })).max(60),
      years: z.array(z.int()).max(100),
    }),
  }),
  record: route({
    method: 'GET',
    path: '/v1/portal/records/:recordId',
    caller: 'visitor',
    summary: 'One of them with everything that happened: steps, copies, money, free copies, letters, links and checks',
    input: z.object({ recordId: recordIdSchema }),
    output: recordDetailSchema,
  }),
  myData: route({
    method: 'GET',
    path: '/v1/portal/my-data',
    caller: 'visitor',
    summary:
      'Everything that is kept of the person, in all registers, as one file; wants a proof of the last ten minutes',
    input: z.object({}),
    output: { mediaType: 'application/json', maxBytes: MY_DATA_BYTES_MAX },
  }),
} as const satisfies RouteTable
