import { z } from 'zod'
import { type FileAnswer, type RouteTable, route, staff } from './routes.ts'

const fenSchema = z.int()
const daySchema = z.iso.date().regex(/^2\d{3}-/)
export const monthSchema = z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/)
const languageSchema = z.enum(['zh', 'en']).default('zh')
export const CSV = { mediaType: 'text/csv; charset=utf-8', maxBytes: 32 * 1024 * 1024 } as const satisfies FileAnswer
const wordsSchema = z.object({ zh: z.string(), en: z.string() })

/** A day as the list of days has it: of all merchants together. */
export const reconciledDaySchema = z.object({
  day: z.string(),
  /** Whether every bill is in hand and compared. */
  isCompared: z.boolean(),
  paymentsFen: fenSchema,
  refundsFen: fenSchema,
  /** Differences that nothing has explained yet; a person may have closed their cases. */
  open: z.int(),
  explained: z.int(),
})
export type ReconciledDay = z.infer<typeof reconciledDaySchema>

export const dayReportSchema = z.object({
  day: z.string(),
  isClean: z.boolean(),
  merchants: z.array(
    z.object({
      ...{ provider: wordsSchema, merchantId: z.string(), state: z.enum(['waiting', 'asking', 'matched']) },
      bill: z.enum(['taken', 'no-trade', 'not-offered']).nullable(),
      why: z.string().nullable(),
      ...{ paymentsFen: fenSchema, refundsFen: fenSchema },
      lines: z.array(
        z.object({
          ...{ kind: z.enum(['payment', 'refund']), class: wordsSchema, isEqual: z.boolean() },
          ...{ count: z.int(), sumFen: fenSchema },
        }),
      ),
    }),
  ),
  sheets: z.array(
    z.object({ terminalId: z.string(), kiosk: wordsSchema, copiesDelivered: z.int(), sheetsCounted: z.int() }),
  ),
  differences: z.array(
    z.object({
      ...{ class: wordsSchema, state: z.enum(['open', 'closed', 'explained']), isSheets: z.boolean() },
      ...{ orderNumber: z.string().nullable(), kiosk: wordsSchema.nullable(), number: z.string().nullable() },
      ...{ here: z.int().nullable(), there: z.int().nullable(), answer: wordsSchema.nullable() },
      ...{ caseNumber: z.string(), closed: z.object({ at: z.iso.datetime(), by: z.string() }).nullable() },
    }),
  ),
})
export type DayReportView = z.infer<typeof dayReportSchema>

const figuresShape = {
  ...{ copiesFree: z.int(), copiesPaid: z.int(), copiesReprinted: z.int() },
  ...{ heldAtStartFen: fenSchema, owedAtStartFen: fenSchema, receivedFen: fenSchema, chargedFen: fenSchema },
  ...{ refundedFen: fenSchema, refundedByHandFen: fenSchema, returnedFen: fenSchema, lostFen: fenSchema },
  ...{ heldAtEndFen: fenSchema, owedAtEndFen: fenSchema },
}
const sumsShape = { paymentsFen: fenSchema, refundsFen: fenSchema }

/** What a month has brought by the books, and how the provider’s bills follow from it. */
export const monthOfBooksSchema = z.object({
  ...{ month: z.string(), isOver: z.boolean(), asOf: z.iso.datetime(), ties: z.boolean() },
  lines: z.array(
    z.object({ ...figuresShape, kiosk: wordsSchema, place: wordsSchema, kindTitle: wordsSchema.nullable() }),
  ),
  total: z.object(figuresShape),
  bridge: z.object({
    ...{ ties: z.boolean(), books: z.object(sumsShape), bill: z.object(sumsShape) },
    classes: z.array(z.object({ ...sumsShape, class: wordsSchema, count: z.int(), cases: z.array(z.string()) })),
    daysWithoutBill: z.array(z.string()),
  }),
  byHand: z.object({
    ...{ sumFen: fenSchema, cameBackFen: fenSchema, atStartFen: fenSchema, atEndFen: fenSchema, ties: z.boolean() },
    refunds: z.array(
      z.object({
        ...{ at: z.iso.datetime(), amountFen: fenSchema, orderNumber: z.string().nullable() },
        ...{ caseNumber: z.string().nullable(), by: z.string().nullable(), agreedBy: z.string().nullable() },
        ...{ reference: z.string().nullable(), reason: z.string().nullable() },
      }),
    ),
  }),
})
export type MonthOfBooks = z.infer<typeof monthOfBooksSchema>

/** The providers' bills against the house: of the whole house, and so for who counts everywhere. */
export const RECONCILIATION_ROUTES = {
  reconciledDays: route({
    method: 'GET',
    path: '/v1/staff/reconciliation/days',
    caller: staff('reconciliation.see'),
    summary: 'Days that were compared with the providers’ bills, the newest first',
    input: z.object({
      onlyOpen: z.enum(['yes', 'no']).default('no'),
      /** Goes on before this day. */
      after: daySchema.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ rows: z.array(reconciledDaySchema), next: z.string().nullable() }),
  }),
  reconciledDay: route({
    method: 'GET',
    path: '/v1/staff/reconciliation/days/:day',
    caller: staff('reconciliation.see'),
    summary: 'One day as it was last compared: bills, sheets and differences with their cases',
    input: z.object({ day: daySchema }),
    output: dayReportSchema,
  }),
  reconciledDayTable: route({
    method: 'GET',
    path: '/v1/staff/reconciliation/days/:day/table',
    caller: staff('reconciliation.see'),
    summary: 'The differences of a day as CSV',
    input: z.object({ day: daySchema, language: languageSchema }),
    output: CSV,
  }),
  reconcileDay: route({
    method: 'POST',
    path: '/v1/staff/reconciliation/days/:day/run',
    caller: staff('reconciliation.run'),
    summary: 'Fetches the bills of a day that is over once more, and compares',
    input: z.object({ day: daySchema }),
    output: dayReportSchema,
  }),
} as const satisfies RouteTable

/** The books of the whole house, for who counts everywhere. */
export const BOOKS_ROUTES = {
  monthOfBooks: route({
    method: 'GET',
    path: '/v1/staff/books/months/:month',
    caller: staff('books.see'),
    summary: 'The statement of a month, the way to the bills, and the cash book',
    input: z.object({ month: monthSchema }),
    output: monthOfBooksSchema,
  }),
  monthOfBooksTable: route({
    method: 'GET',
    path: '/v1/staff/books/months/:month/table',
    caller: staff('books.see'),
    summary: 'One of these as CSV',
    input: z.object({
      month: monthSchema,
      of: z.enum(['statement', 'bridge', 'by-hand', 'receipts']),
      language: languageSchema,
    }),
    output: CSV,
  }),
} as const satisfies RouteTable
