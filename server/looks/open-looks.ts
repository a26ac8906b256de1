import { z } from 'zod'
import { LOOKED_AT } from '../../src/contract/looks-api.ts'
import { ok } from '../../src/result.ts'
import { ROLES } from '../../src/rules/staff-roles.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { LOOKS } from './looks-plan.ts'

const LISTED = 100
const whatSchema = z.array(z.enum(LOOKED_AT)).min(1)

/** Who of the staff has looked. What writes it down needs nothing opened: see `noteLook`. */
export function openLooks({ db }: Pick<Ground, 'db'>): Room<Record<string, never>, typeof LOOKS> {
  return {
    doors: {},
    handlers: {
      looks: async (_, { personIds }) => {
        const rows = await db
          .selectFrom('look')
          .select(['at', 'role', 'what', 'reason'])
          .where('person_id', 'in', [...personIds])
          .orderBy('at', 'desc')
          .orderBy('look_id', 'desc')
          .limit(LISTED)
          .execute()
        return ok({
          looks: rows.map(({ at, role, what, reason }) => ({
            ...{ at: at.toISOString(), role: z.enum(ROLES).parse(role), what: whatSchema.parse(what), reason },
          })),
        })
      },
    },
  }
}
