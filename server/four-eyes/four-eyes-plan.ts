import { FOUR_EYES_ROUTES } from '../../src/contract/four-eyes-api.ts'
import { STAYS_OF_STAFF } from '../ground/reasons-to-stay.ts'
import { plan } from '../ground/room.ts'
import { FOUR_EYES_EVENTS } from './four-eyes-audit.ts'
import { FOUR_EYES_RETENTION } from './four-eyes-retention.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'

/** What one person drafts and another agrees to. */
export const FOUR_EYES = plan({
  name: 'four-eyes',
  migrations: [FIRST_TABLES],
  tables: ['proposal'],
  permissions: ['four-eyes.see', 'four-eyes.see-all', 'four-eyes.decide'],
  routes: FOUR_EYES_ROUTES,
  audit: FOUR_EYES_EVENTS,
  personal: {
    rows: [],
    keptBack: {
      proposal: { because: 'What people who work here have proposed and decided.', erasure: STAYS_OF_STAFF },
    },
  },
  retention: FOUR_EYES_RETENTION,
})
