import { type Figure, figure } from './figure.ts'
import type { House } from './house.ts'
import { type Kiosk, openKiosk } from './kiosk.ts'

/** Starts the kiosk again and again beside a server and devices that run, and leaves the last one running. */
export async function measureStarts(house: House, count: number): Promise<{ figure: Figure; kiosk: Kiosk }> {
  // The first one enrols the terminal, which happens once in its life.
  let kiosk = await openKiosk(house)
  const spans: number[] = []
  for (let nth = 0; nth < count; nth++) {
    await kiosk.close()
    kiosk = await openKiosk(house)
    spans.push(kiosk.startMs)
  }
  return { figure: figure('start-to-attract', 'ms', 3_000, spans), kiosk }
}
