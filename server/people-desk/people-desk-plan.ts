import { PEOPLE_ROUTES } from '../../src/contract/people-api.ts'
import { PEOPLE_LISTS_ROUTES } from '../../src/contract/people-lists-api.ts'
import { plan } from '../ground/room.ts'
import { LIST_PAGES } from './lists/list-pages.ts'
import { LISTS } from './migrations/lists.ts'
import { REPORTS } from './migrations/reports.ts'
import { PEOPLE_DESK_EVENTS } from './people-desk-audit.ts'
import { PEOPLE_DESK_RETENTION } from './people-desk-retention.ts'

/** Where staff look for people, and write down what the house knows of them. */
export const PEOPLE_DESK = plan({
  name: 'people-desk',
  migrations: [LISTS, REPORTS],
  tables: ['people_list', 'people_list_part', 'people_list_report'],
  pages: LIST_PAGES,
  routes: { ...PEOPLE_ROUTES, ...PEOPLE_LISTS_ROUTES },
  audit: PEOPLE_DESK_EVENTS,
  personal: {
    rows: [],
    keptBack: {
      people_list: {
        because: 'A file that staff have brought: what it says of a person stands in the rows that were taken in.',
        erasure: 'of-nobody',
      },
      people_list_report: {
        because:
          'What a list would do, row by row, with names and numbers masked; what came of it stands in the rows that were written down.',
        erasure: 'of-nobody',
      },
    },
  },
  permissions: ['people-desk.see', 'people-desk.unmask', 'people-desk.manage', 'people-desk.block-cards'],
  retention: PEOPLE_DESK_RETENTION,
})
