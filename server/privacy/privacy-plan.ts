import { z } from 'zod'
import { plan } from '../ground/room.ts'
import { RETENTION_RUNS } from './migrations/retention-runs.ts'
import { PRIVACY_EVENTS } from './privacy-audit.ts'
import { PRIVACY_COMMANDS } from './privacy-commands.ts'

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
    })
    .prefault({}),
})

const example = () => `
# What is over by its age is taken away once a day from this time on, by the house's clocks; what that is, docs/privacy.md lists.
privacy:
  retention: { at: "03:30" }
`

/** How long what is kept of people stays. */
export const PRIVACY = plan({
  name: 'privacy',
  config,
  example,
  migrations: [RETENTION_RUNS],
  tables: ['retention_run'],
  audit: PRIVACY_EVENTS,
  commands: PRIVACY_COMMANDS,
})
