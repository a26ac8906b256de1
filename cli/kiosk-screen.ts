import { WebSocket } from 'ws'
import { KIOSK_CONTRACT } from '../src/contract/kiosk.ts'
import type { KioskCommand } from '../src/contract/kiosk-command.ts'
import type { KioskView } from '../src/contract/kiosk-view.ts'
import { connect } from '../src/rpc.ts'
import { portOverWebSocket } from '../src/transport/web-socket-port.ts'

/** A screen without a screen: sees the view and touches it, over the port that the kiosk's own page uses. */
export interface KioskScreen {
  view(): KioskView
  touch(command: KioskCommand): Promise<void>
  previewFile(documentId: string): Promise<Uint8Array | null>
  /** Resolves with the first view that `holds`. Rejects with what the screen shows when none comes in time. */
  until(what: string, holds: (view: KioskView) => boolean, withinMs: number): Promise<KioskView>
  close(): void
}

const CALL_WITHIN_MS = 15_000

/** Joins a running kiosk. `address` is the kiosk's page, with the token in its fragment. Rejects when nothing answers there. */
export async function openKioskScreen(address: string): Promise<KioskScreen> {
  const { origin, host, hash } = new URL(address)
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? ''
  const socket = new WebSocket(`ws://${host}/kiosk-port`, `yinzheng.${token}`, {
    origin,
    handshakeTimeout: CALL_WITHIN_MS,
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const port = portOverWebSocket(socket)
  const client = connect(KIOSK_CONTRACT, port, {
    timeoutMs: CALL_WITHIN_MS,
    schedule: (run, delayMs) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
  })
  let view = await client.call('currentView', null)
  const watchers = new Set<() => void>()
  const wake = () => {
    for (const watcher of watchers) watcher()
  }
  client.on('view', next => {
    view = next
    wake()
  })
  port.onClose(wake)

  return {
    view: () => view,
    touch: async command => {
      await client.call('send', command)
    },
    previewFile: documentId => client.call('previewFile', { documentId }),
    until: (what, holds, withinMs) =>
      new Promise((resolve, reject) => {
        const done = (finish: () => void) => {
          clearTimeout(timer)
          watchers.delete(look)
          finish()
        }
        const look = () => {
          if (holds(view)) done(() => resolve(view))
        }
        const timer = setTimeout(
          () =>
            done(() =>
              reject(new Error(`${what} did not come within ${withinMs} ms; the screen is '${view.content.screen}'`)),
            ),
          withinMs,
        )
        watchers.add(look)
        look()
      }),
    close: () => port.close(),
  }
}
