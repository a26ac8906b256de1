import type { Faults } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Kiosk } from './kiosk.ts'
import type { VirtualClock } from './virtual-clock.ts'

export interface ReadinessParts {
  readonly time: VirtualClock
  readonly faults: Pick<Faults, 'strikes'>
  readonly journal: Journal
}

/** A printer that answers nothing is out of service on the screen within five seconds; the screen takes a moment more. */
const KNOWN_SILENT_MS = 5_500
/** A level or a lack that the printer tells is known after so long, whatever went wrong with single answers. */
const KNOWN_LEVEL_MS = 10_000
const KNOWN_LACK_MS = 75_000
/** So long no sheet comes, and the printer has nothing to do: the visitor is told why. */
const SILENT_FOR_MS = 20_000
/** A fault of the cable is remembered so long: what was asked then may have been answered late, or never. */
const CABLE_MS = 15_000

/**
 * Compares what a screen offers with what its printer can do: nobody is invited to a printer that is gone, nobody pays for what it will
 * not print, and nobody waits for one that does nothing without being told.
 */
export function watchReadiness(kiosk: Kiosk, { time, faults, journal }: ReadinessParts): void {
  const { name, station, printer } = kiosk
  const { sim } = printer
  const now = () => time.monotonic()
  const isGone = () => !sim.state().power || sim.line().cut || sim.line().hung
  const lacksDuplex = () =>
    printer.sides !== 'one-sided' &&
    ['gone', 'gone-and-strict', 'dropped', 'dropped-whatever'].includes(sim.manners().duplex)
  const since = (isSo: () => boolean) => {
    let fromMs = isSo() ? now() : null
    return () => {
      fromMs = isSo() ? (fromMs ?? now()) : null
      return fromMs
    }
  }
  const goneSince = since(isGone)
  const reachableSince = since(() => !isGone())
  const onSince = since(station.isOn)
  const lackSince = since(lacksDuplex)
  let traySheets = sim.state().traySheets
  let trayMs = now()
  let sheetMs = now()
  let isTold = false

  const isLately = (atMs: number | null, spanMs: number) => atMs === null || now() - atMs < spanMs
  const cableFailedLately = () =>
    faults.strikes().some(({ where, atMs }) => where === `printer of ${name}` && time.now() - atMs < CABLE_MS)
  /** Whether what the printer tells of itself must have reached the screen. */
  const isKnown = (sinceMs: number | null, spanMs: number) =>
    ![onSince(), reachableSince()].some(one => isLately(one, KNOWN_LEVEL_MS)) &&
    !isLately(sinceMs, spanMs) &&
    !cableFailedLately()
  const answersPlainly = () => {
    const { answersAfterMs, statusAfterMs, silentAfterJobMs, nonsense, tellsLittle } = sim.manners()
    return answersAfterMs === null && statusAfterMs === null && silentAfterJobMs === null && !nonsense && !tellsLittle
  }
  const breaks = (invariant: 'taken up in vain' | 'shown as ready' | 'words on the screen', what: string) =>
    journal.breaks({ invariant, subject: name, what: `${name} ${what}` })

  const lookWhenGone = (sinceMs: number) => {
    const span = KNOWN_SILENT_MS
    time.after(span, () => {
      if (goneSince() !== sinceMs || isLately(onSince(), span)) return
      if (!answersPlainly() || cableFailedLately()) return
      if (station.view()?.content.screen !== 'attract') return
      breaks('shown as ready', `says that it is ready, and its printer has answered nothing for ${span} ms`)
    })
  }

  const judgeOrder = (copies: number, sheetsPerCopy: number) => {
    if (!answersPlainly()) return
    const { trayLevel } = sim.manners()
    const wanted = copies * sheetsPerCopy
    const tells = trayLevel === 'exact' || trayLevel === 'beside-auto'
    if (tells && isKnown(trayMs, KNOWN_LEVEL_MS) && wanted > traySheets)
      breaks('taken up in vain', `takes an order of ${wanted} sheets, and has ${traySheets} in its tray`)
    if (isKnown(lackSince(), KNOWN_LACK_MS))
      breaks('taken up in vain', 'takes an order of two-sided copies that its printer does not make')
  }

  const lookWhenPrinting = () => {
    const { content } = station.view() ?? {}
    if (content?.screen !== 'printing' || content.stalled || content.stopping) return
    const startMs = now()
    const nth = changes
    time.after(SILENT_FOR_MS, () => {
      const { jobs, state, power } = sim.state()
      const isAtWork = power && (state === 'processing' || jobs.some(({ endedMs }) => endedMs === null))
      if (isTold || changes !== nth || sheetMs > startMs || isAtWork) return
      isTold = true
      breaks('words on the screen', `has printed nothing for ${SILENT_FOR_MS} ms and says nothing of it`)
    })
  }

  let screen = 'dark'
  let printing = ''
  let changes = 0
  let sheetsPerCopy = 0
  station.onView(view => {
    onSince()
    const content = view?.content
    const before = screen
    screen = content?.screen ?? 'dark'
    if (content?.screen === 'previewing') sheetsPerCopy = content.sheetsPerCopy
    if (before === 'previewing' && content?.screen === 'paying') judgeOrder(content.quote.copies, sheetsPerCopy)
    if (before === 'previewing' && content?.screen === 'printing') judgeOrder(content.copies, sheetsPerCopy)
    const printingNow = content?.screen === 'printing' ? JSON.stringify(content) : ''
    if (printingNow !== printing) {
      printing = printingNow
      changes++
      if (printing !== '') lookWhenPrinting()
    }
  })
  let papers = 0
  sim.onChange(() => {
    const state = sim.state()
    if (state.traySheets !== traySheets) {
      traySheets = state.traySheets
      trayMs = now()
    }
    if (sim.papers().length !== papers) {
      papers = sim.papers().length
      sheetMs = now()
    }
    lackSince()
    reachableSince()
    const wasGone = goneMs
    goneMs = goneSince()
    if (goneMs !== null && wasGone === null) lookWhenGone(goneMs)
  })
  let goneMs: number | null = null
}
