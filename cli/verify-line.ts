import type { VerifierOptions } from '../src/pdf/options.ts'
import type { Verdict } from '../src/pdf/reasons.ts'
import type { PdfReport, Reason, SignatureReport } from '../src/pdf/report.ts'
import type { FileCheck } from '../src/verification/file-check.ts'
import { OTHER_KINDS } from '../src/verification/file-kind.ts'
import { type Ground, judge } from '../src/verification/judge.ts'

/** What the command says of one file; one line of JSON. */
export interface CheckLine {
  readonly file: string
  readonly verdict: Verdict
  readonly printable: boolean
  readonly reasons: readonly (Reason | { readonly code: CommandReason })[]
  readonly signatures: readonly SignatureReport[]
  /** What is left of a seal in a file that may not be printed, and what kind of file it is; null where nothing more can be said. */
  readonly traces: Traces | null
  /** Of the file, lower-case hex; null where it could not be read. */
  readonly sha256: string | null
  readonly elapsedMs: number
}

/** What can still be said of a file that may not be printed. None of it makes the file any better. */
export interface Traces {
  /** What it comes down to. */
  readonly ground: Ground
  /** Where the document as it was sealed stands whole in the file. */
  readonly part: FileCheck['part']
  /** Whose seal that part carries. */
  readonly signer: string | null
  readonly claim: FileCheck['claim']
  /** What was added behind what was sealed. */
  readonly added: FileCheck['added']
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

export function lineOfReport(file: string, report: PdfReport, traces: Traces | null): CheckLine {
  const { verdict, printable, reasons, signatures, sha256 } = report
  const elapsedMs = Math.round((report.elapsedMs ?? 0) * 100) / 100
  return { file, verdict, printable, reasons, signatures, traces, sha256, elapsedMs }
}

/** What is to be said beside the verdict and its reasons; null where they say it all. */
export function tracesOf(check: FileCheck): Traces | null {
  const { ground } = judge({ check, server: { kind: 'not-asked' }, list: { kind: 'silent' } })
  const { part, seal, claim, added } = check
  const isTelling = TELLING.includes(ground) || (claim !== null && OF_A_CLAIM.includes(ground))
  return isTelling ? { ground, part, signer: (part && seal?.signer) ?? null, claim, added } : null
}

/** Grounds that say more of a file than the verdict's word. */
const TELLING: readonly Ground[] = [
  ...(['added-to', 'saved-anew', 'encrypted-since', 'encrypted', 'foreign-stamp'] as const),
  ...(['in-front', 'space-behind', 'cut-short', 'line-ends', 'recoded', 'lost'] as const),
  ...OTHER_KINDS,
]

/** Grounds that leave it open whose seal does not hold. */
const OF_A_CLAIM: readonly Ground[] = ['changed', 'broken']

/** A file that was not checked to its end is not let through. */
export function refusedLine(file: string, code: CommandReason, sha256: string | null = null, elapsedMs = 0): CheckLine {
  return {
    file,
    verdict: 'malformed',
    printable: false,
    reasons: [{ code }],
    signatures: [],
    traces: null,
    sha256,
    elapsedMs,
  }
}
