import type { Clock } from '../../src/clock.ts'
import type { DocumentId } from '../../src/contract/ids.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import type { TerminalSettings } from '../../src/contract/terminals-api.ts'
import { type Fault, fault } from '../../src/fault.ts'
import type { WebCrypto } from '../../src/pdf/web-crypto.ts'
import type { Port } from '../../src/port.ts'
import { impossible } from '../../src/result.ts'
import type { Effect } from '../../src/session/effect.ts'
import type { SessionEvent } from '../../src/session/event.ts'
import { reduce } from '../../src/session/reduce.ts'
import { newSession, type Session } from '../../src/session/state.ts'
import { visitorsOf } from '../../src/session/transition.ts'
import { viewOf } from '../../src/session/view.ts'
import type { KeptChain } from './audit/tell-chain.ts'
import { watchMachine } from './audit/watch-machine.ts'
import type { TerminalConfig } from './config.ts'
import { createPinDesk } from './desk/card-pin.ts'
import { createCollectDesk } from './desk/collecting.ts'
import type { DeskTools } from './desk/desk.ts'
import { createDocumentDesk } from './desk/documents.ts'
import { createHandoverDesk } from './desk/handing-over.ts'
import { createLeftBehindDesk } from './desk/left-behind.ts'
import { createLoginDesk } from './desk/logins.ts'
import { createOrderDesk } from './desk/orders.ts'
import { createPace, PATIENT_PAUSES_MS } from './desk/pace.ts'
import { createPaperDesk } from './desk/papers.ts'
import { createPrintingDesk } from './desk/printing.ts'
import { printReceipt } from './desk/receipts.ts'
import { createReprintDesk } from './desk/reprints.ts'
import { createSettlingDesk } from './desk/settling.ts'
import { createVisitDesk } from './desk/visits.ts'
import { allOf, type Devices, deviceReadiness } from './devices.ts'
import { hearDevices } from './hear-devices.ts'
import { type Heart, startHeart } from './heartbeat/beat.ts'
import { createHeartbeats, type HeartbeatParts } from './heartbeat/compose-heartbeat.ts'
import type { KeyKeeper } from './key-keeper.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Log } from './log.ts'
import { recover } from './recovery.ts'
import { serveScreen } from './serve-screen.ts'
import type { ServerClient } from './server-client.ts'
import { watchServer } from './server-watch.ts'
import { createSessionTimers } from './session-timers.ts'
import { publishedHere } from './settings/published-here.ts'
import type { SettingsKeeper } from './settings/settings-keeper.ts'
import { type LostLedgers, tellLostLedger } from './storage/tell-lost-ledger.ts'
import { watchStorage } from './storage/watch-storage.ts'
import { createTrustKeeper, type Trust } from './trust.ts'
import { followVisits } from './visit-reports/follow-visits.ts'
import type { VisitShelf } from './visit-reports/visit-shelf.ts'

export interface StationParts {
  readonly config: TerminalConfig
  readonly clock: Clock
  readonly client: ServerClient
  readonly devices: Devices
  readonly ledger: Ledger
  /** Whether what is owed can be written down: asked at once, and every minute. */
  probeStorage(): Promise<Fault | null>
  /** Tells the server of a ledger that was lost; null when there is none that it does not know of. */
  readonly lostLedger: LostLedgers | null
  readonly log: Log
  /** What a document's signature must lead to. */
  readonly trust: Trust
  /** Other roots, to be kept for the next start. */
  keepTrust(trust: Trust): void
  readonly webCrypto: WebCrypto
  /** Settings of the last time, until the server gives new ones. */
  readonly settings: TerminalSettings
  /** New settings, to be kept for the next cold start. */
  keepSettings(settings: TerminalSettings): void
  /** Gives the terminal another key when it is asked to; null where its key stays. */
  readonly keyKeeper: KeyKeeper | null
  /** The settings that were published for this terminal; null where none are. */
  readonly settingsKeeper: SettingsKeeper | null
  /** Of which the server is told how this machine is; null where it is not told. */
  readonly heartbeat: Pick<HeartbeatParts, 'start' | 'version' | 'disk'> | null
  /** Visits that are over and of which the server is to be told; not there where it is not told. */
  readonly visitShelf?: VisitShelf
  /** The chain that this terminal keeps of itself, and how it is handed over; not there where it keeps none. */
  readonly chain?: KeptChain
  /** A bug: log, end the process, let the restart heal it. */
  onBug(error: unknown): void
}

