/** What a file may ask of the reader. Set before any work, so that a hostile file costs little. */
export const LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  nesting: 48,
  /** Entries of one array or dictionary. */
  containerEntries: 50_000,
  objects: 200_000,
  revisions: 16,
  fields: 256,
  signatureBytes: 64 * 1024,
  derNesting: 24,
  certificates: 16,
  pathLength: 6,
  signatureChecks: 32,
  rsaModulusBits: 8192,
  /** What all compressed streams of the file structure may inflate to. */
  inflatedBytes: 16 * 1024 * 1024,
} as const
