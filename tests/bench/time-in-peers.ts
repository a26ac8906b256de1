import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** What of a span passes in somebody else's system. */
export interface PeerClock {
  /** Does the work and tells how long all of it took, and how long of that others were asked, in ms. */
  time(work: () => Promise<unknown>): Promise<{ readonly wholeMs: number; readonly inPeerMs: number }>
  close(): void
}

interface Asked {
  readonly request: { readonly origin: string }
}

/**
 * Listens to every request that this process sends by `fetch`, browser of the tests and server alike; those to one of
 * `origins` are the peer's time, from the question to the last byte. They must not overlap.
 */
export function openPeerClock(origins: readonly string[]): PeerClock {
  const begun = new Map<object, number>()
  let inPeerMs = 0
  const isPeer = ({ request }: Asked) => origins.includes(String(request.origin))
  const onCreate = (said: unknown) => {
    if (isPeer(said as Asked)) begun.set((said as Asked).request, performance.now())
  }
  const onEnd = (said: unknown) => {
    const { request } = said as Asked
    const sinceMs = begun.get(request)
    if (sinceMs === undefined) return
    begun.delete(request)
    inPeerMs += performance.now() - sinceMs
  }
  const channels = [
    ['undici:request:create', onCreate],
    ['undici:request:trailers', onEnd],
    ['undici:request:error', onEnd],
  ] as const
  for (const [name, hear] of channels) subscribe(name, hear)
  return {
    time: async work => {
      inPeerMs = 0
      const beganMs = performance.now()
      await work()
      return { wholeMs: performance.now() - beganMs, inPeerMs }
    },
    close: () => {
      for (const [name, hear] of channels) unsubscribe(name, hear)
    },
  }
}
