import type { ReasonCode, Verdict } from './reasons.ts'

/** What a check found. Only `printable` with `valid` lets a file through; there is no other way to pass. */
export interface PdfReport {
  readonly verdict: Verdict
  readonly printable: boolean
  /** Empty for `valid`. `place` is a byte offset in the file or in the structure named by the code. */
  readonly reasons: readonly { readonly code: ReasonCode; readonly place?: number }[]
  /** Name in the signer's certificate, once the signature was found to be made with its key; whether it is trusted is the verdict's word. */
  readonly signer: string | null
  /** The time the signer claims, ISO 8601. Nothing proves it. */
  readonly signedAt: string | null
  /** Of the whole file, lower-case hex. */
  readonly sha256: string
}
