import { join } from 'node:path'
import { dockAt } from '../../cli/dock.ts'
import { acceptanceAddressOf, type KioskScreen, openKioskScreen } from '../../cli/kiosk-screen.ts'
import { payOnPhone } from '../../cli/phone.ts'
import { driveVisit } from '../../cli/visit.ts'
import { systemClock } from '../../native/system-clock.ts'
import { sleep } from '../../src/clock.ts'
import { type Figure, figure, percentile } from './figure.ts'
import { type House, runProgram } from './house.ts'
import { LEAST_MS_A_VISIT, usableCards } from './usable-cards.ts'

/** What is aimed at: 95 of 100 payers see their paper begun within a second. */
const AIM_MS = 1_000
/** One more than the free copies of a year. */
const COPIES = 6
const PRINTING_WITHIN_MS = 60_000
const READY_WITHIN_MS = 60_000

/**
 * From the payment on the phone until the kiosk says "printing": gateway, notice, server and station in processes of their own.
 * The span begins when the phone's page is opened, before the notice is sent, so the notice's own way to "printing" is shorter.
 */
export async function measurePaid(house: House, visits: number): Promise<Figure[]> {
  const cards = usableCards(({ further }) => further.hold.length === 0)
  if (visits > cards.length) throw new Error(`there are only ${cards.length} cards that may print`)
  const kiosk = await startKiosk(house)
  let screen: KioskScreen | null = null
  try {
    screen = await openKioskScreen(acceptanceAddressOf(join(house.dataDir, 'terminal')))
    await screen.until('a free screen', ({ content }) => content.screen === 'attract', READY_WITHIN_MS)
    const spansMs: number[] = []
    for (const card of cards.slice(0, visits)) {
      const pause = sleep(systemClock, LEAST_MS_A_VISIT)
      spansMs.push(await paidVisit(house, screen, card))
      await pause
    }
    return [
      figure('payment-to-printing', 'ms', null, spansMs),
      figure('payment-to-printing-p95', 'ms', AIM_MS, [percentile(spansMs, 0.95)]),
    ]
  } finally {
    screen?.close()
    await kiosk.stop()
  }
}

/** The kiosk's shell without a window: the command line is its screen. */
async function startKiosk({ dataDir, terminal }: House) {
  const up = Promise.withResolvers<void>()
  const args = ['--config', terminal, '--port', '0', '--headless']
  const onLine = (line: Record<string, unknown>) => {
    if (line.station === 'up') up.resolve()
  }
  const program = await runProgram(dataDir, 'kiosk', 'main/browser/main.ts', args, { onLine })
  await up.promise
  return program
}

async function paidVisit({ dock, gateway }: House, screen: KioskScreen, card: string): Promise<number> {
  let tookMs = Number.NaN
  const pay = async (codeUrl: string) => {
    const beganMs = performance.now()
    const printing = screen.until(
      'printing',
      ({ content }) => content.screen === 'printing' || content.screen === 'finished',
      PRINTING_WITHIN_MS,
    )
    await payOnPhone(gateway, codeUrl)
    await printing
    tookMs = performance.now() - beganMs
  }
  const wishes = { card, document: 'transcript', edition: 'zh', copies: COPIES, language: 'en', pay } as const
  const report = await driveVisit(screen, dockAt(dock), wishes)
  if (!report.ok || Number.isNaN(tookMs)) throw new Error(`a paid visit failed: ${report.why ?? 'nothing was paid'}`)
  return tookMs
}
