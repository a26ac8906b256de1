/** What a file may ask of the reader. Set before any work, so that a hostile file costs little. */
export const LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  nesting: 48,
  /** Entries of one array or dictionary. */
  containerEntries: 50_000,
  objects: 200_000,
  /** Savings: an office that fills in a form for years makes many, and each of them costs a comparison. */
  revisions: 201,
  fields: 256,
  signatures: 16,
  signatureBytes: 64 * 1024,
  derNesting: 24,
  /** Nodes of all DER structures of one file. */
  derNodes: 400_000,
  certificates: 32,
  pathLength: 6,
  /** Signatures of all kinds that are checked for one file. */
  signatureChecks: 160,
  rsaModulusBits: 8192,
  rsaExponentBits: 64,
  /** What all compressed streams of the file structure may inflate to. */
  inflatedBytes: 16 * 1024 * 1024,
  /** What all signatures together may hash. */
  hashedBytes: 128 * 1024 * 1024,
  /** Values read, objects compared and bytes inflated, each with its weight: bounds the time where no clock is. */
  steps: 4_000_000,
} as const

export type Limits = { readonly [Name in keyof typeof LIMITS]: number }
