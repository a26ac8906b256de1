import { z } from 'zod'
import { ROLES } from '../rules/staff-roles.ts'
import { route, staff } from './routes.ts'
import { bilingualSchema, timeZoneSchema } from './texts.ts'

/** What the console asks about itself. */
export const CONSOLE_ROUTES = {
  consoleStart: route({
    method: 'GET',
    path: '/v1/staff/console/start',
    caller: staff('console.open'),
    summary: 'Who is logged in to the console and for how long, what they may do, and what may wait for them',
    input: z.object({}),
    output: z.object({
      ...{ staffId: z.string(), name: z.string(), role: z.enum(ROLES), sites: z.array(z.string()) },
      permissions: z.array(z.string()),
      session: z.object({
        /** From now on, however busy it is. A span, for whoever reads it has another clock. */
        lastsMs: z.int(),
        /** Without a request for so long it ends before. */
        idleMs: z.int().positive(),
      }),
      house: z.object({ name: bilingualSchema, timeZone: timeZoneSchema, helpPhone: z.string() }),
      /** Pages on which something may wait, from the server's own address on. */
      worklists: z.array(z.object({ path: z.string(), title: bilingualSchema })),
    }),
  }),
}
export type ConsoleStart = z.infer<typeof CONSOLE_ROUTES.consoleStart.output>
