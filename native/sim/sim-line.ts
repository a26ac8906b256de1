import { createServer, type Server, type Socket } from 'node:net'
import { transportOver } from '../transport/stream-transport.ts'
import type { Transport } from '../transport/transport.ts'

/** The cable of a simulated device, in the hands of whoever plays the device. */
export interface SimCable {
  /** The TCP port; it stays the same over `unplug` and `plug`. */
  readonly port: number
  /** Speaks on a line that is already open, besides TCP, such as the far end of a pseudo-terminal. */
  attach(transport: Transport): void
  /** From now on what the device tells leaves in pieces of `bytes` bytes, each in a write of its own; 0 sends it whole again. */
  chunk(bytes: number): void
  /** Pulls the cable: connections end and new ones are refused. */
  unplug(): Promise<void>
  plug(): Promise<void>
  close(): Promise<void>
}

/** Where a simulated device meets its cable: a listening socket, like that of a serial device server, and lines that are attached. */
export interface SimLine extends SimCable {
  /**
   * Writes to every host that is connected. Waits a moment for one when there is none, because a host that has just connected is
   * known to its own side first. Resolves to whether a host was there.
   */
  send(bytes: Uint8Array): Promise<boolean>
  /** Sends in the pieces that `chunk` asked for. Resolves to whether a host was there for the last one. */
  sendInPieces(bytes: Uint8Array): Promise<boolean>
}

export interface SimLineOptions {
  /** 0, or left out: a free one. */
  readonly port?: number
  readonly host?: string
  onBytes(bytes: Uint8Array): void
}

const HOST_WAIT_MS = 1_000

/** Opens a line for a simulated device. Rejects when the port is taken. */
export async function openSimLine({ port = 0, host = '127.0.0.1', onBytes }: SimLineOptions): Promise<SimLine> {
  const hosts = new Set<Transport>()
  const waiting = new Set<(isThere: boolean) => void>()
  let server: Server | null = null
  let chunkBytes = 0

  const attach = (transport: Transport) => {
    hosts.add(transport)
    transport.onLost(() => hosts.delete(transport))
    transport.onBytes(onBytes)
    for (const tell of [...waiting]) tell(true)
  }
  const hostThere = () =>
    new Promise<boolean>(resolve => {
      if (hosts.size > 0 || !server) return resolve(hosts.size > 0)
      const tell = (isThere: boolean) => {
        clearTimeout(timer)
        waiting.delete(tell)
        resolve(isThere)
      }
      const timer = setTimeout(() => tell(false), HOST_WAIT_MS)
      waiting.add(tell)
    })
  const send = async (bytes: Uint8Array) => {
    if (!(await hostThere())) return false
    // A host that hangs up in the middle of a byte is a thing that devices live with.
    await Promise.allSettled([...hosts].map(transport => transport.write(bytes)))
    return true
  }
  const listen = async (onPort: number): Promise<Server> => {
    const opened = createServer({ noDelay: true }, socket => attach(transportOver(socket, () => cut(socket))))
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject)
      opened.listen(onPort, host, resolve)
    })
    return opened
  }
  const unplug = async () => {
    const last = server
    server = null
    for (const tell of [...waiting]) tell(false)
    const refused = last && new Promise(resolve => last.close(resolve))
    await Promise.all([...hosts].map(transport => transport.close()))
    hosts.clear()
    await refused
  }

  server = await listen(port)
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('a listening socket without a port')
  return {
    port: address.port,
    attach,
    chunk: bytes => {
      chunkBytes = bytes
    },
    send,
    sendInPieces: async bytes => {
      const step = chunkBytes || bytes.length
      let isHeard = false
      for (let at = 0; at < bytes.length; at += step) isHeard = await send(bytes.subarray(at, at + step))
      return isHeard
    },
    unplug,
    plug: async () => {
      server ??= await listen(address.port)
    },
    close: unplug,
  }
}

function cut(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    if (socket.closed) return resolve()
    socket.once('close', () => resolve())
    socket.destroy()
  })
}
