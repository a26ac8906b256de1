import { z } from 'zod'
import { faultSchema } from './fault-schema.ts'
import { jobIdSchema, visitIdSchema } from './ids.ts'
import { preparedDocumentSchema } from './issuing-api.ts'
import { orderSchema } from './orders-api.ts'
import { type RouteTable, route } from './routes.ts'

/** A code of staff has so many digits. */
export const REPRINT_CODE_DIGITS = 12

/** A reprint that may be printed now: an order of no price that takes no free copy, and the file that it is of. */
export const reprintSchema = z.object({ order: orderSchema, document: preparedDocumentSchema })
export type Reprint = z.infer<typeof reprintSchema>

/** Copies that came out badly, printed again for nothing. Such an order is read, and its outcome reported, like any other. */
export const REPRINTS_ROUTES = {
  reprintByRule: route({
    method: 'POST',
    path: '/v1/orders/:jobId/reprint',
    caller: 'terminal',
    summary:
      'Opens a free reprint of an order in its own visit, where the printer’s record supports it; else a `reprint-…` that says why',
    input: z.object({
      /** Of the order whose copies came out badly. */
      jobId: jobIdSchema,
      visitId: visitIdSchema,
      /** Of the reprint; the same one is the same reprint. */
      reprintJobId: jobIdSchema,
      copies: z.int().min(1).max(99),
      /** What the printer said during the order and right after it. */
      reported: z.array(faultSchema).max(20),
    }),
    output: reprintSchema,
  }),
  reprintByCode: route({
    method: 'POST',
    path: '/v1/reprints',
    caller: 'terminal',
    summary:
      'Opens the reprint that a code of staff is for, in a visit of the document’s own person; else `reprint-code-refused`, or `reprint-tries-over`',
    input: z.object({
      visitId: visitIdSchema,
      /** Of the reprint; the same one is the same reprint. */
      jobId: jobIdSchema,
      /** As the visitor has typed it. */
      code: z.string().min(1).max(40),
    }),
    output: reprintSchema,
  }),
} as const satisfies RouteTable
