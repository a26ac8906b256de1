import { webcrypto } from 'node:crypto'
import { pino } from 'pino'
import type { Carry } from '../../main/station/carry.ts'
import { terminalConfigSchema } from '../../main/station/config.ts'
import { createServerClient } from '../../main/station/server-client.ts'
import { startStation } from '../../main/station/station.ts'
import type { TerminalKey } from '../../main/station/terminal-key.ts'
import type { Trust } from '../../main/station/trust.ts'
import { createPagePrinter } from '../../native/page-printer/driver.ts'
import type { CardReader, CardReaderEvent, ReceiptLine, ReceiptPrinter } from '../../src/contract/devices.ts'
import { KIOSK_CONTRACT } from '../../src/contract/kiosk.ts'
import type { KioskCommand } from '../../src/contract/kiosk-command.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import type { TerminalSettings } from '../../src/contract/terminals-api.ts'
import type { WebCrypto } from '../../src/pdf/web-crypto.ts'
import { type Client, connect } from '../../src/rpc.ts'
import { SETTINGS } from '../../src/session/fixtures.ts'
import { memoryPorts } from '../../src/transport/memory-pair.ts'
import type { Disk, DiskMoment } from './disk.ts'
import { createLife, Killed, type Life, type WallClock } from './life.ts'
import type { PrinterLine } from './printer.ts'
import type { RealWork } from './real-work.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** A kiosk: the real session, desks, ledger and driver of the page printer, with hands to touch it. */
export interface SimulatedStation {
  readonly name: string
  readonly wall: WallClock
  isOn(): boolean
  life(): Life | null
  /** What its screen shows; null while it is dark. */
  view(): KioskView | null
  onView(listener: (view: KioskView | null) => void): void
  /** Its receipt printer has printed something. */
  onSlip(listener: (lines: readonly ReceiptLine[]) => void): void
  touch(command: KioskCommand): void
  /** Something is held to the card reader. */
  reader(event: CardReaderEvent): void
  start(): void
  /** The process ends between two instructions. */
  kill(): void
  /** So does everything else in the case. */
  cutPower(): void
}

export interface StationParts {
  readonly name: string
  /** Where its requests seem to go: every kiosk has a line of its own. */
  readonly baseUrl: string
  readonly time: VirtualClock
  readonly work: RealWork
  readonly disk: Disk
  readonly diskMoment: DiskMoment
  readonly printer: PrinterLine
  readonly key: TerminalKey
  /** By which it knows the server. */
  readonly serverKey: string
  readonly terminalId: string
  readonly anchorsPem: string
  readonly onLogged: (line: string) => void
  /** A bug ends the real process. */
  readonly onBug: (error: unknown) => void
}

