import type { Clock } from '../../src/clock.ts'
import { createAnnouncer } from './announcer.ts'
import type { OpenTransport, Transport } from './transport.ts'

export type LinkState = { readonly up: true } | { readonly up: false; readonly reason: string }

/** A connection that comes back by itself. */
export interface Link {
  state(): LinkState
  onState(listener: (state: LinkState) => void): () => void
  onBytes(listener: (bytes: Uint8Array) => void): () => void
  /**
   * Resolves to true when the bytes went out. Bytes for a link that is down are dropped, never kept: a device that comes back
   * must not hear an order from before.
   */
  send(bytes: Uint8Array): Promise<boolean>
  /** Gives up the present connection and makes a new one: for a device that is connected but dead. */
  reopen(reason: string): void
  /** Ends the link for good. */
  close(): Promise<void>
}

export interface LinkOptions {
  /** The first wait after a loss, in ms; each failure doubles it. */
  readonly firstRetryMs?: number
  readonly lastRetryMs?: number
  readonly openTimeoutMs?: number
  readonly writeTimeoutMs?: number
}

/** Opens a connection now and again after each loss, waiting 0.3 s at first and 5 s at most between the tries. */
export function keepOpen(open: OpenTransport, clock: Clock, options: LinkOptions = {}): Link {
  const { firstRetryMs = 300, lastRetryMs = 5_000, openTimeoutMs = 10_000, writeTimeoutMs = 5_000 } = options
  const states = createAnnouncer<LinkState>()
  const incoming = createAnnouncer<Uint8Array>()
  let state: LinkState = { up: false, reason: 'not opened yet' }
  let current: Transport | null = null
  let closing: Promise<void> | null = null
  let retryMs = firstRetryMs
  let callOff = () => {}

  const change = (next: LinkState) => {
    const same = next.up === state.up && (next.up || state.up || next.reason === state.reason)
    state = next
    if (!same) states.tell(next)
  }
  const retryLater = () => {
    if (closing) return
    callOff = clock.after(retryMs, () => void attempt())
    retryMs = Math.min(retryMs * 2, lastRetryMs)
  }
  const down = (reason: string) => {
    current = null
    if (!closing) change({ up: false, reason })
  }
  const retry = (reason: string) => {
    retryLater()
    down(reason)
  }
  const adopt = (transport: Transport) => {
    current = transport
    // A peer that accepts and drops at once must not be asked again at full speed: only a connection that lives counts.
    const openedMs = clock.monotonic()
    const prove = () => {
      if (current === transport) retryMs = firstRetryMs
    }
    transport.onBytes(bytes => {
      prove()
      if (current === transport) incoming.tell(bytes)
    })
    transport.onLost(reason => {
      if (clock.monotonic() - openedMs >= lastRetryMs) prove()
      if (current === transport) retry(reason)
    })
    change({ up: true })
  }
  const attempt = async () => {
    const opened = await inTime(open(), clock, openTimeoutMs, late => void late.close())
    if (closing) {
      if (opened.kind === 'done') await opened.value.close()
    } else if (opened.kind === 'done') adopt(opened.value)
    else retry(opened.reason)
  }
  const reopen = (reason: string) => {
    const dead = current
    if (!dead) return
    down(reason)
    // A serial port is locked until it is closed: the next try waits for that, but not for ever.
    void inTime(dead.close(), clock, writeTimeoutMs, () => {}).then(retryLater)
  }

  void attempt()
  return {
    state: () => state,
    onState: states.on,
    onBytes: incoming.on,
    send: async bytes => {
      const transport = current
      if (!transport) return false
      const sent = await inTime(transport.write(bytes), clock, writeTimeoutMs, () => {})
      if (sent.kind === 'done') return true
      if (current === transport) reopen(sent.reason)
      return false
    },
    reopen,
    close: () => {
      callOff()
      const last = current
      current = null
      if (!closing) {
        closing = last ? last.close() : Promise.resolve()
        change({ up: false, reason: 'closed' })
      }
      return closing
    },
  }
}

type Timed<T> = { kind: 'done'; value: T } | { kind: 'failed'; reason: string }

function inTime<T>(work: Promise<T>, clock: Clock, timeoutMs: number, onLate: (value: T) => void): Promise<Timed<T>> {
  return new Promise(resolve => {
    let late = false
    const callOff = clock.after(timeoutMs, () => {
      late = true
      resolve({ kind: 'failed', reason: `no answer within ${timeoutMs} ms` })
    })
    work.then(
      value => {
        callOff()
        if (late) onLate(value)
        else resolve({ kind: 'done', value })
      },
      (error: unknown) => {
        callOff()
        resolve({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
      },
    )
  })
}
