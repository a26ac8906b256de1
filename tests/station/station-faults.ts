import type { FaultCode } from '../../src/fault.ts'
import type { House } from './house.ts'

/** Something that goes wrong around a kiosk for a while. */
export interface StationFault {
  readonly name: string
  readonly lastsMs: number
  /** Befalls a kiosk that is on. */
  readonly needsKiosk?: true
  /** The printer may not be able to tell of a copy: then that is given back, however it ended. */
  readonly mayHidePaper?: true
  begin(house: House): unknown
  end(house: House): unknown
}

const HOUR_MS = 3_600_000
const TEN_MINUTES_MS = 600_000

const down = (name: string, lastsMs: number): StationFault => ({
  ...{ name, lastsMs },
  begin: ({ server }) => {
    server.down = true
  },
  end: ({ server }) => {
    server.down = false
  },
})
const refusing = (name: string, code: FaultCode, status: number): StationFault => ({
  ...{ name, lastsMs: 20_000 },
  begin: ({ server }) => server.refuse(null, code, status),
  end: ({ server }) => server.refusals.splice(0),
})
const clockOff = (name: string, offMs: number): StationFault => ({
  ...{ name, lastsMs: 20_000 },
  begin: ({ clock }) => clock.setOffMs(offMs),
  end: ({ clock }) => clock.setOffMs(0),
})

const OF_SERVER: readonly StationFault[] = [
  down('the line to the server is cut for ten seconds', 10_000),
  down('the line to the server is cut for ten minutes', TEN_MINUTES_MS),
  {
    name: 'every answer of the server is lost on its way',
    lastsMs: 20_000,
    begin: ({ server }) => {
      server.mute = true
    },
    end: ({ server }) => {
      server.mute = false
    },
  },
  refusing('the server refuses everything with 401', 'terminal-refused', 401),
  refusing('the server refuses everything with 403', 'terminal-refused', 403),
  refusing('the server refuses everything with 404', 'order-unknown', 404),
  refusing('the server refuses everything with 409', 'order-conflict', 409),
  refusing('the server refuses everything with 503', 'server-nonsense', 503),
]

const jam = (name: string, lastsMs: number): StationFault => ({
  ...{ name, lastsMs },
  begin: ({ printer }) => printer.jam(),
  end: ({ printer }) => printer.clearJam(),
})
const empty = (name: string, lastsMs: number): StationFault => ({
  ...{ name, lastsMs },
  begin: ({ printer }) => printer.emptyTray(),
  end: ({ printer }) => printer.loadTray(200),
})

const OF_PRINTER: readonly StationFault[] = [
  jam('the printer jams and is cleared', 20_000),
  jam('the printer jams and nobody comes', TEN_MINUTES_MS),
  empty('the tray is empty and is filled', 20_000),
  empty('the tray is empty and nobody comes', TEN_MINUTES_MS),
  {
    name: 'the printer is busy with the paper of somebody else',
    lastsMs: 20_000,
    begin: ({ printer }) => printer.foreignJob({ pages: 8 }),
    end: () => {},
  },
  {
    name: 'the printer loses its power',
    lastsMs: 20_000,
    mayHidePaper: true,
    begin: ({ printer }) => printer.powerOff(),
    end: ({ printer }) => printer.powerOn(),
  },
  {
    name: 'the cable of the printer is pulled',
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
    lastsMs: 20_000,
    begin: ({ disk }) => disk.fill(),
    end: ({ disk }) => disk.makeRoom(),
  },
  {
    name: 'the station is killed',
    needsKiosk: true,
    lastsMs: 3_000,
    begin: house => house.breakPower(),
    end: house => house.start(),
  },
  {
    name: 'the station is killed and away for half an hour',
    needsKiosk: true,
    lastsMs: HOUR_MS / 2,
    begin: house => house.breakPower(),
    end: house => house.start(),
  },
  {
    name: 'the station and the server are killed, and the server is up last',
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
