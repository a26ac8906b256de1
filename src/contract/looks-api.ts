import { z } from 'zod'
import { ROLES } from '../rules/staff-roles.ts'
import { type RouteTable, route } from './routes.ts'

/** What of a person somebody of staff can uncover. */
export const LOOKED_AT = ['name', 'number', 'contact', 'document', 'photograph'] as const
export type LookedAt = (typeof LOOKED_AT)[number]

export const lookSchema = z.object({
  at: z.iso.datetime(),
  /** As what the one who looked works here; who it was, the university knows. */
  role: z.enum(ROLES),
  what: z.array(z.enum(LOOKED_AT)).min(1),
  reason: z.string().max(300),
})
export type Look = z.infer<typeof lookSchema>

/** Who of the staff has looked at what is masked otherwise. It is about all registers of the person. */
export const LOOKS_ROUTES = {
  looks: route({
    method: 'GET',
    path: '/v1/me/looks',
    caller: 'visitor',
    summary: 'Who of the staff has uncovered what is masked of the person, when and why; the newest hundred',
    input: z.object({}),
    output: z.object({ looks: z.array(lookSchema).max(100) }),
  }),
} as const satisfies RouteTable
