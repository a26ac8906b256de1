import type { FourEyes } from '../four-eyes/four-eyes.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import { endOfDay } from '../ground/end-of-day.ts'
import type { Ground } from '../ground/ground.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Room } from '../ground/room.ts'
import type { LastLook, Mail } from '../mail/mail.ts'
import { type ResolvedInForce, readDrift } from '../settings/settings.ts'
import type { Terminals } from '../terminals/terminals.ts'
import { forgetOld, lookAndTell } from './alerts/alert-desk.ts'
import { readReached } from './alerts/read-reached.ts'
import { sendToRobot } from './alerts/send-robot.ts'
import { tell } from './alerts/tell.ts'
import { backByItself } from './back-by-itself.ts'
import type { Fleet } from './fleet.ts'
import type { FLEET } from './fleet-plan.ts'
import { fleetHandlers } from './handlers.ts'
import { createHours } from './hours.ts'
import { createReadMaintained } from './maintained.ts'
import { createMover } from './move-terminal.ts'
import type { ReadParts } from './read-terminals.ts'
import { noteSilence } from './serving-rows.ts'
import { createTakeHeartbeat } from './take-heartbeat.ts'
import { createWatch } from './watch.ts'

const DAY_MS = 86_400_000
const LOOK_MS = 15_000
const SEND_MS = 5_000

export interface FleetNeeds {
  readonly terminals: Terminals
  readonly mail: Pick<Mail, 'sends' | 'post' | 'reached' | 'lookBefore'>
  readonly settings: Pick<ResolvedInForce, 'below'>
  readonly fourEyes: FourEyes
}

/** How the terminals are, and who is told of it. */
export function openFleet(
  ground: Ground,
  { terminals, mail, settings: inForce, fourEyes }: FleetNeeds,
  { fleet: settings }: SectionsOf<typeof FLEET>,
): Room<Fleet, typeof FLEET> {
  const { db, clock, house } = ground
  const maintained = createReadMaintained(inForce)
  const read: ReadParts = {
    db,
    hours: createHours(maintained, house.timeZone),
    dayStart: now => dayStart(house.timeZone, now),
  }
  const watching = createWatch(db, clock)
  let listeningSinceMs = clock.now()
  const watch = async () => {
    listeningSinceMs = await watching.look()
    await noteSilence(db, clock.now())
    await backByItself({ db, clock, terminals, maintained })
    const notices = { drift: readDrift, maintained }
    await lookAndTell({ ...ground, read, notices, mail, settings: settings.alerts }, listeningSinceMs)
  }
  const forget = () => forgetOld(db, new Date(clock.now() - settings.keptDays * DAY_MS))
  const { robotUrlFile } = settings.alerts
  const looks = new Map<string, LastLook>()
  return {
    doors: {
      watch,
      reachesSomebody: robotUrlFile !== null || (mail.sends.letters && settings.alerts.mail.length > 0),
      tell: (tx, { subject, text }, now, about) => {
        const { language } = settings.alerts
        const words = { subject: subject[language], text: text[language] }
        return tell({ log: ground.log, mail, settings: settings.alerts }, tx, words, now, about)
      },
      lookBefore: (purpose, look) => {
        looks.set(purpose, look)
        mail.lookBefore(purpose, look)
      },
      reached: references => readReached({ db, mail }, references),
    },
    handlers: fleetHandlers({
      ...{ ground, read, terminals, takeHeartbeat: createTakeHeartbeat(db, clock) },
      mover: createMover({ ground, terminals, settings: inForce, fourEyes }),
      listeningSince: () => new Date(listeningSinceMs),
    }),
    sweeps: [
      { name: 'terminals', everyMs: LOOK_MS, run: watch },
      { name: 'old heartbeats', everyMs: DAY_MS, run: forget },
      ...(robotUrlFile === null
        ? []
        : [
            {
              name: 'robot',
              everyMs: SEND_MS,
              run: (signal: AbortSignal) => sendToRobot({ ...ground, looks }, robotUrlFile, signal),
            },
          ]),
    ],
  }
}

/** The first moment of a day by the wall clock. */
function dayStart(timeZone: string, now: Date): Date {
  const before = new Date(Date.parse(`${dayIn(timeZone, now)}T12:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
  return new Date(endOfDay(timeZone, before).getTime() + 1)
}
