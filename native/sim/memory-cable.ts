import type { OpenTransport, Transport } from '../transport/transport.ts'

/** A cable without a wire: what one end writes, the other end hears in the next microtask. For tests that own the clock. */
export interface MemoryCable {
  /** What the driver is given. Each connection joins a new far end to the device. */
  readonly open: OpenTransport
  /** Ends the present connection from outside. */
  cut(reason: string): void
  /** From now on `open` is refused with this reason; null lets it succeed again. */
  refuse(reason: string | null): void
  /** How often `open` was called. */
  opens(): number
  /** How many connections stand. */
  standing(): number
}

/** Makes a cable whose far ends are handed to `attach`, for instance that of a simulator. */
export function createMemoryCable(attach: (farEnd: Transport) => void): MemoryCable {
  const standing = new Set<(reason: string) => void>()
  let refusal: string | null = null
  let opens = 0
  return {
    open: async () => {
      opens++
      if (refusal !== null) throw new Error(refusal)
      const [near, far] = [createEnd(), createEnd()]
      near.join(far)
      far.join(near)
      const lose = (reason: string) => {
        standing.delete(lose)
        near.lose(reason)
        far.lose(reason)
      }
      near.whenClosed(() => lose('closed by the other side'))
      standing.add(lose)
      attach(far.transport)
      return near.transport
    },
    cut: reason => {
      for (const lose of standing) lose(reason)
    },
    refuse: reason => {
      refusal = reason
    },
    opens: () => opens,
    standing: () => standing.size,
  }
}

interface End {
  readonly transport: Transport
  join(other: End): void
  hear(bytes: Uint8Array): void
  lose(reason: string): void
  whenClosed(run: () => void): void
}

function createEnd(): End {
  const byteListeners: ((bytes: Uint8Array) => void)[] = []
  const lostListeners: ((reason: string) => void)[] = []
  let other: End | null = null
  let isDead = false
  let onClosed = () => {}
  return {
    join: end => {
      other = end
    },
    hear: bytes => {
      if (!isDead) for (const listener of byteListeners) listener(bytes)
    },
    lose: reason => {
      if (isDead) return
      isDead = true
      for (const listener of lostListeners) listener(reason)
    },
    whenClosed: run => {
      onClosed = run
    },
    transport: {
      write: async bytes => {
        if (isDead) throw new Error('the cable is cut')
        const copy = bytes.slice()
        queueMicrotask(() => other?.hear(copy))
      },
      onBytes: listener => byteListeners.push(listener),
      onLost: listener => lostListeners.push(listener),
      close: async () => {
        isDead = true
        onClosed()
      },
    },
  }
}
