import { createHash, createPublicKey, verify } from 'node:crypto'
import { z } from 'zod'
import { fingerprintOf } from '../../src/contract/enrolment-text.ts'
import { err, ok, type Result } from '../../src/result.ts'

export const MANIFEST_FILE = 'manifest.json'
export const SIGNATURE_FILE = 'manifest.sig.json'
export const FORMAT = 'yinzheng-backup-1'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().regex(/^[a-z_][a-z0-9_]*$/)

const partSchema = z.strictObject({ sha256, bytes: z.int().min(0) })

export const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  madeAt: z.iso.datetime(),
  /** As which it calls itself, to be read by people. */
  house: z.string(),
  /** Of the tables; and the names of the steps that led there. */
  version: z.int().min(1),
  steps: z.array(z.string()),
  tables: z.array(partSchema.extend({ name, columns: z.array(name).min(1), rows: z.int().min(0) })),
  /** Tables whose rows are good for hours alone: they are empty when it is brought back. */
  leftOut: z.array(name),
  sequences: z.array(z.strictObject({ table: name, column: name, last: z.string().regex(/^\d+$/) })),
  /** Issued files, listed in `files.ndjson`. */
  files: partSchema.extend({ count: z.int().min(0), totalBytes: z.int().min(0) }),
  /** Files of the store that were not what was issued, and are not in it. */
  damaged: z.array(sha256),
  /** Of every erasing that had begun: the journal by which it is brought back has them all. */
  erasures: z.array(z.string()),
})
export type Manifest = z.infer<typeof manifestSchema>

export const signatureSchema = z.strictObject({
  publicKey: z.string(),
  fingerprint: z.string(),
  signature: z.string(),
})

/** The manifest, where its signature is right and by the key that it names. */
export function openManifest(
  text: string,
  signatureText: string,
): Result<{ readonly manifest: Manifest; readonly publicKey: string; readonly fingerprint: string }, string> {
  try {
    const { publicKey, fingerprint, signature } = signatureSchema.parse(JSON.parse(signatureText))
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    // Whose key it is, the key itself says; a name beside it is anybody's word.
    if (fingerprintOf(createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest()) !== fingerprint)
      return err('manifest.sig.json names another key than it has')
    if (!verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64')))
      return err('manifest.json is not what was signed')
    return ok({ manifest: manifestSchema.parse(JSON.parse(text)), publicKey, fingerprint })
  } catch {
    return err('manifest.json or manifest.sig.json is not whole, or of another program')
  }
}
