import type { Duplex } from 'node:stream'
import type { Transport } from './transport.ts'

/** Bytes that are kept for a listener that comes late. More than this is nobody's. */
const EARLY_BYTES_MAX = 64 * 1024

/**
 * A `Transport` over an open stream: a socket or a serial port. `end` closes the stream and resolves when it is closed; it is
 * called once at most. Any error of the stream ends the transport.
 */
export function transportOver(stream: Duplex, end: () => Promise<void>): Transport {
  const byteListeners: ((bytes: Uint8Array) => void)[] = []
  const lostListeners: ((reason: string) => void)[] = []
  const waitingWrites = new Set<(error: Error) => void>()
  let early: Uint8Array[] = []
  let earlyBytes = 0
  let lostReason: string | null = null
  let ending: Promise<void> | null = null

  const failWrites = (reason: string) => {
    // A serial port keeps a write, and its callback, for the next `open`: nobody must wait for that.
    for (const reject of waitingWrites) reject(new Error(reason))
    waitingWrites.clear()
  }
  const lose = (reason: string) => {
    if (lostReason !== null || ending) return
    lostReason = reason
    failWrites(reason)
    for (const listener of lostListeners) listener(reason)
  }

  stream.on('data', (bytes: Uint8Array) => {
    if (lostReason !== null || ending) return
    if (byteListeners.length === 0) {
      if (earlyBytes + bytes.length <= EARLY_BYTES_MAX) {
        early.push(bytes)
        earlyBytes += bytes.length
      }
      return
    }
    for (const listener of byteListeners) listener(bytes)
  })
  stream.on('error', (error: Error) => {
    lose(error.message)
    ending ??= end()
  })
  stream.on('close', (error?: unknown) => lose(error instanceof Error ? error.message : 'closed by the other side'))

  return {
    write: bytes =>
      new Promise((resolve, reject) => {
        if (lostReason !== null || ending) return reject(new Error(lostReason ?? 'the transport is closed'))
        waitingWrites.add(reject)
        stream.write(bytes, error => {
          waitingWrites.delete(reject)
          if (error) reject(error)
          else resolve()
        })
      }),
    onBytes: listener => {
      byteListeners.push(listener)
      const kept = early
      early = []
      earlyBytes = 0
      for (const bytes of kept) listener(bytes)
    },
    onLost: listener => {
      lostListeners.push(listener)
      const reason = lostReason
      if (reason !== null) queueMicrotask(() => listener(reason))
    },
    close: () => {
      ending ??= lostReason === null ? end() : Promise.resolve()
      failWrites('the transport was closed')
      return ending
    },
  }
}
