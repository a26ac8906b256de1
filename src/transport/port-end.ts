import type { Port } from '../port.ts'

/** What a transport gives so that `portEnd` can make a port of it. */
export interface Wire {
  /** Sends one message that fits the transport; called only while the port is open. */
  send(message: unknown): void
  /** Ends the transport; called at most once, and not when the other side ended it. */
  end(): void
}

export interface PortEnd {
  readonly port: Port
  /** The transport brings a message. */
  receive(message: unknown): void
  /** The transport says that the channel is gone. */
  lost(): void
}

/**
 * The half that every transport shares: listeners, the state open or closed, and patience. Messages that arrive before
 * anyone listens wait for the first listener, so a port can be handed on without losing its first words.
 */
export function portEnd(wire: Wire): PortEnd {
  const messageListeners = new Set<(message: unknown) => void>()
  const closeListeners = new Set<() => void>()
  let early: unknown[] | null = []
  let open = true

  const finish = () => {
    open = false
    for (const listener of [...closeListeners]) listener()
    closeListeners.clear()
  }
  const deliver = (message: unknown) => {
    for (const listener of [...messageListeners]) listener(message)
  }

  return {
    port: {
      post: message => {
        if (open) wire.send(message)
      },
      onMessage: listener => {
        messageListeners.add(listener)
        if (early) {
          const waiting = early
          early = null
          for (const message of waiting) deliver(message)
        }
        return () => messageListeners.delete(listener)
      },
      onClose: listener => {
        // A listener that comes too late must hear of the end all the same, or it would wait for ever.
        if (open) closeListeners.add(listener)
        else void Promise.resolve().then(listener)
        return () => closeListeners.delete(listener)
      },
      close: () => {
        if (!open) return
        wire.end()
        finish()
      },
    },
    receive: message => {
      if (!open) return
      if (early) early.push(message)
      else deliver(message)
    },
    lost: () => {
      if (open) finish()
    },
  }
}
