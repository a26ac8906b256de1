import { type Kysely, sql } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { addressGroup } from '../ground/limits/address-group.ts'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './staff-audit.ts'
import type { StaffKeys } from './staff-keys.ts'

const SECOND_MS = 1_000
/** After so many wrong ones of an account the next waits; of an address, behind which a whole office may be. */
const FREE_OF_ACCOUNT = 5
const FREE_OF_ADDRESS = 20
/** What it waits then; twice as long after each further one. */
const FIRST_WAIT_MS = 15 * SECOND_MS
export const LONGEST_WAIT_MS = 24 * 3_600 * SECOND_MS
/** So many wrong ones of an account in a row are somebody who guesses; of an address as many as it has free. */
const ALARM_AT = 8
/** Behind an address are many people, whose slips add up: they are forgotten after an hour without one. Those of an account stay until the right one comes. */
const ADDRESS_FORGOTTEN_MS = 3_600 * SECOND_MS
const ROW_KEPT_MS = 365 * LONGEST_WAIT_MS

/** A try that is looked at: whoever looked says how it ended. */
export interface LookedAt {
  right(): Promise<void>
  wrong(): Promise<void>
}

/** Makes guessing slow, over every restart and for all servers on the database. */
export interface Tries {
  /** Counts a try before it is looked at; null when it is not to be looked at yet. `account`: whatever names it, existing or not. */
  begin(account: string | null, address: string): Promise<LookedAt | null>
  /** Lets an account try at once again. */
  forgive(account: string): Promise<void>
  tidy(): Promise<void>
}

export function createTries(
  db: Kysely<Tables>,
  { clock, log, keys }: { readonly clock: Clock; readonly log: Logger; readonly keys: StaffKeys },
): Tries {
  const count = async (who: string, free: number, forgottenMs: number): Promise<number | null> => {
    const now = new Date(clock.now())
    const isForgotten = sql<boolean>`greatest(staff_try.last_at, staff_try.free_at) < ${new Date(now.getTime() - forgottenMs)}`
    const failures = sql<number>`case when ${isForgotten} then 1 else least(staff_try.failures + 1, 1000000) end`
    const beyond = sql`least(${failures} - ${sql.lit(free)}, 20)`
    const wait = sql`case when ${failures} < ${sql.lit(free)} then 0 else least(${sql.lit(LONGEST_WAIT_MS)}, ${sql.lit(FIRST_WAIT_MS)} * power(2, ${beyond})) end`
    // A wait that is longer than any could be is of a clock that was set back since.
    const isFree = sql<boolean>`staff_try.free_at <= ${now} or staff_try.free_at > ${new Date(now.getTime() + LONGEST_WAIT_MS)}`
    const row = await db
      .insertInto('staff_try')
      .values({ who, failures: 1, last_at: now, free_at: now })
      .onConflict(conflict =>
        conflict
          .column('who')
          .doUpdateSet({
            failures,
            last_at: now,
            free_at: sql<Date>`${now}::timestamptz + (${wait}) * interval '1 millisecond'`,
          })
          .where(isFree),
      )
      .returning('failures')
      .executeTakeFirst()
    return row?.failures ?? null
  }
  const forget = (who: string) => db.deleteFrom('staff_try').where('who', '=', who).execute()
  const markOfAccount = (account: string) => keys.mark('tries of an account', account)

  return {
    begin: async (account, address) => {
      const ofAddress = keys.mark('tries of an address', addressGroup(address))
      const ofAccount = account === null ? null : markOfAccount(account)
      const addressFailures = await count(ofAddress, FREE_OF_ADDRESS, ADDRESS_FORGOTTEN_MS)
      if (addressFailures === null) return null
      const accountFailures = ofAccount === null ? 0 : await count(ofAccount, FREE_OF_ACCOUNT, ROW_KEPT_MS)
      if (accountFailures === null) return null
      return {
        right: async () => {
          if (ofAccount !== null) await forget(ofAccount)
          const back = db.updateTable('staff_try').set({ failures: sql`greatest(failures - 1, 0)` })
          await back.where('who', '=', ofAddress).execute()
        },
        wrong: async () => {
          for (const [what, subject, failures, alarmAt] of [
            ['account', ofAccount ?? '', accountFailures, ALARM_AT],
            ['address', ofAddress, addressFailures, FREE_OF_ADDRESS],
          ] as const) {
            if (failures !== alarmAt) continue
            log.warn({ what, failures }, 'somebody may be guessing passwords or codes of staff')
            const detail = { what, failures }
            await audit(db, new Date(clock.now()), { event: 'staff-tries-alarm', subject, terminalId: null, detail })
          }
        },
      }
    },
    forgive: async account => void (await forget(markOfAccount(account))),
    tidy: async () => {
      await db
        .deleteFrom('staff_try')
        .where('last_at', '<', new Date(clock.now() - ROW_KEPT_MS))
        .execute()
    },
  }
}
