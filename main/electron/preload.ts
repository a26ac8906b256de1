import { contextBridge, ipcRenderer } from 'electron'
import { type KioskBridge, PORT_MESSAGE } from '../../src/transport/page-link.ts'
import { CONNECT_CHANNEL, PING_CHANNEL, PONG_CHANNEL, PORT_CHANNEL } from './ipc-channels.ts'

/** As much of the page as this script touches. */
declare const window: { postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void }
declare const location: { readonly origin: string }

const bridge = Object.freeze({
  connect: () => ipcRenderer.send(CONNECT_CHANNEL),
}) satisfies KioskBridge

contextBridge.exposeInMainWorld('kiosk', bridge)
// A port can't pass the bridge; a window message is the only way into the page's world.
ipcRenderer.on(PORT_CHANNEL, event => window.postMessage(PORT_MESSAGE, location.origin, event.ports))
// Answered on the page's own thread: a page that hangs falls silent.
ipcRenderer.on(PING_CHANNEL, () => ipcRenderer.send(PONG_CHANNEL))
