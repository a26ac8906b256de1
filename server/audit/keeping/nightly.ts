import { sql } from 'kysely'
import { wallTimeOfDay } from '../../../src/rules/wall-time.ts'
import type { Ground } from '../../ground/ground.ts'
import { dayIn } from '../../ground/local-day.ts'
import type { Verifications } from '../verify/verifications.ts'

const BY = 'sweep'

/** Has the chain verified once a day at an hour of the house; a night that the server was off is made up for. */
export function createNightly(
  { db, clock, house }: Pick<Ground, 'db' | 'clock' | 'house'>,
  verifications: Pick<Verifications, 'begin'>,
  verifyAt: string,
): () => Promise<void> {
  const isTime = () => wallTimeOfDay(clock.now(), house.timeZone) >= verifyAt
  const today = () => dayIn(house.timeZone, new Date(clock.now()))
  // A house that has just been set up has nothing to be made up for.
  let done = isTime() ? today() : ''
  const lastDay = async (): Promise<string | null> => {
    const { rows } = await sql<{ at: Date }>`select begun_at as at from audit_verification where by = ${BY}
      order by begun_at desc limit 1`.execute(db)
    return rows[0] ? dayIn(house.timeZone, rows[0].at) : null
  }
  let isFirst = true
  return async () => {
    if (isFirst) {
      isFirst = false
      const last = await lastDay()
      if (last !== null) done = last
    }
    if (!isTime() || done >= today()) return
    done = today()
    const last = await lastDay()
    if (last !== null && last >= done) return
    const { whole } = await verifications.begin(BY)
    await whole
  }
}
