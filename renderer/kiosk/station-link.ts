import type { Clock } from '../../src/clock.ts'
import { KIOSK_CONTRACT, type KioskContract } from '../../src/contract/kiosk.ts'
import type { KioskCommand } from '../../src/contract/kiosk-command.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import type { Port } from '../../src/port.ts'
import { type Client, connect, RpcError } from '../../src/rpc.ts'
import type { PortSource } from './connect-port.ts'

/** connecting: no view yet. live: the view is the station's. lost: the view is the last one before the port closed. */
export type LinkState =
  | { readonly status: 'connecting'; readonly view: null }
  | { readonly status: 'live' | 'lost'; readonly view: KioskView }

/** The screen's end of the contract: the latest view, and touches on their way. */
export interface StationLink {
  subscribe(listener: () => void): () => void
  state(): LinkState
  send(command: KioskCommand): void
  /** The file on the screen; null when the screen has moved on or the station is away. */
  previewFile(documentId: string): Promise<Uint8Array | null>
  previewDrawn(documentId: string): void
}

/** A touch or a view is answered at once by a station that is well. */
const ANSWER_MS = 10_000
const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 3_000

/** Keeps a port to the station open, and opens it again with growing pauses when it closes. Runs as long as the page. */
export function openStationLink(source: PortSource, clock: Clock): StationLink {
  const listeners = new Set<() => void>()
  let state: LinkState = { status: 'connecting', view: null }
  let client: Client<KioskContract> | null = null
  let pauseMs = FIRST_RETRY_MS

  const set = (next: LinkState) => {
    state = next
    for (const listener of listeners) listener()
  }
  const show = (view: KioskView) => {
    pauseMs = FIRST_RETRY_MS
    set({ status: 'live', view })
  }
  const begin = () => {
    source.next().then(adopt, retry)
  }
  const retry = () => {
    clock.after(pauseMs, begin)
    pauseMs = Math.min(pauseMs * 2, LAST_RETRY_MS)
  }
  const adopt = (port: Port) => {
    const opened = connect(KIOSK_CONTRACT, port, {
      timeoutMs: ANSWER_MS,
      schedule: (run, delayMs) => clock.after(delayMs, run),
    })
    client = opened
    port.onClose(() => {
      client = null
      if (state.status === 'live') set({ status: 'lost', view: state.view })
      retry()
    })
    opened.on('view', show)
    opened.call('currentView', null).then(show, () => port.close())
  }
  begin()

  /** A station that does not answer a touch is as good as gone: a new port asks the shell for a new one. */
  const dropWhenDeaf = (port: Port) => (error: unknown) => {
    if (error instanceof RpcError && error.kind === 'timeout') port.close()
  }
  return {
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    send: command => {
      const current = client
      if (current) current.call('send', command).catch(dropWhenDeaf(current.port))
    },
    previewFile: async documentId => {
      try {
        return (await client?.call('previewFile', { documentId })) ?? null
      } catch {
        // Whatever went wrong, the screen still shows the document's title, its signer and the way to print it.
        return null
      }
    },
    previewDrawn: documentId => {
      client?.call('previewDrawn', { documentId }).catch(() => {})
    },
  }
}
