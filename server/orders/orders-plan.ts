import { z } from 'zod'
import { ORDER_DESK_ROUTES } from '../../src/contract/order-desk-api.ts'
import { ORDERS_ROUTES } from '../../src/contract/orders-api.ts'
import { REPRINTS_ROUTES } from '../../src/contract/reprints-api.ts'
import { bilingualSchema } from '../../src/contract/texts.ts'
import { quotaSettingSchema } from '../../src/rules/quota.ts'
import { plan } from '../ground/room.ts'
import { CODE_OF_DIGITS } from './migrations/code-of-digits.ts'
import { COMMENTS } from './migrations/comments.ts'
import { DEBTS } from './migrations/debts.ts'
import { DESK_INDEXES } from './migrations/desk-indexes.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { LOSSES_RETURNED } from './migrations/losses-returned.ts'
import { MERCHANT_OF_ORDER } from './migrations/merchant-of-order.ts'
import { PROVEN_ABSENT } from './migrations/proven-absent.ts'
import { REFUNDS_FOLLOWED } from './migrations/refunds-followed.ts'
import { REFUNDS_LOST } from './migrations/refunds-lost.ts'
import { REFUNDS_RETURNED } from './migrations/refunds-returned.ts'
import { REPRINTS } from './migrations/reprints.ts'
import { UNCLEAR_COPIES } from './migrations/unclear-copies.ts'
import { ORDERS_EVENTS } from './orders-audit.ts'
import { ORDERS_PERSONAL } from './orders-personal.ts'
import { ORDERS_RETENTION } from './orders-retention.ts'

const config = () => ({
  quota: quotaSettingSchema,
  orders: z.strictObject({
    maxCopies: z.int().min(1).max(99),
    payWithinSeconds: z.int().min(60).max(3_600),
    paymentDescription: z.string().min(1).max(100),
    refundReason: z.string().min(1).max(80),
    /** So long after an order its own visit may have a bad copy printed again, where the printer's record supports it; 0: never. */
    reprintWithinMinutes: z.int().min(0).max(1_440).default(10),
    /** So long a reprint code of staff is good. */
    reprintCodeDays: z.int().min(1).max(90).default(7),
    /** Where a visitor lays a bad copy once it was printed again, as it stands behind “put it into”; null: they keep it. */
    badCopiesGoTo: bilingualSchema.nullable().default(null),
    unclearGivenBackUpToFen: z.int().min(0).max(1_000_000).default(2_000),
    outcomeWithinHours: z.int().min(1).max(720).default(24),
    /** A refund that the provider has under way for longer becomes a case. */
    refundWithinDays: z.int().min(1).max(30).default(3),
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
  # A bad copy is printed again for nothing so long after its order, where the printer itself reported a jam or its toner; 0: never.
  reprintWithinMinutes: 10
  # So long a code is good that staff give for a free reprint.
  reprintCodeDays: 7
  # Where visitors put a bad copy once it was printed again, for example { zh: 机器右侧的回收盒, en: the box at the right of the machine };
  # null: they keep it.
  badCopiesGoTo: null
  # Copies of which the printer cannot tell whether they came out are given back while that is no more money than this
  # an order; beyond it the money waits for a person.
  unclearGivenBackUpToFen: 2000
  # A paid order whose terminal has told nothing for so long becomes a case; sooner when the terminal is not active any more.
  outcomeWithinHours: 24
  # A refund that the payment provider has under way for longer becomes a case. Bank cards take one to three working days.
  refundWithinDays: 3
`

/** Copies that are ordered, paid for, printed and settled. */
export const ORDERS = plan({
  name: 'orders',
  config,
  example,
  migrations: [
    FIRST_TABLES,
    MERCHANT_OF_ORDER,
    COMMENTS,
    UNCLEAR_COPIES,
    DEBTS,
    REPRINTS,
    CODE_OF_DIGITS,
    REFUNDS_FOLLOWED,
    PROVEN_ABSENT,
    REFUNDS_RETURNED,
    REFUNDS_LOST,
    LOSSES_RETURNED,
    DESK_INDEXES,
  ],
  tables: ['quota_use', 'print_order', 'refund', 'unclaimed_payment', 'unknown_refund', 'lost_refund', 'reprint_code'],
  permissions: ['orders.see'],
  routes: { ...ORDERS_ROUTES, ...REPRINTS_ROUTES, ...ORDER_DESK_ROUTES },
  audit: ORDERS_EVENTS,
  formerEvents: { 'order-closed-at-wechat': 'order-closed-at-provider' },
  personal: ORDERS_PERSONAL,
  retention: ORDERS_RETENTION,
})
