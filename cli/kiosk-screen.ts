import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { ACCEPTANCE_FILE, type AcceptanceAddress } from '../main/station/acceptance-port.ts'
import { KIOSK_CONTRACT } from '../src/contract/kiosk.ts'
import type { KioskCommand } from '../src/contract/kiosk-command.ts'
import type { KioskView, ScreenName } from '../src/contract/kiosk-view.ts'
import { connect } from '../src/rpc.ts'
import { PORT_PATH, TOKEN_PROTOCOL } from '../src/transport/page-link.ts'
import { portOverWebSocket } from '../src/transport/web-socket-port.ts'

/** A screen without a screen: sees the view and touches it, over the port that the kiosk's own page uses. */
export interface KioskScreen {
  view(): KioskView
  touch(command: KioskCommand): Promise<void>
  previewFile(documentId: string): Promise<Uint8Array | null>
  /** Resolves with the first view that `holds`. Rejects with what the screen shows when none comes in time. */
  until(what: string, holds: (view: KioskView) => boolean, withinMs: number): Promise<KioskView>
  /** Resolves with the name of the first screen that is `wanted`; rejects when none comes within a minute. */
  screen(wanted: (name: ScreenName) => boolean): Promise<ScreenName>
  close(): void
}

const SCREEN_WITHIN_MS = 60_000
const CALL_WITHIN_MS = 15_000

/** Joins a running kiosk at its acceptance port. Rejects when nothing answers there. */
export async function openKioskScreen({ port: number, token }: AcceptanceAddress): Promise<KioskScreen> {
  const socket = new WebSocket(`ws://127.0.0.1:${number}${PORT_PATH}`, TOKEN_PROTOCOL + token, {
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

  const until: KioskScreen['until'] = (what, holds, withinMs) =>
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
    })
  return {
    view: () => view,
    touch: async command => {
      await client.call('send', command)
    },
    previewFile: documentId => client.call('previewFile', { documentId }),
    until,
    screen: async wanted =>
      (await until('the next screen', ({ content }) => wanted(content.screen), SCREEN_WITHIN_MS)).content.screen,
    close: () => port.close(),
  }
}

const addressSchema = z.object({ port: z.int(), token: z.string() })

/** Where the station that keeps its data in `terminalDir` can be touched; throws when it has not opened such a port. */
export function acceptanceAddressOf(terminalDir: string): AcceptanceAddress {
  return addressSchema.parse(JSON.parse(readFileSync(join(terminalDir, ACCEPTANCE_FILE), 'utf8')))
}
