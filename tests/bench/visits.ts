import type { Page } from 'playwright-core'
import { dockAt } from '../../cli/dock.ts'
import { systemClock } from '../../native/system-clock.ts'
import { sleep } from '../../src/clock.ts'
import { followWay } from '../../src/session/way-to-preview.ts'
import { LEADS_ON, shownScreen } from '../e2e/kiosk-page.ts'
import { type Figure, figure } from './figure.ts'
import type { House } from './house.ts'
import type { Kiosk } from './kiosk.ts'
import { paintedMs, touchesSince } from './page-clock.ts'
import { LEAST_MS_A_VISIT, usableCards } from './usable-cards.ts'

/** What one free visit for one copy took. */
interface VisitSpans {
  readonly tapToChoicesMs: number
  readonly choiceToPreviewMs: number
  readonly confirmToPrinterMs: number
  readonly touches: number
}

/**
 * Drives `count` visits through the page: a card, the next document in turn, one copy. Each card is used once as long as there
 * are cards, so every document is made anew and nothing costs anything.
 */
export async function driveVisits(house: House, kiosk: Kiosk, count: number): Promise<Figure[]> {
  const cards = usableCards()
  if (count > cards.length) throw new Error(`there are only ${cards.length} cards with free copies`)
  const spans: VisitSpans[] = []
  for (const [index, card] of cards.slice(0, count).entries()) {
    const pause = sleep(systemClock, LEAST_MS_A_VISIT)
    spans.push(await visit(house, kiosk.page, card, index))
    await pause
    if (process.stderr.isTTY) process.stderr.write(`\rvisit ${index + 1} of ${count} `)
  }
  return [
    figure(
      'tap-to-choices',
      'ms',
      300,
      spans.map(span => span.tapToChoicesMs),
    ),
    figure(
      'choice-to-preview',
      'ms',
      800,
      spans.map(span => span.choiceToPreviewMs),
    ),
    figure(
      'confirm-to-printer',
      'ms',
      500,
      spans.map(span => span.confirmToPrinterMs),
    ),
    figure(
      'touches-of-a-free-copy',
      'touches',
      4,
      spans.map(span => span.touches),
    ),
  ]
}

async function visit(house: House, page: Page, card: string, index: number): Promise<VisitSpans> {
  const act = page.locator(LEADS_ON)
  const rows = page.locator('.choosing .paged-items:not(.measure) button.row')
  const lastTouchMs = async (sinceMs: number) => (await touchesSince(page, sinceMs)).at(-1) ?? Number.NaN

  // Set at the tap itself: to look which screen there is takes its time before.
  let tapMs = Number.NaN
  await followWay({
    screen: wanted => shownScreen(page, wanted),
    tap: () => {
      tapMs = Date.now()
      return dockAt(house.dock).act('/tap', { uid: card })
    },
    choose: async () => rows.nth(index % (await rows.count())).click(),
    touch: () => act.click(),
  })
  const choicesMs = await paintedMs(page, 'screen:choosing', tapMs)
  const drawnMs = await paintedMs(page, 'drawn', choicesMs)
  const choiceMs = await lastTouchMs(choicesMs)
  const jobsBefore = house.relay.arrivalsMs.length
  await act.click()
  const finishedMs = await paintedMs(page, 'screen:finished', drawnMs)
  const confirmMs = await lastTouchMs(drawnMs)
  const arrivedMs = house.relay.arrivalsMs[jobsBefore]
  if (arrivedMs === undefined) throw new Error('the visit ended without a job at the printer')
  await act.click()
  await paintedMs(page, 'screen:attract', finishedMs)
  return {
    tapToChoicesMs: choicesMs - tapMs,
    choiceToPreviewMs: drawnMs - choiceMs,
    confirmToPrinterMs: arrivedMs - confirmMs,
    touches: (await touchesSince(page, tapMs)).length,
  }
}
