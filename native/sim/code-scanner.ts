import { type SimTalker, type SimTalkerOptions, startSimTalker } from './talker.ts'

/** What a scanner puts behind a code. */
export const SCANNER_SUFFIXES = { cr: '\r', crlf: '\r\n', lf: '\n', none: '' } as const
export type ScannerSuffix = keyof typeof SCANNER_SUFFIXES

export interface CodeScannerSimOptions extends Omit<SimTalkerOptions, 'spell'> {
  /** CR when left out. */
  readonly suffix?: ScannerSuffix
  /** Stands before each code, such as the symbology identifier `]Q1`. */
  readonly prefix?: string
}

/** A QR scanner; one in continuous mode sends a code that rests again and again. */
export interface CodeScannerSim extends Omit<SimTalker, 'once'> {
  /** A code is held under the scanner for a moment. */
  scan(text: string): Promise<boolean>
}

/** Starts a simulated QR scanner that listens on TCP, as behind a serial device server. */
export async function startCodeScannerSim(options: CodeScannerSimOptions = {}): Promise<CodeScannerSim> {
  const { suffix = 'cr', prefix = '', ...rest } = options
  const spell = (text: string) => ({ before: prefix, text, behind: SCANNER_SUFFIXES[suffix] })
  const { once, ...talker } = await startSimTalker({ ...rest, spell })
  return { ...talker, scan: once }
}
