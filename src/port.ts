/**
 * One end of a two-way channel of plain data: a MessagePort, a WebSocket or a pair in memory. A port moves messages; what
 * they mean is the contract's business (`rpc.ts`).
 */
export interface Port {
  /** Sends one message. Silent when the port is closed: the other side hears of it through `onClose`. */
  post(message: unknown): void
  /** Calls `listener` for each message that arrives. Returns a function that ends the subscription. */
  onMessage(listener: (message: unknown) => void): () => void
  /** Calls `listener` once when the channel ends, from whichever side. Returns a function that ends the subscription. */
  onClose(listener: () => void): () => void
  /** Ends the channel. Calling it again does nothing. */
  close(): void
}
