import { openFourEyes } from '../../server/four-eyes/open-four-eyes.ts'
import type { AnyCaller, StaffCaller } from '../../server/ground/callers.ts'
import { randomId } from '../../server/ground/random-id.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { stillMay } from '../../server/staff/accounts/still-may.ts'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'
import type { Role } from '../../src/rules/staff-roles.ts'

const NOBODY: AnyCaller = { ip: '192.0.2.1', bearer: null }

/** What asks for two people over a store, and people of any role. */
export interface FourEyesWorld {
  readonly clock: FakeClock
  readonly room: ReturnType<typeof openFourEyes>
  /** Somebody with an account, logged in with both proofs just now. */
  person(role: Role, sites?: readonly string[]): Promise<StaffCaller>
  /** The same as of now, with a second proof of just now, in another login. */
  again(who: StaffCaller): Promise<StaffCaller>
}

export function createFourEyesWorld({ db }: Store, clock = fakeClock()): FourEyesWorld {
  const room = openFourEyes({ db, clock }, { staff: { stillMay } })
  const at = () => new Date(clock.now())
  const session = async (staffId: string): Promise<string> => {
    const session_key = randomId()
    const when = { started_at: at(), last_seen_at: at(), stepped_up_at: at() }
    await db
      .insertInto('staff_session')
      .values({ session_key, stage: 'in', staff_id: staffId, browser: 'test', ...when })
      .execute()
    return session_key
  }
  return {
    ...{ clock, room },
    person: async (role, sites = ['*']) => {
      const staff_id = randomId()
      await db
        .insertInto('staff_account')
        .values({
          ...{ staff_id, name: `${role} ${staff_id}`, role, sites: JSON.stringify(sites), proof: 'cas' },
          ...{ subject_key: staff_id, made_by: 'test', made_at: at() },
        })
        .execute()
      const sessionKey = await session(staff_id)
      return { ...NOBODY, staffId: staff_id, role, sites, sessionKey, steppedUpAtMs: clock.now() }
    },
    again: async ({ staffId }) => {
      const row = await db
        .selectFrom('staff_account')
        .selectAll()
        .where('staff_id', '=', staffId)
        .executeTakeFirstOrThrow()
      const sessionKey = await session(staffId)
      const sites = row.sites as string[]
      return { ...NOBODY, staffId, role: row.role, sites, sessionKey, steppedUpAtMs: clock.now() }
    },
  }
}
