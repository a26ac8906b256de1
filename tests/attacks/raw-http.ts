import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection on which anything may be said, and what was answered so far. */
export interface RawConnection {
  readonly socket: Socket
  said(): string
  /** Resolves with everything that was answered, once the other side has closed. */
  closed(): Promise<string>
  /** Resolves with the head of the first answer; with what there is when the other side closes before. */
  head(): Promise<string>
}

/** Opens a connection and says `text` on it. */
async function sayRaw(base: string, text: string | Buffer): Promise<RawConnection> {
  const { hostname, port } = new URL(base)
  const socket = connect(Number(port), hostname)
  let said = ''
  const watchers = new Set<() => void>()
  const tell = () => {
    for (const watch of watchers) watch()
  }
  socket.on('data', part => {
    said += part.toString('latin1')
    tell()
  })
  // A reset is a way to close; what was said before stands.
  socket.on('error', () => {})
  const closing = new Promise<void>(resolve => socket.once('close', () => resolve()))
  void closing.then(tell)
  await Promise.race([once(socket, 'connect'), closing])
  socket.write(text)
  return {
    socket,
    said: () => said,
    closed: async () => {
      await closing
      return said
    },
    head: () =>
      new Promise(resolve => {
        const look = () => {
          const end = said.indexOf('\r\n\r\n')
          if (end < 0 && !socket.destroyed) return
          watchers.delete(look)
          resolve(end < 0 ? said : said.slice(0, end).toLowerCase())
        }
        watchers.add(look)
        look()
      }),
  }
}

/** The status in the head of an answer; null when there was none. */
export const statusOf = (head: string): number | null => {
  const status = /^http\/1\.1 (\d{3})/i.exec(head)?.[1]
  return status === undefined ? null : Number(status)
}

/** Connections of a test, all of which end with it. */
export function rawConnections() {
  const open: RawConnection[] = []
  return {
    open,
    say: async (base: string, text: string | Buffer) => {
      const connection = await sayRaw(base, text)
      open.push(connection)
      return connection
    },
    closeAll: async () => {
      const closing = open.splice(0)
      for (const { socket } of closing) socket.destroy()
      await Promise.all(closing.map(one => one.closed()))
    },
  }
}
