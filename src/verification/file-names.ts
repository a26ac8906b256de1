import { z } from 'zod'
import { sha256Schema } from '../contract/texts.ts'

/** Digest over what a signature is over, lower-case hex: of SHA-256, SHA-384, SHA-512 or SM3. */
export const signedDigestSchema = z.string().regex(/^(?:[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/)

/**
 * What a file is asked for by. `sha256` is of the whole file and says whether it is ours to the byte. `signedDigest` is over what
 * was signed and names the document for good: a time stamp or revocation data that anybody adds changes the first alone. Null
 * where the file has no signature that can be read.
 */
export const fileNamesSchema = z.strictObject({
  sha256: sha256Schema,
  signedDigest: signedDigestSchema.nullable().default(null),
})
export type FileNames = z.infer<typeof fileNamesSchema>
