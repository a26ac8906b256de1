import type { VerifierOptions } from '../src/pdf/options.ts'
import type { Verdict } from '../src/pdf/reasons.ts'
import type { PdfReport, Reason, SignatureReport } from '../src/pdf/report.ts'

/** What the command says of one file; one line of JSON. */
export interface CheckLine {
  readonly file: string
  readonly verdict: Verdict
  readonly printable: boolean
  readonly reasons: readonly (Reason | { readonly code: CommandReason })[]
  readonly signatures: readonly SignatureReport[]
  /** Of the file, lower-case hex; null where it could not be read. */
  readonly sha256: string | null
  readonly elapsedMs: number
}

/** What only the command can find: the engine never sees such a file to its end. */
export type CommandReason = 'cannot-read' | 'file-too-large' | 'time-limit' | 'memory-limit' | 'check-broke'

/** One file for the checking thread. */
export interface CheckOrder {
  readonly file: string
  /** ms since 1970. */
  readonly nowMs: number
}

/** What a checking thread is started with. */
export interface PoolSetup {
  readonly verifier: Omit<VerifierOptions, 'webCrypto' | 'sm2' | 'stopwatch'>
}

export function lineOfReport(file: string, report: PdfReport): CheckLine {
  const { verdict, printable, reasons, signatures, sha256, elapsedMs } = report
  return { file, verdict, printable, reasons, signatures, sha256, elapsedMs: Math.round((elapsedMs ?? 0) * 100) / 100 }
}

/** A file that was not checked to its end is not let through. */
export function refusedLine(file: string, code: CommandReason, sha256: string | null = null, elapsedMs = 0): CheckLine {
  return { file, verdict: 'malformed', printable: false, reasons: [{ code }], signatures: [], sha256, elapsedMs }
}
