import { z } from 'zod'
import { ORDERS_ROUTES } from '../../src/contract/orders-api.ts'
import { quotaSettingSchema } from '../../src/rules/quota.ts'
import { plan } from '../ground/room.ts'
import { COMMENTS } from './migrations/comments.ts'
import { DEBTS } from './migrations/debts.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { MERCHANT_OF_ORDER } from './migrations/merchant-of-order.ts'
import { UNCLEAR_COPIES } from './migrations/unclear-copies.ts'
import { ORDERS_EVENTS } from './orders-audit.ts'

const config = () => ({
  quota: quotaSettingSchema,
  orders: z.strictObject({
    maxCopies: z.int().min(1).max(99),
    payWithinSeconds: z.int().min(60).max(3_600),
    paymentDescription: z.string().min(1).max(100),
    refundReason: z.string().min(1).max(80),
    unclearGivenBackUpToFen: z.int().min(0).max(1_000_000).default(2_000),
    outcomeWithinHours: z.int().min(1).max(720).default(24),
  }),
})

const example = () => `
quota:
  freeCopies: 5
  # person: one count for everything. person-and-kind: one count for each kind of document.
  unit: person
  # { kind: ever }, { kind: year, startsOn: "09-01" }, or { kind: term, starts: ["2026-02-23", "2026-09-01"] }
  period: { kind: ever }

orders:
  maxCopies: 20
  payWithinSeconds: 300
  # What the payer reads on the phone, for a payment and for a refund.
  paymentDescription: 自助打印 Printed documents
  refundReason: 未打印的份数 Copies not printed
  # Copies of which the printer cannot tell whether they came out are given back while that is no more money than this
  # an order; beyond it the money waits for a person.
  unclearGivenBackUpToFen: 2000
  # A paid order whose terminal has told nothing for so long becomes a case; sooner when the terminal is not active any more.
  outcomeWithinHours: 24
`

/** Copies that are ordered, paid for, printed and settled. */
export const ORDERS = plan({
  name: 'orders',
  config,
  example,
  migrations: [FIRST_TABLES, MERCHANT_OF_ORDER, COMMENTS, UNCLEAR_COPIES, DEBTS],
  tables: ['quota_use', 'print_order', 'refund', 'unclaimed_payment'],
  routes: ORDERS_ROUTES,
  audit: ORDERS_EVENTS,
  formerEvents: { 'order-closed-at-wechat': 'order-closed-at-provider' },
})