export function createSimulatedStation(parts: StationParts): SimulatedStation {
  const { name, time, work, disk, printer } = parts
  const wall: WallClock = { offMs: 0 }
  const config = terminalConfigSchema.parse({
    server: { baseUrl: parts.baseUrl },
    dataDir: '.',
    campusCardReader: null,
    idCardReader: null,
    receiptPrinter: null,
    pagePrinter: { uri: printer.uri, sides: printer.sides },
  })
  const log = pino({ level: 'debug', base: null }, { write: parts.onLogged })
  const listeners = new Set<(view: KioskView | null) => void>()
  const slips = new Set<(lines: readonly ReceiptLine[]) => void>()
  let settings: TerminalSettings = { ...SETTINGS, anchorsPem: parts.anchorsPem }
  let trust: Trust = { anchorsPem: parts.anchorsPem, version: 0 }
  let current: Life | null = null
  let starts = 0
  let client: Client<typeof KIOSK_CONTRACT> | null = null
  let cards = new Set<(event: CardReaderEvent) => void>()
  let view: KioskView | null = null

  const show = (next: KioskView | null) => {
    view = next
    for (const listener of listeners) listener(next)
  }

  const start = () => {
    if (current) return
    const life = createLife(time, wall)
    current = life
    starts += 1
    cards = new Set()
    try {
      const station = startStation({
        settingsKeeper: null,
        heartbeat: null,
        config,
        clock: life.clock,
        client: createServerClient({
          baseUrl: parts.baseUrl,
          timeoutMs: config.server.timeoutMs,
          key: parts.key,
          carry: carryByFetch,
          start: `${starts}.0123456789abcdef`,
          serverKey: parts.serverKey,
          terminalId: parts.terminalId,
          clock: life.clock,
        }),
        devices: {
          cardReader: quietReader(cards),
          idCardReader: null,
          receiptPrinter: receiptsTo(slips),
          codeScanner: null,
          pagePrinter: createPagePrinter({
            uri: printer.uri,
            sides: printer.sides,
            clock: life.clock,
            exchange: printer.exchangeFor(life),
          }),
        },
        ledger: disk.open(
          life.clock,
          (when, what) => {
            life.goOn()
            parts.diskMoment(when, what)
            life.goOn()
          },
          life.goOn,
        ),
        probeStorage: async () => null,
        lostLedger: null,
        log,
        trust,
        keepTrust: next => {
          trust = next
        },
        webCrypto: cryptoOf(work, life),
        settings,
        keyKeeper: null,
        keepSettings: next => {
          settings = next
        },
        onBug: error => {
          if (life.isOver() || error instanceof Killed) return
          parts.onBug(error)
        },
      })
      const [near, far] = memoryPorts()
      station.attach(far)
      client = connect(KIOSK_CONTRACT, near, {
        timeoutMs: 5_000,
        schedule: (then, delayMs) => life.clock.after(delayMs, then),
      })
      client.on('view', next => {
        if (!life.isOver()) show(next)
      })
      client.call('currentView', null).then(
        next => {
          if (!life.isOver()) show(next)
        },
        () => undefined,
      )
    } catch (error) {
      // Killed while it started, or its disk did not let it.
      if (!life.isOver() && !(error instanceof Killed)) parts.onBug(error)
    }
  }
  const end = (leave: () => void) => {
    if (!current) return
    current.end()
    current = null
    client = null
    leave()
    show(null)
  }

  return {
    name,
    wall,
    isOn: () => current !== null,
    life: () => current,
    view: () => view,
    onView: listener => void listeners.add(listener),
    onSlip: listener => void slips.add(listener),
    touch: command => {
      client?.call('send', command).catch(() => undefined)
    },
    reader: event => {
      if (current) for (const listener of cards) listener(event)
    },
    start,
    kill: () => end(disk.programGone),
    cutPower: () => end(disk.powerGone),
  }
}

/** The network of a simulated world is its `fetch`. */
const carryByFetch: Carry = async ({ url, timeoutMs, method, headers, body }) => {
  const response = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(timeoutMs) })
  const chunks: Uint8Array[] = []
  if (response.body) for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return { status: response.status, header: name => response.headers.get(name), bytes: Buffer.concat(chunks) }
}

function quietReader(cards: Set<(event: CardReaderEvent) => void>): CardReader {
  return {
    ...quietDevice(),
    onEvent: listener => {
      cards.add(listener)
      return () => cards.delete(listener)
    },
  }
}

const receiptsTo = (slips: ReadonlySet<(lines: readonly ReceiptLine[]) => void>): ReceiptPrinter => ({
  ...quietDevice(),
  print: async lines => {
    for (const listener of slips) listener(lines)
    return null
  },
})

function quietDevice() {
  return { fault: () => null, onFault: () => () => undefined, open: () => undefined, close: async () => undefined }
}

/** Signatures are checked on other threads. */
function cryptoOf(work: RealWork, life: Life): WebCrypto {
  const { subtle } = webcrypto
  return {
    subtle: {
      digest: (...args) => life.held(work.apart(() => subtle.digest(...args))),
      importKey: (...args) => life.held(work.apart(() => subtle.importKey(...args))),
      verify: (algorithm, key, ...data) =>
        life.held(work.apart(() => subtle.verify(algorithm, key as CryptoKey, ...data))),
    },
  }
}
