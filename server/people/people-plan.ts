import { plan } from '../ground/room.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { LIST_TAKEN_BACK } from './migrations/list-taken-back.ts'
import { SHOWN_IN_LISTS } from './migrations/shown-in-lists.ts'
import { PEOPLE_EVENTS } from './people-audit.ts'
import { PEOPLE_PERSONAL } from './people-personal.ts'
import { PEOPLE_RETENTION } from './people-retention.ts'

/** What the house itself writes down of people, where the university has no system for it. */
export const PEOPLE = plan({
  name: 'people',
  migrations: [FIRST_TABLES, SHOWN_IN_LISTS, LIST_TAKEN_BACK],
  tables: ['lost_card', 'house_hold', 'house_approval', 'granted_copies'],
  audit: PEOPLE_EVENTS,
  personal: PEOPLE_PERSONAL,
  retention: PEOPLE_RETENTION,
})
