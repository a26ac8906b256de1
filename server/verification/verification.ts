/** What other rooms may ask of public verification. */
export interface Verification {
  /** What terminals are told about roots, signed PDFs, oldest first. */
  trustNotices(): Promise<Uint8Array[]>
}
