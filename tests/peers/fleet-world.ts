import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { FLEET } from '../../server/fleet/fleet-plan.ts'
import { openFleet } from '../../server/fleet/open-fleet.ts'
import type { FourEyes } from '../../server/four-eyes/four-eyes.ts'
import type { StaffCaller, TerminalCaller } from '../../server/ground/callers.ts'
import { serverKeyOf } from '../../server/ground/server-key.ts'
import type { Store } from '../../server/ground/store/store.ts'
import type { Letter } from '../../server/mail/mail.ts'
import type { ResolvedInForce } from '../../server/settings/settings.ts'
import { createEnrolment } from '../../server/terminals/enrolment.ts'
import { askForNewKey } from '../../server/terminals/key-changes.ts'
import { addSite, changeSite } from '../../server/terminals/sites.ts'
import { bringBack, changePlace, changePlaceIn, takeOut } from '../../server/terminals/staff-acts.ts'
import { isRetired, setTerminalState } from '../../server/terminals/terminal-rows.ts'
import { listSites, siteOf, type Terminals } from '../../server/terminals/terminals.ts'
import { type Heartbeat, heartbeatSchema } from '../../src/contract/heartbeat-api.ts'
import type { TerminalId } from '../../src/contract/ids.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { ok, unwrap } from '../../src/result.ts'
import { FILE_SETTINGS } from '../../src/settings/fixture.ts'
import type { Settings } from '../../src/settings/settings.ts'
import { createTerminalDouble } from './terminal-double.ts'

type InForce = Awaited<ReturnType<ResolvedInForce['below']>>

const ANY = { ip: '192.0.2.1', bearer: null }
const both = (text: string) => ({ zh: text, en: text })

/** A heartbeat of a terminal that is well, with whatever is otherwise. */
export const beatOf = (more: Partial<Heartbeat> = {}): Heartbeat =>
  heartbeatSchema.parse({
    ...{ version: '0.1.0', start: 'start-of-one', nth: 1, upSeconds: 60, clockMs: 0, standing: 'idle', blockedBy: [] },
    devices: [
      { kind: 'page-printer', state: 'works', forSeconds: 60, faults: [] },
      { kind: 'campus-card-reader', state: 'works', forSeconds: 60, faults: [] },
    ],
    ...{ supplies: null, jobs: { open: 0, oldestSeconds: null }, settingsVersion: null, disk: null },
    ...more,
  })

export const JAMMED: Partial<Heartbeat> = {
  blockedBy: [{ code: 'printer-jam' }],
  devices: [{ kind: 'page-printer', state: 'fails', forSeconds: 5, faults: [{ code: 'printer-jam' }] }],
}

type FleetMail = Parameters<typeof openFleet>[1]['mail']

const keptMail = (letters: Letter[]): FleetMail => ({
  sends: { letters: true, texts: false },
  post: async (_, letter) => ok(String(letters.push(letter))),
  reached: async () => new Set(),
  lookBefore: () => undefined,
})

const NOBODY_AGREES: FourEyes = {
  hear: () => undefined,
  propose: () => Promise.reject(new Error('nobody is there to agree')),
  waiting: async () => [],
}

