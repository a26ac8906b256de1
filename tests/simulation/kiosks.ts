import { join } from 'node:path'
import { openTerminalKeys, type TerminalKey } from '../../main/station/terminal-key.ts'
import { serverKeyOf } from '../../server/ground/server-key.ts'
import type { Chance } from './chance.ts'
import { createDisk, isDiskTrouble } from './disk.ts'
import type { Faults } from './faults.ts'
import { type Journal, WORLD_BEGINS_MS } from './journal.ts'
import type { Kiosk } from './kiosk.ts'
import type { Misfortune } from './misfortune.ts'
import { createLine, type Line } from './network.ts'
import { createPrinterLine } from './printer.ts'
import type { SimulatedServer } from './server.ts'
import { createSimulatedStation } from './station.ts'
import type { SimulatedStore } from './store.ts'
import type { VirtualClock } from './virtual-clock.ts'
import type { Workshop } from './workshop.ts'

export interface KioskParts {
  readonly shop: Workshop
  readonly time: VirtualClock
  readonly chance: Chance
  readonly faults: Faults
  readonly journal: Journal
  readonly onLogged: (who: string) => (line: string) => void
  readonly misfortune: () => Misfortune
}

/** Keys are dear to make, and kiosks of one name have the same in every world of a process. */
const keysOfKiosks = new Map<string, TerminalKey>()

/** Of the server: kiosks that were enrolled know it. */
const SERVER_SECRET = Buffer.alloc(32, 7)
const SERVER_KEY = serverKeyOf(SERVER_SECRET)

/** Every kiosk has a name of the server of its own: by it the network knows whose request it carries. */
const hostOf = (nth: number) => `kiosk-${nth}.server.example`

/** The `nth` kiosk, switched off, with an empty ledger and a printer of its own. */
export function buildKiosk(parts: KioskParts, nth: number): Kiosk {
  const { shop, time, chance, faults, journal, misfortune } = parts
  const name = `kiosk ${nth}`
  const terminalId = `simulated-terminal-${nth}`
  const ledgerFile = join(shop.folder, `ledger-${nth}.sqlite`)
  const disk = createDisk(ledgerFile)
  disk.remove()
  const printer = createPrinterLine({
    ...{ name, time, chance, faults, pagesOf: shop.documents.pagesOf },
    passing: (when, operation) => misfortune().printerMoment(kiosk, when, operation),
  })
  const station = createSimulatedStation({
    ...{ name, time, work: shop.work, disk, printer, terminalId },
    key: keyOf(shop, name),
    baseUrl: `https://${hostOf(nth)}`,
    serverKey: SERVER_KEY.publicKey,
    anchorsPem: shop.documents.anchorsPem,
    diskMoment: (when, what) => misfortune().diskMoment(kiosk, when, what),
    onLogged: parts.onLogged(name),
    onBug: error => {
      const code = (error as { code?: string }).code
      if (!isDiskTrouble(error)) journal.bug(`${name}: ${error instanceof Error ? error.stack : String(error)}`)
      misfortune().stationGone(kiosk, `ends itself: ${code ?? String(error)}`, 3_000)
    },
  })
  const devices = { station, printer, disk, ledgerFile }
  const kiosk: Kiosk = { name, terminalId, ...devices, owner: null, lastTap: null, front: null, isStolen: false }
  return kiosk
}

/** The lines of all kiosks to the server, as one `fetch`. */
export function connectKiosks(
  { time, faults, misfortune }: KioskParts,
  kiosks: readonly Kiosk[],
  server: SimulatedServer,
): Line {
  const lines = new Map(
    kiosks.map((kiosk, index) => [
      hostOf(index + 1),
      createLine({
        ...{ name: kiosk.name, time, faults, server },
        life: kiosk.station.life,
        passing: (when, path) => misfortune().lineMoment(kiosk, when, path),
      }),
    ]),
  )
  return { fetch: (url, init) => lines.get(new URL(url).hostname)!.fetch(url, init) }
}

/** Lets the server know the kiosks, as if each had been enrolled. */
export async function enrolKiosks({ db }: SimulatedStore, kiosks: readonly Kiosk[]): Promise<void> {
  // It outlives a world, as all that a first start makes.
  const serverKey = { secret: SERVER_SECRET.toString('base64'), made_at: new Date(WORLD_BEGINS_MS) }
  await db
    .insertInto('house_secret')
    .values({ name: 'server-key', ...serverKey })
    .onConflict(conflict => conflict.column('name').doUpdateSet(serverKey))
    .execute()
  for (const { name, terminalId } of kiosks) {
    const { publicKey } = keysOfKiosks.get(name)!
    const place = { name_zh: name, name_en: name, place_zh: '大厅', place_en: 'Hall' }
    const enrolment = { state: 'active', enrolled_at: new Date(WORLD_BEGINS_MS) } as const
    await db
      .insertInto('terminal')
      .values({ terminal_id: terminalId, public_key: publicKey, ...place, ...enrolment })
      .execute()
  }
}

function keyOf({ folder }: Workshop, name: string): TerminalKey {
  const key = keysOfKiosks.get(name) ?? openTerminalKeys(join(folder, name.replace(' ', '-'))).current
  keysOfKiosks.set(name, key)
  return key
}
