/**
 * A way to move bytes to and from a device: a serial line, a TCP connection to a serial device server. It carries no meaning;
 * frames do. One object is one connection: after `onLost` it is dead and a new one is made.
 */
export interface Transport {
  /** Resolves when the bytes were handed to the operating system. Rejects when the link is gone. */
  write(bytes: Uint8Array): Promise<void>
  onBytes(listener: (bytes: Uint8Array) => void): void
  /** Called once when the link ends by itself, with the reason in words for a log. Not called after `close()`. */
  onLost(listener: (reason: string) => void): void
  close(): Promise<void>
}

/** Opens one connection. Rejects when the device can't be reached now. */
export type OpenTransport = () => Promise<Transport>
