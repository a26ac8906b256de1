import type { Clock } from '../../src/clock.ts'
import { sleep } from '../../src/clock.ts'
import { systemClock } from '../system-clock.ts'
import type { Transport } from '../transport/transport.ts'
import { openSimLine } from './sim-line.ts'

/** What a scanner puts behind a code. */
export const SCANNER_SUFFIXES = { cr: '\r', crlf: '\r\n', lf: '\n', none: '' } as const
export type ScannerSuffix = keyof typeof SCANNER_SUFFIXES

export interface CodeScannerSimOptions {
  /** Left out: a free one. */
  readonly port?: number
  /** CR when left out. */
  readonly suffix?: ScannerSuffix
  /** Stands before each code, such as the symbology identifier `]Q1`. */
  readonly prefix?: string
  readonly clock?: Clock
}

/** A QR scanner, played byte by byte. The verbs that send resolve to whether a host was there to hear it. */
export interface CodeScannerSim {
  readonly port: number
  /** A code is held under the scanner for a moment. */
  scan(text: string): Promise<boolean>
  /** A code lies under a scanner in continuous mode, which sends it `times` times, one every `everyMs`. */
  rest(text: string, times: number, everyMs?: number): Promise<boolean>
  /** Bytes as they come. */
  noise(bytes: Uint8Array): Promise<boolean>
  /** The first half of a code, and then nothing. */
  torn(text: string): Promise<boolean>
  /** From now on a code leaves in pieces of `bytes` bytes, each in a write of its own; 0 sends it whole again. */
  chunk(bytes: number): void
  unplug(): Promise<void>
  plug(): Promise<void>
  /** Speaks on a line that is already open, besides TCP. */
  attach(transport: Transport): void
  close(): Promise<void>
}

/** Starts a simulated QR scanner that listens on TCP, as behind a serial device server. */
export async function startCodeScannerSim(options: CodeScannerSimOptions = {}): Promise<CodeScannerSim> {
  const { port = 0, suffix = 'cr', prefix = '', clock = systemClock } = options
  // The scanner is triggered by what lies under it and takes no command.
  const line = await openSimLine({ port, onBytes: () => {} })
  let chunkBytes = 0

  const send = async (bytes: Uint8Array) => {
    const step = chunkBytes || bytes.length
    let isHeard = false
    for (let at = 0; at < bytes.length; at += step) isHeard = await line.send(bytes.subarray(at, at + step))
    return isHeard
  }
  const scan = (text: string) => send(Buffer.from(prefix + text + SCANNER_SUFFIXES[suffix], 'utf8'))
  return {
    port: line.port,
    scan,
    rest: async (text, times, everyMs = 0) => {
      let isHeard = false
      for (let time = 0; time < times; time++) {
        if (time > 0 && everyMs > 0) await sleep(clock, everyMs)
        isHeard = await scan(text)
      }
      return isHeard
    },
    noise: bytes => line.send(bytes),
    torn: text => send(Buffer.from(prefix + text.slice(0, Math.ceil(text.length / 2)), 'utf8')),
    chunk: bytes => {
      chunkBytes = bytes
    },
    unplug: line.unplug,
    plug: line.plug,
    attach: line.attach,
    close: line.close,
  }
}
