import { join } from 'node:path'
import type { SamplePerson } from '../../demo/university/people.ts'
import { openTerminalKey, type TerminalKey } from '../../main/station/terminal-key.ts'
import type { ContentStore } from '../../server/ground/store/content-store.ts'
import type { ServerConfig } from '../../server/rooms.ts'
import type { CardUid } from '../../src/contract/ids.ts'
import type { Ambient } from './ambient.ts'
import { type Chance, chanceOf, wholeOf } from './chance.ts'
import { createDisk } from './disk.ts'
import { createMemoryContent, type SimulatedDocuments } from './documents.ts'
import { createFaults, type Faults } from './faults.ts'
import { createSimulatedGateway, type MerchantKeys, type SimulatedGateway } from './gateway.ts'
import type { Kiosk } from './kiosk.ts'
import { Killed } from './life.ts'
import { createMisfortune, type Misfortune } from './misfortune.ts'
import { createLine } from './network.ts'
import { standAt, type Visitor, visitorOf } from './people.ts'
import { createPrinterLine } from './printer.ts'
import type { RealWork } from './real-work.ts'
import { createSimulatedServer, type SimulatedServer } from './server.ts'
import { createSimulatedStation, type SimulatedStation } from './station.ts'
import type { SimulatedStore } from './store.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

/** What is dear to make, and the same in every world of a process. */
export interface Workshop {
  readonly ambient: Ambient
  readonly work: RealWork
  readonly store: SimulatedStore
  readonly documents: SimulatedDocuments
  readonly keys: MerchantKeys
  readonly config: ServerConfig
  readonly folder: string
  readonly people: readonly SamplePerson[]
}

export interface WorldOptions {
  readonly seed: number
  /** Which part of all calls goes wrong. */
  readonly rate: number
  readonly visitors: number
  /** The only faults that strike, by id, and the only visitors that come, by name; all without it. */
  readonly only?: ReadonlySet<string>
}

/** A line of what happened, for the story and for the proof that a seed replays. */
export interface Happened {
  readonly atMs: number
  readonly who: string
  readonly what: string
}

/** A sheet of paper that has come out, and who stood there. */
export interface SheetOut {
  readonly atMs: number
  readonly kiosk: Kiosk
  readonly jobName: string
  /** Pages of the document on it. */
  readonly pages: readonly number[]
  /** Whose session the screen showed. */
  readonly owner: Visitor | null
  readonly screen: string
}

export interface World {
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
  readonly happened: readonly Happened[]
  readonly sheets: readonly SheetOut[]
  /** Expectations of programs that were broken, and personal words in a log. */
  readonly bugs: readonly string[]
  tell(who: string, what: string): void
  /** How many visits have come to their end. */
  visitsOver(): number
  /** Whether somebody will still come, or pay. */
  isBusy(): boolean
  close(): Promise<void>
}

export const WORLD_BEGINS_MS = Date.UTC(2026, 10, 23, 1, 0, 0)
const KIOSKS_AT_MOST = 4

const keysOfKiosks = new Map<string, TerminalKey>()

