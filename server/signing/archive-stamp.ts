import { appendSignature, type PreparedAppendix } from './append-signature.ts'
import type { SealedFile } from './sealed-file.ts'

/**
 * Prepares a document time stamp (EN 319 142-1, 5.4.3; ISO 32000-2, 12.8.5): B-LTA, which proves the store before it. The token
 * that is embedded must be over the covered bytes.
 */
export function prepareArchiveStamp(sealed: SealedFile, roomBytes: number): PreparedAppendix {
  const entries = '/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161'
  return appendSignature(sealed, { fieldName: 'Archive', entries, roomBytes })
}
