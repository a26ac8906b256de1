import { z } from 'zod'
import { PRIVACY_ROUTES } from '../../src/contract/privacy-api.ts'
import { STAYS_OF_STAFF } from '../ground/reasons-to-stay.ts'
import { plan } from '../ground/room.ts'
import { REQUESTS } from './migrations/requests.ts'
import { RETENTION_RUNS } from './migrations/retention-runs.ts'
import { PRIVACY_EVENTS } from './privacy-audit.ts'
import { PRIVACY_COMMANDS } from './privacy-commands.ts'
import { PRIVACY_RETENTION } from './privacy-retention.ts'

const config = () => ({
  privacy: z
    .strictObject({
      retention: z
        .strictObject({
          /** By the house's clocks: from then on what is over goes, once a day. */
          at: z
            .string()
            .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
            .default('03:30'),
        })
        .prefault({}),
      /** Where who works on requests about personal data is told of those that are due; null: nowhere. */
      requestsMail: z.email().max(254).nullable().default(null),
    })
    .prefault({}),
})

const example = () => `
# What is over by its age is taken away once a day from this time on, by the house's clocks; what that is, docs/privacy.md lists.
privacy:
  retention: { at: "03:30" }
  # Requests that came on paper or by mail are to be ended within fifteen working days: where that is told before. null: nowhere.
  requestsMail: null
`

/** How long what is kept of people stays, and what they ask of it. */
export const PRIVACY = plan({
  name: 'privacy',
  config,
  example,
  migrations: [RETENTION_RUNS, REQUESTS],
  tables: ['retention_run', 'privacy_request'],
  routes: PRIVACY_ROUTES,
  permissions: ['privacy.see', 'privacy.work', 'privacy.retain'],
  audit: PRIVACY_EVENTS,
  commands: PRIVACY_COMMANDS,
  personal: {
    rows: [],
    keptBack: {
      privacy_request: {
        because:
          'Of whoever has written to the university: it answers them in the way they have asked, and who it was is sealed.',
        erasure: STAYS_OF_STAFF,
      },
    },
  },
  retention: PRIVACY_RETENTION,
})
