import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { ACCEPTANCE_FILE, type AcceptanceAddress } from '../main/station/acceptance-port.ts'
import { systemClock } from '../native/system-clock.ts'
import type { Clock } from '../src/clock.ts'
import { KIOSK_CONTRACT } from '../src/contract/kiosk.ts'
import type { KioskCommand } from '../src/contract/kiosk-command.ts'
import type { KioskView, ScreenName } from '../src/contract/kiosk-view.ts'
import { connect, RpcError } from '../src/rpc.ts'
import { PORT_PATH, TOKEN_PROTOCOL } from '../src/transport/page-link.ts'
import { portOverWebSocket } from '../src/transport/web-socket-port.ts'
import { noticeSilence } from './silence.ts'

/** A screen without a screen: sees the view and touches it, over the port that the kiosk's own page uses. */
export interface KioskScreen {
  view(): KioskView
  touch(command: KioskCommand): Promise<void>
  previewFile(documentId: string): Promise<Uint8Array | null>
  /**
   * Resolves with the first view that `holds`. Rejects with what the screen shows when none comes in time, and with `ScreenLost` when none
   * can come any more; so do the others.
   */
  until(what: string, holds: (view: KioskView) => boolean, withinMs: number): Promise<KioskView>
  /** Resolves with the name of the first screen that is `wanted`; rejects when none comes within a minute. */
  screen(wanted: (name: ScreenName) => boolean): Promise<ScreenName>
  close(): void
  /** How often the station was lost and another life of it was found. */
  breaks(): number
}

/** Nothing answers behind the screen any more: the station was killed or hangs. */
export class ScreenLost extends Error {
  constructor() {
    super('the station does not answer any more')
    this.name = 'ScreenLost'
  }
}

const SCREEN_WITHIN_MS = 60_000
const CALL_WITHIN_MS = 15_000

export interface KioskScreenOptions {
  /** Of the page, where the line is that of a browser shell. */
  readonly origin?: string
  readonly clock?: Clock
  /** How long the station may take over an answer. */
  readonly callWithinMs?: number
}

/**
 * Joins a running kiosk at its acceptance port, or, with the page's origin, at the port of a browser shell. Rejects when nothing
 * answers there.
 */
export async function openKioskScreen(
  { port: number, token }: AcceptanceAddress,
  { origin, clock = systemClock, callWithinMs = CALL_WITHIN_MS }: KioskScreenOptions = {},
): Promise<KioskScreen> {
  const socket = new WebSocket(`ws://127.0.0.1:${number}${PORT_PATH}`, TOKEN_PROTOCOL + token, {
    handshakeTimeout: callWithinMs,
    ...(origin ? { origin } : {}),
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const endWatch = noticeSilence(socket, clock)
  const port = portOverWebSocket(socket)
  const schedule = (run: () => void, delayMs: number) => clock.after(delayMs, run)
  const client = connect(KIOSK_CONTRACT, port, { timeoutMs: callWithinMs, schedule })
  let isLost = false
  const watchers = new Set<() => void>()
  const wake = () => {
    for (const watcher of watchers) watcher()
  }
  const lose = () => {
    isLost = true
    endWatch()
    wake()
  }
  port.onClose(lose)
  const call: typeof client.call = async (method, input) => {
    try {
      return await client.call(method, input)
    } catch (error) {
      if (!(error instanceof RpcError) || (error.kind !== 'closed' && error.kind !== 'timeout')) throw error
      // One that takes no touch will not show a view either.
      socket.terminate()
      throw new ScreenLost()
    }
  }
  let view = await call('currentView', null).catch(error => {
    // An open line would keep the program from ending.
    socket.terminate()
    throw error
  })
  client.on('view', next => {
    view = next
    wake()
  })

  const until: KioskScreen['until'] = (what, holds, withinMs) =>
    new Promise((resolve, reject) => {
      const done = (finish: () => void) => {
        callOff()
        watchers.delete(look)
        finish()
      }
      const look = () => {
        if (holds(view)) done(() => resolve(view))
        else if (isLost) done(() => reject(new ScreenLost()))
      }
      const callOff = clock.after(withinMs, () =>
        done(() =>
          reject(new Error(`${what} did not come within ${withinMs} ms; the screen is '${view.content.screen}'`)),
        ),
      )
      watchers.add(look)
      look()
    })
  return {
    view: () => view,
    touch: async command => {
      await call('send', command)
    },
    previewFile: documentId => call('previewFile', { documentId }),
    until,
    screen: async wanted =>
      (await until('the next screen', ({ content }) => wanted(content.screen), SCREEN_WITHIN_MS)).content.screen,
    close: () => port.close(),
    breaks: () => 0,
  }
}

const addressSchema = z.object({ port: z.int(), token: z.string() })

/** Where the station that keeps its data in `terminalDir` can be touched; throws when it has not opened such a port. */
export function acceptanceAddressOf(terminalDir: string): AcceptanceAddress {
  return addressSchema.parse(JSON.parse(readFileSync(join(terminalDir, ACCEPTANCE_FILE), 'utf8')))
}
