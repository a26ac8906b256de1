import { z } from 'zod'
import { FLEET_ROUTES } from '../../src/contract/fleet-api.ts'
import { HEARTBEAT_ROUTES } from '../../src/contract/heartbeat-api.ts'
import type { ExampleSite } from '../ground/config/example.ts'
import { plan } from '../ground/room.ts'
import { FLEET_RETENTION } from './fleet-retention.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { NOTICES } from './migrations/notices.ts'
import { ROBOT_LOOKS } from './migrations/robot-looks.ts'

const alerts = (at: (path: string) => string) =>
  z
    .strictObject({
      /** Who gets a letter. */
      mail: z.array(z.email().max(254)).max(20).default([]),
      /** A file whose first line is the address of a WeCom robot, which is a secret. */
      robotUrlFile: z.string().min(1).transform(at).nullable().default(null),
      language: z.enum(['zh', 'en']).default('zh'),
      silentAfterSeconds: z.int().min(120).max(3_600).default(180),
      cannotServeAfterSeconds: z.int().min(30).max(3_600).default(120),
    })
    .prefault({})

const config = (at: (path: string) => string) => ({
  fleet: z
    .strictObject({
      /** What has changed on terminals is kept so long. */
      keptDays: z.int().min(30).max(3_650).default(400),
      alerts: alerts(at),
    })
    .prefault({}),
})

const example = ({ alerts }: ExampleSite) => `
fleet:
  keptDays: 400
  # Who is told of a terminal that is silent or can't serve, and once more when it is well; and of what waits for a second person.
  alerts: ${alerts === undefined ? '{ mail: [], robotUrlFile: null, language: zh }' : `\n${alerts}`}
`

/** How the terminals are: what they say of themselves, and who is told of it. */
export const FLEET = plan({
  name: 'fleet',
  config,
  example,
  migrations: [FIRST_TABLES, NOTICES, ROBOT_LOOKS],
  tables: [
    ...(['terminal_beat', 'terminal_device', 'terminal_device_change', 'terminal_serving'] as const),
    ...(['fleet_gap', 'fleet_watch', 'fleet_alert', 'fleet_robot_message'] as const),
  ],
  retention: FLEET_RETENTION,
  permissions: ['fleet.read', 'fleet.operate', 'fleet.manage'],
  routes: { ...HEARTBEAT_ROUTES, ...FLEET_ROUTES },
})
