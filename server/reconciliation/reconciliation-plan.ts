import { z } from 'zod'
import { RECONCILIATION_ROUTES } from '../../src/contract/money-api.ts'
import { plan } from '../ground/room.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { RECONCILIATION_EVENTS } from './reconciliation-audit.ts'
import { RECONCILIATION_COMMANDS } from './reconciliation-commands.ts'

const config = () => ({
  reconciliation: z
    .strictObject({
      /** By the house's clocks: from then on the day before is reconciled. */
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .default('10:15'),
      retryMinutes: z.int().min(1).max(720).default(30),
      /** Whether other programs take money under the same merchant number. */
      sharedMerchants: z.boolean().default(false),
    })
    .prefault({}),
})

const example = () => `
# The provider's bill of the day before is compared with orders, refunds and sheets at this time of day, by the house's clocks.
reconciliation: { at: "10:15", retryMinutes: 30, sharedMerchants: false }
`

/** The providers' bills against what is booked here and what printers have counted. */
export const RECONCILIATION = plan({
  name: 'reconciliation',
  config,
  example,
  migrations: [FIRST_TABLES],
  tables: ['reconciled_day', 'bill_line', 'bill_difference'],
  permissions: ['reconciliation.see', 'reconciliation.run'],
  routes: RECONCILIATION_ROUTES,
  audit: RECONCILIATION_EVENTS,
  commands: RECONCILIATION_COMMANDS,
})
