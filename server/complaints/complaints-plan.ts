import { COMPLAINTS_ROUTES } from '../../src/contract/complaints-api.ts'
import { plan } from '../ground/room.ts'
import { COMPLAINTS_EVENTS } from './complaints-audit.ts'
import { COMPLAINTS_PERSONAL } from './complaints-personal.ts'
import { COMPLAINTS_RETENTION } from './complaints-retention.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'

/** What payers complain of at the provider, and what is answered there. */
export const COMPLAINTS = plan({
  name: 'complaints',
  migrations: [FIRST_TABLES],
  tables: ['complaint', 'complaint_line', 'complaint_to_ask', 'complaint_errand', 'complaint_look'],
  permissions: ['complaints.see', 'complaints.answer'],
  routes: COMPLAINTS_ROUTES,
  audit: COMPLAINTS_EVENTS,
  personal: COMPLAINTS_PERSONAL,
  retention: COMPLAINTS_RETENTION,
})
