import type { Clock } from '../../src/clock.ts'
import { sleep } from '../../src/clock.ts'
import { systemClock } from '../system-clock.ts'
import { openSimLine, type SimCable } from './sim-line.ts'

/** What a device sends for one thing: its text between what always stands around it. */
export interface Spelling {
  readonly before?: string
  readonly text: string
  readonly behind: string
}

export interface SimTalkerOptions {
  /** Left out: a free one. */
  readonly port?: number
  readonly clock?: Clock
  /** How the device writes a thing. Throws for one that it can't write. */
  spell(thing: string): Spelling
}

/**
 * A device that tells what is held to it and takes no command, played byte by byte. The verbs that send resolve to whether a host
 * was there to hear it.
 */
export interface SimTalker extends SimCable {
  /** A thing is held to the device for a moment. */
  once(thing: string): Promise<boolean>
  /** A thing lies at the device, which sends it `times` times, one every `everyMs`. */
  rest(thing: string, times: number, everyMs?: number): Promise<boolean>
  /** The first half of a thing, and then nothing. */
  torn(thing: string): Promise<boolean>
  /** Bytes as they come. */
  noise(bytes: Uint8Array): Promise<boolean>
}

/** Starts a device that listens on TCP, as behind a serial device server. */
export async function startSimTalker({ port = 0, clock = systemClock, spell }: SimTalkerOptions): Promise<SimTalker> {
  const { send, sendInPieces, ...cable } = await openSimLine({ port, onBytes: () => {} })
  const once = (thing: string) => {
    const { before = '', text, behind } = spell(thing)
    return sendInPieces(Buffer.from(before + text + behind))
  }
  return {
    ...cable,
    once,
    rest: async (thing, times, everyMs = 0) => {
      let isHeard = false
      for (let time = 0; time < times; time++) {
        if (time > 0 && everyMs > 0) await sleep(clock, everyMs)
        isHeard = await once(thing)
      }
      return isHeard
    },
    torn: thing => {
      const { before = '', text } = spell(thing)
      return sendInPieces(Buffer.from(before + text.slice(0, Math.ceil(text.length / 2))))
    },
    noise: send,
  }
}
