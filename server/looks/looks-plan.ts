import { LOOKS_ROUTES } from '../../src/contract/looks-api.ts'
import { OF_PERSON } from '../ground/personal-data.ts'
import { STAYS_OF_STAFF } from '../ground/reasons-to-stay.ts'
import { plan } from '../ground/room.ts'
import { LOOKS_EVENTS } from './looks-audit.ts'
import { LOOKS_RETENTION } from './looks-retention.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'

/** Who of the staff has uncovered what is masked, for the person to see. */
export const LOOKS = plan({
  name: 'looks',
  migrations: [FIRST_TABLES],
  tables: ['look'],
  routes: LOOKS_ROUTES,
  audit: LOOKS_EVENTS,
  personal: {
    rows: [
      {
        table: 'look',
        about: { zh: '工作人员查看过您未遮盖的信息', en: 'Staff who have uncovered what is masked of you' },
        sql: `select at, role, what, reason from look where person_id ${OF_PERSON} order by at`,
        erasure: STAYS_OF_STAFF,
      },
    ],
    keptBack: {},
  },
  retention: LOOKS_RETENTION,
})
