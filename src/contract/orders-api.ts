import { z } from 'zod'
import { quoteSchema } from './documents.ts'
import { faultSchema } from './fault-schema.ts'
import { documentIdSchema, jobIdSchema, orderIdSchema, visitIdSchema } from './ids.ts'
import { type RouteTable, route } from './routes.ts'
import { amountFenSchema, bilingualSchema } from './texts.ts'

/**
 * The life of an order. `awaiting-payment` → `ready` (paid) | `closed` (never paid); a free order starts `ready`.
 * `ready` → `ended` when the terminal has told what came out. `refunding` → `refunded` follow by themselves.
 */
export const orderStateSchema = z.enum(['awaiting-payment', 'ready', 'closed', 'ended'])
export type OrderState = z.infer<typeof orderStateSchema>

/** What became of the copies that did not come out: the visitor pays what they would have paid had they ordered what did. */
export const settlementSchema = z.object({
  copiesDelivered: z.int().min(0),
  /** Copies of which the printer could not tell whether they came out; in `copiesGivenBack` unless their money is held. */
  copiesUnclear: z.int().min(0).default(0),
  copiesGivenBack: z.int().min(0),
  /** Of those, how many free copies were put back into the quota: money first, free copies second. */
  quotaGivenBack: z.int().min(0),
  refundFen: amountFenSchema,
  /** What the visitor has paid in the end, what is held included. */
  chargedFen: amountFenSchema,
  /** Of what was paid, what waits for a person's decision, for `copiesUnclear` would give back more than may go back unseen. */
  heldFen: amountFenSchema.default(0),
  freeCopiesLeft: z.int().min(0),
  /** Paper that was collected for somebody else, for which nobody's free copies count. */
  forAnother: z.literal(true).optional(),
})
export type Settlement = z.infer<typeof settlementSchema>

/** Who takes the money for an order. */
export const paymentMethodSchema = z.object({
  /** Id of the provider, for example `wechat-pay`. */
  provider: z.string().min(1).max(40),
  /** The provider's name as visitors know it. */
  name: bilingualSchema,
  /** Whom this provider shows as payee, where that is not the `payeeName` of the settings. */
  payeeName: z.string().max(80).nullable(),
})
export type PaymentMethod = z.infer<typeof paymentMethodSchema>

export const orderSchema = z.object({
  orderId: orderIdSchema,
  jobId: jobIdSchema,
  /** What a visitor may read out on the telephone. */
  orderNumber: z.string().max(32),
  state: orderStateSchema,
  quote: quoteSchema,
  documentId: documentIdSchema,
  /** How it is paid; null for a free order, and from a server that does not say. */
  payment: paymentMethodSchema.nullable().default(null),
  /** What the code to be scanned holds; null for a free order and once nothing may be paid any more. */
  codeUrl: z.string().max(512).nullable(),
  /** How long the code may be paid, counted from this answer; null when there is nothing to pay. */
  payWithinMs: z.int().min(0).nullable(),
  settlement: settlementSchema.nullable(),
  /** Our number of the payment at the provider: evidence of it for a station whose server has forgotten the order. Null when free. */
  paymentReference: z.string().max(32).nullable().default(null),
  /** The number of the order whose copies came out badly, where this one prints them again for nothing; null for every other. */
  reprintOf: z.string().max(32).nullable().default(null),
})
export type Order = z.infer<typeof orderSchema>

/** How one copy ended, and what that rests on. */
export const copyEvidenceSchema = z.object({
  copyNumber: z.int().min(1).max(99),
  end: z.enum(['delivered', 'not-delivered', 'cannot-be-told']),
  sheetsCounted: z.int().min(0).max(10_000),
  /** What the printer said, in its own words of the machine: no personal data. */
  evidence: z.string().max(300),
})
export type CopyEvidence = z.infer<typeof copyEvidenceSchema>

/** How printing ended, as the printer told it. */
export const outcomeSchema = z.object({
  copiesDelivered: z.int().min(0).max(99),
  /** Copies of which nobody can tell whether they came out. */
  copiesUnclear: z.int().min(0).max(99).default(0),
  sheetsDelivered: z.int().min(0).max(10_000),
  copies: z.array(copyEvidenceSchema).max(99).default([]),
  /** Null when every copy came out. */
  fault: faultSchema.nullable(),
})
export type Outcome = z.infer<typeof outcomeSchema>

