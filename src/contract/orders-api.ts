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
    summary: 'An order by the job that it was opened for',
    input: z.object({ jobId: jobIdSchema }),
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
} as const satisfies RouteTable
