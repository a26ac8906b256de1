import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { startCampus } from '../../demo/campus/campus.ts'
import type { FourEyes } from '../../server/four-eyes/four-eyes.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { openReminders } from '../../server/reminders/open-reminders.ts'
import type { FakeClock } from '../../src/fake-clock.ts'
import { createFleetWorld } from './fleet-world.ts'
import { openAuthority, openMailWorld, relaySection } from './mail-world.ts'
import { startSmtpDouble } from './smtp-double.ts'

const HOUSE = { timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' }
const NO_PROPOSALS: FourEyes = {
  hear: () => undefined,
  propose: () => Promise.reject(new Error('nobody proposes here')),
  waiting: async () => [],
}

/** A relay and a robot, once for all tests of a file. */
export async function startReceivers() {
  const authority = await openAuthority()
  const relay = await startSmtpDouble({ tls: authority })
  const campus = await startCampus({ robot: {} })
  const { robot } = campus
  if (!robot) throw new Error('a robot was asked for')
  return {
    ...{ authority, relay, robot },
    close: async () => {
      await relay.close()
      await campus.close()
      await authority.remove()
    },
  }
}

export interface ReminderWorldOptions {
  readonly clock: FakeClock
  readonly fourEyes?: FourEyes
  readonly alerts?: Record<string, unknown>
}

/** What tells of things that wait, over a store, a real outbox and relay, and a robot. */
export async function openReminderWorld(
  store: Store,
  { authority, relay, robot }: Awaited<ReturnType<typeof startReceivers>>,
  { clock, fourEyes = NO_PROPOSALS, alerts = { mail: ['duty@example.edu.cn'] } }: ReminderWorldOptions,
) {
  await store.db.deleteFrom('reminder').execute()
  await store.db.deleteFrom('message').execute()
  await store.db.deleteFrom('fleet_robot_message').execute()
  relay.letters.length = 0
  relay.faults.rcptTo = null
  robot.reset()
  const mail = await openMailWorld(store, { mail: relaySection(relay.port, authority), clock })
  const fleet = createFleetWorld(store, { alerts, clock, mail: mail.desk })
  writeFileSync(join(fleet.folder, 'robot.txt'), `${robot.url()}\n`)
  const open = () =>
    openReminders({ db: store.db, clock, house: HOUSE as never }, { fourEyes, fleet: fleet.room().doors })
  let room = open()
  const send = async () => {
    await mail.sweep('letters')
    const sweep = fleet.room().sweeps?.find(({ name }) => name === 'robot')
    await sweep?.run(new AbortController().signal)
  }
  return {
    send,
    /** As after a new start of the server. */
    restart: () => {
      fleet.restart()
      room = open()
    },
    /** Another server on the same database. */
    another: open,
    /** One round of everything, after some time. */
    round: async (afterMs = 0) => {
      if (afterMs > 0) await clock.advance(afterMs)
      await room.doors.remind()
      await send()
    },
    remind: () => room.doors.remind(),
    /** The letters that the relay has taken, as they are read. */
    letters: () =>
      Promise.all(
        relay.letters.map(async ({ to, source }) => {
          const { subject, text } = await simpleParser(Buffer.from(source, 'latin1'))
          return { to, subject, text: text?.trim() ?? '' }
        }),
      ),
    robotTexts: () => robot.messages(),
    close: async () => {
      fleet.close()
      await mail.close()
    },
  }
}

export type ReminderWorld = Awaited<ReturnType<typeof openReminderWorld>>
