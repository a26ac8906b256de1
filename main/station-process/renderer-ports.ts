import type { Clock } from '../../src/clock.ts'
import {
  HEARTBEAT_MS,
  type ShellOrder,
  type StationNotice,
  shellOrderSchema,
} from '../../src/contract/station-process.ts'
import type { Port } from '../../src/port.ts'
import { acceptChannels } from '../../src/transport/channels.ts'
import { type EmitterPort, portOverMessagePort } from '../../src/transport/message-port.ts'
import { type ProcessEnd, portOverProcess } from './process-port.ts'

/** What Electron puts on `process` in a utility process. */
export interface ParentPort {
  postMessage(message: unknown): void
  on(type: 'message', listener: (event: { data: unknown; ports: EmitterPort[] }) => void): unknown
}

/** The station's own process, as far as it matters here: Node's `process` fits. */
export interface StationProcess extends ProcessEnd {
  readonly parentPort?: ParentPort
  on(type: 'message', listener: (message: unknown) => void): unknown
  on(type: 'disconnect' | 'SIGTERM' | 'SIGINT', listener: () => void): unknown
}

export interface AttachOptions {
  /** Times the signs of life. */
  readonly clock: Clock
  /** The shell or the system asks for the end, or the shell is gone. Called at most once. */
  readonly onStop: () => void
  /** `process` unless a test says otherwise. */
  readonly process?: StationProcess
}

export interface ShellLink {
  /** Tells the shell that screens may attach. */
  ready(): void
  /** Tells the shell why the station can't start. The caller exits. */
  fatal(detail: string): void
}

/**
 * Joins the station to whatever shell started it: `onPort` gets one port for each screen that attaches, and signs of life
 * begin to flow. Works in an Electron utility process and in a child with an IPC channel; without a shell it does nothing.
 */
export function attachRenderers(onPort: (port: Port) => void, options: AttachOptions): ShellLink {
  const self: StationProcess = options.process ?? process
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    options.onStop()
  }
  self.on('SIGTERM', stop)
  // Ctrl-C in a terminal reaches the station too; it must not die of it before its good order.
  self.on('SIGINT', stop)
  const tell = self.parentPort
    ? overParentPort(self.parentPort, onPort, stop)
    : self.send
      ? overIpc(self, onPort, stop)
      : () => {}

  const beat = () => {
    tell({ kind: 'alive' })
    options.clock.after(HEARTBEAT_MS, beat)
  }
  if (self.parentPort || self.send) beat()
  return {
    ready: () => tell({ kind: 'ready' }),
    fatal: detail => tell({ kind: 'fatal', detail: detail.slice(0, 2000) }),
  }
}

type Tell = (notice: StationNotice) => void

function overParentPort(parent: ParentPort, onPort: (port: Port) => void, stop: () => void): Tell {
  parent.on('message', ({ data, ports }) => {
    const order = shellOrderSchema.safeParse(data)
    if (!order.success) return
    if (order.data.kind === 'stop') return stop()
    for (const port of ports) onPort(portOverMessagePort(port))
  })
  return notice => parent.postMessage(notice)
}

function overIpc(self: ProcessEnd, onPort: (port: Port) => void, stop: () => void): Tell {
  const link = portOverProcess(self)
  acceptChannels(link, onPort)
  link.onMessage(message => {
    const order = shellOrderSchema.safeParse(message)
    if (order.success && order.data.kind === ('stop' satisfies ShellOrder['kind'])) stop()
  })
  link.onClose(stop)
  return notice => link.post(notice)
}
