import { HISTORY_ROUTES } from '../../src/contract/history-api.ts'
import { MANDATES_ROUTES } from '../../src/contract/mandates-api.ts'
import { PICKUPS_ROUTES } from '../../src/contract/pickups-api.ts'
import { PORTAL_ROUTES } from '../../src/contract/portal-api.ts'
import { plan } from '../ground/room.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { MANDATES } from './migrations/mandates.ts'
import { PICKUPS } from './migrations/pickups.ts'
import { PORTAL_EVENTS } from './portal-audit.ts'
import { PORTAL_PERSONAL } from './portal-personal.ts'
import { PORTAL_RETENTION } from './portal-retention.ts'

/** What people do on the web by themselves: apply, keep the file, send it, show it to somebody. */
export const PORTAL = plan({
  name: 'portal',
  migrations: [FIRST_TABLES, PICKUPS, MANDATES],
  tables: ['application', 'application_step', 'delivery', 'share_link', 'pickup', 'mandate'],
  routes: { ...PORTAL_ROUTES, ...PICKUPS_ROUTES, ...MANDATES_ROUTES, ...HISTORY_ROUTES },
  pages: [
    { method: 'GET', path: '/p', summary: 'Leads to the page' },
    { method: 'GET', path: '/p/', summary: 'The page' },
    { method: 'GET', path: '/p/*', summary: 'The page at one of its screens, or a file of the page' },
    { method: 'GET', path: '/p/assets/*', summary: 'Files of the page that never change' },
    { method: 'GET', path: '/s/:shareId', summary: 'What somebody finds behind a shared link: a place for its code' },
    { method: 'POST', path: '/s/:shareId', summary: 'The code, and with the right one the document' },
    { method: 'POST', path: '/s/:shareId/file', summary: 'Its file, for who has typed the code' },
  ],
  audit: PORTAL_EVENTS,
  personal: PORTAL_PERSONAL,
  retention: PORTAL_RETENTION,
})
