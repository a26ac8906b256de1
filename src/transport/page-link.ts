/** What a page and its shell must agree on to get a port to the station. Names only: the preload script imports this file. */

/** Where the browser shell takes the WebSocket of a page. */
export const PORT_PATH = '/kiosk-port'
/** The WebSocket's subprotocol is this and the token. RFC 6455 section 1.9 leaves the name free. */
export const TOKEN_PROTOCOL = 'yinzheng.'
/** The page's address carries the token in its fragment as `#token=…`, which no server and no log ever sees. */
export const TOKEN_PARAMETER = 'token'
/** The Electron shell hands a port over by a window message with this text as its data and the port transferred. */
export const PORT_MESSAGE = 'yinzheng-port'

/** What the Electron shell puts on the page's `window.kiosk`, and nothing else. */
export interface KioskBridge {
  /** Asks for a port to the station; it comes as a window message once the station runs. */
  connect(): void
}
