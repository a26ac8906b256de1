import { z } from 'zod'
import type { Port } from '../../src/port.ts'
import { serve } from '../../src/rpc.ts'

/** A contract that tries what a port must be able to do; every transport serves it in `ports.test.ts`. */
export const PORTS_CONTRACT = {
  methods: {
    echo: { input: z.unknown(), output: z.unknown() },
    echoBytes: { input: z.instanceof(Uint8Array), output: z.instanceof(Uint8Array) },
    double: { input: z.int(), output: z.int() },
    /** Never answers. */
    hang: { input: z.null(), output: z.null() },
    /** Emits that many ticks, then answers. */
    count: { input: z.int().max(10_000), output: z.null() },
    /** The numbers that `note` brought, in the order of their coming. */
    note: { input: z.int(), output: z.null() },
    noted: { input: z.null(), output: z.array(z.int()) },
    /** The serving side posts what no contract knows. */
    babble: { input: z.null(), output: z.null() },
    /** The serving side closes the port. */
    hangUp: { input: z.null(), output: z.null() },
  },
  events: { tick: z.int() },
} as const

/** What the serving side says in `babble`, and the calling side in the test of hostile messages. */
export const BABBLE: readonly unknown[] = [
  null,
  'text',
  7,
  [],
  {},
  { type: 'call' },
  { type: 'call', id: -1, method: 'double', input: 1 },
  { type: 'reply', id: 1_000_000, output: 1 },
  { type: 'event', name: 'tick', payload: 'not a number' },
  { kind: 'channel-open', channel: 'x' },
  { $bytes: 'no base64' },
  { message: { message: { kind: 'message' } } },
]

/** Serves the contract on `port`. */
export function servePortsContract(port: Port): void {
  const noted: number[] = []
  const server = serve(
    PORTS_CONTRACT,
    {
      echo: value => value,
      echoBytes: bytes => bytes,
      double: n => n * 2,
      hang: () => new Promise(() => {}),
      count: ticks => {
        for (let tick = 0; tick < ticks; tick++) server.emit('tick', tick)
        return null
      },
      note: n => {
        noted.push(n)
        return null
      },
      noted: () => noted,
      babble: () => {
        for (const message of BABBLE) port.post(message)
        return null
      },
      hangUp: () => {
        port.close()
        return null
      },
    },
    port,
    error => {
      throw error
    },
  )
}
