import { z } from 'zod'
import type { ExampleSite } from '../ground/config/example.ts'
import type { PathAt } from '../ground/config/sections.ts'
import { plan } from '../ground/room.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { merchantSectionSchema, paymentConfigSchema } from './payment-config.ts'
import { PAYMENTS_EVENTS } from './payments-audit.ts'
import { PROVIDERS } from './providers.ts'

const config = (at: PathAt) => ({
  payment: paymentConfigSchema(at),
  /** Merchants of before, under which older orders are still to be settled. */
  formerPayments: z.array(merchantSectionSchema(at)).max(20).default([]),
})

const example = ({ payment }: ExampleSite) => `
# The merchant that takes the money; its provider is WeChat Pay where none is named. null: free copies only.
payment:
${payment}

# Merchants of before, each a section as above. When the merchant is changed, the old section is moved here and stays until
# the server starts without it: orders that were opened under it are settled under it.
formerPayments: []
`

/** Money from outside, by the providers that the house knows. */
export const PAYMENTS = plan({
  name: 'payments',
  config,
  example,
  migrations: [FIRST_TABLES],
  tables: ['provider_memory'],
  audit: PAYMENTS_EVENTS,
  pages: PROVIDERS.map(({ name, notices }) => {
    return { method: 'POST', path: notices.path, summary: `What ${name.en} has to say by itself` } as const
  }),
})
