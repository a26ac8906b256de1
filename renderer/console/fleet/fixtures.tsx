import { FLEET_ROUTES, type FleetTerminal, type FleetTerminalPage } from '../../../src/contract/fleet-api.ts'
import type { TerminalId } from '../../../src/contract/ids.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { refuses } from '../fixtures/fixture-server.ts'
import { PageHead } from '../parts/page-head.tsx'
import { EnrolDialog } from './enrol-button.tsx'

const NOW = '2026-11-22T01:02:03.000Z'
const SINCE = '2026-11-21T23:40:00.000Z'
const MAIN = { siteId: 'main', name: { zh: '校本部', en: 'Main campus' } }
const NORTH = { siteId: 'north', name: { zh: '北校区', en: 'North campus' } }

const terminalOf = (
  nth: number,
  serving: FleetTerminal['serving'],
  more: Partial<FleetTerminal> = {},
): FleetTerminal => ({
  terminalId: `terminal-of-the-gallery-${nth}` as TerminalId,
  name: { zh: `${nth} 号机`, en: `Kiosk ${nth}` },
  place: { zh: '行政楼一层大厅', en: 'Administration Building, ground floor' },
  ...{ siteId: 'main', letIn: 'active', serving, takenOut: null, lastHeardAt: NOW, isInVisit: false },
  ...{ version: '0.1.0', openJobs: 0, visitsToday: 17 * nth },
  ...more,
})
const OUT = { since: SINCE, reason: { zh: '打印机正在保养', en: 'The printer is being serviced' }, until: NOW }
const TERMINALS = [
  terminalOf(1, { kind: 'can', since: SINCE, lacks: [] }, { isInVisit: true }),
  terminalOf(2, { kind: 'cannot', since: SINCE, missing: { part: 'page-printer', code: 'printer-jam' }, lacks: [] }),
  terminalOf(3, { kind: 'silent', since: SINCE }, { lastHeardAt: SINCE }),
  terminalOf(4, { kind: 'taken-out', since: SINCE }, { takenOut: OUT }),
  terminalOf(5, { kind: 'can', since: SINCE, lacks: [{ part: 'receipt-printer', code: 'receipt-printer-failed' }] }),
  terminalOf(6, { kind: 'never-heard' }, { lastHeardAt: null, version: null, openJobs: null }),
  terminalOf(7, { kind: 'shut-out', letIn: 'quarantined' }, { letIn: 'quarantined' }),
  terminalOf(8, { kind: 'closed' }, { siteId: 'north' }),
  terminalOf(
    9,
    {
      ...{ kind: 'cannot', since: SINCE, lacks: [] },
      missing: { part: 'clock', code: 'clock-off', minutesAhead: -7 },
    },
    { siteId: 'north', lastHeardAt: SINCE },
  ),
]

const PAGE: FleetTerminalPage = {
  ...TERMINALS[1]!,
  ...{ enrolledAt: SINCE, isKeyDue: true, startedAt: SINCE, clockOffsetMs: -14_000, settingsVersion: 12 },
  ...{ diskFreeMib: 51_200, diskAllMib: 244_000, openJobs: 2, oldestJobAt: SINCE },
  blockedBy: [{ code: 'printer-jam', detail: 'media-jam-error' }],
  devices: [
    { kind: 'campus-card-reader', state: 'works', faults: [], since: SINCE },
    { kind: 'page-printer', state: 'fails', faults: [{ code: 'printer-jam' }], since: SINCE },
    { kind: 'stapler', state: 'warns', faults: [{ code: 'staples-low' }], since: SINCE },
  ],
  supplies: {
    markers: [
      { name: 'Black toner', kind: 'toner', color: '#000000', level: { kind: 'known', value: 40 } },
      { name: 'Waste', kind: 'waste-toner', color: '', level: { kind: 'some' } },
    ],
    trays: [
      { name: 'tray-1', sizeMm: [210, 297], level: { kind: 'known', value: 120 }, maxSheets: 250 },
      { name: 'tray-2', sizeMm: null, level: { kind: 'unknown' }, maxSheets: null },
    ],
    sources: ['tray-1', 'tray-2'],
    reasons: ['media-jam-error'],
  },
  changes: [{ kind: 'page-printer', state: 'fails', faults: [{ code: 'printer-jam' }], at: SINCE }],
  spans: [
    { serving: 'cannot', missing: { part: 'page-printer', code: 'printer-jam' }, from: SINCE, until: null },
    { serving: 'can', missing: null, from: '2026-11-20T00:00:00.000Z', until: SINCE },
  ],
  events: [{ event: 'terminal-brought-back', at: SINCE, by: '王建国', said: null }],
}

const SITES = [
  { ...MAIN, terminals: TERMINALS.filter(({ siteId }) => siteId === 'main') },
  { ...NORTH, terminals: TERMINALS.filter(({ siteId }) => siteId === 'north') },
]
export const FLEET_ANSWERS = answersTo(FLEET_ROUTES, {
  fleetOverview: async () => ok({ now: NOW, listeningSince: SINCE, sites: SITES }),
  fleetSites: async () => ok({ sites: [MAIN, NORTH], mayAdd: true }),
  fleetTerminals: async () => ok({ rows: TERMINALS, next: null }),
  fleetTerminal: async () => ok(PAGE),
})
const EMPTY = answersTo(FLEET_ROUTES, {
  fleetOverview: async () => ok({ now: NOW, listeningSince: SINCE, sites: [] }),
  fleetSites: async () => ok({ sites: [], mayAdd: true }),
  fleetTerminals: async () => ok({ rows: [], next: null }),
  fleetTerminal: refuses('terminal-unknown', 404),
})
const OUT_PAGE = answersTo(FLEET_ROUTES, {
  fleetSites: async () => ok({ sites: [MAIN, NORTH], mayAdd: true }),
  fleetTerminal: async () => ok({ ...PAGE, ...TERMINALS[3]! }),
})

const ONE = `terminals/${PAGE.terminalId}`
const CODE = { text: 'K7QX-2M4P-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ', fingerprint: 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ' }
const inAQuarter = () => new Date(Date.now() + 14 * 60_000).toISOString()

/** The pages of the terminals, each in a state of its own. */
export const FLEET_FIXTURES: readonly ConsoleFixture[] = [
  { name: 'overview-terminals', path: '', answers: FLEET_ANSWERS },
  { name: 'overview-no-terminals', path: '', answers: EMPTY },
  { name: 'terminals', path: 'terminals', answers: FLEET_ANSWERS },
  { name: 'terminals-none', path: 'terminals', answers: EMPTY },
  { name: 'terminal', path: ONE, answers: FLEET_ANSWERS },
  { name: 'terminal-taken-out', path: ONE, answers: OUT_PAGE, role: 'maintenance' },
  { name: 'terminal-unknown', path: ONE, answers: EMPTY },
  {
    ...{ name: 'enrol-code', path: '', answers: FLEET_ANSWERS },
    screen: (
      <>
        <PageHead title="·" />
        <EnrolDialog sites={[MAIN]} first={{ ...CODE, expiresAt: inAQuarter() }} onClose={() => undefined} />
      </>
    ),
  },
  {
    ...{ name: 'enrol', path: '', answers: FLEET_ANSWERS },
    screen: (
      <>
        <PageHead title="·" />
        <EnrolDialog sites={[MAIN, NORTH]} onClose={() => undefined} />
      </>
    ),
  },
]
