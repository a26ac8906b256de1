import { z } from 'zod'
import { CASES_DESK_ROUTES } from '../../src/contract/cases-desk-api.ts'
import { plan } from '../ground/room.ts'
import { CASES_EVENTS } from './cases-audit.ts'
import { CASES_COMMANDS } from './cases-commands.ts'
import { CASES_RETENTION } from './cases-retention.ts'
import { AUDIT_BENT } from './migrations/audit-bent.ts'
import { COMPLAINTS } from './migrations/complaints.ts'
import { ERASING_FAILS } from './migrations/erasing-fails.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { REFUNDS_FOLLOWED } from './migrations/refunds-followed.ts'
import { REFUNDS_RETURNED } from './migrations/refunds-returned.ts'
import { STAFF_DECIDE } from './migrations/staff-decide.ts'

const config = () => ({
  cases: z
    .strictObject({
      /** More at stake than this, and one person asks, another agrees. 0: always two, where any money is at stake. */
      fourEyesAboveFen: z.int().min(0).max(10_000_000).default(2_000),
    })
    .default({ fourEyesAboveFen: 2_000 }),
})

const example = () => `
cases:
  # Where more than this is at stake in a case, one person asks for what is done and another one agrees. 0: two people decide on any money.
  fourEyesAboveFen: 2000
`

/** Everything that needs a person's hand: what is known of it, what is done about it, and how it ended. */
export const CASES = plan({
  name: 'cases',
  config,
  example,
  migrations: [FIRST_TABLES, REFUNDS_FOLLOWED, REFUNDS_RETURNED, ERASING_FAILS, STAFF_DECIDE, COMPLAINTS, AUDIT_BENT],
  tables: ['open_case', 'case_history'],
  permissions: ['cases.see', 'cases.act', 'cases.agree'],
  routes: CASES_DESK_ROUTES,
  audit: CASES_EVENTS,
  commands: CASES_COMMANDS,
  retention: CASES_RETENTION,
})