/** The room of the fleet over a store, with terminals that say what a test has them say. */
export function createFleetWorld(
  { db }: Store,
  {
    alerts = {},
    clock = fakeClock(),
    fourEyes = NOBODY_AGREES,
    mail,
  }: {
    readonly alerts?: Record<string, unknown>
    readonly clock?: ReturnType<typeof fakeClock>
    readonly fourEyes?: FourEyes
    /** Where nothing is said, letters are only kept. */
    readonly mail?: FleetMail
  } = {},
) {
  const now = () => new Date(clock.now())
  const enrolment = createEnrolment(db, clock)
  const serverKey = serverKeyOf(new Uint8Array(32))
  const letters: Letter[] = []
  const by = (staffId: string) => ({ now: now(), by: staffId })
  const terminals = {
    sites: () => listSites(db),
    siteOf: id => siteOf(db, id),
    isRetired: id => isRetired(db, id),
    addSite: (site, staffId) => addSite(db, site, by(staffId)),
    changeSite: (site, staffId) => changeSite(db, site, by(staffId)),
    createEnrolmentCode: async terminal => ({ ...(await enrolment.createCode(terminal)), text: 'AAAA-BBBB' }),
    setState: (id, state, staffId) => setTerminalState(db, id, state, now(), staffId),
    askForNewKey: (id, staffId) => askForNewKey(db, id, now(), staffId),
    takeOut: (id, why, staffId) => takeOut(db, id, why, by(staffId)),
    bringBack: (id, staffId) => bringBack(db, id, by(staffId)),
    bringBackDue: (id, whom) => bringBack(db, id, { ...by(whom), isDue: true }),
    changePlaceIn,
    changePlace: (id, change, staffId) => changePlace(db, id, change, by(staffId)),
    whoAsks: () => Promise.reject(new Error('nobody asks')),
  } satisfies Terminals
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'))
  const { fleet } = FLEET.config(path => join(folder, path))
  /** When they are open: as the settings of the house say it. */
  const hours: { now: Settings['hours'] } = { now: { week: null, closedDays: [] } as Settings['hours'] }
  const maintenance: { now: Settings['maintenance'] } = { now: FILE_SETTINGS.maintenance }
  /** What is set otherwise at a site. */
  const ofSite = new Map<string, Partial<Settings>>()
  let newest = 0
  const openRoom = () =>
    openFleet(
      {
        ...{ db, clock, serverKey, log: pino({ level: 'silent' }) },
        house: {
          name: both('示范大学'),
          payeeName: '',
          helpPhone: '',
          timeZone: 'Asia/Shanghai',
          publicBaseUrl: 'https://x',
        },
      } as unknown as Parameters<typeof openFleet>[0],
      {
        terminals,
        fourEyes,
        mail: mail ?? keptMail(letters),
        settings: {
          below: async ({ siteId }) => {
            // The real one asks the database: whoever asks it in a transaction of their own waits for ever on an embedded one.
            await db.selectFrom('settings_publication').select('number').limit(1).execute()
            const own = { hours: hours.now, maintenance: maintenance.now, ...ofSite.get(siteId ?? '') }
            return { newest: newest++, siteId, settings: { ...FILE_SETTINGS, ...own }, from: {} as InForce['from'] }
          },
        },
      },
      { fleet: fleet.parse({ alerts: { language: 'en', ...alerts } }) },
    )
  let room = openRoom()
  let nth = 0
  return {
    ...{ db, clock, letters, folder, hours, maintenance, ofSite, enrolment, terminals },
    room: () => room,
    /** As after a new start of the server. */
    restart: () => {
      room = openRoom()
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
    site: async (siteId: string) => addSite(db, { siteId, name: both(siteId) }, by('test')),
    enrol: async (name: string, siteId = 'main'): Promise<TerminalId> => {
      const { code } = await enrolment.createCode({ name: both(name), place: both('Hall'), siteId })
      return unwrap(await enrolment.enrol(createTerminalDouble().prove(code)))
    },
    say: (terminalId: TerminalId, more: Partial<Heartbeat> = {}) => {
      nth++
      const caller: TerminalCaller = { ...ANY, terminalId }
      return room.handlers.heartbeat(beatOf({ nth, clockMs: clock.now(), ...more }), caller)
    },
    staff: (sites: readonly string[] = ['*'], steppedUpAtMs = clock.now()): StaffCaller => ({
      ...{ ...ANY, staffId: 'staff-of-the-test', role: 'admin', sites, sessionKey: 'x', steppedUpAtMs },
    }),
  }
}

export type FleetWorld = ReturnType<typeof createFleetWorld>
