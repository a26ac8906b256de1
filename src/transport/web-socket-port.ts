import type { Port } from '../port.ts'
import { messageToText, textToMessage } from './message-text.ts'
import { portEnd } from './port-end.ts'

/** As much of a WebSocket as a port needs: a browser's and `ws`'s both have it. */
export interface WebSocketLike {
  readonly readyState: number
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void
}

export interface WebSocketPortOptions {
  /** The longest text in characters, both ways. 32 Mi by default, enough for a document of 24 MB. */
  readonly maxCharacters?: number
}

const CONNECTING = 0
const OPEN = 1
/** RFC 6455 section 7.4.1: the message is too big to process. */
const TOO_BIG = 1009

/**
 * A port over a WebSocket. Messages travel as JSON text; what is posted before the socket is open waits. A message from
 * outside that is no text or no JSON is dropped, one that is too long ends the channel. Posting a message that is too
 * long throws.
 */
export function portOverWebSocket(socket: WebSocketLike, options: WebSocketPortOptions = {}): Port {
  const maxCharacters = options.maxCharacters ?? 32 * 1024 * 1024
  let unsent: string[] = []
  const end = portEnd({
    send: message => {
      const text = messageToText(message)
      if (text.length > maxCharacters) throw new RangeError(`a message of ${text.length} characters is too long`)
      if (socket.readyState === CONNECTING) unsent.push(text)
      else if (socket.readyState === OPEN) socket.send(text)
    },
    end: () => socket.close(1000),
  })
  socket.addEventListener('open', () => {
    for (const text of unsent) socket.send(text)
    unsent = []
  })
  socket.addEventListener('message', ({ data }) => {
    if (typeof data !== 'string') return
    if (data.length > maxCharacters) {
      socket.close(TOO_BIG)
      return end.lost()
    }
    const message = textToMessage(data)
    if (message.ok) end.receive(message.value)
  })
  socket.addEventListener('close', () => end.lost())
  // An error is always followed by close; without a listener `ws` would throw.
  socket.addEventListener('error', () => {})
  return end.port
}
