import { z } from 'zod'
import { plainLine } from '../rules/plain-text.ts'
import { terminalIdSchema } from './ids.ts'
import { type RouteTable, route, staff } from './routes.ts'
import { amountFenSchema, bilingualSchema } from './texts.ts'

const afterSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,200}$/)
  .optional()
const limitSchema = z.coerce.number().int().min(1).max(200).default(50)
/** A day of this or a later time: calendars of others are none of the house. */
const daySchema = z.iso.date().regex(/^2\d{3}-/)
/** Something typed: one line, and nothing in it that is not seen. */
const typed = (most: number) => z.string().max(most).transform(plainLine)
/** A text of the house in both languages, of any length. */
const wordsSchema = z.object({ zh: z.string(), en: z.string() })

export const ORDER_ROW_STATES = ['opening', 'awaiting-payment', 'closing', 'ready', 'closed', 'ended'] as const
/** What is looked for of its money. */
export const ORDER_MONEY = ['paid', 'free', 'gone-back', 'held'] as const

/** An order in a list. Of its person what a public screen would show. */
export const orderRowSchema = z.object({
  ...{ orderNumber: z.string(), at: z.iso.datetime(), state: z.enum(ORDER_ROW_STATES) },
  ...{ terminalId: z.string(), terminal: bilingualSchema, siteId: z.string() },
  ...{ title: bilingualSchema, nameMasked: bilingualSchema, numberMasked: z.string() },
  ...{ copies: z.int(), copiesDelivered: z.int().nullable(), isReprint: z.boolean() },
  ...{ amountFen: amountFenSchema, paidFen: amountFenSchema, refundFen: amountFenSchema, heldFen: amountFenSchema },
})
export type OrderListRow = z.infer<typeof orderRowSchema>

const pageSchema = z.object({ rows: z.array(orderRowSchema), next: z.string().nullable() })

/** Who has said or done something in an order's story. */
export const STORY_VOICES = ['visitor', 'kiosk', 'printer', 'provider', 'bill', 'server', 'books', 'staff'] as const

export const storyLineSchema = z.object({
  at: z.iso.datetime(),
  voice: z.enum(STORY_VOICES),
  says: wordsSchema,
  /** A case that it is about. */
  caseNumber: z.string().nullable(),
})
export type StoryLine = z.infer<typeof storyLineSchema>

/** Everything about one order, as one story. */
export const orderStorySchema = z.object({
  ...orderRowSchema.shape,
  /** In a sentence or a few: what became of it, and why money went back. */
  headline: wordsSchema,
  lines: z.array(storyLineSchema),
  /** That there are more of a kind than are shown. */
  isCut: z.boolean(),
  ids: z.object({
    ...{ orderId: z.string(), jobId: z.string(), documentNumber: z.string() },
    ...{ paymentNumber: z.string().nullable(), transactionNumber: z.string().nullable() },
  }),
  refunds: z.array(
    z.object({
      ...{ number: z.string(), refundFen: amountFenSchema, state: wordsSchema, cause: wordsSchema },
      ...{ at: z.iso.datetime(), paidAt: z.iso.datetime().nullable() },
    }),
  ),
  cases: z.array(z.object({ caseNumber: z.string(), kind: wordsSchema, isOpen: z.boolean() })),
  /** What the books say of it, in fen. */
  books: z.array(z.object({ account: wordsSchema, fen: z.int() })),
  reprintOf: z.string().nullable(),
  reprints: z.array(z.string()),
})
export type OrderStory = z.infer<typeof orderStorySchema>

/** Orders as staff find them and read them. */
export const ORDER_DESK_ROUTES = {
  staffOrders: route({
    method: 'GET',
    path: '/v1/staff/orders',
    caller: staff('orders.see'),
    summary:
      'Orders, the newest first: by a number that stands on a slip or at the provider, by kiosk, day, state and money',
    input: z.object({
      /** The number of an order, a payment, a refund, a document or a case, or the code on the paper: whole. */
      search: typed(100).optional(),
      terminalId: terminalIdSchema.optional(),
      siteId: z
        .string()
        .regex(/^[a-z0-9-]{1,40}$/)
        .optional(),
      state: z.enum(ORDER_ROW_STATES).optional(),
      money: z.enum(ORDER_MONEY).optional(),
      /** Days of the house, both included. */
      from: daySchema.optional(),
      until: daySchema.optional(),
      after: afterSchema,
      limit: limitSchema,
    }),
    output: pageSchema,
  }),
  staffOrdersOfPerson: route({
    method: 'POST',
    path: '/v1/staff/orders/of-person',
    caller: staff('orders.see'),
    summary:
      'Orders of the documents of whoever has a student or staff number, which stands in no address; that it was asked is written down',
    input: z.object({ number: typed(40).pipe(z.string().min(1)), after: afterSchema, limit: limitSchema }),
    output: pageSchema,
  }),
  orderStory: route({
    method: 'GET',
    path: '/v1/staff/orders/:orderNumber',
    caller: staff('orders.see'),
    summary: 'One order’s whole story: visit, document, sheets, what the provider has said, books, refunds and cases',
    input: z.object({ orderNumber: typed(40) }),
    output: orderStorySchema,
  }),
} as const satisfies RouteTable
