import type { Fleet } from '../fleet/fleet.ts'
import type { FourEyes } from '../four-eyes/four-eyes.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import { PURPOSE, remindDue, whyNotAnyMore } from './remind.ts'
import type { Reminders } from './reminders.ts'
import type { REMINDERS } from './reminders-plan.ts'

const SWEEP_EVERY_MS = 60_000

export interface ReminderNeeds {
  readonly fourEyes: Pick<FourEyes, 'waiting'>
  readonly fleet: Pick<Fleet, 'reachesSomebody' | 'tell' | 'reached' | 'lookBefore'>
}

/** Tells of what waits for a second person, and of complaints whose time runs out. */
export function openReminders(
  ground: Pick<Ground, 'db' | 'clock' | 'house'>,
  { fourEyes, fleet }: ReminderNeeds,
): Room<Reminders, typeof REMINDERS> {
  const parts = { db: ground.db, clock: ground.clock, house: ground.house, fourEyes, fleet }
  fleet.lookBefore(PURPOSE, reminderId => whyNotAnyMore(parts, reminderId))
  return {
    doors: { remind: () => remindDue(parts) },
    handlers: {},
    // Where nobody gets the alerts there is nothing to look for.
    sweeps: fleet.reachesSomebody
      ? [{ name: 'reminders', everyMs: SWEEP_EVERY_MS, run: signal => remindDue(parts, signal) }]
      : [],
  }
}