export async function buildWorld(shop: Workshop, options: WorldOptions): Promise<World> {
  const { ambient, work, store, documents } = shop
  const { seed, rate } = options
  await store.empty()
  documents.beginAnew()
  ambient.reseed(seed)
  const chance = chanceOf(seed)
  const time = createVirtualClock(WORLD_BEGINS_MS)
  ambient.clock = time
  const happened: Happened[] = []
  const sheets: SheetOut[] = []
  const bugs: string[] = []
  const tell = (who: string, what: string) => void happened.push({ atMs: time.now(), who, what })
  const faults = createFaults({
    ...{ chance, rate, now: time.now },
    only: options.only,
    onStrike: ({ where, kind }) => tell(where, kind),
  })
  const content: ContentStore = createMemoryContent()
  const personal = wordsOf(shop.people)
  const heardLog = (who: string) => (line: string) => {
    const word = personal.exec(line)?.[0]
    if (word !== undefined) bugs.push(`personal data in the log of ${who}: ${line.slice(0, 300)}`)
    const { level, msg, err, reason, stack, code } = JSON.parse(line) as Record<string, unknown>
    if (Number(level) >= 40) tell(who, `logs: ${msg}${reason ? ` (${reason})` : code ? ` (${code})` : ''}`)
    const said =
      (msg === 'a request failed' && code !== 'FST_ERR_HANDLER_TIMEOUT') ||
      msg === 'bug' ||
      msg === 'a periodic task failed'
    if (said)
      bugs.push(
        `${who}: ${msg}: ${JSON.stringify(err ?? reason)} ${String(stack ?? '')
          .split('\n')
          .slice(0, 4)
          .join(' ')}`,
      )
  }

  const server = createSimulatedServer({
    ...{ time, work, store, content, documents },
    config: shop.config,
    onLogged: heardLog('server'),
    onKilled: () => misfortune.serverKilled('in the midst of a request'),
  })
  const gateway = createSimulatedGateway({
    ...{ keys: shop.keys, clock: time, seed, faults, work },
    post: async (url, headers, body) => {
      await new Promise<void>(resolve => time.after(20, resolve))
      const { pathname } = new URL(url)
      const request = { method: 'POST', target: pathname, headers, body }
      return server.ask(request).then(
        ({ status }) => String(status),
        () => 'no answer',
      )
    },
  })
  ambient.axios = gateway.adapter
  ambient.onUncaught = error => {
    const isMeant = error instanceof Killed || (error as { code?: string }).code === 'SQLITE_FULL'
    if (!isMeant) bugs.push(`uncaught: ${error instanceof Error ? error.stack : String(error)}`)
  }
  ambient.wallNow = () => time.now() + server.wall.offMs

  const count = wholeOf(chance('kiosks'), 2, KIOSKS_AT_MOST)
  const kiosks = Array.from({ length: count }, (_, nth): Kiosk => {
    const name = `kiosk ${nth + 1}`
    const ledgerFile = join(shop.folder, `ledger-${nth + 1}.sqlite`)
    const disk = createDisk(ledgerFile)
    disk.remove()
    const terminalId = `simulated-terminal-${nth + 1}`
    const printer = createPrinterLine({
      ...{ name, time, chance, faults, pagesOf: documents.pagesOf },
      passing: (when, operation) => misfortune.printerMoment(kiosk, when, operation),
    })
    const key = keysOfKiosks.get(name) ?? openTerminalKey(join(shop.folder, name.replace(' ', '-')))
    keysOfKiosks.set(name, key)
    const station = createSimulatedStation({
      ...{ name, time, work, disk, printer, key, terminalId },
      baseUrl: `http://kiosk-${nth + 1}.server.example`,
      anchorsPem: documents.anchorsPem,
      diskMoment: (when, what) => misfortune.diskMoment(kiosk, when, what),
      onLogged: heardLog(name),
      onBug: error => {
        const code = (error as { code?: string }).code
        if (code !== 'SQLITE_FULL') bugs.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`)
        misfortune.stationGone(kiosk, `ends itself: ${code ?? String(error)}`, 3_000)
      },
    })
    const kiosk: Kiosk = {
      name,
      terminalId,
      station,
      printer,
      disk,
      ledgerFile,
      owner: null,
      front: null,
      isStolen: false,
    }
    return kiosk
  })
  const lines = new Map(
    kiosks.map((kiosk, nth) => [
      `kiosk-${nth + 1}.server.example`,
      createLine({
        ...{ name: kiosk.name, time, faults, server },
        life: kiosk.station.life,
        passing: (when, path) => misfortune.lineMoment(kiosk, when, path),
      }),
    ]),
  )
  ambient.fetch = (url, init) => {
    work.stir()
    return lines.get(new URL(url).hostname)!.fetch(url, init)
  }

  const misfortune = createMisfortune({ time, faults, server, kiosks: () => kiosks, tell })
  const visitors = Array.from({ length: options.visitors }, (_, nth) =>
    visitorOf(chance, nth + 1, shop.people[wholeOf(chance('who', nth + 1), 0, shop.people.length - 1)]!, rate > 0),
  )
  let visitsOver = 0
  let phonesOpen = 0

  /** One after the other comes to a kiosk; the next waits until the one before has gone. */
  const receive = (kiosk: Kiosk, waiting: Visitor[]) => {
    const visitor = waiting.shift()
    if (!visitor) return
    const arriveMs = wholeOf(chance('arrives', visitor.name), 300, 5_000)
    time.after(arriveMs, () => {
      if (kiosk.isStolen) {
        visitsOver++
        return receive(kiosk, waiting)
      }
      tell(visitor.name, `comes to ${kiosk.name}`)
      misfortune.visitMoment(kiosk)
      const at = standAt(
        {
          view: kiosk.station.view,
          owner: () => kiosk.owner,
          tap: () => {
            tell(visitor.name, `holds a card to the reader of ${kiosk.name}`)
            lastTap = visitor
            if (faults.at(`reader of ${kiosk.name}`, [[1, 'garbage']]))
              kiosk.station.reader({ kind: 'card-unreadable', detail: 'checksum' })
            else kiosk.station.reader({ kind: 'card-tapped', uid: visitor.person.cardUid as CardUid })
          },
          touch: command => {
            tell(visitor.name, `touches ${command.kind}${'copies' in command ? ` ${command.copies}` : ''}`)
            kiosk.station.touch(command)
          },
          pay: codeUrl => tell(visitor.name, `pays on the phone: ${gateway.pay(codeUrl)}`),
          after: (delayMs, run) => {
            phonesOpen++
            let isOpen = true
            const close = () => {
              if (isOpen) phonesOpen--
              isOpen = false
            }
            const callOff = time.after(delayMs, () => {
              close()
              run()
            })
            return () => {
              callOff()
              close()
            }
          },
          chance,
          leave: why => {
            if (kiosk.front?.visitor !== visitor) return
            tell(visitor.name, `leaves: ${why}`)
            visitsOver++
            kiosk.front = null
            receive(kiosk, waiting)
          },
        },
        visitor,
      )
      kiosk.front = { visitor, at }
      at.look()
    })
    let lastTap: Visitor | null = null
    tapOf.set(kiosk, () => lastTap)
  }
  const tapOf = new Map<Kiosk, () => Visitor | null>()

  for (const kiosk of kiosks) {
    let screen = 'dark'
    kiosk.station.onView(view => {
      const before = screen
      screen = view?.content.screen ?? 'dark'
      if (screen === 'identifying' && before !== 'identifying') kiosk.owner = tapOf.get(kiosk)?.() ?? null
      if (screen === 'attract' || screen === 'out-of-service' || screen === 'dark') kiosk.owner = null
      if (screen !== before) tell(kiosk.name, `shows ${describe(view)}`)
      kiosk.front?.at.look()
    })
    let counted = 0
    kiosk.printer.sim.onChange(() => {
      for (const paper of kiosk.printer.sim.papers().slice(counted)) {
        counted++
        const { jobName, pages, foreign } = paper
        tell(kiosk.name, `a sheet comes out: ${jobName}, page ${pages.join(' and ')}`)
        if (!foreign) sheets.push({ atMs: time.now(), kiosk, jobName, pages, owner: kiosk.owner, screen })
      }
    })
  }

  await enrol(shop, kiosks)
  const starting = server.start()
  await work.rest()
  await starting
  for (const kiosk of kiosks) kiosk.station.start()
  const comes = ({ name }: Visitor) => options.only?.has(name) ?? true
  for (const [nth, kiosk] of kiosks.entries())
    receive(
      kiosk,
      visitors.filter((visitor, i) => i % kiosks.length === nth && comes(visitor)),
    )
  const expected = visitors.filter(comes).length

  return {
    ...{
      options,
      content,
      time,
      chance,
      faults,
      server,
      gateway,
      kiosks,
      visitors,
      misfortune,
      happened,
      sheets,
      bugs,
      tell,
    },
    visitsOver: () => visitsOver,
    isBusy: () => visitsOver < expected || phonesOpen > 0,
    close: async () => {
      for (const { station } of kiosks) station.kill()
      server.kill()
      await gateway.close()
      for (const { disk } of kiosks) disk.remove()
    },
  }
}

const describe = (view: ReturnType<SimulatedStation['view']>) => {
  if (!view) return 'nothing: it is dark'
  const { content } = view
  const fault = 'fault' in content && content.fault ? ` (${content.fault.code})` : ''
  const money = 'money' in content ? `, money: ${JSON.stringify(content.money)}` : ''
  const order = 'orderNumber' in content ? ` ${content.orderNumber}` : ''
  const copies = 'copiesDelivered' in content ? `, ${content.copiesDelivered} of ${content.copies} copies` : ''
  return `${content.screen}${order}${fault}${copies}${money}`
}

async function enrol({ store }: Workshop, kiosks: readonly Kiosk[]): Promise<void> {
  for (const { name, terminalId } of kiosks) {
    const { publicKey } = keysOfKiosks.get(name)!
    const place = { name_zh: name, name_en: name, place_zh: '大厅', place_en: 'Hall' }
    await store.db
      .insertInto('terminal')
      .values({
        terminal_id: terminalId,
        public_key: publicKey,
        ...place,
        state: 'active',
        enrolled_at: new Date(WORLD_BEGINS_MS),
      })
      .execute()
  }
}

/** Every word by which one of these people could be known. */
function wordsOf(people: readonly SamplePerson[]): RegExp {
  const words = people.flatMap(({ person, cardUid }) => [
    ...[person.nameZh, person.nameEn, person.number, person.idNumber, cardUid],
  ])
  const escaped = words.filter(word => word !== null).map(word => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(escaped.join('|'))
}