export interface Station {
  /** Serves one screen. */
  attach(port: Port): void
  close(): Promise<void>
}

/** Runs the visit: facts come in, orders go out, every screen sees the view. All the parts are handed in; this only joins them. */
export function startStation(parts: StationParts): Station {
  const { config, clock, client, devices, ledger, log } = parts
  const published = publishedHere(parts.settingsKeeper, clock, config.delays, devices.pagePrinter)
  let session = newSession(config.delays)
  let settings = parts.settings
  let serverFault: Fault | null = fault('station-starting')
  let storageFault: Fault | null = fault('station-starting')
  let closing = false
  const screens = new Set<(view: KioskView) => void>()

  const post = (event: SessionEvent) => {
    if (closing) return
    const before = session
    const step = reduce(session, event)
    session = step.session
    if (session.stage.kind !== before.stage.kind)
      log.info({ from: before.stage.kind, to: session.stage.kind, event: event.kind }, 'stage')
    for (const effect of step.effects) perform(effect)
    if (session.stage !== before.stage) visitReports?.see(session.stage)
    machine?.session(session)
    if (visitsNow().length > 0) run(visits.watch(visitsNow))
    if (session !== before) publish()
    applyPublished()
  }

  const visitReports = parts.visitShelf && followVisits({ clock, client, log }, parts.visitShelf, () => closing)
  const machine = parts.chain && watchMachine(clock, parts.chain.keeps.note, devices)
  const timers = createSessionTimers(clock, post)
  const tools: DeskTools = {
    ...{ client, ledger, clock, log, post, closing: () => closing },
    note: parts.chain?.keeps.note,
  }
  const { webCrypto, keepTrust } = parts
  const trust = createTrustKeeper(parts.trust, { client, webCrypto, clock, log, keep: keepTrust })
  const documents = createDocumentDesk(tools, {
    anchorsPem: trust.anchorsPem,
    timestampAnchorsPem: () => settings.timestampAnchorsPem,
    pinnedSeals: config.server.pinnedSeals,
    webCrypto,
    ...{ sides: devices.pagePrinter.sides, trays: published.trays },
  })
  const pace = createPace(clock)
  const patientPace = createPace(clock, PATIENT_PAUSES_MS)
  const leftBehind = createLeftBehindDesk(tools, devices.pagePrinter, patientPace, work => run(work))
  const printing = createPrintingDesk(tools, devices.pagePrinter, { ...documents, trays: published.trays }, leftBehind)
  const settling = createSettlingDesk(tools, printing, pace)
  const orders = createOrderDesk(tools, settling)
  const visits = createVisitDesk(tools)
  const logins = createLoginDesk(tools)
  const collecting = createCollectDesk(tools)
  const pins = createPinDesk(tools)
  const checkPaper = createPaperDesk(tools)
  const handOver = createHandoverDesk(tools)
  const reprints = createReprintDesk(tools, settling, devices.pagePrinter.sides)

  const visitsNow = () => visitorsOf(session.stage).map(({ visitId }) => visitId)
  const view = () => viewOf(session, { screenWidthMm: config.screen.widthMm, remainingMs: timers.remainingMs })
  const publish = () => {
    const now = view()
    for (const show of screens) show(now)
  }
  /** Effects answer by events. What they throw is a bug, unless the ledger was closed under them. */
  const run = (work: Promise<unknown>) =>
    void work.catch(error => {
      if (!closing) parts.onBug(error)
    })

  const perform = (effect: Effect): void => {
    switch (effect.kind) {
      case 'start-timer':
        return timers.start(effect)
      case 'stop-timer':
        return timers.stop(effect.timer)
      case 'look-up-identity':
      case 'look-up-visitor':
      case 'agree-to-notice':
        return run(visits.ask(effect))
      case 'begin-login':
        return run(logins.begin(effect))
      case 'look-at-login':
        return run(logins.look(effect))
      case 'confirm-login':
        return run(logins.confirm(effect))
      case 'end-login':
        return run(logins.end(effect))
      case 'begin-handover':
      case 'look-at-handover':
      case 'give-handover':
      case 'end-handover':
        return run(handOver(effect))
      case 'collect':
        return run(collecting.collect(effect))
      case 'prove-pin':
        return run(pins.prove(effect))
      case 'prepare-document':
        return run(documents.prepare(effect))
      case 'open-order':
        return run(orders.open(effect, session.language))
      case 'open-reprint':
        return run(reprints.open(effect, session.language))
      case 'watch-payment':
        return run(orders.watch(effect.jobId))
      case 'close-order':
        return run(orders.close(effect.jobId))
      case 'abandon-order':
        return run(settling.undo(effect.jobId))
      case 'print':
        return run(printing.print(effect.job.jobId))
      case 'stop-printing':
        return printing.stop(effect.jobId)
      case 'report-outcome':
        return run(settling.report(effect.jobId))
      case 'print-receipt':
        if (devices.receiptPrinter)
          run(printReceipt(tools, devices.receiptPrinter, effect, published.over(settings), session.language))
        return
      case 'check-paper':
        return run(checkPaper(effect))
      case 'forget-last-scan':
        return devices.codeScanner?.forgetLast()
      case 'end-visit':
        return run(visits.end(effect))
      case 'wipe':
        return documents.wipe()
      default:
        return impossible(effect)
    }
  }

  const applyPublished = () => {
    if (closing) return
    if (published.apply(isFree(session))) tellReadiness()
    machine?.settings(published.version())
  }
  let heart: Heart | null = null
  const tellReadiness = () => {
    const now = { readiness: readinessNow(), settings: published.over(settings) }
    post({ kind: 'readiness-changed', ...now, ...published.set(settings) })
    machine?.devices()
    heart?.look()
  }
  const readinessNow = () => ({ storage: storageFault, server: serverFault, ...deviceReadiness(devices) })

  hearDevices(devices, { post, log, tellReadiness })
  // Before anybody is served: what was given back must not come out in front of them.
  leftBehind.takeUp()
  run(recover(tools, jobId => run(settling.undo(jobId)), config.resumeWithinMs))
  const tellStorage = (why: Fault | null) => {
    if (why?.code !== storageFault?.code) log[why ? 'error' : 'info']({ fault: why }, 'storage')
    storageFault = why
    tellReadiness()
  }
  if (visitReports) run(visitReports.begin())
  run(watchStorage(clock, parts.probeStorage, tellStorage, () => closing))
  if (parts.heartbeat) {
    const source = createHeartbeats({
      ...{ ...parts.heartbeat, clock, devices, ledger, session: () => session },
      ...{ settingsVersion: published.version, trayWarnings: published.trays.warnings },
      chainTrouble: () => parts.chain?.keeps.trouble() ?? null,
    })
    heart = startHeart(clock, client, source, { closing: () => closing, onBug: parts.onBug })
  }
  if (parts.chain) run(parts.chain.tell(patientPace, () => closing))
  if (machine) run(machine.clock(() => closing))
  if (parts.lostLedger) run(tellLostLedger(tools, pace, parts.lostLedger))
  run(
    watchServer(
      clock,
      client,
      news => {
        if ('settings' in news) {
          settings = news.settings
          if (serverFault) for (const one of [pace, patientPace]) one.hurry()
          serverFault = null
          parts.keepSettings(news.settings)
          run(trust.consider(news.settings))
          run(published.consider(news.settings).then(applyPublished))
        } else serverFault = news.refusal.fault
        if (parts.keyKeeper) run(parts.keyKeeper.consider(news, isFree(session)))
        tellReadiness()
      },
      () => closing,
    ),
  )

  return {
    attach: port => {
      const previewing = () => (session.stage.kind === 'previewing' ? session.stage.document.documentId : null)
      const previewFile = (documentId: DocumentId) =>
        previewing() === documentId ? documents.inMemory(documentId) : null
      const show = serveScreen(port, { post, view, previewFile, log, onBug: parts.onBug })
      screens.add(show)
      port.onClose(() => screens.delete(show))
    },
    close: async () => {
      closing = true
      await Promise.all(allOf(devices).map(device => device.close()))
      ledger.close()
    },
  }
}

/** Whether nobody stands before the machine. */
const isFree = ({ stage }: Session) => stage.kind === 'attract' || stage.kind === 'out-of-service'
