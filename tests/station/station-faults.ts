import type { FaultCode } from '../../src/fault.ts'
import type { House } from './house.ts'

/** The moments of an order, in their order. */
const ORDERING = 'while the order is being made'
const PAYING = 'while the payment is awaited'
const PAID = 'when it is paid and nothing is printing'
const SENDING = 'while the first copy is being sent'
const BETWEEN = 'between two copies'
const LAST = 'while the last copy is under way'
const TELLING = 'while the outcome is being told'
const END = 'after the end'
const START = 'when the station starts'
export const MOMENT_NAMES = [ORDERING, PAYING, PAID, SENDING, BETWEEN, LAST, TELLING, END, START] as const
export type Moment = (typeof MOMENT_NAMES)[number]

/** Something that goes wrong around a kiosk for a while. */
export interface StationFault {
  readonly name: string
  readonly lastsMs: number
  /** Begun at one of these moments it leaves the order with less paper than was ordered; at every other printing goes on to the end. */
  readonly stopsAt: readonly Moment[]
  /** Whoever stood there is gone when it is over. */
  readonly nobodyStays?: true
  /** Befalls a kiosk that is on. */
  readonly needsKiosk?: true
  /** The station meets what no program goes on with: it ends, and is started again. */
  readonly mayEndStation?: true
  /** The printer may not be able to tell of a copy: then that is given back, however it ended. */
  readonly mayHidePaper?: true
  begin(house: House): unknown
  end(house: House): unknown
}

const HOUR_MS = 3_600_000
const TEN_MINUTES_MS = 600_000

const down = (name: string, lastsMs: number, stopsAt: readonly Moment[]): StationFault => ({
  ...{ name, lastsMs, stopsAt },
  begin: ({ server }) => {
    server.down = true
  },
  end: ({ server }) => {
    server.down = false
  },
})
const refusing = (name: string, code: FaultCode, status: number, stopsAt: readonly Moment[]): StationFault => ({
  ...{ name, lastsMs: 20_000, stopsAt },
  begin: ({ server }) => server.refuse(null, code, status),
  end: ({ server }) => server.refusals.splice(0),
})
const clockOff = (name: string, offMs: number): StationFault => ({
  // How long the kiosk was away its clock does not say: then nothing is printed for somebody who may be gone.
  ...{ name, lastsMs: 20_000, stopsAt: [START] },
  begin: ({ clock }) => clock.setOffMs(offMs),
  end: ({ clock }) => clock.setOffMs(0),
})

const OF_SERVER: readonly StationFault[] = [
  down('the line to the server is cut for ten seconds', 10_000, [ORDERING]),
  down('the line to the server is cut for ten minutes', TEN_MINUTES_MS, [ORDERING, PAYING, PAID, START]),
  {
    name: 'every answer of the server is lost on its way',
    lastsMs: 20_000,
    stopsAt: [ORDERING],
    begin: ({ server }) => {
      server.mute = true
    },
    end: ({ server }) => {
      server.mute = false
    },
  },
  refusing('the server refuses everything with 401', 'terminal-refused', 401, [ORDERING]),
  refusing('the server refuses everything with 403', 'terminal-refused', 403, [ORDERING]),
  refusing('the server refuses everything with 404', 'order-unknown', 404, [ORDERING, PAYING, PAID, START]),
  refusing('the server refuses everything with 409', 'order-conflict', 409, [ORDERING, START]),
  refusing('the server refuses everything with 503', 'server-nonsense', 503, [ORDERING]),
]

/** Longer than paper is waited for. */
const WHILE_PAPER_IS_OWED = [ORDERING, PAYING, PAID, SENDING, BETWEEN, LAST] as const

const jam = (name: string, lastsMs: number, stopsAt: readonly Moment[] = []): StationFault => ({
  ...{ name, lastsMs, stopsAt },
  begin: ({ printer }) => printer.jam(),
  end: ({ printer }) => printer.clearJam(),
})
const empty = (name: string, lastsMs: number, stopsAt: readonly Moment[] = []): StationFault => ({
  ...{ name, lastsMs, stopsAt },
  begin: ({ printer }) => printer.emptyTray(),
  end: ({ printer }) => printer.loadTray(200),
})

const OF_PRINTER: readonly StationFault[] = [
  jam('the printer jams and is cleared', 20_000),
  jam('the printer jams and nobody comes', TEN_MINUTES_MS, WHILE_PAPER_IS_OWED),
  empty('the tray is empty and is filled', 20_000),
  empty('the tray is empty and nobody comes', TEN_MINUTES_MS, WHILE_PAPER_IS_OWED),
  {
    name: 'the printer is busy with the paper of somebody else',
    stopsAt: [],
    lastsMs: 20_000,
    begin: ({ printer }) => printer.foreignJob({ pages: 8 }),
    end: () => {},
  },
  {
    name: 'the printer loses its power',
    stopsAt: [SENDING, LAST],
    lastsMs: 20_000,
    mayHidePaper: true,
    begin: ({ printer }) => printer.powerOff(),
    end: ({ printer }) => printer.powerOn(),
  },
  {
    name: 'the cable of the printer is pulled',
    stopsAt: [],
    lastsMs: 20_000,
    mayHidePaper: true,
    begin: ({ printer }) => printer.unplugNetwork(),
    end: ({ printer }) => printer.plugNetwork(),
  },
]

const OF_KIOSK: readonly StationFault[] = [
  clockOff('the clock of the kiosk is an hour ahead', HOUR_MS),
  clockOff('the clock of the kiosk is an hour behind', -HOUR_MS),
  {
    name: 'the disk of the kiosk is full',
    stopsAt: [],
    lastsMs: 20_000,
    mayEndStation: true,
    begin: ({ disk }) => disk.fill(),
    end: ({ disk }) => disk.makeRoom(),
  },
  {
    name: 'the station is killed',
    stopsAt: [ORDERING],
    needsKiosk: true,
    lastsMs: 3_000,
    begin: house => house.breakPower(),
    end: house => house.start(),
  },
  {
    name: 'the station is killed and away for half an hour',
    nobodyStays: true,
    stopsAt: [ORDERING, PAYING, PAID, SENDING, BETWEEN, START],
    needsKiosk: true,
    lastsMs: HOUR_MS / 2,
    begin: house => house.breakPower(),
    end: house => house.start(),
  },
  {
    name: 'the station and the server are killed, and the server is up last',
    stopsAt: [ORDERING],
    needsKiosk: true,
    lastsMs: 30_000,
    begin: async house => {
      house.server.down = true
      await house.breakPower()
      await house.clock.advance(3_000)
      await house.start()
    },
    end: ({ server }) => {
      server.down = false
    },
  },
  {
    name: 'the visitor leaves by every key there is',
    stopsAt: [PAYING],
    needsKiosk: true,
    lastsMs: 1_000,
    begin: house => {
      void house.touch({ kind: 'finish' })
      void house.touch({ kind: 'give-up' })
    },
    end: () => {},
  },
]

/** What is tried at every moment of an order. */
export const STATION_FAULTS: readonly StationFault[] = [...OF_SERVER, ...OF_PRINTER, ...OF_KIOSK]
