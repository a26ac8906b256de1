import { createHash, webcrypto } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { terminalConfigSchema } from '../../main/station/config.ts'
import type { Ledger } from '../../main/station/ledger/ledger.ts'
import type { SettingsKeeper } from '../../main/station/settings/settings-keeper.ts'
import { type Station, startStation } from '../../main/station/station.ts'
import type { LostLedgers } from '../../main/station/storage/tell-lost-ledger.ts'
import type { Trust } from '../../main/station/trust.ts'
import { createCodeScanner } from '../../native/code-scanner/driver.ts'
import { CODE_SCANNER_PROFILES } from '../../native/code-scanner/profiles/profiles.ts'
import { createPagePrinter } from '../../native/page-printer/driver.ts'
import { type CodeScannerSim, startCodeScannerSim } from '../../native/sim/code-scanner.ts'
import { createMemoryCable } from '../../native/sim/memory-cable.ts'
import { createInMemoryPagePrinter } from '../../native/sim/page-printer/in-memory.ts'
import { samplePdf } from '../../native/sim/page-printer/sample-pdf.ts'
import { createDemoAuthority } from '../../server/signing/demo-authority.ts'
import { signPades } from '../../server/signing/pades.ts'
import type { CardReader, CardReaderEvent, ReceiptLine, ReceiptPrinter } from '../../src/contract/devices.ts'
import { KIOSK_CONTRACT } from '../../src/contract/kiosk.ts'
import type { KioskCommand } from '../../src/contract/kiosk-command.ts'
import type { KioskView, ScreenContent } from '../../src/contract/kiosk-view.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import type { Fault } from '../../src/fault.ts'
import type { WebCrypto } from '../../src/pdf/web-crypto.ts'
import { type Client, connect } from '../../src/rpc.ts'
import { CARD } from '../../src/session/fixtures.ts'
import { followWay } from '../../src/session/way-to-preview.ts'
import { memoryPorts } from '../../src/transport/memory-pair.ts'
import { createDisk } from '../simulation/disk.ts'
import { createServerDouble } from './server-double.ts'

type LastWords = Extract<ScreenContent, { screen: 'finished' | 'refused' }>

const isLastWord = (content: ScreenContent): content is LastWords =>
  content.screen === 'finished' || content.screen === 'refused'