/** The number of what was written down for a person to look at; may be read out on the telephone. */
const caseNumberSchema = z.object({ caseNumber: z.string().min(1).max(40) })

/** What the station's ledger holds of an order that the server does not know: all that is left of it. */
export const forgottenOrderSchema = z.object({
  jobId: jobIdSchema,
  /** Empty when the station never heard it. */
  orderNumber: z.string().max(32),
  documentId: documentIdSchema,
  copies: z.int().min(1).max(99),
  freeCopies: z.int().min(0).max(99),
  unitPriceFen: amountFenSchema,
  paymentReference: z.string().max(32).nullable(),
  /** The ledger's word for how far the order had come. */
  stationState: z.enum(['ordering', 'awaiting-payment', 'abandoned', 'printing', 'printed']),
  /** What came out; null when nothing was to be printed yet. */
  outcome: outcomeSchema.nullable(),
})
export type ForgottenOrder = z.infer<typeof forgottenOrderSchema>

/** So long at most an answer about an order waits for its payment: far less than any request may take. */
export const ORDER_WAITS_AT_MOST_MS = 3_000

/** How copies are ordered, paid for and settled by what came out. */
export const ORDERS_ROUTES = {
  openOrder: route({
    method: 'POST',
    path: '/v1/orders',
    caller: 'terminal',
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
    caller: 'terminal',
    summary:
      'An order by the job that it was opened for; one that awaits its payment when something happens, or after waitMs',
    input: z.object({
      jobId: jobIdSchema,
      /** How long the answer may wait for the payment; 0, and a server that does not know it: not at all. */
      waitMs: z.coerce.number().int().min(0).max(ORDER_WAITS_AT_MOST_MS).default(0),
    }),
    output: orderSchema,
  }),
  closeOrder: route({
    method: 'POST',
    path: '/v1/orders/:jobId/close',
    caller: 'terminal',
    summary: 'Closes an unpaid order at its payment provider; one that turns out to be paid is answered as ready',
    input: z.object({ jobId: jobIdSchema }),
    output: orderSchema,
  }),
  reportOutcome: route({
    method: 'POST',
    path: '/v1/orders/:jobId/outcome',
    caller: 'terminal',
    summary: 'Tells what came out; gives back the rest. Repeating it changes nothing',
    input: z.object({ jobId: jobIdSchema, outcome: outcomeSchema }),
    output: orderSchema,
  }),
  reportForgottenOrder: route({
    method: 'POST',
    path: '/v1/orders/:jobId/forgotten',
    caller: 'terminal',
    summary: 'Tells of an order that stands in the ledger of the terminal and is not known here; a person looks at it',
    input: forgottenOrderSchema,
    output: caseNumberSchema,
  }),
  reportLatePaper: route({
    method: 'POST',
    path: '/v1/orders/:jobId/late-paper',
    caller: 'terminal',
    summary: 'Tells that paper of copies which had been given back came out all the same; a person looks at it',
    input: z.object({ jobId: jobIdSchema, copies: z.array(copyEvidenceSchema).min(1).max(99) }),
    output: caseNumberSchema,
  }),
  reportAbsentCopies: route({
    method: 'POST',
    path: '/v1/orders/:jobId/absent-copies',
    caller: 'terminal',
    summary:
      'Tells that copies of which nobody could tell are proven by now not to have come out. Repeating it changes nothing',
    input: z.object({ jobId: jobIdSchema, copies: z.array(copyEvidenceSchema).min(1).max(99) }),
    output: orderSchema,
  }),
  reportLostLedger: route({
    method: 'POST',
    path: '/v1/terminal/lost-ledger',
    caller: 'terminal',
    summary:
      'Tells that the ledger of the terminal is lost: its unpaid orders are closed, people look at the others. Repeating it changes nothing',
    input: z.object({}),
    output: z.object({
      /** Orders for which a person looks by now. */
      cases: z.int().min(0),
      /** Orders that may still be paid: it is to be told again. */
      open: z.int().min(0),
    }),
  }),
} as const satisfies RouteTable
