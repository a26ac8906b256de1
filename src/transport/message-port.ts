import type { Port } from '../port.ts'
import { fitsWithin } from './message-size.ts'
import { portEnd } from './port-end.ts'

/** As much of a MessagePort as a port needs, in the manner of the DOM and of `node:worker_threads`. */
export interface EventTargetPort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
  start(): void
  close(): void
}

/** As much of Electron's `MessagePortMain` as a port needs. */
export interface EmitterPort {
  postMessage(message: unknown): void
  on(type: 'message', listener: (event: { data: unknown }) => void): unknown
  on(type: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

export interface MessagePortOptions {
  /** The biggest message that is let in, counted by `fitsWithin`. 32 MiB by default. */
  readonly maxBytes?: number
}

/**
 * A port over a MessagePort of any make. Each message goes in an envelope, because the browser of an old Electron does not
 * say when the other end of a MessagePort closes: the envelope can carry a farewell. What has no envelope or is too big is
 * dropped.
 */
export function portOverMessagePort(port: EventTargetPort | EmitterPort, options: MessagePortOptions = {}): Port {
  const maxBytes = options.maxBytes ?? 32 * 1024 * 1024
  const end = portEnd({
    send: message => port.postMessage({ kind: 'message', message }),
    end: () => {
      port.postMessage({ kind: 'farewell' })
      port.close()
    },
  })
  const onMessage = ({ data }: { data: unknown }) => {
    if (typeof data !== 'object' || data === null || !('kind' in data)) return
    if (data.kind === 'farewell') {
      end.lost()
      port.close()
    } else if (data.kind === 'message' && 'message' in data && fitsWithin(data.message, maxBytes)) {
      end.receive(data.message)
    }
  }
  const onClose = () => end.lost()
  if ('addEventListener' in port) {
    port.addEventListener('message', onMessage)
    port.addEventListener('close', onClose)
  } else {
    port.on('message', onMessage)
    port.on('close', onClose)
  }
  port.start()
  return end.port
}
