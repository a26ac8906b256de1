import { HANDOVERS_ROUTES } from '../../src/contract/handovers-api.ts'
import { OF_DOCUMENT } from '../ground/personal-data.ts'
import { plan } from '../ground/room.ts'
import { HANDOVERS_EVENTS } from './handovers-audit.ts'
import { HANDOVERS_RETENTION } from './handovers-retention.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'

/** What was just printed, taken along on a phone. */
export const HANDOVERS = plan({
  name: 'handovers',
  migrations: [FIRST_TABLES],
  tables: ['handover'],
  routes: HANDOVERS_ROUTES,
  pages: [
    { method: 'GET', path: '/t/:pageId', summary: 'What a phone finds behind the code of a kiosk: a button' },
    { method: 'POST', path: '/t/:pageId', summary: 'Asks for the file; the first phone that does has it alone' },
    { method: 'GET', path: '/t/:pageId/:phone', summary: 'That phone’s page: digits to compare, then the file' },
    { method: 'POST', path: '/t/:pageId/:phone/file', summary: 'The file, once it is given' },
  ],
  audit: HANDOVERS_EVENTS,
  personal: {
    rows: [
      {
        table: 'handover',
        about: { zh: '在自助终端用手机带走的文件', en: 'Files taken along from kiosks by phone' },
        sql: `select document_id, begun_at, given_at, taken_at, taken_times, ended_at from handover where document_id ${OF_DOCUMENT} order by begun_at`,
        erasure: 'goes',
      },
    ],
    keptBack: {},
  },
  retention: HANDOVERS_RETENTION,
})
