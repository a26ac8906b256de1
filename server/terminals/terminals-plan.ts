import { z } from 'zod'
import { LOGINS_ROUTES } from '../../src/contract/logins-api.ts'
import { COLLECT_ROUTES, KIOSKS_ROUTES } from '../../src/contract/pickups-api.ts'
import { TERMINALS_ROUTES } from '../../src/contract/terminals-api.ts'
import { bilingualSchema } from '../../src/contract/texts.ts'
import type { ExampleSite } from '../ground/config/example.ts'
import { plan } from '../ground/room.ts'
import { CLOCK_OFF } from './migrations/clock-off.ts'
import { COMMENTS } from './migrations/comments.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { KEY_CHANGES } from './migrations/key-changes.ts'
import { RETIRED } from './migrations/retired.ts'
import { SITES } from './migrations/sites.ts'
import { STARTS } from './migrations/starts.ts'
import { TAKEN_OUT } from './migrations/taken-out.ts'
import { whatIsWrongWith } from './terminal-place.ts'
import { TERMINALS_EVENTS } from './terminals-audit.ts'
import { TERMINALS_COMMANDS } from './terminals-commands.ts'
import { TERMINALS_RETENTION } from './terminals-retention.ts'

const enrolmentSchema = z
  .strictObject({ code: z.string().regex(/^[A-Z2-9]{8}$/), name: bilingualSchema, place: bilingualSchema })
  .superRefine((terminal, context) => {
    const wrong = whatIsWrongWith(terminal)
    if (wrong !== null) context.addIssue({ code: 'custom', message: wrong.en })
  })

const config = () => ({
  terminals: z.strictObject({
    demoEnrolments: z.array(enrolmentSchema).max(20).default([]),
  }),
})

const example = ({ demoEnrolmentCode }: ExampleSite) => `
terminals:
  # For demonstrations only: a code that anyone who reads this file can enrol a kiosk with, for 15 minutes after each start.
  demoEnrolments: ${
    demoEnrolmentCode === null
      ? '[]'
      : `
    - code: ${JSON.stringify(demoEnrolmentCode)}
      name: { zh: 一号机, en: Kiosk 1 }
      place: { zh: 行政楼一层大厅, en: "Administration Building, ground floor" }`
  }
`

/** The kiosks: how they become known, and what they ask for whoever stands before them. */
export const TERMINALS = plan({
  name: 'terminals',
  config,
  example,
  migrations: [FIRST_TABLES, COMMENTS, RETIRED, STARTS, KEY_CHANGES, SITES, TAKEN_OUT, CLOCK_OFF],
  tables: ['site', 'terminal', 'enrolment_code', 'request_nonce'],
  routes: { ...TERMINALS_ROUTES, ...LOGINS_ROUTES, ...COLLECT_ROUTES, ...KIOSKS_ROUTES },
  audit: TERMINALS_EVENTS,
  commands: TERMINALS_COMMANDS,
  retention: TERMINALS_RETENTION,
})
