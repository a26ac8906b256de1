import { connect, type Socket } from 'node:net'
import { transportOver } from './stream-transport.ts'
import type { OpenTransport, Transport } from './transport.ts'

export interface TcpAddress {
  readonly host: string
  readonly port: number
  /** How long the connection may take to stand, in ms; 3000 when left out. */
  readonly connectTimeoutMs?: number
}

/** A serial device server that lost its power says nothing: probes find out after about 20 s. */
const KEEP_ALIVE_AFTER_MS = 10_000

/**
 * Opens TCP connections to `host:port`: serial device servers, receipt printers on port 9100. The open rejects with the reason
 * when the connection is refused or does not stand within `connectTimeoutMs`.
 */
export function openTcp({ host, port, connectTimeoutMs = 3_000 }: TcpAddress): OpenTransport {
  return () =>
    new Promise<Transport>((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS })
      const tooLate = () => socket.destroy(new Error(`no connection to ${host}:${port} within ${connectTimeoutMs} ms`))
      socket.setTimeout(connectTimeoutMs, tooLate)
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.setTimeout(0)
        socket.off('timeout', tooLate)
        socket.off('error', reject)
        resolve(transportOver(socket, () => closed(socket)))
      })
    })
}

/** How long a peer may take to accept the last bytes before it is cut off. */
const LAST_BYTES_MS = 1_000

/** Sends what was written, then closes without waiting for the peer to close its side. */
function closed(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    if (socket.closed) return resolve()
    socket.once('close', () => resolve())
    socket.setTimeout(LAST_BYTES_MS, () => socket.destroy())
    socket.destroySoon()
  })
}
