import { systemClock } from '../../native/system-clock.ts'
import { sleep } from '../../src/clock.ts'
import { casesSince } from './cases.ts'
import type { KillHouse } from './house.ts'
import { heldFen, moneyOf, openOf, type Remains } from './judge.ts'
import type { Victim } from './plans.ts'

const LOOK_EVERY_MS = 100
/** A card that comes again sooner is one that still lies on the reader. */
const CARD_AGAIN_MS = 2_000
const ANSWER_WITHIN_MS = 120_000

/** Resolves when `holds`; false when it does not within `withinMs`. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  const endMs = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > endMs) return false
    await sleep(systemClock, LOOK_EVERY_MS)
  }
  return true
}

/**
 * Waits until the machine is free, the printer rests, nothing is owed, and the bill fits the tray or a person has been asked. Where it
 * does not come to that in time, `unsettled` says what it is like.
 */
export async function untilAtRest(
  house: KillHouse,
  { sinceMs, victims, withinMs }: { sinceMs: number; victims: readonly Victim[]; withinMs: number },
): Promise<{ readonly remains: Remains; readonly unsettled: string | null }> {
  let remains: Remains = { sheets: [], orders: [], cases: [], victims }
  let why = ''
  const isAtRest = await until(async () => {
    const printer = await house.tray.printer()
    const cases = await casesSince(house.dataDir, sinceMs)
    remains = {
      ...{ sheets: await house.tray.sheets(), orders: [...house.bill.orders().values()], cases: cases ?? [] },
      victims,
    }
    const screen = house.station.pid() === undefined ? 'dark' : (await house.screen()).view().content.screen
    // Staff come by.
    if (printer.jammed && screen === 'out-of-service') await house.dock.act('/printer/clear-jam', {})
    const money = moneyOf(remains)
    const owed = house.ledger.owed()
    const busy = printer.jobs.filter(({ state }) => ['pending', 'pending-held', 'processing'].includes(state)).length
    why = JSON.stringify({ screen, printer: printer.state, busy, owed, ...remains, sheets: undefined, money })
    const isFree = screen === 'attract' && printer.state === 'idle' && busy === 0 && owed.length === 0 && cases !== null
    const isOpen = remains.orders.some(({ state }) => state === 'open') || money.refundingFen > 0
    // Where nobody can tell what came out, a copy may be given back that did.
    const isGiven = openOf(remains.cases).length > 0 || money.keptFen === money.dueFen
    return isFree && !isOpen && isGiven && money.keptFen <= money.dueFen + heldFen(remains.cases)
  }, withinMs)
  return { remains, unsettled: isAtRest ? null : why }
}

/** Waits until somebody could begin a visit; throws when nobody can. */
export async function untilFree(house: KillHouse): Promise<void> {
  const screen = await house.screen()
  await screen.until('a free screen', ({ content }) => content.screen === 'attract', ANSWER_WITHIN_MS)
}

/** How many free copies the machine offers to the holder of a card, who then goes away. */
export async function freeCopiesOf(house: KillHouse, card: string): Promise<number> {
  await untilFree(house)
  const screen = await house.screen()
  const endMs = Date.now() + ANSWER_WITHIN_MS
  for (;;) {
    // After a start the first screen may be there a moment before the line to the reader is.
    await house.dock.act('/tap', { uid: card }).catch(() => undefined)
    const isHeard = await until(() => screen.view().visitor !== null, CARD_AGAIN_MS)
    if (isHeard) break
    if (Date.now() > endMs) throw new Error(`nobody is recognized; the screen is ${screen.view().content.screen}`)
  }
  // Null is for who collects what is another person's, and nobody here does.
  const left = screen.view().visitor!.freeCopiesLeft!
  await screen.touch({ kind: 'finish' })
  await untilFree(house)
  return left
}
