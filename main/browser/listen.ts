import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const TRIES = 20

/**
 * Listens on 127.0.0.1 and resolves to the port. A taken port is stepped over to the next; 0 lets the system choose.
 * Rejects when twenty ports in a row are taken, or for any other reason of the system's.
 */
export async function listenOnLoopback(server: Server, firstPort: number): Promise<number> {
  for (let port = firstPort; ; port++) {
    try {
      return await listenOnce(server, port)
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!taken || port + 1 >= firstPort + TRIES || port >= 65_535) throw error
    }
  }
}

function listenOnce(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
