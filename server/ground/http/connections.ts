import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { addressGroup } from '../limits/address-group.ts'

export interface ConnectionLimits {
  readonly atOnce: number
  /** Of one address group, unless it is a proxy's that is believed. */
  readonly atOnceOfGroup: number
}

interface Held {
  readonly socket: Socket
  readonly group: string
  /** How many requests are under way on it. */
  requests: number
}

/**
 * Holds so many connections and no more. When there are enough, the one gives way that has asked nothing for longest: who merely holds
 * connections shuts nobody out. Where all of them ask, the new one is closed.
 */
export function limitConnections(
  server: Pick<Server, 'on'>,
  { atOnce, atOnceOfGroup }: ConnectionLimits,
  isProxy: (ip: string) => boolean,
): void {
  // By its far end, which a TLS socket and the plain one below it have in common. The longest idle come first.
  const all = new Map<string, Held>()
  const groups = new Map<string, Set<string>>()
  const nameOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`
  const isIdle = (name: string) => all.get(name)?.requests === 0
  const moveBack = (name: string, held: Held) => {
    all.delete(name)
    all.set(name, held)
    const own = groups.get(held.group)
    if (own?.delete(name)) own.add(name)
  }
  const giveWay = (names: Iterable<string>): boolean => {
    for (const name of names) {
      if (!isIdle(name)) continue
      const held = all.get(name)
      forget(name)
      held?.socket.destroy()
      return true
    }
    return false
  }
  const forget = (name: string) => {
    const held = all.get(name)
    all.delete(name)
    const own = held && groups.get(held.group)
    own?.delete(name)
    if (held && own?.size === 0) groups.delete(held.group)
  }

  server.on('connection', (socket: Socket) => {
    const ip = socket.remoteAddress
    // It was closed before it was seen.
    if (ip === undefined) return void socket.destroy()
    const name = nameOf(socket)
    const group = isProxy(ip) ? 'proxies' : addressGroup(ip)
    const own = groups.get(group) ?? new Set<string>()
    const isFull = group !== 'proxies' && own.size >= atOnceOfGroup
    if (isFull && !giveWay(own)) return void socket.destroy()
    if (all.size >= atOnce && !giveWay(all.keys())) return void socket.destroy()
    const held: Held = { socket, group, requests: 0 }
    all.set(name, held)
    groups.set(group, (groups.get(group) ?? own).add(name))
    socket.once('close', () => {
      if (all.get(name) === held) forget(name)
    })
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const name = nameOf(request.socket)
    const held = all.get(name)
    if (!held) return
    held.requests++
    response.once('close', () => {
      held.requests--
      if (all.get(name) === held) moveBack(name, held)
    })
  })
}
