import { type Clock, sleep } from '../src/clock.ts'
import { type KioskScreen, ScreenLost } from './kiosk-screen.ts'

/** A station that was killed is started again by its shell within seconds, and its machine within a minute or not at all. */
const BACK_WITHIN_MS = 60_000
const AGAIN_MS = 500
/** One that dies more often will not carry a visit to its end. */
const BREAKS_MAX = 5

export interface LastingOptions {
  readonly clock: Clock
  /** Whether anybody is there who would start the station again. */
  readonly mayComeBack: () => boolean
  /** The station is gone, and is waited for. */
  readonly tell: () => void
}

/**
 * A screen that outlives its station: where that one is killed or says nothing any more, its next life is waited for, for a minute at most, and what
 * was waited for is waited for there. A touch that was lost is not repeated, for nobody knows whether it was felt: the screen shows it.
 * Rejects where nothing answers the first time; whatever waits rejects with `ScreenLost` once it is given up.
 */
export async function lastingScreen(
  open: () => Promise<KioskScreen>,
  { clock, mayComeBack, tell }: LastingOptions,
): Promise<KioskScreen> {
  let current = await open()
  let breaks = 0
  let isGivenUp = false
  let healing: Promise<void> | null = null

  const comeBack = async (): Promise<void> => {
    current.close()
    if (isGivenUp || breaks === BREAKS_MAX) throw new ScreenLost()
    tell()
    const untilMs = clock.monotonic() + BACK_WITHIN_MS
    while (mayComeBack() && clock.monotonic() < untilMs) {
      await sleep(clock, AGAIN_MS)
      const next = await open().catch(() => null)
      if (!next) continue
      current = next
      breaks += 1
      return
    }
    isGivenUp = true
    throw new ScreenLost()
  }
  const heal = () => {
    healing ??= comeBack().finally(() => {
      healing = null
    })
    return healing
  }
  /** Does something at the screen of now; where that is lost, `then` says what to do at the next one. */
  const outliving = async <Found>(act: () => Promise<Found>, then: () => Promise<Found> | Found): Promise<Found> => {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof ScreenLost)) throw error
      await heal()
      return then()
    }
  }
  const until: KioskScreen['until'] = (...wanted) =>
    outliving(
      () => current.until(...wanted),
      () => until(...wanted),
    )
  const screen: KioskScreen['screen'] = wanted =>
    outliving(
      () => current.screen(wanted),
      () => screen(wanted),
    )
  return {
    ...{ until, screen },
    view: () => current.view(),
    touch: command =>
      outliving(
        () => current.touch(command),
        () => undefined,
      ),
    previewFile: documentId =>
      outliving(
        () => current.previewFile(documentId),
        () => null,
      ),
    close: () => current.close(),
    breaks: () => breaks,
  }
}