/** A device that only tells what a test says. */
function quietDevice() {
  let why: Fault | null = null
  const listeners = new Set<(fault: Fault | null) => void>()
  return {
    fault: () => why,
    onFault: (listener: (fault: Fault | null) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    open: () => {},
    close: async () => {},
    fail: (fault: Fault | null) => {
      why = fault
      for (const listener of listeners) listener(fault)
    },
  }
}

/** Signatures are checked on real threads. Virtual time must stand still meanwhile, or a busy machine would look like a slow server. */
function countedWebCrypto() {
  let underWay = 0
  const counted = async <T>(work: Promise<T>): Promise<T> => {
    underWay += 1
    return work.finally(() => {
      underWay -= 1
    })
  }
  const { subtle } = webcrypto
  const webCrypto: WebCrypto = {
    subtle: {
      digest: (...args) => counted(subtle.digest(...args)),
      importKey: (...args) => counted(subtle.importKey(...args)),
      verify: (algorithm, key, ...data) => counted(subtle.verify(algorithm, key as CryptoKey, ...data)),
    },
  }
  return { webCrypto, busy: () => underWay > 0 }
}

/**
 * A whole kiosk without a process: the real station, ledger, printer driver and IPP bytes on a clock that the test owns, beside
 * a server in memory. `breakPower` ends the station wherever it is; `start` begins again on the same disk.
 */
export async function buildHouse({ settingsKeeper = null }: { readonly settingsKeeper?: SettingsKeeper | null } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'station-'))
  const clock = fakeClock(Date.now())
  const authority = await createDemoAuthority(join(folder, 'authority'), '示范大学', clock)
  const pdf = await signPades(samplePdf(2), authority.signer, { claimedAt: new Date(clock.now()) })
  const server = createServerDouble(pdf, authority.anchorsPem, clock.now)
  const printer = createInMemoryPagePrinter({ clock, msPerSheet: 1000 })
  const scannerSim: CodeScannerSim = await startCodeScannerSim({ clock })
  const scannerCable = createMemoryCable(scannerSim.attach)
  const disk = createDisk(join(folder, 'ledger.sqlite'))
  /** What a look at the data folder finds, and ledgers that the next start finds set aside. */
  const storage: { why: Fault | null; lost: LostLedgers | null } = { why: null, lost: null }
  const logged: string[] = []
  const cards = new Set<(event: CardReaderEvent) => void>()
  const receipts: (readonly ReceiptLine[])[] = []
  const checking = countedWebCrypto()
  const bugs: unknown[] = []
  /** The screens so far: what a failure message is read with. */
  const trail: string[] = []
  /** The last words of each visit: its final screen, as often as that has changed. */
  const lastWords: LastWords[] = []
  let trust: Trust = { anchorsPem: authority.anchorsPem, version: 0 }
  let ledger: Ledger | null = null
  let power: { station: Station; client: Client<typeof KIOSK_CONTRACT> } | null = null
  let view: KioskView | null = null

  const start = async () => {
    const cardReader: CardReader = {
      ...quietDevice(),
      onEvent: listener => {
        cards.add(listener)
        return () => cards.delete(listener)
      },
    }
    const receiptPrinter: ReceiptPrinter = {
      ...quietDevice(),
      print: async lines => {
        receipts.push(lines)
        return null
      },
    }
    ledger = disk.open(clock, () => {})
    const station = startStation({
      settingsKeeper,
      heartbeat: null,
      config: terminalConfigSchema.parse({
        server: { baseUrl: 'https://server.example' },
        dataDir: folder,
        campusCardReader: null,
        idCardReader: null,
        receiptPrinter: null,
        pagePrinter: { uri: printer.uri },
      }),
      clock,
      client: server,
      devices: {
        cardReader,
        idCardReader: null,
        receiptPrinter,
        codeScanner: createCodeScanner({
          open: scannerCable.open,
          profile: CODE_SCANNER_PROFILES.line,
          clock,
        }),
        pagePrinter: createPagePrinter({ uri: printer.uri, sides: 'one-sided', clock, exchange: printer.exchange }),
      },
      ledger,
      probeStorage: async () => storage.why,
      lostLedger: storage.lost,
      log: pino({ level: 'debug' }, { write: line => void logged.push(line) }),
      trust,
      keepTrust: next => {
        trust = next
      },
      webCrypto: checking.webCrypto,
      settings: server.settings,
      keyKeeper: null,
      keepSettings: () => {},
      onBug: error => bugs.push(error),
    })
    const [near, far] = memoryPorts()
    station.attach(far)
    const client = connect(KIOSK_CONTRACT, near, {
      timeoutMs: 5_000,
      schedule: (run, delayMs) => clock.after(delayMs, run),
    })
    client.on('view', next => {
      view = next
      const { screen } = next.content
      const said = 'fault' in next.content ? `${screen} (${next.content.fault?.code})` : screen
      if (trail.at(-1) !== said) trail.push(said)
      if (isLastWord(next.content)) lastWords.push(next.content)
    })
    view = await client.call('currentView', null)
    power = { station, client }
  }

  const house = {
    clock,
    server,
    printer,
    receipts,
    bugs,
    lastWords,
    /** What the ledger stands on: it can be full. */
    disk,
    storage,
    /** The real driver's far end, byte by byte. */
    scanner: scannerSim,
    scannerCable,
    /** What the station has written down; while it runs. */
    get ledger() {
      return ledger!
    },
    /** Every line of the station's log. */
    logged,
    get view() {
      return view!
    },
    start,
    /** Real turns of the event loop (signatures are checked on other threads), with the clock moving on a little each time. */
    until: async (what: string, holds: () => boolean, withinMs = 400_000) => {
      const endMs = clock.monotonic() + withinMs
      while (!holds()) {
        if (bugs.length > 0) throw bugs[0]
        if (clock.monotonic() > endMs) throw new Error(`${what} did not happen; screens: ${trail.join(' > ')}`)
        await new Promise(resolve => setImmediate(resolve))
        await clock.advance(checking.busy() ? 0 : 100)
      }
    },
    screen: (name: KioskView['content']['screen']) => house.until(name, () => view?.content.screen === name),
    touch: (command: KioskCommand) => power!.client.call('send', command),
    tap: () => {
      for (const listener of cards) listener({ kind: 'card-tapped', uid: CARD })
    },
    previewFile: async () => {
      if (view?.content.screen !== 'previewing') throw new Error('not previewing')
      return power!.client.call('previewFile', { documentId: view.content.documentId })
    },
    /** From a free screen to the button that orders, or to the refusal that comes first. */
    toPreview: async (copies: number) => {
      await house.screen('attract')
      await followWay({
        screen: async wanted => {
          await house.until('the next screen', () => view !== null && wanted(view.content.screen))
          return view!.content.screen
        },
        tap: async () => house.tap(),
        choose: async () => {
          await house.touch({ kind: 'select-offer', index: 0 })
          await house.touch({ kind: 'set-copies', copies })
        },
        touch: house.touch,
      })
    },
    order: () => {
      const held = [...server.orders.values()].at(-1)
      if (!held) throw new Error('no order')
      return held
    },
    /** The process is gone between two instructions: nothing is said to anyone. */
    breakPower: async () => {
      cards.clear()
      await power?.station.close()
      power = null
    },
    /** Of the kiosk's own jobs. */
    sheets: () => printer.papers().filter(({ foreign }) => !foreign).length,
    receivedSha256: () => printer.received().map(file => file.sha256),
    documentSha256: () => createHash('sha256').update(server.pdf).digest('hex'),
    pullDown: async () => {
      await house.breakPower()
      await scannerSim.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await start()
  return house
}
export type House = Awaited<ReturnType<typeof buildHouse>>
