import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** Somebody else's listener on loopback: for tests. */
export interface HeldPort {
  readonly port: number
  release(): Promise<void>
}

/** Listens on `port`, or any free one, and answers nobody. Rejects when the port is taken. */
export async function holdPort(port = 0): Promise<HeldPort> {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    release: async () => {
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
