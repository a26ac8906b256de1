import { z } from 'zod'
import { ERASURE_ROUTES } from '../../src/contract/erasure-api.ts'
import type { PathAt } from '../ground/config/sections.ts'
import { OF_PERSON } from '../ground/personal-data.ts'
import { plan } from '../ground/room.ts'
import { ERASURE_EVENTS } from './erasure-audit.ts'
import { ERASURE_RETENTION } from './erasure-retention.ts'
import { ACCOUNTS } from './migrations/accounts.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { RESTORED } from './migrations/restored.ts'

const config = (at: PathAt) => ({
  erasure: z
    .strictObject({
      /** So long a wish can be undone. */
      graceDays: z.int().min(1).max(30).default(7),
      /** Files beside the one in the store's folder, on other disks: what a restored backup has erased once more is read there. */
      alsoJournalTo: z.array(z.string().min(1).transform(at)).max(5).default([]),
    })
    .prefault({}),
})

const example = () => `
# People have erased on the web what is kept of them and no law keeps. So many days after they have asked it happens, and can be undone
# until then. Which have begun is written to a journal in the store's folder, outside every backup, and to each file of alsoJournalTo: name one on
# the disk of the backups.
erasure: { graceDays: 7, alsoJournalTo: [] }
`

/** What people have erased of what is kept of them. */
export const ERASURE = plan({
  name: 'erasure',
  config,
  example,
  migrations: [FIRST_TABLES, ACCOUNTS, RESTORED],
  tables: ['erasure', 'erased_room'],
  routes: ERASURE_ROUTES,
  audit: ERASURE_EVENTS,
  personal: {
    rows: [
      {
        table: 'erasure',
        about: { zh: '删除申请', en: 'Your wish to have everything erased' },
        sql: `select state, asked_at, due_at, held_up_at from erasure where exists (select 1 from jsonb_array_elements_text(person_ids) one where one ${OF_PERSON}) order by asked_at`,
        erasure: 'goes',
      },
    ],
    keptBack: {},
  },
  retention: ERASURE_RETENTION,
})
