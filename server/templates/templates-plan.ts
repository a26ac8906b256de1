import { TEMPLATES_ROUTES } from '../../src/contract/templates-api.ts'
import { STAYS_OF_STAFF } from '../ground/reasons-to-stay.ts'
import { plan } from '../ground/room.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { PUBLISHED } from './migrations/published.ts'
import { TEMPLATES_EVENTS } from './templates-audit.ts'
import { TEMPLATES_RETENTION } from './templates-retention.ts'

/** Kinds of document as staff see them: what holds for each, how it looks, and how it would look with other templates. */
export const TEMPLATES = plan({
  name: 'templates',
  migrations: [FIRST_TABLES, PUBLISHED],
  tables: ['template_version', 'template_file', 'template_upload_part', 'template_publication'],
  routes: TEMPLATES_ROUTES,
  permissions: ['templates.see', 'templates.bring', 'templates.agree'],
  audit: TEMPLATES_EVENTS,
  personal: {
    rows: [],
    keptBack: {
      template_publication: { because: 'What people who work here have published.', erasure: STAYS_OF_STAFF },
      template_version: { because: 'What people who work here have brought.', erasure: STAYS_OF_STAFF },
    },
  },
  retention: TEMPLATES_RETENTION,
})
