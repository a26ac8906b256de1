import { DOCUMENT_DESK_ROUTES } from '../../src/contract/document-desk-api.ts'
import { plan } from '../ground/room.ts'
import { DOCUMENT_DESK_EVENTS } from './document-desk-audit.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'

/** Where staff look for what was issued, issue, revoke and replace, and have documents made for a class. */
export const DOCUMENT_DESK = plan({
  name: 'document-desk',
  migrations: [FIRST_TABLES],
  tables: ['desk_draft', 'desk_batch'],
  routes: DOCUMENT_DESK_ROUTES,
  permissions: [
    ...(['document-desk.see', 'document-desk.look', 'document-desk.issue', 'document-desk.revoke'] as const),
    'document-desk.agree',
  ],
  pages: [{ method: 'GET', path: '/staff/batches/:batchId/zip', summary: 'The files of a batch, by person' }],
  audit: DOCUMENT_DESK_EVENTS,
})
