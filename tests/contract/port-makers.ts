import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { WebSocketServer, WebSocket as WsSocket } from 'ws'
import { portOverProcess } from '../../main/station-process/process-port.ts'
import type { Port } from '../../src/port.ts'
import { acceptChannels, dialChannels } from '../../src/transport/channels.ts'
import { joinPorts } from '../../src/transport/join-ports.ts'
import { memoryPorts } from '../../src/transport/memory-pair.ts'
import { portOverMessagePort } from '../../src/transport/message-port.ts'
import { portOverWebSocket, type WebSocketLike } from '../../src/transport/web-socket-port.ts'
import { servePortsContract } from './ports-contract.ts'

export interface PortUnderTest {
  /** The calling end; `servePortsContract` runs on the other. */
  readonly port: Port
  /** Brings nonsense to the serving end below the port, as a hostile peer would. */
  readonly attack: () => void
  readonly dispose: () => Promise<void>
}

const nothing = async () => {}

async function overWebSocket(dial: (address: string) => WebSocketLike, attack: (socket: WebSocketLike) => void) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 64 * 1024 * 1024 })
  await once(server, 'listening')
  server.on('connection', socket => servePortsContract(portOverWebSocket(socket)))
  const socket = dial(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return {
    port: portOverWebSocket(socket),
    attack: () => attack(socket),
    dispose: async () => {
      for (const client of server.clients) client.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}

function babbleOver(socket: { send(data: string | Uint8Array<ArrayBuffer>): void }) {
  for (const text of ['', '{', '{"$bytes":7}', '['.repeat(10_000), 'null']) socket.send(text)
  socket.send(Uint8Array.of(0, 255, 1))
}

/** Every transport of the house, each with the contract served on its far end. */
export const PORT_MAKERS: Readonly<Record<string, () => Promise<PortUnderTest>>> = {
  'a pair in memory': async () => {
    const [port, far] = memoryPorts()
    servePortsContract(far)
    return { port, attack: () => {}, dispose: nothing }
  },
  'two pairs joined': async () => {
    const [port, a] = memoryPorts()
    const [b, far] = memoryPorts()
    joinPorts(a, b)
    servePortsContract(far)
    return { port, attack: () => {}, dispose: nothing }
  },
  'a channel among others': async () => {
    const [near, far] = memoryPorts()
    acceptChannels(far, servePortsContract)
    const { open } = dialChannels(near)
    open()
    const port = open()
    const attack = () => {
      for (const channel of [-1, 0.5, 'x', 99]) near.post({ kind: 'channel-message', channel, message: 1 })
      near.post({ kind: 'channel-close', channel: 99 })
    }
    return { port, attack, dispose: nothing }
  },
  'a MessageChannel': async () => {
    const { port1, port2 } = new MessageChannel()
    servePortsContract(portOverMessagePort(port2))
    const attack = () => {
      for (const raw of [null, 'farewell', { kind: 'message' }, { kind: 'x' }, new Map(), 5]) port1.postMessage(raw)
    }
    return { port: portOverMessagePort(port1), attack, dispose: async () => port1.close() }
  },
  'a WebSocket of ws': () =>
    overWebSocket(
      address => new WsSocket(address),
      socket => babbleOver(socket as WsSocket),
    ),
  'a WebSocket as browsers have it': () =>
    overWebSocket(
      address => new WebSocket(address),
      socket => babbleOver(socket as WebSocket),
    ),
  'a child process': async () => {
    const entry = fileURLToPath(new URL('ports-child.ts', import.meta.url))
    const child = spawn(process.execPath, [entry], { stdio: ['ignore', 2, 2, 'ipc'], serialization: 'advanced' })
    const gone = once(child, 'exit')
    const attack = () => {
      for (const raw of [null, 'text', {}, { kind: 'message' }, 5]) child.send(raw as string)
    }
    const dispose = async () => {
      child.kill('SIGKILL')
      await gone
    }
    return { port: portOverProcess(child), attack, dispose }
  },
}
