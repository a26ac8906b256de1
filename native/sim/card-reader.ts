import type { Clock } from '../../src/clock.ts'
import { sleep } from '../../src/clock.ts'
import type { CardReaderProfile } from '../card-reader/profile.ts'
import { systemClock } from '../system-clock.ts'
import type { Transport } from '../transport/transport.ts'
import { openSimLine } from './sim-line.ts'

export interface CardReaderSimOptions {
  /** Left out: a free one. */
  readonly port?: number
  readonly profile: CardReaderProfile
  readonly clock?: Clock
}

/** A campus-card reader, played byte by byte. The verbs that send resolve to whether a host was there to hear it. */
export interface CardReaderSim {
  readonly port: number
  /** A card is held to the reader for a moment: one line. */
  tap(uid: string): Promise<boolean>
  /** A card lies on the reader, which sends its line `times` times, one every `everyMs`. */
  rest(uid: string, times: number, everyMs?: number): Promise<boolean>
  /** Bytes as they come. */
  noise(bytes: Uint8Array): Promise<boolean>
  /** The first half of a line, and then nothing. */
  torn(uid: string): Promise<boolean>
  /** From now on a line leaves in pieces of `bytes` bytes, each in a write of its own; 0 sends it whole again. */
  chunk(bytes: number): void
  unplug(): Promise<void>
  plug(): Promise<void>
  /** Speaks on a line that is already open, besides TCP. */
  attach(transport: Transport): void
  close(): Promise<void>
}

/** Starts a simulated campus-card reader that listens on TCP, as behind a serial device server. */
export async function startCardReaderSim({
  port = 0,
  profile,
  clock = systemClock,
}: CardReaderSimOptions): Promise<CardReaderSim> {
  // The reader is deaf: a line of this kind has no command.
  const line = await openSimLine({ port, onBytes: () => {} })
  let chunkBytes = 0

  const send = async (text: string) => {
    const bytes = Buffer.from(text, 'latin1')
    const step = chunkBytes || bytes.length
    let isHeard = false
    for (let at = 0; at < bytes.length; at += step) isHeard = await line.send(bytes.subarray(at, at + step))
    return isHeard
  }
  const written = (uid: string) => `${numberOf(uid, profile)}${profile.end === 'line' ? '\r\n' : ''}`
  return {
    port: line.port,
    tap: uid => send(written(uid)),
    rest: async (uid, times, everyMs = 0) => {
      let isHeard = false
      for (let time = 0; time < times; time++) {
        if (time > 0 && everyMs > 0) await sleep(clock, everyMs)
        isHeard = await send(written(uid))
      }
      return isHeard
    },
    noise: bytes => line.send(bytes),
    torn: uid => {
      const number = numberOf(uid, profile)
      return send(number.slice(0, Math.ceil(number.length / 2)))
    },
    chunk: bytes => {
      chunkBytes = bytes
    },
    unplug: line.unplug,
    plug: line.plug,
    attach: line.attach,
    close: line.close,
  }
}

/** The digits that a reader of this profile sends for the card whose number the driver shall report as `uid`. */
function numberOf(uid: string, profile: CardReaderProfile): string {
  const given = Buffer.from(uid, 'hex')
  const wanted = profile.takeLast ?? profile.bytes
  if (given.length !== wanted || given.length * 2 !== uid.length) {
    throw new Error(`a card for this reader has ${wanted} bytes in hexadecimal`)
  }
  if (profile.order === 'lsb') given.reverse()
  const sent = Buffer.concat([Buffer.alloc(profile.bytes - wanted, 0x01), given])
  if (profile.radix === 16) return sent.toString('hex').toUpperCase()
  const width = BigInt(`0x${'FF'.repeat(profile.bytes)}`).toString().length
  return BigInt(`0x${sent.toString('hex')}`)
    .toString()
    .padStart(width, '0')
}
