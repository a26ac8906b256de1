import { heartbeatSchema } from '../../src/contract/heartbeat-api.ts'
import { beatOf } from '../peers/fleet-world.ts'
import { startPostgres } from '../peers/postgres.ts'
import { enrolKiosk, type KioskDouble, startServerWorld } from '../peers/server-world.ts'
import { type Figure, figure } from './figure.ts'

/** Each is enrolled by a slow hash: fewer of them, oftener. */
const TERMINALS = 50
const ROUNDS = 20
const FLEET = 500
const EVERY_SECONDS = 30
/** Of one core, for a fleet. */
const SHARE_AIM = 0.05
const AIM_MS = (SHARE_AIM * 1000 * EVERY_SECONDS) / FLEET
const SUPPLIES = {
  markers: [{ name: 'Black toner', kind: 'toner', color: '#000000', level: { kind: 'known', value: 40 } as const }],
  trays: [
    {
      name: 'tray-1',
      sizeMm: [210, 297] as [number, number],
      level: { kind: 'known', value: 120 } as const,
      maxSheets: 250,
    },
  ],
  reasons: [],
}

/**
 * Heartbeats over HTTP to the real server on PostgreSQL: how long each is waited for, and what it costs the process, the double that signs
 * and sends it included: less than that is the server's own.
 */
export async function measureFleet(): Promise<Figure[]> {
  const postgres = await startPostgres()
  const world = await startServerWorld(postgres.databaseUrl)
  try {
    const kiosks: KioskDouble[] = []
    for (let at = 0; at < TERMINALS; at++) kiosks.push(await enrolKiosk(world))
    const waitedMs: number[] = []
    const cpuMs: number[] = []
    for (let nth = 1; nth <= ROUNDS + 1; nth++) {
      const before = process.cpuUsage()
      for (const kiosk of kiosks) {
        const said = heartbeatSchema.parse({ ...beatOf({ nth, clockMs: world.clock.now() }), supplies: SUPPLIES })
        const beganMs = performance.now()
        const { status } = await kiosk.post('/v1/terminal/heartbeat', said)
        if (status !== 200) throw new Error(`a heartbeat was not taken: ${status}`)
        // The first of each writes down what has changed.
        if (nth > 1) waitedMs.push(performance.now() - beganMs)
      }
      const { user, system } = process.cpuUsage(before)
      if (nth > 1) cpuMs.push((user + system) / 1000 / TERMINALS)
      await world.clock.advance(EVERY_SECONDS * 1000)
    }
    const ofOneCore = cpuMs.map(ms => (ms * FLEET) / (EVERY_SECONDS * 1000))
    return [
      figure('heartbeat-waited-for', 'ms', null, waitedMs),
      figure('heartbeat-cpu-with-its-sender', 'ms', AIM_MS, cpuMs),
      figure('fleet-of-500-share-of-a-core', 'times', SHARE_AIM, ofOneCore),
    ]
  } finally {
    await world.close()
    await postgres.stop()
  }
}
