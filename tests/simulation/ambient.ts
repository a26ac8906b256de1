import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { Clock } from '../../src/clock.ts'
import { bytesOf } from './chance.ts'

/** What programs take from their process rather than from their callers: chance, the network, a time limit. */
export interface Ambient {
  /** From now on every random number of the process follows from `seed`. */
  reseed(seed: number): void
  /** Time limits of requests run on this clock. */
  clock: Clock
  /** What the payment library takes for the wall time: it asks the process. */
  wallNow: () => number
  /** Hears of what nobody has caught: it would end the process that it happened in. */
  onUncaught: (error: unknown) => void
  /** Answers `fetch`. */
  fetch: (url: string, init: RequestInit) => Promise<Response>
}

/** Takes these powers of the whole process over, for good: to be called once, in a process that does nothing else. */
export function takeOverProcess(clock: Clock): Ambient {
  const nowhere = () => Promise.reject(new Error('there is no network in a simulated world'))
  let nextByte = bytesOf(0)
  const ambient: Ambient = {
    reseed: seed => {
      nextByte = bytesOf(seed)
    },
    clock,
    wallNow: clock.now,
    onUncaught: error => {
      throw error
    },
    fetch: nowhere,
  }
  const fill = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; at++) bytes[at] = nextByte()
    return bytes
  }
  const fraction = () => Buffer.from(fill(new Uint8Array(4))).readUInt32BE() / 2 ** 32
  const randomBytes = (length: number) => fill(Buffer.alloc(length))
  const randomInt = (low: number, high?: number) =>
    high === undefined ? Math.floor(fraction() * low) : low + Math.floor(fraction() * (high - low))
  const randomUUID = () => {
    const hex = Buffer.from(randomBytes(16)).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
  process.on('unhandledRejection', error => ambient.onUncaught(error))
  Object.assign(crypto, { randomBytes, randomInt, randomUUID })
  syncBuiltinESMExports()
  Math.random = fraction
  Date.now = () => ambient.wallNow()
  // Every request leaves one behind that nobody hears: a trace of the stack for each would be dear.
  const late = new DOMException('no answer in time', 'TimeoutError')
  AbortSignal.timeout = delayMs => {
    const limit = new AbortController()
    ambient.clock.after(delayMs, () => limit.abort(late))
    return limit.signal
  }
  // Whoever sets a real timer here means a span of time of the world.
  const after = (run: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) => {
    const callOff = ambient.clock.after(delayMs, () => run(...given))
    return { callOff, ref: () => undefined, unref: () => undefined, hasRef: () => false, refresh: () => undefined }
  }
  const callOff = (timer?: { callOff?: () => void }) => timer?.callOff?.()
  Object.assign(globalThis, { setTimeout: after, clearTimeout: callOff })
  globalThis.fetch = (url, init = {}) => ambient.fetch(String(url), init)
  return ambient
}
