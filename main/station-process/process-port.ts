import type { Serializable } from 'node:child_process'
import type { Port } from '../../src/port.ts'
import { fitsWithin } from '../../src/transport/message-size.ts'
import { portEnd } from '../../src/transport/port-end.ts'

/** One end of Node's channel between parent and child: a `ChildProcess` on one side, `process` on the other. */
export interface ProcessEnd {
  readonly connected: boolean
  send?(message: Serializable, handle: undefined, options: undefined, sent: (error: Error | null) => void): boolean
  disconnect?(): void
  on(type: 'message', listener: (message: unknown) => void): unknown
  on(type: 'disconnect', listener: () => void): unknown
}

const MAX_BYTES = 64 * 1024 * 1024

/**
 * A port over the IPC channel of a child that was started with `stdio: [..., 'ipc']` and `serialization: 'advanced'`, so
 * that bytes stay bytes. Closing it ends the channel, not the process.
 */
export function portOverProcess(end: ProcessEnd): Port {
  const portSide = portEnd({
    send: message => {
      // A send that fails because the other process has just died is followed by `disconnect`, which says so.
      if (end.connected) end.send?.({ message } as Serializable, undefined, undefined, () => {})
    },
    end: () => {
      if (end.connected) end.disconnect?.()
    },
  })
  end.on('message', envelope => {
    if (typeof envelope !== 'object' || envelope === null || !('message' in envelope)) return
    if (fitsWithin(envelope.message, MAX_BYTES)) portSide.receive(envelope.message)
  })
  end.on('disconnect', () => portSide.lost())
  if (!end.connected) portSide.lost()
  return portSide.port
}
