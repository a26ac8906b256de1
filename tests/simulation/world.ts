import type { ContentStore } from '../../server/ground/store/content-store.ts'
import { type Backup, createBackup } from './backup.ts'
import { type Chance, chanceOf, wholeOf } from './chance.ts'
import { createMemoryContent } from './documents.ts'
import { createFaults, type FaultOptions, type Faults } from './faults.ts'
import { createSimulatedGateway, GATEWAY_URL, type SimulatedGateway } from './gateway.ts'
import { hearLogs } from './heard-log.ts'
import { createJournal, type Journal, WORLD_BEGINS_MS } from './journal.ts'
import type { Kiosk } from './kiosk.ts'
import { buildKiosk, connectKiosks, enrolKiosks, type KioskParts } from './kiosks.ts'
import { Killed } from './life.ts'
import { createMisfortune, type Misfortune } from './misfortune.ts'
import { type Visitor, type VisitPlan, visitorOf } from './people.ts'
import { createSimulatedServer, type SimulatedServer } from './server.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'
import { createVisits } from './visits.ts'
import { watchFigures } from './watch-figures.ts'
import { watchKiosk } from './watch-kiosk.ts'
import { watchReadiness } from './watch-readiness.ts'
import { watchServer } from './watch-server.ts'
import { watchWords } from './watch-words.ts'
import { type Weather, weatherOf } from './weather.ts'
import type { Workshop } from './workshop.ts'

export interface WorldOptions {
  readonly seed: number
  /** Which part of all calls goes wrong. */
  readonly rate: number
  readonly visitors: number
  /** The only faults that strike, by id, and the only visitors that come, by name; all without it. */
  readonly only?: ReadonlySet<string>
  /** Decides what goes wrong, in place of chance: for who tries one call after the other. */
  readonly faults?: (options: FaultOptions) => Faults
  /** How many kiosks there are, and what every visitor means to do: for who knows which visit it is to be. */
  readonly kiosks?: number
  readonly plan?: Partial<VisitPlan>
  /** Stands between the server and its files. */
  readonly filesThrough?: (content: ContentStore) => ContentStore
}

export interface World extends Journal {
  readonly options: WorldOptions
  readonly content: ContentStore
  readonly time: VirtualClock
  readonly chance: Chance
  readonly faults: Faults
  readonly server: SimulatedServer
  readonly gateway: SimulatedGateway
  readonly kiosks: readonly Kiosk[]
  readonly visitors: readonly Visitor[]
  readonly misfortune: Misfortune
  readonly backup: Backup
  readonly weather: Weather
  /** How many visits have come to their end. */
  visitsOver(): number
  /** Whether somebody will still come, or pay. */
  isBusy(): boolean
  close(): Promise<void>
}

const KIOSKS_AT_MOST = 4

/** A new world, with its machines switched on and its first visitors on their way. */
export async function buildWorld(shop: Workshop, options: WorldOptions): Promise<World> {
  const { ambient, work, store, documents } = shop
  const { seed, rate, only } = options
  await store.empty()
  documents.beginAnew()
  ambient.reseed(seed)
  const chance = chanceOf(seed)
  const time = createVirtualClock(WORLD_BEGINS_MS)
  ambient.clock = time
  const journal = createJournal(time.now)
  const { tell } = journal
  const onStrike = ({ where, kind }: { where: string; kind: string }) => tell(where, kind)
  const weather = weatherOf(chance)
  const faults = (options.faults ?? createFaults)({ chance, rate, weather, now: time.now, only, onStrike })
  const backup = createBackup(store)
  const content = (options.filesThrough ?? (files => files))(createMemoryContent())
  const onLogged = hearLogs(journal, shop.people)

  const server = createSimulatedServer({
    ...{ time, work, store, content, documents },
    config: shop.config,
    onLogged: onLogged('server'),
    onKilled: () => misfortune.serverKilled('in the midst of a request'),
    onStartFailed: error => {
      journal.bug(`server: ${error instanceof Error ? error.stack : String(error)}`)
      misfortune.serverKilled('because it could not start')
    },
  })
  const gateway = createSimulatedGateway({
    ...{ keys: shop.keys, clock: time, seed, faults, work },
    post: (url, headers, body) => postNotice(time, server, url, headers, body),
  })
  ambient.onUncaught = error => {
    // A station whose disk is full ends itself, and says so: what nobody hears of would go on in silence.
    if (!(error instanceof Killed)) journal.bug(`uncaught: ${error instanceof Error ? error.stack : String(error)}`)
  }
  ambient.wallNow = () => time.now() + server.wall.offMs

  const kioskParts: KioskParts = { shop, time, chance, faults, journal, onLogged, misfortune: () => misfortune }
  const count = options.kiosks ?? wholeOf(chance('kiosks'), 2, KIOSKS_AT_MOST)
  const kiosks = Array.from({ length: count }, (_, index) => buildKiosk(kioskParts, index + 1))
  const network = connectKiosks(kioskParts, kiosks, server)
  ambient.fetch = (url, init) => {
    work.stir()
    return url.startsWith(`${GATEWAY_URL}/`) ? gateway.fetch(url, init) : network.fetch(url, init)
  }
  const misfortune = createMisfortune({ time, faults, server, backup, kiosks: () => kiosks, tell })
  for (const kiosk of kiosks) {
    watchKiosk(kiosk, journal)
    watchFigures(kiosk, { journal, store })
    watchWords(kiosk, { journal, gateway, store })
    watchReadiness(kiosk, { time, faults, journal })
  }
  watchServer({ time, faults, server, store, journal })

  await enrolKiosks(store, kiosks)
  const starting = server.start()
  await work.rest()
  await starting
  for (const { station } of kiosks) station.start()
  const visits = createVisits({ time, chance, faults, gateway, journal, misfortune })
  const visitors = visitorsOf(shop, options, chance, weather)
  const comes = ({ name }: Visitor) => only?.has(name) ?? true
  for (const [nth, kiosk] of kiosks.entries())
    visits.queueAt(
      kiosk,
      visitors.filter((visitor, i) => i % kiosks.length === nth && comes(visitor)),
    )
  const expected = visitors.filter(comes).length

  return {
    ...journal,
    ...{ options, content, time, chance, faults, server, gateway, kiosks, visitors },
    ...{ misfortune, backup, weather },
    visitsOver: visits.over,
    isBusy: () => visits.over() < expected || visits.phonesOpen() > 0,
    close: async () => {
      for (const { station } of kiosks) station.kill()
      server.kill()
      await gateway.close()
      for (const { disk } of kiosks) disk.remove()
    },
  }
}

const visitorsOf = (
  { people }: Workshop,
  { visitors, rate, plan }: WorldOptions,
  chance: Chance,
  { payers }: Weather,
): Visitor[] =>
  Array.from({ length: visitors }, (_, index) => {
    const person = people[wholeOf(chance('who', index + 1), 0, people.length - 1)]!
    const visitor = visitorOf(chance, index + 1, person, { areOdd: rate > 0, payers })
    return { ...visitor, plan: { ...visitor.plan, ...plan } }
  })

const NOTICE_WAY_MS = 20

/** A notice of the gateway on its way to the server. */
async function postNotice(
  time: VirtualClock,
  server: SimulatedServer,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<string> {
  await new Promise<void>(resolve => time.after(NOTICE_WAY_MS, resolve))
  const { pathname } = new URL(url)
  return server.ask({ method: 'POST', target: pathname, headers, body }).then(
    ({ status }) => String(status),
    () => 'no answer',
  )
}
