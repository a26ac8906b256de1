import type { Port } from '../../src/port.ts'
import { portOverMessagePort } from '../../src/transport/message-port.ts'
import {
  type KioskBridge,
  PORT_MESSAGE,
  PORT_PATH,
  TOKEN_PARAMETER,
  TOKEN_PROTOCOL,
} from '../../src/transport/page-link.ts'
import { portOverWebSocket, type WebSocketLike } from '../../src/transport/web-socket-port.ts'

/** Where ports to the station come from. Each call asks for a new one; the promise waits as long as the shell does. */
export interface PortSource {
  next(): Promise<Port>
}

/** As much of a window as the handing over of a port needs. */
export interface PortWindow {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

/**
 * Ports from the Electron shell, which posts them to the window. A port that nobody asked for replaces the present one: the
 * shell offers it because the station is a new process.
 */
export function bridgePorts(bridge: KioskBridge, page: PortWindow): PortSource {
  let offered: Port | null = null
  let waiting: ((port: Port) => void) | null = null
  let current: Port | null = null
  page.addEventListener('message', event => {
    const port = event.ports[0]
    if (event.data !== PORT_MESSAGE || !port) return
    offered?.close()
    offered = portOverMessagePort(port)
    if (waiting) hand(waiting)
    else current?.close()
  })
  const hand = (resolve: (port: Port) => void) => {
    const port = offered!
    waiting = null
    offered = null
    current = port
    resolve(port)
  }
  return {
    next: () =>
      new Promise(resolve => {
        if (offered) return hand(resolve)
        waiting = resolve
        bridge.connect()
      }),
  }
}

/** Ports from the browser shell: a WebSocket to the page's own host. The token travels as a subprotocol, never in an address. */
export function webSocketPorts(
  pageAddress: string,
  token: string | null,
  open: (address: string, protocols: string[]) => WebSocketLike,
): PortSource {
  const address = new URL(PORT_PATH, pageAddress)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const protocols = token ? [TOKEN_PROTOCOL + token] : []
  return { next: async () => portOverWebSocket(open(address.href, protocols)) }
}

/** As much of `location` and `history` as taking the token needs. */
export interface TokenPlace {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { readonly state: unknown; replaceState(state: unknown, unused: string, url: string): void }
}

/**
 * Takes the token from the page's fragment and clears the fragment. It is kept in the history entry, which a reload keeps
 * and no address, log or other page ever sees.
 */
export function takeToken({ location, history }: TokenPlace): string | null {
  const fresh = new URLSearchParams(location.hash.slice(1)).get(TOKEN_PARAMETER)
  if (!fresh) return keptToken(history.state)
  history.replaceState({ [TOKEN_PARAMETER]: fresh }, '', location.pathname + location.search)
  return fresh
}

function keptToken(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !(TOKEN_PARAMETER in state)) return null
  const kept = state[TOKEN_PARAMETER]
  return typeof kept === 'string' ? kept : null
}

declare global {
  interface Window {
    /** Set by the preload script of the Electron shell. */
    readonly kiosk?: KioskBridge
  }
}

/** The ports of whichever shell this page runs in. */
export function shellPorts(): PortSource {
  if (window.kiosk) return bridgePorts(window.kiosk, window)
  return webSocketPorts(location.href, takeToken(window), (address, protocols) => new WebSocket(address, protocols))
}
