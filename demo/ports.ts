import { createServer } from 'node:net'

const STEPS_MAX = 50

/** Where the demo listens when nothing is in the way. */
export const USUAL_PORTS = {
  server: 7800,
  gateway: 7801,
  dock: 7802,
  cardReader: 7803,
  idReader: 7804,
  receiptPrinter: 7805,
  pagePrinter: 7806,
  kiosk: 7807,
  codeScanner: 7808,
  campus: 7809,
  letters: 7810,
} as const

/** The first port from `wanted` upwards that is free on loopback and not in `taken`; any free one for 0. */
export async function freePort(wanted: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let port = wanted; port !== 0 && port < wanted + STEPS_MAX; port++) {
    if (!taken.has(port) && (await listen(port)) !== null) return port
  }
  for (let tries = 0; tries < STEPS_MAX; tries++) {
    const any = await listen(0)
    if (any === null) break
    // Nobody listens on it yet, so the system may well offer the same one again.
    if (!taken.has(any)) return any
  }
  throw new Error('no free port on loopback')
}

function listen(port: number): Promise<number | null> {
  return new Promise(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(null))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null))
    })
  })
}

/** A free port for each name, none given twice. */
export async function choosePorts<Name extends string>(
  wanted: Readonly<Record<Name, number>>,
): Promise<Record<Name, number>> {
  const chosen = {} as Record<Name, number>
  const taken = new Set<number>()
  for (const name of Object.keys(wanted) as Name[]) {
    chosen[name] = await freePort(wanted[name], taken)
    taken.add(chosen[name])
  }
  return chosen
}
