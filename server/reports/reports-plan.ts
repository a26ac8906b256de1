import { z } from 'zod'
import { REPORTS_ROUTES } from '../../src/contract/reports-api.ts'
import { plan } from '../ground/room.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { REPORTS_EVENTS } from './reports-audit.ts'
import { REPORTS_RETENTION } from './reports-retention.ts'

const config = () => ({
  reports: z
    .strictObject({
      /** Who gets the figures of the month before on the first days of a month. */
      mail: z.array(z.email()).max(20).default([]),
      language: z.enum(['zh', 'en']).default('zh'),
    })
    .prefault({}),
})

const example = () => `
# Who gets the figures of a month by mail when it is over, and in which language.
reports: { mail: [], language: zh }
`

/** What has happened in figures: money, paper, visits, and when people come. It reads what the other rooms have written. */
export const REPORTS = plan({
  name: 'reports',
  config,
  example,
  migrations: [FIRST_TABLES],
  tables: ['visit_report', 'report_letter'],
  permissions: ['reports.see'],
  routes: REPORTS_ROUTES,
  audit: REPORTS_EVENTS,
  retention: REPORTS_RETENTION,
})
